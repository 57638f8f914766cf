// All that the large Pulse of a KPI shows, in the reader's words: the page and the file draw the same.
import type { ChartView, KpiView } from '../../contract/kpi.ts'
import { formatFor } from '../../i18n/format-for.ts'
import { kpiFormat, targetWords } from '../../i18n/kpi-figures.ts'
import type { PeriodNames } from '../../i18n/period-names.ts'
import type { Locale, Translate } from '../../i18n/translator.ts'
import { type Drawn, pulseOf } from './chart-pulse.ts'
import type { PulseData } from './pulse-data.ts'

type Reader = { t: Translate; locale: Locale; names: PeriodNames }
type Measured = Pick<KpiView, 'unit' | 'precision'>

/** The values, limits and target of a chart. */
export function kpiValues(kpi: Measured, chart: Drawn, { t, locale, names }: Reader): PulseData {
  const figures = kpiFormat(kpi, locale)
  const target =
    typeof chart.targetNow === 'number'
      ? figures.number(chart.targetNow)
      : targetWords(chart.targetNow, figures, t)
  return pulseOf(chart, { periodLabel: names.short, targetLabel: t('kpi.target.label', { target }) })
}

/** With what stands on its time axis: OKRs that rested on the KPI as bands, annotations and initiatives as marks. */
export function kpiPulse(kpi: Measured, chart: ChartView, reader: Reader) {
  return { ...kpiValues(kpi, chart, reader), bands: bandsOf(kpi, chart, reader), marks: marksOf(chart) }
}

function marksOf({ annotations, initiatives }: ChartView): NonNullable<PulseData['marks']> {
  return [
    ...annotations.map(({ date, until, text }) => ({
      at: date,
      until,
      kind: 'annotation' as const,
      label: shorten(text),
    })),
    ...initiatives.map(({ doneOn, title }) => ({
      at: doneOn,
      kind: 'initiative' as const,
      label: shorten(title),
    })),
  ]
}

const shorten = (text: string) => (text.length > 28 ? `${text.slice(0, 27)}…` : text)

function bandsOf(
  kpi: Measured,
  { keyResults }: ChartView,
  { t, locale }: Reader,
): NonNullable<PulseData['bands']> {
  const format = formatFor(locale)
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
