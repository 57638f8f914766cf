// One scorecard: what each KPI came to between least, wanted and most, the evidence, and the decision.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ScorecardView } from '../../../contract/scorecards.ts'
import { toCsv } from '../../../core/text/csv.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import { useAct } from '../../app/act.ts'
import { useTold } from '../../app/change.ts'
import { api, client } from '../../app/client.ts'
import { download } from '../../app/download.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { RouterLink } from '../../app/router-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cell, HeadCell, RowHead, Table } from '../../ui/table.tsx'
import { Why } from '../../ui/why.tsx'
import { ScorecardStateChip } from './scorecard-chips.tsx'
import { EvidenceForm, ReturnForm } from './scorecard-decision.tsx'
import { EvidenceFileLink } from './scorecard-files.tsx'

export const ScorecardScreen = () => {
  const { t } = useLanguage()
  const told = useTold()
  const format = useFormat()
  const names = useNames()
  const act = useAct()
  const { scorecardId: id } = useParams({ from: '/inside/scorecards/$scorecardId' })
  const { data: card, error } = useQuery(api.scorecards.get.queryOptions({ input: { id } }))
  if (error) return <Notice tone="wrong">{told(error).detail}</Notice>
  if (!card) return <Skeleton className="h-60" />
  const whose = card.memberId ? names.member(card.memberId) : names.unit(card.unitId)
  return (
    <>
      <PageHeader
        trail={{
          label: t('kpi.trail'),
          steps: [
            { label: t('kpi.board.title'), href: '/kpis' },
            { label: t('kpi.scorecard.title'), href: '/scorecards' },
          ],
          link: RouterLink,
        }}
        title={card.name}
        meta={`${whose} · ${format.date(card.start)} – ${format.date(card.end)}`}
        actions={
          <>
            <ExportButton card={card} />
            {card.canSubmit && (
              <Link to="/scorecards/$scorecardId/edit" params={{ scorecardId: id }} className={buttonClass()}>
                {t('kpi.scorecard.edit')}
              </Link>
            )}
          </>
        }
      />
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <Why
            label={t('kpi.scorecard.why', { score: format.percent(card.score) })}
            explanation={<p>{t('kpi.scorecard.formula')}</p>}
          >
            <span className="text-2xl font-semibold">{format.percent(card.score)}</span>
          </Why>
          <ScorecardStateChip state={card.state} />
          {card.decidedAt && card.decidedBy && card.state !== 'submitted' && (
            <span className="text-sm text-ink-3">
              {t('kpi.scorecard.decided', {
                who: names.member(card.decidedBy),
                when: format.time(card.decidedAt),
              })}
            </span>
          )}
        </div>
        {card.state === 'returned' && (
          <Notice tone="attention">{t('kpi.scorecard.returned', { reason: card.returnedBecause })}</Notice>
        )}
        <Items card={card} />
        {card.withoutValue.length > 0 && (
          <p className="text-sm text-ink-3">
            {t('kpi.scorecard.without_value', { count: card.withoutValue.length })}
          </p>
        )}
        <Evidence card={card} />
        {card.canSubmit && <EvidenceForm key={card.version} card={card} />}
        {card.canApprove && (
          <Card className="grid gap-3 p-4">
            <h2 className="text-sm font-semibold text-ink-2">{t('kpi.scorecard.decide')}</h2>
            <p className="text-ink-2">{t('kpi.scorecard.decide_note')}</p>
            <Button
              look="primary"
              icon="check"
              className="w-fit"
              onClick={() =>
                void act(() => client.scorecards.approve({ id }), { message: t('kpi.scorecard.approved') })
              }
            >
              {t('kpi.scorecard.approve')}
            </Button>
            <ReturnForm id={id} />
          </Card>
        )}
      </div>
    </>
  )
}

/** On a phone these stand under the name. */
const wide = 'max-sm:hidden'
const boundHeads = [
  'kpi.scorecard.weight',
  'kpi.scorecard.min',
  'kpi.chart.head.target',
  'kpi.scorecard.max',
] as const

const Items = ({ card }: { card: ScorecardView }) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  return (
    <Table
      caption={t('kpi.scorecard.items')}
      head={
        <>
          <HeadCell>{t('kpi.targets.kpi')}</HeadCell>
          {boundHeads.map((head) => (
            <HeadCell key={head} isNumber className={wide}>
              {t(head)}
            </HeadCell>
          ))}
          <HeadCell isNumber>{t('kpi.chart.head.value')}</HeadCell>
          <HeadCell isNumber>{t('kpi.scorecard.achievement')}</HeadCell>
        </>
      }
    >
      {card.items.map((item) => {
        const figures = kpiFormat(item, locale)
        const weight = format.number(item.weight, 2)
        const min = figures.number(item.min)
        const target = figures.number(item.target)
        const max = figures.number(item.max)
        return (
          <tr key={item.kpiId}>
            <RowHead className="sm:min-w-36">
              {item.name ? (
                <Link to="/kpis/$kpiId" params={{ kpiId: item.kpiId }} className="hover:underline">
                  {item.name}
                </Link>
              ) : (
                <span className="text-ink-3">{t('kpi.drivers.hidden')}</span>
              )}
              <span className="block text-xs text-ink-3 sm:hidden">
                {t('kpi.scorecard.bounds', { weight, min, target, max })}
              </span>
            </RowHead>
            {Object.entries({ weight, min, target, max }).map(([bound, text]) => (
              <Cell key={bound} isNumber className={wide}>
                {text}
              </Cell>
            ))}
            <Cell isNumber>{figures.value(item.value)}</Cell>
            <Cell isNumber>{format.percent(item.achievement)}</Cell>
          </tr>
        )
      })}
    </Table>
  )
}

const Evidence = ({ card }: { card: ScorecardView }) => {
  const { t } = useLanguage()
  if (card.evidence.length === 0) return null
  return (
    <Card className="grid gap-2 p-4">
      <h2 className="text-sm font-semibold text-ink-2">{t('kpi.scorecard.evidence')}</h2>
      <ul className="grid gap-1">
        {card.evidence.map((one) =>
          one.kind === 'link' ? (
            <li key={one.url} className="break-all">
              <a href={one.url} rel="noreferrer" target="_blank" className="text-cham underline">
                {one.url}
              </a>
            </li>
          ) : one.kind === 'file' ? (
            <li key={one.fileId}>
              <EvidenceFileLink scorecardId={card.id} file={one} />
            </li>
          ) : (
            <li key={one.text}>{one.text}</li>
          ),
        )}
      </ul>
    </Card>
  )
}

const ExportButton = ({ card }: { card: ScorecardView }) => {
  const { t } = useLanguage()
  const save = () =>
    download(
      'scorecard.csv',
      toCsv([
        [
          t('kpi.targets.kpi'),
          t('kpi.form.unit'),
          t('kpi.scorecard.weight'),
          t('kpi.scorecard.min'),
          t('kpi.chart.head.target'),
          t('kpi.scorecard.max'),
          t('kpi.chart.head.value'),
          t('kpi.scorecard.achievement'),
        ],
        ...card.items.map((item) => [
          ...[item.name, item.unit, item.weight, item.min, item.target, item.max],
          ...[item.value, item.achievement],
        ]),
        [t('kpi.scorecard.score'), null, null, null, null, null, null, card.score],
      ]),
      'text/csv',
    )
  return <Button onClick={save}>{t('kpi.scorecard.export')}</Button>
}
