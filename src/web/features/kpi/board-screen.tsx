// The KPI board: every KPI with its recent beat, what needs attention first.
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useNames } from '../../app/names.ts'
import { PageLinks } from '../../app/page-links.tsx'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader, SectionTitle } from '../../ui/page-header.tsx'
import { BoardCard, BoardCardSkeleton } from './board-card.tsx'
import { BoardFilters } from './board-filters.tsx'
import { type BoardSearch, isShownOnBoard } from './board-search.ts'

const BoardExportMenu = later(() => import('./board-export-menu.tsx').then((m) => m.BoardExportMenu), 'cards')

export const KpiBoardScreen = () => {
  const t = useT()
  const format = useFormat()
  const told = useTold()
  const { member } = useSession()
  const search = useSearch({ from: '/inside/kpis' })
  const board = useQuery(api.kpis.board.queryOptions({ input: {} }))
  const items = board.data?.items ?? []
  const shown = items.filter((kpi) => isShownOnBoard(kpi, search))
  const newKpi = (
    <Link to="/kpis/new" className={buttonClass('primary')}>
      <Icon name="plus" />
      {t('kpi.board.new')}
    </Link>
  )
  return (
    <>
      <PageHeader
        title={t('kpi.board.title')}
        meta={board.data ? t('kpi.board.count', { count: items.length }) : undefined}
        actions={
          items.length > 0 && (
            <>
              <PageLinks
                links={[
                  { to: '/scorecards', label: t('kpi.scorecard.title') },
                  { to: '/kpis/numbers', label: t('kpi.numbers.open') },
                  { to: '/kpis/targets', label: t('kpi.targets.open') },
                ]}
              />
              <Suspense>
                <BoardExportMenu kpis={shown} />
              </Suspense>
              {member.role !== 'viewer' && newKpi}
            </>
          )
        }
      />
      {board.isError && <Notice tone="wrong">{told(board.error).detail}</Notice>}
      {board.isPending && (
        <Cards>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <BoardCardSkeleton key={key} />
          ))}
        </Cards>
      )}
      {board.data && items.length === 0 && (
        <EmptyState
          title={t('kpi.board.empty.title')}
          action={
            <>
              {newKpi}
              <Link to="/templates" search={{ kind: 'kpi' }} className={buttonClass()}>
                {t('templates.use')}
              </Link>
            </>
          }
        >
          <p>{t('kpi.board.empty.text')}</p>
        </EmptyState>
      )}
      {items.length > 0 && <BoardFilters items={items} search={search} />}
      {items.length > 0 && shown.length === 0 && (
        <EmptyState title={t('kpi.board.none_shown.title')}>
          <p>{t('kpi.board.none_shown.text')}</p>
        </EmptyState>
      )}
      <Groups items={shown} by={search.group} />
      {typeof board.data?.falseAlarms === 'number' && shown.length > 0 && (
        <p className="mt-5 flex max-w-prose gap-2 text-sm text-ink-3">
          <Icon name="info" className="mt-0.5" />
          {t('kpi.board.false_alarms', {
            count: items.length,
            expected: format.number(board.data.falseAlarms, board.data.falseAlarms < 1 ? 2 : 1),
          })}
        </p>
      )}
      {board.data && (
        <p className="mt-4 text-sm">
          <Link to="/okrs/archive" className="text-ink-2 underline hover:text-ink">
            {t('common.place.archive')}
          </Link>
        </p>
      )}
    </>
  )
}

const Cards = ({ children }: { children: ReactNode }) => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(19rem,100%),1fr))] gap-3">{children}</ul>
)

/** In one list, or under the name of each category or unit, in the order of what needs attention. */
const Groups = ({ items, by }: { items: BoardKpiView[]; by: BoardSearch['group'] }) => {
  const t = useT()
  const names = useNames()
  const cards = (kpis: BoardKpiView[]) => (
    <Cards>
      {kpis.map((kpi) => (
        <BoardCard key={kpi.id} kpi={kpi} isUnderHeading={by !== undefined} />
      ))}
    </Cards>
  )
  if (by === undefined) return cards(items)
  const namesOf = (kpi: BoardKpiView) =>
    by === 'unit'
      ? [kpi.unitId, ...kpi.otherUnitIds].map(names.unit)
      : [kpi.category || t('kpi.board.no_category')]
  // A KPI of several units stands under each.
  const placed = items.flatMap((kpi) => namesOf(kpi).map((name) => ({ name, kpi })))
  const groups = Map.groupBy(placed, ({ name }) => name)
  return [...groups].map(([name, own]) => (
    <section key={name}>
      <SectionTitle note={t('kpi.board.group_count', { count: own.length })}>{name}</SectionTitle>
      {cards(own.map(({ kpi }) => kpi))}
    </section>
  ))
}
