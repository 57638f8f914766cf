// What the coach says of a whole cycle: objective by objective, each finding with a way to act on it.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { CycleFindingView } from '../../../contract/coach.ts'
import { api } from '../../app/client.ts'
import { useCycleDates, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { CycleChip } from '../../app/status-chip.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { PageHeader, SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AdviceItem } from './advice-item.tsx'

const route = getRouteApi('/inside/okrs/advice')

export const CycleAdviceScreen = () => {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle } = useCycles(search.cycle)
  const dates = useCycleDates()
  const options = useCycleOptions(cycles ?? [])
  const { data, error } = useQuery(
    api.coach.cycle.queryOptions({ input: { id: cycle?.id ?? '' }, enabled: cycle !== undefined }),
  )
  if (error && !data) throw error
  const items = data?.items ?? []
  const rules = [...new Map(items.map(({ id, rule }) => [id as string, rule]))]
  const shown = items.filter(({ id }) => !search.rule || id === search.rule)
  const change = (part: { cycle?: string; rule?: string }) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...part }), replace: true })
  return (
    <>
      <PageHeader
        title={t('coach.title')}
        trail={{
          label: t('okr.trail'),
          steps: [{ label: t('okr.title'), href: '/okrs' }],
          link: RouterLink,
        }}
        meta={
          cycle && (
            <span className="inline-flex flex-wrap items-center gap-2">
              {dates(cycle)} <CycleChip state={cycle.state} />
            </span>
          )
        }
      />
      <div className="mb-4 grid gap-3 sm:max-w-2xl sm:grid-cols-2">
        <SelectField
          frame={{ label: t('okr.cycle'), labelHidden: true }}
          options={options}
          value={cycle?.id ?? ''}
          onChange={(event) => change({ cycle: event.target.value, rule: '' })}
        />
        <SelectField
          frame={{ label: t('coach.cycle.rules'), labelHidden: true }}
          options={[
            { value: '', label: t('coach.cycle.rules_all') },
            ...rules.map(([value, label]) => ({ value, label })),
          ]}
          value={search.rule ?? ''}
          onChange={(event) => change({ rule: event.target.value })}
        />
      </div>
      {!data && cycles?.length !== 0 && <Skeleton className="h-72 w-full" />}
      {data && data.objectives > 0 && (
        <p role="status" className="max-w-prose text-ink-2">
          {t('coach.cycle.read', {
            objectives: data.objectives,
            keyResults: data.keyResults,
            findings: items.length,
          })}{' '}
          <span className="text-ink-3">{t('coach.meta')}</span>
        </p>
      )}
      {(data?.objectives === 0 || cycles?.length === 0) && <NothingToRead cycleId={cycle?.id} />}
      {data && data.objectives > 0 && items.length === 0 && (
        <div className="mt-4">
          <EmptyState title={t('coach.cycle.none')}>{t('coach.cycle.none_text')}</EmptyState>
        </div>
      )}
      <Groups items={shown} isClosed={cycle?.state === 'closed'} />
    </>
  )
}

const NothingToRead = ({ cycleId }: { cycleId: string | undefined }) => {
  const t = useT()
  return (
    <EmptyState
      title={t('coach.cycle.empty')}
      action={
        <>
          <Link to="/okrs/new" search={cycleId ? { cycle: cycleId } : {}} className={buttonClass('primary')}>
            {t('okr.new')}
          </Link>
          <Link to="/templates" className={buttonClass()}>
            {t('templates.use')}
          </Link>
        </>
      }
    >
      {t('coach.cycle.empty_text')}
    </EmptyState>
  )
}

const Groups = ({ items, isClosed }: { items: CycleFindingView[]; isClosed: boolean }) => {
  const t = useT()
  const names = useNames()
  return [...Map.groupBy(items, ({ objectiveId }) => objectiveId)].map(([objectiveId, ofThis]) => {
    const title = ofThis[0]?.objectiveTitle ?? t('coach.cycle.people')
    return (
      <section key={objectiveId ?? ''} aria-label={title}>
        <SectionTitle note={ofThis.length}>
          {objectiveId === null ? (
            title
          ) : (
            <Link to="/okrs/$objectiveId" params={{ objectiveId }} className="hover:text-ink hover:underline">
              {title}
            </Link>
          )}
        </SectionTitle>
        <ul className="divide-y rounded-md border bg-surface">
          {ofThis.map((item) => (
            <AdviceItem
              key={`${item.id} ${item.subject.id}`}
              item={item}
              who={item.subject.kind === 'member' ? names.member(item.subject.id) : null}
              isClosed={isClosed}
            />
          ))}
        </ul>
      </section>
    )
  })
}

const withoutEmpty = (search: { cycle?: string; rule?: string }) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value))
