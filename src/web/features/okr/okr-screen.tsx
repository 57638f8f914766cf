// The objectives of a cycle, by unit: where they stand and where they should.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { fold } from '../../../core/text/fold.ts'
import { api } from '../../app/client.ts'
import { AdviceLink } from '../../app/coach/advice-link.tsx'
import { useCycleDates, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { CycleChip } from '../../app/status-chip.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { PageHeader, SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CycleSummary } from './cycle-summary.tsx'
import { NoCycle } from './no-cycle.tsx'
import { type ListedObjective, ObjectiveCard } from './objective-card.tsx'

const route = getRouteApi('/inside/okrs')

export const OkrScreen = () => {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle } = useCycles(search.cycle)
  const dates = useCycleDates()
  const options = useCycleOptions(cycles ?? [])
  const { unitOptions } = useNames()
  const { data } = useQuery(
    api.objectives.list.queryOptions({
      input: { cycleId: cycle?.id, limit: 500 },
      enabled: cycle !== undefined,
    }),
  )
  if (cycles && !cycle) return <NoCycle title={t('okr.title')} />
  const objectives = data?.items
  const shown = (objectives ?? []).filter((objective) => matches(objective, search.q ?? '', search.unit))
  const change = (part: { cycle?: string; unit?: string; q?: string }) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...part }), replace: true })
  return (
    <>
      <PageHeader
        title={t('okr.title')}
        meta={
          cycle && (
            <span className="inline-flex flex-wrap items-center gap-2">
              {dates(cycle)} <CycleChip state={cycle.state} />
            </span>
          )
        }
        actions={
          <>
            {cycle && <AdviceLink cycleId={cycle.id} />}
            <NewObjectiveLink cycleId={cycle?.id} />
          </>
        }
      />
      <div className="mb-5 grid gap-3 sm:grid-cols-3">
        <SelectField
          frame={{ label: t('okr.cycle'), labelHidden: true }}
          options={options}
          value={cycle?.id ?? ''}
          onChange={(event) => change({ cycle: event.target.value })}
        />
        <SelectField
          frame={{ label: t('okr.unit'), labelHidden: true }}
          options={[{ value: '', label: t('okr.unit.all') }, ...unitOptions.slice(1)]}
          value={search.unit ?? ''}
          onChange={(event) => change({ unit: event.target.value })}
        />
        <TextField
          frame={{ label: t('okr.find'), labelHidden: true }}
          type="search"
          placeholder={t('okr.find')}
          value={search.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
      </div>
      {!objectives && <Waiting />}
      {objectives?.length === 0 && <NoObjective cycleId={cycle?.id} />}
      {objectives && objectives.length > 0 && <CycleSummary objectives={objectives} />}
      {objectives && objectives.length > 0 && shown.length === 0 && (
        <p role="status" className="text-ink-2">
          {t('okr.nothing_found')}
        </p>
      )}
      <Units objectives={shown} />
    </>
  )
}

const Units = ({ objectives }: { objectives: ListedObjective[] }) => {
  const { unitOptions } = useNames()
  const byUnit = Map.groupBy(objectives, ({ unitId }) => unitId ?? '')
  return unitOptions
    .filter(({ value }) => byUnit.has(value))
    .map(({ value, label }) => (
      <section key={value} aria-label={label}>
        <SectionTitle note={byUnit.get(value)?.length}>{label}</SectionTitle>
        <ul className="grid gap-4">
          {byUnit.get(value)?.map((objective) => (
            <ObjectiveCard key={objective.id} objective={objective} />
          ))}
        </ul>
      </section>
    ))
}

const NewObjectiveLink = ({ cycleId }: { cycleId: string | undefined }) => {
  const t = useT()
  return (
    <Link to="/okrs/new" search={cycleId ? { cycle: cycleId } : {}} className={buttonClass('primary')}>
      <Icon name="plus" />
      {t('okr.new')}
    </Link>
  )
}

const NoObjective = ({ cycleId }: { cycleId: string | undefined }) => {
  const t = useT()
  return (
    <EmptyState
      title={t('okr.none')}
      action={
        <>
          <NewObjectiveLink cycleId={cycleId} />
          <Link to="/templates" className={buttonClass()}>
            {t('templates.use')}
          </Link>
          <Link to="/kpis" className={buttonClass()}>
            {t('okr.none_from_kpi')}
          </Link>
        </>
      }
    >
      {t('okr.none_text')}
    </EmptyState>
  )
}

const Waiting = () => (
  <div aria-busy="true" className="grid gap-4">
    <Skeleton className="h-56 w-full" />
    <Skeleton className="h-56 w-full" />
  </div>
)

/** By words of the objective or of its key results, without diacritics. */
function matches(
  { title, keyResults, unitId }: ListedObjective,
  words: string,
  unit: string | undefined,
): boolean {
  const sought = fold(words.trim())
  const isFound = [title, ...keyResults.map((keyResult) => keyResult.title)].some((text) =>
    fold(text).includes(sought),
  )
  return isFound && (!unit || unitId === unit)
}

const withoutEmpty = (search: { cycle?: string; unit?: string; q?: string }) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value))
