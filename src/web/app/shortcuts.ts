// Keys that work anywhere: Ctrl/⌘ K finds, C creates, U checks in, G and a letter goes, ? lists them.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

const goTo: Record<string, '/' | '/okrs' | '/kpis' | '/reviews' | '/settings'> = {
  h: '/',
  o: '/okrs',
  k: '/kpis',
  r: '/reviews',
  s: '/settings',
}
const waitsFor = 1500

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
      const place = goTo[event.key]
      if (event.timeStamp - wentAt.current < waitsFor && place) void navigate({ to: place })
      else if (event.key === 'c') void navigate({ to: '/okrs/new' })
      else if (event.key === 'u') void navigate({ to: '/check-in' })
      else if (event.key === '?') open('keys')
      wentAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate, open])
}

/** Letters belong to whoever is typing. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, dialog, [role="menu"]') !== null)
  )
}
