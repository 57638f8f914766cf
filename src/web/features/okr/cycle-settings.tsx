// The cycles of the organisation: list, new ones, names, states.
import { lazy, Suspense, useState } from 'react'
import type { CycleView } from '../../../contract/okr.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useChange } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useCycles } from '../../app/cycles.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { CycleChip } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CycleDays } from './cycle-days.tsx'
import { CycleStep } from './cycle-step.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { JudgingSettings } from './judging-settings.tsx'

const FiscalYearDialog = lazy(() =>
  import('./fiscal-year-dialog.tsx').then((m) => ({ default: m.FiscalYearDialog })),
)

const NewCycleForm = lazy(() => import('./new-cycle-form.tsx').then((m) => ({ default: m.NewCycleForm })))

export const CycleSettings = () => {
  const t = useT()
  const mayManage = useRights()('cycle.manage')
  const { cycles } = useCycles()
  const [isMaking, setIsMaking] = useState(false)
  const [isPlanning, setIsPlanning] = useState(false)
  if (!cycles) return <Skeleton className="h-56 w-full" />
  return (
    <div className="grid max-w-3xl gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-ink-2">{t('okr.cycle.explained')}</p>
        {mayManage && !isMaking && (
          <span className="flex flex-wrap gap-2">
            <Button icon="calendar" onClick={() => setIsPlanning(true)}>
              {t('cycles.generate')}
            </Button>
            <Button look="primary" icon="plus" onClick={() => setIsMaking(true)}>
              {t('okr.cycle.new')}
            </Button>
          </span>
        )}
      </div>
      <States />
      {isPlanning && (
        <Suspense>
          <FiscalYearDialog onClose={() => setIsPlanning(false)} />
        </Suspense>
      )}
      {isMaking && (
        <Suspense fallback={<Skeleton className="h-56 w-full" />}>
          <NewCycleForm onMade={() => setIsMaking(false)} onLeave={() => setIsMaking(false)} />
        </Suspense>
      )}
      {cycles.length === 0 && !isMaking && (
        <EmptyState title={t('okr.no_cycle')}>{t('okr.cycle.none_text')}</EmptyState>
      )}
      {cycles.length > 0 && (
        <ul className="divide-y rounded-md border bg-surface">
          {cycles.map((cycle) => (
            <CycleRow key={cycle.id} cycle={cycle} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {mayManage && <JudgingSettings />}
    </div>
  )
}

const states: { state: CycleView['state']; word: MessageId }[] = [
  { state: 'draft', word: 'cycles.state.draft' },
  { state: 'active', word: 'cycles.state.active' },
  { state: 'review', word: 'cycles.state.review' },
  { state: 'closed', word: 'cycles.state.closed' },
]

const States = () => {
  const t = useT()
  return (
    <details>
      <summary className="min-h-6 text-sm font-semibold text-ink-2 hover:text-ink">
        {t('cycles.states')}
      </summary>
      <ul className="mt-2 grid gap-1 text-ink-2">
        {states.map(({ state, word }) => (
          <li key={state}>{t(word)}</li>
        ))}
      </ul>
    </details>
  )
}

const CycleRow = ({ cycle, mayManage }: { cycle: CycleView; mayManage: boolean }) => {
  const t = useT()
  const format = useFormat()
  const rename = useChange(({ name, version }: { name: string; version: number }) =>
    client.cycles.update({ id: cycle.id, name }, { context: { ifMatch: version } }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-56">
        <EditInPlace
          label={t('okr.cycle.name')}
          value={cycle.name}
          version={cycle.version}
          mayEdit={mayManage && cycle.state !== 'closed'}
          onSave={(name, version) => rename.mutateAsync({ name, version })}
        >
          <span className="font-semibold">{cycle.name}</span>
        </EditInPlace>
        <CycleDays cycle={cycle} mayEdit={mayManage && cycle.state !== 'closed'} />
        {cycle.reopenings.map(({ at, byName, reason }) => (
          <p key={at} className="text-sm text-ink-2">
            {reason
              ? t('cycles.reopened', { name: byName, at: format.time(at), reason })
              : t('cycles.reopened_without', { name: byName, at: format.time(at) })}
          </p>
        ))}
      </div>
      <CycleChip state={cycle.state} />
      <CycleStep cycle={cycle} size="sm" />
    </li>
  )
}
