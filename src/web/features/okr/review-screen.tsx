// The review of a cycle: score, proof, reflection, decision, and closing it.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../app/client.ts'
import { AdviceLink } from '../../app/coach/advice-link.tsx'
import { useCycleDates, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { CycleChip } from '../../app/status-chip.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CycleStep } from './cycle-step.tsx'
import { NoCycle } from './no-cycle.tsx'
import { ReviewItem } from './review-item.tsx'
import { ScoreSummary } from './score-summary.tsx'
import { useReviewKeys } from './use-review-keys.ts'

const route = getRouteApi('/inside/reviews')

type Props = { proofFor?: (keyResultId: string) => ReactNode }

export const ReviewScreen = ({ proofFor }: Props) => {
  const t = useT()
  useReviewKeys()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle: usual } = useCycles(search.cycle)
  // Without one in the address, the cycle that is being reviewed comes before the one that runs.
  const cycle = search.cycle ? usual : (cycles?.find(({ state }) => state === 'review') ?? usual)
  const dates = useCycleDates()
  const options = useCycleOptions(cycles ?? [])
  const { data: review } = useQuery(
    api.cycles.review.queryOptions({ input: { id: cycle?.id ?? '' }, enabled: cycle !== undefined }),
  )
  if (cycles && !cycle) return <NoCycle title={t('okr.review.title')} />
  return (
    <>
      <PageHeader
        title={t('okr.review.title')}
        meta={
          cycle && (
            <span className="inline-flex flex-wrap items-center gap-2">
              {dates(cycle)} <CycleChip state={cycle.state} />
            </span>
          )
        }
        actions={
          cycle && (
            <>
              <AdviceLink cycleId={cycle.id} />
              <Link to="/calibration" className={buttonClass()}>
                <Icon name="chart" />
                {t('pace.calibration')}
              </Link>
              <CycleStep cycle={cycle} />
            </>
          )
        }
      />
      <div className="mb-5 max-w-xs">
        <SelectField
          frame={{ label: t('okr.cycle'), labelHidden: true }}
          options={options}
          value={cycle?.id ?? ''}
          onChange={(event) => void navigate({ search: { cycle: event.target.value }, replace: true })}
        />
      </div>
      {!review && <Skeleton className="h-72 w-full" />}
      {review && <ScoreSummary cycleId={review.cycle.id} summary={review.summary} />}
      {review && <Blocking state={review.cycle.state} blocking={review.blocking} />}
      {review?.items.length === 0 && (
        <EmptyState title={t('okr.review.none')}>{t('okr.review.none_text')}</EmptyState>
      )}
      {review && review.items.length > 1 && (
        <p className="mb-3 text-sm text-ink-3 max-sm:hidden">
          <Kbd>J</Kbd> <Kbd>K</Kbd> {t('pace.review.keys.move')} · <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>{' '}
          {t('pace.review.keys.save')}
        </p>
      )}
      <ul className="grid gap-5">
        {review?.items.map((item) => (
          <ReviewItem key={item.objective.id} item={item} state={review.cycle.state} proofFor={proofFor} />
        ))}
      </ul>
    </>
  )
}

/** What stands against closing, by name; or what comes first. */
const Blocking = ({ state, blocking }: { state: string; blocking: { id: string; title: string }[] }) => {
  const t = useT()
  if (state === 'draft' || state === 'active')
    return <p className="mb-5 max-w-prose text-ink-2">{t('okr.review.before')}</p>
  if (state === 'closed') return <p className="mb-5 max-w-prose text-ink-2">{t('okr.review.closed')}</p>
  if (blocking.length === 0) return <p className="mb-5 max-w-prose text-ink-2">{t('okr.review.ready')}</p>
  return (
    <div className="mb-5 rounded-md bg-amber-soft px-4 py-3 text-amber-ink">
      <p className="font-semibold">{t('okr.review.blocking', { count: blocking.length })}</p>
      <ul className="list-disc pl-5">
        {blocking.map(({ id, title }) => (
          <li key={id}>
            <a href={`#review-${id}`} className="underline underline-offset-3">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
