// A number as its owner would type it again, to begin a field with.
import type { Locale } from '../../i18n/translator.ts'

/** No grouping, and the decimal mark of the language: what `parseNumber` reads back as the same number. */
export function numberToType(value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return ''
  const whole = new Intl.NumberFormat(locale, { maximumSignificantDigits: 15, useGrouping: false })
  return whole.format(value)
}
