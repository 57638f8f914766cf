// The large Pulse with its words, or the same as a table.
import { Suspense, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import { useLanguage } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { usePeriodNames } from '../../app/period-name.ts'
import { kpiPulse } from '../../charts/kpi-pulse.ts'
import { Pulse } from '../../charts/pulse.tsx'
import type { FocusedPoint } from '../../charts/pulse-points.tsx'
import { useWidth } from '../../charts/use-width.ts'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { PointTip, pointWords } from './point-tip.tsx'

const ChartExportMenu = later(() => import('./chart-export-menu.tsx').then((m) => m.ChartExportMenu), 'cards')

const ChartTable = later(() => import('./chart-table.tsx').then((m) => m.ChartTable))

type ChartCardProps = { kpi: KpiView; chart: ChartView }
type View = 'chart' | 'table'

export const ChartCard = ({ kpi, chart }: ChartCardProps) => {
  const { t, locale } = useLanguage()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const [view, setView] = useState<View>('chart')
  const [focused, setFocused] = useState<FocusedPoint | null>(null)
  const [place, width] = useWidth<HTMLDivElement>(760)
  const height = width < 520 ? 280 : 340
  const data = kpiPulse(kpi, chart, { t, locale, names })
  // Where finer periods are offered, the offer says it.
  const limitWords = chart.finer ? null : chart.words.limits
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold text-ink-2">{t('kpi.chart.title')}</h2>
        <div className="flex flex-wrap items-center gap-1.5">
          <Suspense>
            <ChartExportMenu kpi={kpi} chart={chart} place={place} />
          </Suspense>
          <Segmented
            label={t('kpi.chart.view')}
            value={view}
            onChange={setView}
            options={[
              { value: 'chart', label: t('kpi.chart.as_chart') },
              { value: 'table', label: t('kpi.chart.as_table') },
            ]}
          />
        </div>
      </div>
      <div ref={place} className="relative min-w-0">
        {view === 'chart' ? (
          <>
            <Pulse
              size="large"
              {...data}
              periods={data.periods.map((period, index) => ({
                ...period,
                description: pointWords(chart, index, names, figures.value, t),
              }))}
              width={width}
              height={height}
              summary={chart.words.summary}
              pointsLabel={t('kpi.chart.points')}
              format={figures.number}
              onFocusPoint={setFocused}
            />
            {focused && (
              <PointTip
                point={focused}
                width={width}
                height={height}
                text={pointWords(chart, focused.index, names, figures.value, t)}
              />
            )}
          </>
        ) : (
          <Suspense fallback={<Skeleton className="h-80" />}>
            <ChartTable kpi={kpi} chart={chart} />
          </Suspense>
        )}
      </div>
      {limitWords && <p className="text-sm text-ink-2">{limitWords}</p>}
      {data.bands.length > 0 && <p className="sr-only">{data.bands.map(({ label }) => label).join('. ')}</p>}
    </Card>
  )
}
