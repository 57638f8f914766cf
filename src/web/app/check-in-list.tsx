// Everything that waits for a check-in, in one list. What was published stays in its place while the page is open.
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useChange, useTold } from './change.ts'
import type { CheckInInput } from './check-in-draft.ts'
import { CheckInLine, type DueItem, type OnReady } from './check-in-line.tsx'
import { client, problemOf } from './client.ts'
import { forgetKept } from './kept.ts'
import { useT } from './language.tsx'
import { keptCheckIn } from './use-check-in.ts'

export const CheckInList = ({ due }: { due: DueItem[] }) => {
  const [seen, setSeen] = useState(due)
  // A line that was published with the others is drawn anew; what is being typed in another stays, focus and all.
  const [rounds, setRounds] = useState<ReadonlyMap<string, number>>(new Map())
  const { ready, onReady } = useReady()
  const isSame = (one: DueItem) => (other: DueItem) => one.keyResult.id === other.keyResult.id
  const fresh = due.filter((item) => !seen.some(isSame(item)))
  if (fresh.length > 0) setSeen([...seen, ...fresh])
  const publish = useChange((inputs: CheckInInput[]) =>
    client.checkIns.publishMany({
      checkIns: inputs.map(({ id, ...input }) => ({ ...input, keyResultId: id })),
    }),
  )
  const publishAll = () => {
    if (ready.length === 0 || publish.isPending) return
    publish.mutate(ready, {
      onSuccess: () => {
        for (const { id } of ready) forgetKept(keptCheckIn(id))
        setRounds((before) => {
          const next = new Map(before)
          for (const { id } of ready) next.set(id, (before.get(id) ?? 0) + 1)
          return next
        })
      },
    })
  }
  useCtrlEnter(publishAll)
  if (seen.length === 0) return null
  return (
    <div>
      <ul className="divide-y rounded-md border bg-surface">
        {seen.map((item) => {
          const waiting = due.find(isSame(item))
          return (
            <li key={`${item.keyResult.id} ${rounds.get(item.keyResult.id) ?? 0}`}>
              <CheckInLine item={waiting ?? item} isDue={waiting !== undefined} onReady={onReady} />
            </li>
          )
        })}
      </ul>
      {due.length > 1 && (
        <PublishAll
          due={due}
          ready={ready}
          error={publish.error}
          isPending={publish.isPending}
          onPublish={publishAll}
        />
      )}
    </div>
  )
}

function useCtrlEnter(act: () => void): void {
  const onPress = useEffectEvent(act)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onPress()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** What the lines would publish, as they tell it. */
function useReady() {
  const [inputs, setInputs] = useState<Record<string, CheckInInput | null>>({})
  const onReady = useCallback<OnReady>((id, input) => setInputs((before) => ({ ...before, [id]: input })), [])
  return { ready: Object.values(inputs).filter((input) => input !== null), onReady }
}

type PublishAllProps = {
  due: DueItem[]
  ready: CheckInInput[]
  error: Error | null
  isPending: boolean
  onPublish: () => void
}

const PublishAll = ({ due, ready, error, isPending, onPublish }: PublishAllProps) => {
  const t = useT()
  const { detail } = useTold()(error)
  // A refusal names the item by its place.
  const place = /^checkIns\.(\d+)/.exec(problemOf(error)?.errors?.[0]?.field ?? '')?.[1]
  const title = due.find(({ keyResult }) => keyResult.id === ready[Number(place)]?.id)?.keyResult.title
  return (
    <div className="sticky bottom-0 z-10 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 bg-paper py-2 max-md:bottom-16">
      <Button look="primary" icon="check" disabled={ready.length === 0 || isPending} onClick={onPublish}>
        {t('okr.check_in.publish_all', { count: ready.length })}
      </Button>
      <span className="text-sm text-ink-3 max-sm:hidden">
        <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
      </span>
      {detail && (
        <p role="alert" className="text-sm text-son-ink">
          {title && place ? `${title}: ` : ''}
          {detail}
        </p>
      )}
    </div>
  )
}
