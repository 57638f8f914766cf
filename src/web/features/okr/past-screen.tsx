// The objectives of a cycle as they were known by the end of a past day. Nothing can be changed here.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api } from '../../app/client.ts'
import { useCycleDates, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CycleSummary } from './cycle-summary.tsx'
import { GroupHeading } from './group-heading.tsx'
import { NoCycle } from './no-cycle.tsx'
import { ObjectiveCard } from './objective-card.tsx'
import { PastDay, PastNotice, usePastDay } from './past-day.tsx'

const route = getRouteApi('/inside/okrs/past')

export const PastScreen = () => {
  const t = useT()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle } = useCycles(search.cycle)
  const dates = useCycleDates()
  const names = useNames()
  const options = useCycleOptions(cycles ?? [])
  const { on, asOf, latest } = usePastDay(search.on)
  const { data: board, error } = useQuery(
    api.okrs.board.queryOptions({ input: { id: cycle?.id ?? '', asOf }, enabled: cycle !== undefined }),
  )
  if (cycles && !cycle) return <NoCycle title={t('hindsight.title')} />
  const go = (part: { cycle?: string; on?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  const hidden = (board?.units ?? []).reduce((sum, unit) => sum + unit.hidden, 0)
  return (
    <>
      <PageHeader title={t('hindsight.title')} meta={cycle && dates(board?.cycle ?? cycle)} />
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <div className="w-72 max-w-full">
          <SelectField
            frame={{ label: t('okr.cycle') }}
            options={options}
            value={cycle?.id ?? ''}
            onChange={(event) => go({ cycle: event.target.value })}
          />
        </div>
        <PastDay on={on} latest={latest} onDay={(day) => go({ on: day })} />
      </div>
      <PastNotice
        on={on}
        back={
          <Link
            to="/okrs"
            search={cycle ? { cycle: cycle.id } : {}}
            className={buttonClass('secondary', 'sm')}
          >
            {t('hindsight.back')}
          </Link>
        }
      />
      <div className="mt-5 grid gap-4">
        {!board && !error && <Skeleton className="h-56 w-full" />}
        {error && <p role="status">{t('hindsight.not_there', { date: format.date(on) })}</p>}
        {board?.items.length === 0 && hidden === 0 && (
          <p role="status">{t('hindsight.none', { date: format.date(on) })}</p>
        )}
        {board && board.items.length + hidden > 0 && (
          <CycleSummary cycleId={board.cycle.id} summary={board.summary} asOf={asOf} />
        )}
        {board?.units.map(({ unitId, summary }) => {
          const ofUnit = board.items.filter((objective) => objective.unitId === unitId)
          if (ofUnit.length === 0) return null
          const place = { cycleId: board.cycle.id, unitId: unitId ?? 'none', asOf }
          const label = names.unit(unitId)
          return (
            <section key={unitId ?? 'none'} aria-label={label} className="grid gap-4">
              <GroupHeading heading={{ label, count: ofUnit.length, summary: { of: summary, place } }} />
              {ofUnit.map((objective) => (
                <ObjectiveCard key={objective.id} objective={objective} on={on} />
              ))}
            </section>
          )
        })}
        {hidden > 0 && (
          <p className="flex items-center gap-2 rounded-md border border-dashed px-4 py-3 text-sm text-ink-3">
            <Icon name="info" />
            {t('hindsight.hidden', { count: hidden })}
          </p>
        )}
      </div>
    </>
  )
}
