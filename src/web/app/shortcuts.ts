// Keys that work anywhere: Ctrl/⌘ K finds, C creates, U checks in, G and a letter goes, ? lists them.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Where G and this letter lead. */
export const goTo = {
  h: '/',
  o: '/okrs',
  m: '/map',
  k: '/kpis',
  i: '/initiatives',
  r: '/reviews',
  n: '/mentions',
  s: '/settings',
} as const
const waitsFor = 1500

const placeOf = (key: string) => (Object.hasOwn(goTo, key) ? goTo[key as keyof typeof goTo] : undefined)

type Open = 'search' | 'keys'

export function useShortcuts(open: (what: Open) => void): void {
  const navigate = useNavigate()
  // Kept over renders: the page may draw between G and its letter.
  const wentAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open('search')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const place = placeOf(key)
      if (event.timeStamp - wentAt.current < waitsFor && place) void navigate({ to: place })
      else if (key === 'c') void navigate({ to: '/okrs/new' })
      else if (key === 'u') void navigate({ to: '/check-in' })
      else if (key === '?') open('keys')
      wentAt.current = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate, open])
}

// What takes letters. A box or a switch that was just chosen keeps the focus and does not.
const typedIn =
  'input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"]), textarea, select, dialog, [role="menu"], [role="listbox"]'

/** Letters belong to whoever is typing. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(typedIn) !== null)
}
