// A KPI as it was known on an earlier day: nothing here can be changed, and a banner says so.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { readMoment } from '../../../core/kpi/table-cells.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DateField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ChartCard } from './chart-card.tsx'
import { ConclusionCard } from './conclusion-card.tsx'
import { FormulaCard } from './formula-card.tsx'
import { KpiFigures } from './kpi-figures.tsx'
import { useKpiTrail } from './kpi-trail.tsx'
import { MeasurementsCard } from './measurements-card.tsx'

type KpiPastProps = { kpi: KpiView; day: IsoDate }

export const KpiPast = ({ kpi, day }: KpiPastProps) => {
  const t = useT()
  const told = useTold()
  const format = useFormat()
  const navigate = useNavigate()
  const { workspace, today } = useSession()
  // Until the day was over.
  const asOf = readMoment(`${addDays(day, 1)} 00:00`, workspace.timeZone) ?? ''
  const chart = useQuery(api.kpis.chart.queryOptions({ input: { id: kpi.id, asOf } }))
  const go = (search: { asOf?: IsoDate }) =>
    void navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id }, search })
  const hasValues = chart.data?.periods.some(({ value }) => value !== null)
  return (
    <>
      <PageHeader trail={useKpiTrail(kpi, false)} title={kpi.name} meta={kpi.unit} />
      <div className="grid gap-4">
        <Notice tone="attention" action={<Button onClick={() => go({})}>{t('kpi.past.back')}</Button>}>
          <div className="grid gap-2">
            <p>{t('kpi.past.banner', { date: format.date(day) })}</p>
            <DateField
              frame={{ label: t('kpi.past.day') }}
              value={day}
              max={addDays(today, -1)}
              onChange={({ target }) => target.value && go({ asOf: target.value })}
            />
          </div>
        </Notice>
        {chart.isError && <Notice tone="wrong">{told(chart.error).detail}</Notice>}
        {chart.isPending && <Skeleton className="h-90" />}
        {chart.data && hasValues && (
          <>
            <KpiFigures kpi={kpi} chart={chart.data} />
            <ChartCard kpi={kpi} chart={chart.data} />
            <ConclusionCard kpi={kpi} chart={chart.data} canEdit={false} />
          </>
        )}
        {chart.data && !hasValues && (
          <EmptyState title={t('kpi.past.empty', { date: format.date(day) })}>
            <p>{t('kpi.past.empty_text')}</p>
          </EmptyState>
        )}
        {kpi.formula === null ? (
          <MeasurementsCard key={asOf} kpi={kpi} canEdit={false} asOf={asOf} />
        ) : (
          <FormulaCard kpi={kpi} formula={kpi.formula} />
        )}
      </div>
    </>
  )
}
