// Others' changes appear by themselves: what the server announces makes the open queries look again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { eventsAddress } from './client.ts'

/** Listens while a member is signed in. A burst of events asks again once. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource(eventsAddress())
    let waiting: ReturnType<typeof setTimeout> | undefined
    const lookAgain = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        void queries.invalidateQueries()
      }, 50)
    }
    source.addEventListener('change', lookAgain)
    return () => {
      clearTimeout(waiting)
      source.close()
    }
  }, [queries])
}
