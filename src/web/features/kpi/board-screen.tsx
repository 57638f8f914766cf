// The KPI board: every KPI with its recent beat, what needs attention first.
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { BoardCard, BoardCardSkeleton } from './board-card.tsx'

export const KpiBoardScreen = () => {
  const t = useT()
  const format = useFormat()
  const told = useTold()
  const { member } = useSession()
  const { category, show } = useSearch({ from: '/inside/kpis' })
  const board = useQuery(api.kpis.board.queryOptions({ input: {} }))
  const items = board.data?.items ?? []
  const shown = items.filter(
    (kpi) =>
      (category === undefined || kpi.category === category) &&
      (show !== 'attention' || asksForSomething(kpi)),
  )
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
        actions={member.role !== 'viewer' && items.length > 0 && newKpi}
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
      {items.length > 0 && <Filters items={items} category={category} show={show} />}
      {items.length > 0 && shown.length === 0 && (
        <EmptyState title={t('kpi.board.none_shown.title')}>
          <p>{t('kpi.board.none_shown.text')}</p>
        </EmptyState>
      )}
      <Cards>
        {shown.map((kpi) => (
          <BoardCard key={kpi.id} kpi={kpi} />
        ))}
      </Cards>
      {typeof board.data?.falseAlarms === 'number' && shown.length > 0 && (
        <p className="mt-5 flex max-w-prose gap-2 text-sm text-ink-3">
          <Icon name="info" className="mt-0.5" />
          {t('kpi.board.false_alarms', {
            count: items.length,
            expected: format.number(board.data.falseAlarms, board.data.falseAlarms < 1 ? 2 : 1),
          })}
        </p>
      )}
    </>
  )
}

const Cards = ({ children }: { children: ReactNode }) => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(19rem,100%),1fr))] gap-3">{children}</ul>
)

/** Something to do follows from how it stands; leaving it alone is also a remedy. */
function asksForSomething({ chart }: BoardKpiView): boolean {
  return chart.remedy !== null && chart.remedy !== 'leave_alone'
}

type FiltersProps = { items: BoardKpiView[]; category: string | undefined; show: 'attention' | undefined }

const Filters = ({ items, category, show }: FiltersProps) => {
  const t = useT()
  const categories = [...new Set(items.map((kpi) => kpi.category).filter(Boolean))].toSorted((a, b) =>
    a.localeCompare(b),
  )
  const keep = show ? { show } : {}
  const within = category === undefined ? {} : { category }
  return (
    <nav aria-label={t('kpi.board.filter')} className="mb-4 flex flex-wrap items-center gap-1.5">
      <Link to="/kpis" search={keep} className={pillClass} activeOptions={{ exact: true }}>
        {t('kpi.board.all')}
      </Link>
      {categories.map((name) => (
        <Link
          key={name}
          to="/kpis"
          search={{ ...keep, category: name }}
          className={pillClass}
          activeOptions={{ exact: true }}
        >
          {name}
        </Link>
      ))}
      <Link
        to="/kpis"
        search={show ? within : { ...within, show: 'attention' }}
        className={`${pillClass} sm:ml-auto`}
        aria-current={show === 'attention' ? 'true' : undefined}
      >
        <Icon name="filter" />
        {t('kpi.board.attention')}
      </Link>
    </nav>
  )
}

const pillClass =
  'inline-flex min-h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-ink [&[aria-current]]:border-cham [&[aria-current]]:bg-cham-soft [&[aria-current]]:font-semibold [&[aria-current]]:text-cham'
