// The one step that a cycle takes next, and reopening one that is closed.
import { lazy, Suspense, useState } from 'react'
import type { CycleView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { loadMessages, useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Button } from '../../ui/button.tsx'

type State = CycleView['state']
type Step = { to: State; label: MessageId; done: MessageId }

const steps: Record<State, Step> = {
  draft: { to: 'active', label: 'okr.cycle.step.activate', done: 'okr.cycle.step.activated' },
  active: { to: 'review', label: 'okr.cycle.step.review', done: 'okr.cycle.step.reviewed' },
  review: { to: 'closed', label: 'okr.cycle.step.close', done: 'okr.cycle.step.closed' },
  closed: { to: 'review', label: 'okr.cycle.step.reopen', done: 'okr.cycle.step.reopened' },
}

// Reopening asks why: loaded by the few who may.
const ReopenDialog = lazy(async () => {
  await loadMessages('objective', 'review')
  return { default: (await import('./reopen-dialog.tsx')).ReopenDialog }
})

export const CycleStep = ({ cycle, size = 'md' }: { cycle: CycleView; size?: 'md' | 'sm' }) => {
  const { id, name, state } = cycle
  const t = useT()
  const act = useAct()
  const rights = useRights()
  const [isAsking, setIsAsking] = useState(false)
  const { to, label, done } = steps[state]
  if (!rights(state === 'closed' ? 'cycle.reopen' : 'cycle.manage')) return null
  const isReopening = state === 'closed'
  const move = () => {
    if (isReopening) return setIsAsking(true)
    // Only closing has a way back; the other steps are taken in plain sight and one by one.
    const undo =
      to === 'closed'
        ? { undo: () => client.cycles.update({ id, state: 'review', reason: t('okr.cycle.step.undone') }) }
        : {}
    void act(() => client.cycles.update({ id, state: to }), { message: t(done, { name }), ...undo })
  }
  return (
    <>
      <Button look={isReopening || size === 'sm' ? 'secondary' : 'primary'} size={size} onClick={move}>
        {t(label)}
      </Button>
      {isAsking && (
        <Suspense>
          <ReopenDialog cycle={cycle} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
