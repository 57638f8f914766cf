// An objective with its key results as they were known by the end of a past day. Nothing can be changed here.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { KeyResultWholeView, ObjectiveWholeView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { FullSpan } from '../../app/key-result-span.tsx'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { KeyResultChips, StatusChip } from '../../app/status-chip.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Explain } from './explain.tsx'
import { HistoryLine, hasLine } from './history-line.tsx'
import { PastDay, PastNotice, usePastDay } from './past-day.tsx'

const route = getRouteApi('/inside/okrs/$objectiveId/past')

export const PastObjectiveScreen = () => {
  const t = useT()
  const format = useFormat()
  const { objectiveId: id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { on, asOf, latest } = usePastDay(search.on)
  const { data: objective, error } = useQuery(api.objectives.get.queryOptions({ input: { id, asOf } }))
  return (
    <>
      <PageHeader title={objective?.title ?? t('hindsight.title')} meta={objective?.cycle.name} />
      <div className="mb-4">
        <PastDay
          on={on}
          latest={latest}
          onDay={(day) => void navigate({ search: { on: day }, replace: true })}
        />
      </div>
      <PastNotice
        on={on}
        back={
          <Link
            to="/okrs/$objectiveId"
            params={{ objectiveId: id }}
            className={buttonClass('secondary', 'sm')}
          >
            {t('hindsight.back')}
          </Link>
        }
      />
      <div className="mt-5 grid gap-4">
        {!objective && !error && <Skeleton className="h-56 w-full" />}
        {error && <p role="status">{t('hindsight.objective_not_there', { date: format.date(on) })}</p>}
        {objective && <Facts objective={objective} asOf={asOf} />}
        {objective && objective.keyResults.length > 0 && (
          <ul className="divide-y rounded-md border bg-surface">
            {objective.keyResults.map((keyResult) => (
              <KeyResult key={keyResult.id} keyResult={keyResult} on={on} asOf={asOf} />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

const Facts = ({ objective, asOf }: { objective: ObjectiveWholeView; asOf: string }) => {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { id, progress, expected, status, stale, ownerId, ambition } = objective
  const { data } = useQuery(api.objectives.progress.queryOptions({ input: { id, asOf } }))
  return (
    <section aria-label={objective.title} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Explain of="objective" id={id} asOf={asOf} figure="status" label={t('okr.explain.status')}>
          <StatusChip status={status} stale={stale} />
        </Explain>
        <Explain of="objective" id={id} asOf={asOf} figure="progress" label={t('okr.explain.progress')}>
          <span className="text-xl font-semibold">{format.percent(progress)}</span>
        </Explain>
        {progress !== null && (
          <Explain of="objective" id={id} asOf={asOf} figure="expected" label={t('okr.explain.expected')}>
            <span className="text-sm text-ink-3">
              {t('hindsight.expected', { value: format.percent(expected) })}
            </span>
          </Explain>
        )}
        <span className="text-sm text-ink-3">
          {names.member(ownerId)} ·{' '}
          {t(ambition === 'committed' ? 'okr.ambition.committed' : 'okr.ambition.aspirational')}
        </span>
      </div>
      {data && hasLine(data.points) && (
        <div className="w-80 max-w-full">
          <HistoryLine points={data.points} label={t('hindsight.line')} />
        </div>
      )}
    </section>
  )
}

type Props = { keyResult: KeyResultWholeView; on: string; asOf: string }

const KeyResult = ({ keyResult, on, asOf }: Props) => {
  const t = useT()
  const format = useFormat()
  const { id, title, progress, confidence } = keyResult
  const { data } = useQuery(api.keyResults.progress.queryOptions({ input: { id, asOf } }))
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h2 className="min-w-0 text-lg font-semibold text-balance">{title}</h2>
        <Explain of="keyResult" id={id} asOf={asOf} figure="status" label={t('okr.explain.status')}>
          <KeyResultChips keyResult={keyResult} />
        </Explain>
      </div>
      <FullSpan keyResult={keyResult} on={on} />
      <div className="flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
        <Explain of="keyResult" id={id} asOf={asOf} figure="progress" label={t('okr.explain.progress')}>
          {progress === null
            ? t('okr.progress.none')
            : t('okr.progress.is', { value: format.percent(progress) })}
        </Explain>
        {confidence !== null && <span>{t('okr.confident', { level: confidence })}</span>}
      </div>
      {data && hasLine(data.points) && (
        <div className="w-80 max-w-full">
          <HistoryLine points={data.points} label={t('hindsight.line')} />
        </div>
      )}
    </li>
  )
}
