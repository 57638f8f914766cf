// A key result on its objective's page: the bridge, where its value comes from, its check-ins.
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import type { KeyResultView, KeyResultWholeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { Coach } from '../../app/coach/coach.tsx'
import { useFormat } from '../../app/format.ts'
import { FullSpan } from '../../app/key-result-span.tsx'
import { measureWords, sourceWords } from '../../app/key-result-words.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useRights } from '../../app/rights.ts'
import { KeyResultChips } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { coreMeasure } from './core-measure.ts'
import { EditInPlace } from './edit-in-place.tsx'
import { Explain } from './explain.tsx'
import { ForecastLine } from './forecast-line.tsx'
import { KeyResultFacts } from './key-result-facts.tsx'
import { useMoveToInitiatives } from './use-move-to-initiatives.ts'

const CheckInHistory = later(() => import('./check-in-history.tsx').then((m) => m.CheckInHistory))

// An editor is needed once someone edits.
const CheckInForm = later(() => import('./check-in-form.tsx').then((m) => m.CheckInForm), 'week')
const KeyResultEditor = later(
  () => import('./key-result-editor.tsx').then((m) => m.KeyResultEditor),
  'writing',
  'merge',
)

type Props = {
  keyResult: KeyResultWholeView
  objective: ObjectiveWholeView
  mayEdit: boolean
  proof: ReactNode
  /** What it is moved by, and where it stands among the others. */
  handle: ReactNode
  itemRef: (element: HTMLElement | null) => void
  isDragged: boolean
}
type Open = 'check-in' | 'edit' | null

export const KeyResultCard = ({
  keyResult,
  objective,
  mayEdit,
  proof,
  handle,
  itemRef,
  isDragged,
}: Props) => {
  const t = useT()
  const [open, setOpen] = useState<Open>(null)
  const rights = useRights()
  const move = useMoveToInitiatives(objective.id, keyResult.id)
  const queries = useQueryClient()
  const { cycle, ownerId, unitId } = objective
  const item = { ownerIds: [keyResult.ownerId, ownerId], unitId, providerId: keyResult.providerId }
  const mayCheckIn = cycle.state !== 'closed' && rights('checkIn.publish', item)
  return (
    <li
      id={keyResult.id}
      ref={itemRef}
      className={`scroll-mt-6 px-4 py-4 sm:px-5 ${isDragged ? 'bg-cham-soft' : ''}`}
    >
      <div className="flex items-start gap-x-3 gap-y-1 max-sm:flex-wrap">
        {handle && <span className="-ml-2.5 -mr-2">{handle}</span>}
        <h3 className="min-w-0 grow text-lg font-semibold text-balance max-sm:basis-[calc(100%-6rem)]">
          <EditInPlace
            label={t('okr.key_result.title')}
            value={keyResult.title}
            version={keyResult.version}
            mayEdit={mayEdit}
            advise={(text, onText) => (
              <Coach
                field="key_result"
                text={text}
                onText={onText}
                subjectId={keyResult.id}
                measure={coreMeasure(keyResult)}
                onMove={{ initiative: () => void move(keyResult.title) }}
              />
            )}
            onSave={(title, version) =>
              client.keyResults
                .update({ id: keyResult.id, title }, { context: { ifMatch: version } })
                .finally(() => queries.invalidateQueries())
            }
          >
            {keyResult.title}
          </EditInPlace>
        </h3>
        <span className="max-sm:order-last">
          <Explain of="keyResult" id={keyResult.id} figure="status" label={t('okr.explain.status')}>
            <KeyResultChips keyResult={keyResult} />
          </Explain>
        </span>
        {mayEdit && <Actions keyResult={keyResult} onEdit={() => setOpen('edit')} />}
      </div>
      <Source keyResult={keyResult} cycle={cycle} mayEdit={mayEdit} />
      <div className="mt-3">
        <FullSpan keyResult={keyResult} />
      </div>
      <Figures keyResult={keyResult} />
      <ForecastLine keyResult={keyResult} />
      <Said keyResult={keyResult} />
      {proof && <div className="mt-3">{proof}</div>}
      {mayCheckIn && open !== 'check-in' && (
        <Button size="sm" icon="check" className="mt-3" onClick={() => setOpen('check-in')}>
          {t('okr.check_in.open')}
        </Button>
      )}
      {open === 'check-in' && (
        <Suspense>
          <CheckInForm keyResult={keyResult} onDone={() => setOpen(null)} />
        </Suspense>
      )}
      <Suspense>
        <CheckInHistory keyResult={keyResult} mayCheckIn={mayCheckIn} />
      </Suspense>
      {open === 'edit' && (
        <Suspense>
          <KeyResultEditor objective={objective} keyResult={keyResult} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </li>
  )
}

type SourceProps = {
  keyResult: KeyResultView
  cycle: ObjectiveWholeView['cycle']
  mayEdit: boolean
}

const Source = ({ keyResult, cycle, mayEdit }: SourceProps) => {
  const t = useT()
  const format = useFormat()
  const { kpi, measure, confidence, lastCheckIn, firstDay, lastDay, plan } = keyResult
  const hasOwnDays = firstDay !== cycle.start || lastDay !== cycle.end
  const facts = [
    measure.kind === 'keep' ? measureWords(measure, t, format) : null,
    confidence === null ? null : t('okr.confident', { level: confidence }),
    lastCheckIn === null
      ? t('okr.check_in.never')
      : t('okr.check_in.last', { date: format.date(lastCheckIn) }),
    hasOwnDays && t('objective.own_days', { from: format.date(firstDay), to: format.date(lastDay) }),
    plan && plan.length > 0 && t('objective.own_plan'),
  ]
  return (
    <div className="text-sm text-ink-3">
      {kpi && kpi.name !== null ? (
        <Link
          to="/kpis/$kpiId"
          params={{ kpiId: kpi.id }}
          className="underline decoration-line underline-offset-3 hover:text-ink"
        >
          {sourceWords(keyResult, t)}
        </Link>
      ) : (
        sourceWords(keyResult, t)
      )}
      {'\u00A0· '}
      {facts.filter(Boolean).join('\u00A0· ')}
      <KeyResultFacts keyResult={keyResult} mayEdit={mayEdit} />
    </div>
  )
}

const Figures = ({
  keyResult: { id, progress, expected, measure, originalMeasure, easedBecause },
}: {
  keyResult: KeyResultView
}) => {
  const t = useT()
  const format = useFormat()
  // Once it asks for as much again as was promised, there is nothing left to say.
  const isStillEased =
    originalMeasure !== null && measureWords(originalMeasure, t, format) !== measureWords(measure, t, format)
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
      <Explain of="keyResult" id={id} figure="progress" label={t('okr.explain.progress')}>
        {progress === null
          ? t('okr.progress.none')
          : t('okr.progress.is', { value: format.percent(progress) })}
      </Explain>
      {progress !== null && (
        <Explain of="keyResult" id={id} figure="expected" label={t('okr.explain.expected')}>
          {t('okr.expected_today', { value: format.percent(expected) })}
        </Explain>
      )}
      {originalMeasure && isStillEased && (
        <span>
          {t('objective.eased_bounds', {
            original: measureWords(originalMeasure, t, format),
            reason: easedBecause ?? '',
          })}
        </span>
      )}
    </div>
  )
}

/** The reason of a call that stands. */
const Said = ({ keyResult: { call, callReason } }: { keyResult: KeyResultView }) => {
  const t = useT()
  if (call === null || !callReason) return null
  return <p className="mt-1 text-sm text-ink-2">{t('okr.call_reason', { reason: callReason })}</p>
}

const Actions = ({ keyResult: { id, title }, onEdit }: { keyResult: KeyResultView; onEdit: () => void }) => {
  const t = useT()
  const act = useAct()
  const archive = () => {
    const done = {
      message: t('okr.key_result.archived', { title }),
      undo: () => client.keyResults.update({ id, archived: false }),
    }
    void act(() => client.keyResults.update({ id, archived: true }), done)
  }
  return (
    <Menu
      label={t('okr.key_result.actions', { title })}
      trigger={(props) => (
        <IconButton {...props} icon="more" label={t('okr.key_result.actions', { title })} className="-mr-2" />
      )}
      items={[
        { label: t('okr.key_result.edit'), icon: 'edit', onSelect: onEdit },
        { label: t('okr.key_result.archive'), icon: 'archive', onSelect: archive },
      ]}
    />
  )
}
