// The chart's data as a table, newest first.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { kpiFormat, targetWords } from '../../../i18n/kpi-figures.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { PulseTable } from '../../charts/pulse-table.tsx'
import { readingWords } from './chips.tsx'

export const ChartTable = ({ kpi, chart }: { kpi: KpiView; chart: ChartView }) => {
  const { t, locale } = useLanguage()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const own = new Map(chart.targets.byPeriod.map(({ start, target }) => [start, target]))
  const targetAt = (start: string) => {
    const target = own.get(start) ?? chart.targets.constant
    return target === null ? '' : targetWords(target, figures, t)
  }
  const phaseOf = (start: string) =>
    chart.phases.findLast((phase) => phase.start === null || phase.start <= start)
  const rows = chart.periods.toReversed().map(({ start, value, provisional, leftOut }) => {
    const phase = phaseOf(start)
    const isDrawn = phase && phase.limits !== 'none'
    const readings = new Set(
      chart.signals.filter(({ points }) => points.includes(start)).map(({ reading }) => reading),
    )
    return {
      period: names.long(start),
      value: figures.number(value),
      centre: figures.number(phase?.centre ?? null),
      limits: isDrawn ? `${figures.number(phase.drawnLower)} – ${figures.number(phase.drawnUpper)}` : '–',
      target: targetAt(start),
      note: [
        ...[...readings].map((reading) => t(readingWords[reading])),
        ...(provisional ? [t('kpi.chart.provisional')] : []),
        ...(leftOut === null ? [] : [t('kpi.chart.left_out', { reason: leftOut })]),
      ].join(' · '),
    }
  })
  return (
    <PulseTable
      caption={t('kpi.chart.table', { name: kpi.name })}
      head={{
        period: t('kpi.chart.head.period'),
        value: kpi.unit ? t('kpi.chart.head.value_in', { unit: kpi.unit }) : t('kpi.chart.head.value'),
        centre: t('kpi.chart.head.centre'),
        limits: t('kpi.chart.head.limits'),
        target: t('kpi.chart.head.target'),
        note: t('kpi.chart.head.note'),
      }}
      rows={rows}
    />
  )
}
