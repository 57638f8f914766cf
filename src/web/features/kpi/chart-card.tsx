// The large Pulse with its words, or the same as a table.
import { Suspense, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useFormat } from '../../app/format.ts'
import { kpiFormat, targetWords } from '../../app/kpi-words.ts'
import { useLanguage } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { usePeriodNames } from '../../app/period-name.ts'
import { Pulse } from '../../charts/pulse.tsx'
import type { FocusedPoint } from '../../charts/pulse-points.tsx'
import { useWidth } from '../../charts/use-width.ts'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { pulseOf } from './chart-pulse.ts'
import { PointTip, pointWords } from './point-tip.tsx'

const ChartExportMenu = later(() => import('./chart-export-menu.tsx').then((m) => m.ChartExportMenu), 'cards')

const ChartTable = later(() => import('./chart-table.tsx').then((m) => m.ChartTable))

type ChartCardProps = { kpi: KpiView; chart: ChartView }
type View = 'chart' | 'table'

export const ChartCard = ({ kpi, chart }: ChartCardProps) => {
  const { t, locale } = useLanguage()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const bands = useBands(chart, kpi)
  const [view, setView] = useState<View>('chart')
  const [focused, setFocused] = useState<FocusedPoint | null>(null)
  const [place, width] = useWidth<HTMLDivElement>(760)
  const height = width < 520 ? 280 : 340
  const data = pulseOf(chart, {
    periodLabel: names.short,
    targetLabel: t('kpi.target.label', {
      target:
        typeof chart.targetNow === 'number'
          ? figures.number(chart.targetNow)
          : targetWords(chart.targetNow, figures, t),
    }),
  })
  const marks = [
    ...chart.annotations.map(({ date, until, text }) => ({
      at: date,
      until,
      kind: 'annotation' as const,
      label: shorten(text),
    })),
    ...chart.initiatives.map(({ doneOn, title }) => ({
      at: doneOn,
      kind: 'initiative' as const,
      label: shorten(title),
    })),
  ]
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
              bands={bands}
              marks={marks}
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
      {bands.length > 0 && <p className="sr-only">{bands.map(({ label }) => label).join('. ')}</p>}
    </Card>
  )
}

const shorten = (text: string) => (text.length > 28 ? `${text.slice(0, 27)}…` : text)

/** The OKRs that rested on this KPI, as stretches of time. */
function useBands({ keyResults }: ChartView, kpi: KpiView) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const figures = kpiFormat(kpi, locale)
  return keyResults.map(({ firstDay, lastDay, start, target }) => {
    const days = { from: format.day(firstDay), to: format.day(lastDay) }
    const label =
      start === null || target === null
        ? t('kpi.chart.band', days)
        : t('kpi.chart.band_from_to', {
            ...days,
            start: figures.number(start),
            target: figures.number(target),
          })
    return { start: firstDay, end: lastDay, label }
  })
}
