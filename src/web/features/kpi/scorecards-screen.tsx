// Scorecards of people and units, newest first; they stand apart from OKR scores.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cell, HeadCell, RowHead, Table } from '../../ui/table.tsx'
import { ScorecardStateChip } from './scorecard-chips.tsx'

export const ScorecardsScreen = () => {
  const t = useT()
  const format = useFormat()
  const told = useTold()
  const names = useNames()
  const { member } = useSession()
  const list = useQuery(api.scorecards.list.queryOptions({ input: { limit: 200 } }))
  const items = list.data?.items ?? []
  const create = member.role !== 'viewer' && (
    <Link to="/scorecards/new" className={buttonClass('primary')}>
      <Icon name="plus" />
      {t('kpi.scorecard.new')}
    </Link>
  )
  return (
    <>
      <PageHeader
        trail={{
          label: t('kpi.trail'),
          steps: [{ label: t('kpi.board.title'), href: '/kpis' }],
          link: RouterLink,
        }}
        title={t('kpi.scorecard.title')}
        meta={t('kpi.scorecard.note')}
        actions={items.length > 0 && create}
      />
      {list.isError && <Notice tone="wrong">{told(list.error).detail}</Notice>}
      {list.isPending && <Skeleton className="h-40" />}
      {list.data && items.length === 0 && (
        <EmptyState title={t('kpi.scorecard.empty')} action={create}>
          <p>{t('kpi.scorecard.empty_text')}</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <Table
          caption={t('kpi.scorecard.title')}
          head={
            <>
              <HeadCell>{t('kpi.scorecard.name')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('kpi.scorecard.of')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('kpi.scorecard.period')}</HeadCell>
              <HeadCell>{t('kpi.scorecard.state')}</HeadCell>
              <HeadCell isNumber>{t('kpi.scorecard.score')}</HeadCell>
            </>
          }
        >
          {items.map((card) => {
            const whose = card.memberId ? names.member(card.memberId) : names.unit(card.unitId)
            const period = `${format.date(card.start)} – ${format.date(card.end)}`
            return (
              <tr key={card.id}>
                <RowHead className="min-w-36">
                  <Link
                    to="/scorecards/$scorecardId"
                    params={{ scorecardId: card.id }}
                    className="font-semibold hover:underline"
                  >
                    {card.name}
                  </Link>
                  <span className="block text-sm text-ink-3 sm:hidden">
                    {whose} · {period}
                  </span>
                </RowHead>
                <Cell className="max-sm:hidden">{whose}</Cell>
                <Cell className="whitespace-nowrap max-sm:hidden">{period}</Cell>
                <Cell>
                  <ScorecardStateChip state={card.state} />
                </Cell>
                <Cell isNumber>{format.percent(card.score)}</Cell>
              </tr>
            )
          })}
        </Table>
      )}
    </>
  )
}
