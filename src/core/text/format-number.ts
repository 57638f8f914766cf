// Numbers as readers of the locale write them, with the unit beside the number.
import { type DigitLimit, decimalDigits } from './decimal-digits.ts'
import type { NumberLocale } from './parse-number.ts'

export type NumberFormat = {
  locale: NumberLocale
  /** Most decimals shown; without it up to 15 significant digits, as they were typed. */
  precision?: number
  /** `₫`, `%`, `phút`, … */
  unit?: string
  /** Short from ten thousand on: `15 tỷ`, `1,5 triệu`; three significant digits, and `precision` is not used. */
  isCompact?: boolean
}

const COMPACT_FROM = 10_000
const COMPACT_DIGITS = 3
const VIETNAMESE_SCALES = [
  { from: 1e12, word: 'nghìn tỷ' },
  { from: 1e9, word: 'tỷ' },
  { from: 1e6, word: 'triệu' },
  { from: 1e3, word: 'nghìn' },
]
const CURRENCIES = new Set(['₫', '$', '€', '£', '¥'])
const NO_BREAK_SPACE = '\u00A0'

/**
 * The number in words of the locale: U+2212 for minus, no minus on zero, `%` close to the number, a currency
 * before it in English and after it in Vietnamese, every other unit after a space that does not break.
 */
export function formatNumber(value: number, format: NumberFormat): string {
  const { locale, unit = '' } = format
  const digits = format.isCompact
    ? compactDigits(Math.abs(value), locale)
    : plainDigits(Math.abs(value), format)
  // What rounds to zero has no sign.
  const sign = value < 0 && /[1-9]/.test(digits) ? '\u2212' : ''
  if (unit === '') return sign + digits
  if (unit === '%') return `${sign}${digits}%`
  if (locale === 'en' && CURRENCIES.has(unit)) return `${sign}${unit}${digits}`
  return `${sign}${digits}${NO_BREAK_SPACE}${unit}`
}

function plainDigits(size: number, { locale, precision }: NumberFormat): string {
  return digitsOf(
    size,
    precision === undefined ? { maximumSignificantDigits: 15 } : { maximumFractionDigits: precision },
    locale,
  )
}

/** What no measure is, not a number or without end, is left to Intl. */
const digitsOf = (size: number, limit: DigitLimit, locale: NumberLocale) =>
  Number.isFinite(size) ? decimalDigits(size, limit, locale) : formatter(locale, limit).format(size)

function compactDigits(size: number, locale: NumberLocale): string {
  const rounded = Number(size.toPrecision(COMPACT_DIGITS))
  if (rounded < COMPACT_FROM) return plainDigits(rounded, { locale })
  if (locale === 'en') {
    const options = { notation: 'compact', maximumSignificantDigits: COMPACT_DIGITS } as const
    return formatter(locale, options).format(rounded)
  }
  const scale = VIETNAMESE_SCALES.find(({ from }) => rounded >= from) ?? { from: 1, word: '' }
  const shown = digitsOf(rounded / scale.from, { maximumSignificantDigits: COMPACT_DIGITS }, locale)
  return `${shown}${NO_BREAK_SPACE}${scale.word}`
}

/** Making a formatter costs far more than using it. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: NumberLocale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  formatters.set(key, made)
  return made
}
