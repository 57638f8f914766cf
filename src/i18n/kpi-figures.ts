// The figures of one KPI in words: to its precision, in its unit, and its target.
import type { KpiView } from '../contract/kpi.ts'
import { formatFor } from './format-for.ts'
import type { Locale, Translate } from './translator.ts'

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
