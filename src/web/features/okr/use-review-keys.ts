// Going through a review without a mouse: J and K go from objective to objective, as in a list of mail.
import { useEffect } from 'react'

export function useReviewKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === 'j' || event.key === 'k') goFrom(event.key === 'j' ? 1 : -1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** On to the next objective, once this one is saved. */
export function goFrom(steps: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>('[data-review]')]
  const here = items.findIndex((item) => item.contains(document.activeElement))
  const next = items[here === -1 ? 0 : here + steps]
  next?.focus()
  next?.scrollIntoView({ block: 'start' })
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio]), textarea, select, dialog') !== null
