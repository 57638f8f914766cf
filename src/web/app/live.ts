// Others' changes appear by themselves: what the server announces makes the open queries look again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { eventsAddress } from './client.ts'
import { takePlace } from './first-data.ts'
import { isBoard, renewBoards } from './live-board.ts'

type Change = { operation: string; subjects: { kind: string; id: string }[] }

/** Changes of these touch lines of a board, and neither its order nor what else it stands on. */
const ofLines = new Set(['objective', 'key_result', 'initiative', 'comment'])
const isOfLines = ({ operation, subjects }: Change) =>
  !/move|changeMany/i.test(operation) && subjects.every(({ kind }) => ofLines.has(kind))

/** Milliseconds until a stream that was refused is asked for again. */
const retryAfter = 5_000

/** Listens while a member is signed in. A burst of events asks again once. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let source: EventSource
    let again: ReturnType<typeof setTimeout> | undefined
    let waiting: ReturnType<typeof setTimeout> | undefined
    let changes: Change[] = []
    const lookAgain = () => {
      const [came, isLinesOnly] = [changes, changes.every(isOfLines)]
      waiting = undefined
      changes = []
      if (!isLinesOnly) return void queries.invalidateQueries()
      const subjects = came.flatMap((change) => change.subjects)
      void queries.invalidateQueries({ predicate: (query) => !isBoard(query) })
      void renewBoards(queries, new Set(subjects.map(({ id }) => id)))
    }
    const onChange = ({ data }: MessageEvent<string>) => {
      changes.push(JSON.parse(data) as Change)
      waiting ??= setTimeout(lookAgain, 50)
    }
    const listen = (isAgain: boolean) => {
      source = new EventSource(eventsAddress(takePlace()))
      source.addEventListener('change', onChange)
      if (isAgain) source.addEventListener('open', () => void queries.invalidateQueries(), { once: true })
      // A cut line is taken up by the browser itself; a refusal, as while the database is away, closes it for good.
      source.addEventListener('error', ({ target }) => {
        if (target === source && source.readyState === EventSource.CLOSED)
          again = setTimeout(() => listen(true), retryAfter)
      })
    }
    listen(false)
    return () => {
      clearTimeout(again)
      clearTimeout(waiting)
      source.close()
    }
  }, [queries])
}
