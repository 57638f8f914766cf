// A number as its owner would type it again, to begin a field with.
import { formatNumber } from '../../core/text/format-number.ts'
import type { Locale } from '../../i18n/translator.ts'

/** No grouping, and the decimal mark of the language: what `parseNumber` reads back as the same number. */
export function numberToType(value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return ''
  const whole = new Intl.NumberFormat(locale, { maximumSignificantDigits: 15, useGrouping: false })
  return whole.format(value)
}

/** The same for a cell of a grid: long numbers are grouped, for nobody counts nine digits; as typed they would read the same. */
export function numberInCell(value: number | null | undefined, locale: Locale): string {
  return Math.abs(value ?? 0) < 10_000 ? numberToType(value, locale) : formatNumber(value ?? 0, { locale })
}
