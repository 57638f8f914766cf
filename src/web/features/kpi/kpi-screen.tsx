// One KPI: how it stands, whether that is news, what to do about it, and everything that this rests on.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { directionWords, frequencyWords } from '../../app/kpi-words.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ChartCard } from './chart-card.tsx'
import { ConclusionCard } from './conclusion-card.tsx'
import { KpiFigures } from './kpi-figures.tsx'
import { KpiMenu } from './kpi-menu.tsx'
import { useKpiTrail } from './kpi-trail.tsx'

// Below the chart and what it means: these come after the page stands.
const UsedByCard = later(() => import('./used-by-card.tsx').then((m) => m.UsedByCard), 'cards')
const SignalsCard = later(() => import('./signals-card.tsx').then((m) => m.SignalsCard), 'cards')
const FormulaCard = later(() => import('./formula-card.tsx').then((m) => m.FormulaCard), 'cards')
const DriversCard = later(() => import('./drivers-card.tsx').then((m) => m.DriversCard), 'cards')
const TimelineCard = later(() => import('./timeline-card.tsx').then((m) => m.TimelineCard), 'cards')
const AboutCard = later(() => import('./about-card.tsx').then((m) => m.AboutCard), 'cards')
const MeasurementsCard = later(
  () => import('./measurements-card.tsx').then((m) => m.MeasurementsCard),
  'cards',
)

// Of few KPIs: one whose gain is eroding, one measured finer than it is shown.
const ReopenedNotice = later(() => import('./reopened-notice.tsx').then((m) => m.ReopenedNotice), 'cards')
const KpiPast = later(() => import('./kpi-past.tsx').then((m) => m.KpiPast), 'cards')
const FinerOffer = later(() => import('./finer-offer.tsx').then((m) => m.FinerOffer), 'cards')

type KpiScreenProps = {
  kpiId: string
  /** The earlier day as of which it is shown. */
  asOf?: string | undefined
  /** What another feature has to say of a bound key result: its proof, its hand over. */
  proofFor?: (keyResultId: string) => ReactNode
  /** What it has to say of initiatives that bet on this KPI. */
  bets?: ReactNode
}

export const KpiScreen = ({ kpiId, asOf, proofFor, bets }: KpiScreenProps) => {
  const told = useTold()
  const { today } = useSession()
  const isPast = asOf !== undefined && asOf < today
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id: kpiId } }))
  const chart = useQuery(api.kpis.chart.queryOptions({ input: { id: kpiId }, enabled: !isPast }))
  const error = kpi.error ?? chart.error
  if (error) return <Notice tone="wrong">{told(error).detail}</Notice>
  if (kpi.data && isPast)
    return (
      <Suspense fallback={<KpiSkeleton />}>
        <KpiPast kpi={kpi.data} day={asOf} />
      </Suspense>
    )
  if (!kpi.data || !chart.data) return <KpiSkeleton />
  return <Loaded kpi={kpi.data} chart={chart.data} proofFor={proofFor} bets={bets} />
}

type LoadedProps = {
  kpi: KpiView
  chart: ChartView
  proofFor: KpiScreenProps['proofFor']
  bets: ReactNode
}

const Loaded = ({ kpi, chart, proofFor, bets }: LoadedProps) => {
  const t = useT()
  const { member } = useSession()
  // What is archived stays as it is; its menu restores it.
  const mayEdit = member.role !== 'viewer'
  const canEdit = mayEdit && kpi.archivedAt === null
  const hasValues = chart.periods.some(({ value }) => value !== null)
  return (
    <>
      <Header kpi={kpi} hasValues={hasValues} canEdit={canEdit} mayEdit={mayEdit} />
      {kpi.archivedAt && (
        <div className="mb-4">
          <Notice tone="attention">{t('kpi.page.archived_notice')}</Notice>
        </div>
      )}
      {hasValues ? (
        <div className="grid gap-4">
          <KpiFigures kpi={kpi} chart={chart} />
          <Suspense>
            <ReopenedNotice chart={chart} />
          </Suspense>
          <ChartCard kpi={kpi} chart={chart} />
          {chart.finer && (
            <Suspense>
              <FinerOffer kpi={kpi} finer={chart.finer} words={chart.words.limits} canEdit={canEdit} />
            </Suspense>
          )}
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <ConclusionCard kpi={kpi} chart={chart} canEdit={canEdit} />
            <Suspense fallback={<Skeleton className="h-40" />}>
              <UsedByCard kpi={kpi} proofFor={proofFor} />
            </Suspense>
          </div>
          <Suspense fallback={<Skeleton className="h-40" />}>
            {bets}
            <SignalsCard kpi={kpi} canEdit={canEdit} />
            <TimelineCard kpi={kpi} chart={chart} canEdit={canEdit} />
            <DriversCard kpi={kpi} canEdit={canEdit} />
          </Suspense>
        </div>
      ) : (
        kpi.formula === null && <FirstNumbers kpiId={kpi.id} canEdit={canEdit} />
      )}
      <Suspense fallback={<Skeleton className="h-40" />}>
        <div className="mt-4">
          <AboutCard kpi={kpi} />
        </div>
        {kpi.formula === null ? (
          <MeasurementsCard kpi={kpi} canEdit={canEdit} />
        ) : (
          <FormulaCard kpi={kpi} formula={kpi.formula} />
        )}
      </Suspense>
    </>
  )
}

type HeaderProps = { kpi: KpiView; hasValues: boolean; canEdit: boolean; mayEdit: boolean }

const Header = ({ kpi, hasValues, canEdit, mayEdit }: HeaderProps) => {
  const t = useT()
  const facts = [kpi.unit, t(directionWords[kpi.direction]), t(frequencyWords[kpi.frequency])]
  return (
    <PageHeader
      trail={useKpiTrail(kpi, false)}
      title={kpi.name}
      meta={facts.filter(Boolean).join(' · ')}
      actions={
        <>
          {canEdit && kpi.formula === null && (
            <Link to="/kpis/$kpiId/import" params={{ kpiId: kpi.id }} className={buttonClass()}>
              {t('kpi.page.import')}
            </Link>
          )}
          {canEdit && hasValues && (
            <Link to="/kpis/$kpiId/draft" params={{ kpiId: kpi.id }} className={buttonClass()}>
              <Icon name="objective" />
              {t('kpi.page.draft')}
            </Link>
          )}
          <KpiMenu kpi={kpi} canEdit={mayEdit} />
        </>
      }
    />
  )
}

const FirstNumbers = ({ kpiId, canEdit }: { kpiId: string; canEdit: boolean }) => {
  const t = useT()
  return (
    <EmptyState
      title={t('kpi.page.empty.title')}
      action={
        canEdit && (
          <Link to="/kpis/$kpiId/import" params={{ kpiId }} className={buttonClass('primary')}>
            {t('kpi.page.empty.import')}
          </Link>
        )
      }
    >
      <p>{t('kpi.page.empty.text')}</p>
    </EmptyState>
  )
}

const KpiSkeleton = () => (
  <div aria-busy="true" className="grid gap-4">
    <Skeleton className="h-8 w-80" />
    <Skeleton className="h-6 w-96" />
    <Skeleton className="h-90" />
    <Skeleton className="h-40" />
  </div>
)
