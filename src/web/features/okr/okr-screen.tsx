// The objectives of a cycle: as a board or a list, filtered, grouped and ordered as the address says.
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useCycleDates, useCycleOptions, useCycles } from '../../app/cycles.ts'
import { useT } from '../../app/language.tsx'
import { type OkrSearch, withoutEmpty } from '../../app/okr-search.ts'
import { PageLinks } from '../../app/page-links.tsx'
import { CycleChip } from '../../app/status-chip.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BoardRows } from './board-rows.tsx'
import { CycleSummary } from './cycle-summary.tsx'
import { FilterBar, type Part } from './filter-bar.tsx'
import { NoCycle } from './no-cycle.tsx'
import { SavedViews } from './saved-views.tsx'
import { useBoard } from './use-board.ts'

// What draws only the rows near the screen is larger than the rest of the page, and comes where there are many.
const ListRows = lazy(() => import('./list-rows.tsx').then((m) => ({ default: m.ListRows })))
const LongBoardRows = lazy(() => import('./long-board-rows.tsx').then((m) => ({ default: m.LongBoardRows })))

/** From so many rows on a board is long. */
const many = 24

const route = getRouteApi('/inside/okrs')

export const OkrScreen = () => {
  const t = useT()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { cycles, cycle } = useCycles(search.cycle)
  const dates = useCycleDates()
  const options = useCycleOptions(cycles ?? [])
  const { board, lines, rows } = useBoard(cycle?.id, search)
  // All at once: a head that grew as the cycle came would push the page down below the reader's finger.
  if (!cycles)
    return (
      <>
        <PageHeader title={t('okr.title')} />
        <Waiting />
      </>
    )
  if (!cycle) return <NoCycle title={t('okr.title')} />
  const change = (part: Part) =>
    void navigate({
      search: (before) => withoutEmpty({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    })
  const address = JSON.stringify({ ...search, cycle: cycle?.id })
  const count = board?.items.length ?? 0
  const isGivenOrder = (search.sort ?? 'given') === 'given' && search.down !== 'yes'
  const Board = rows.length < many ? BoardRows : LongBoardRows
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
            <PageLinks
              links={[
                { to: '/okrs/advice', search: { cycle: cycle.id }, label: t('coach.link'), icon: 'comment' },
                { to: '/okrs/past', search: { cycle: cycle.id }, label: t('view.past'), icon: 'clock' },
                { to: '/map', search: { cycle: cycle.id }, label: t('map.title'), icon: 'map' },
              ]}
              alsoOnPhones={[
                { to: '/initiatives', label: t('common.place.initiatives'), icon: 'initiative' },
                { to: '/mentions', label: t('common.place.mentions'), icon: 'inbox' },
              ]}
            />
            <NewObjectiveLink cycleId={cycle?.id} />
          </>
        }
      />
      <SavedViews search={search} />
      <FilterBar
        search={search}
        onChange={change}
        cycle={
          <SelectField
            frame={{ label: t('okr.cycle'), labelHidden: true }}
            options={options}
            value={cycle?.id ?? ''}
            onChange={(event) => change({ cycle: event.target.value })}
          />
        }
      />
      {!board && <Waiting />}
      {board && rows.length === 0 && count === 0 && <NoObjective cycleId={cycle?.id} />}
      {board && rows.length > 0 && <CycleSummary cycleId={board.cycle.id} summary={board.summary} />}
      {board && count > 0 && (
        <p role="status" className="mt-4 mb-2 text-sm text-ink-3">
          {lines.length === count
            ? t('view.count', { count })
            : t('view.count.of', { shown: lines.length, count })}
        </p>
      )}
      {board && count > 0 && lines.length === 0 && <NothingFound search={search} />}
      <Suspense fallback={<Waiting />}>
        {rows.length > 0 &&
          (search.layout === 'list' ? (
            <ListRows rows={rows} address={address} search={search} onChange={change} />
          ) : (
            board && <Board rows={rows} address={address} cycle={board.cycle} isGivenOrder={isGivenOrder} />
          ))}
      </Suspense>
    </>
  )
}

const NothingFound = ({ search }: { search: OkrSearch }) => {
  const t = useT()
  const isMine = search.owner === 'me' && !search.q && !search.status
  return (
    <EmptyState
      title={isMine ? t('view.nothing_mine') : t('view.nothing')}
      action={
        <Link to="/okrs" search={search.cycle ? { cycle: search.cycle } : {}} className={buttonClass()}>
          {t('view.filters.clear')}
        </Link>
      }
    >
      {isMine ? t('view.nothing_mine_text') : t('view.nothing_text')}
    </EmptyState>
  )
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
