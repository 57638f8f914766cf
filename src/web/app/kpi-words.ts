// The words of a KPI's definition: codes of the contract to messages.
import type { KpiView } from '../../contract/kpi.ts'
import type { Locale, MessageId, Translate } from '../../i18n/translator.ts'
import { formatFor } from './format.ts'

export const directionWords: Record<KpiView['direction'], MessageId> = {
  up: 'kpi.direction.up',
  down: 'kpi.direction.down',
  range: 'kpi.direction.range',
}

export const frequencyWords: Record<KpiView['frequency'], MessageId> = {
  day: 'kpi.frequency.day',
  week: 'kpi.frequency.week',
  month: 'kpi.frequency.month',
  quarter: 'kpi.frequency.quarter',
}

export const aggregationWords: Record<KpiView['aggregation'], MessageId> = {
  mean: 'kpi.aggregation.mean',
  sum: 'kpi.aggregation.sum',
  last: 'kpi.aggregation.last',
  count: 'kpi.aggregation.count',
  ratio: 'kpi.aggregation.ratio',
  median: 'kpi.aggregation.median',
  min: 'kpi.aggregation.min',
  max: 'kpi.aggregation.max',
}

type Measured = Pick<KpiView, 'unit' | 'precision'>

/** Figures of one KPI as they are shown: with its unit, to its precision. */
export function kpiFormat({ unit, precision }: Measured, locale: Locale) {
  const format = formatFor(locale)
  return {
    value: (value: number | null) => format.value(value, unit, precision, Math.abs(value ?? 0) >= 1e6),
    /** Without the unit, for axes and columns. */
    number: (value: number | null) =>
      Math.abs(value ?? 0) >= 1e6
        ? format.value(value, '', precision, true)
        : format.number(value, precision),
  }
}

export type KpiFormat = ReturnType<typeof kpiFormat>

/** "30 phút", "từ 20 đến 25 °C", or that there is none. */
export function targetWords(target: KpiView['target'], figures: KpiFormat, t: Translate): string {
  if (target === null) return t('kpi.target.none')
  if (typeof target === 'number') return figures.value(target)
  return t('kpi.target.between', { lower: figures.number(target.lower), upper: figures.value(target.upper) })
}
