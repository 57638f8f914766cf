// A number in digits, rounded and grouped as `Intl.NumberFormat` does it in Vietnamese and English, digit by digit. Making
// the first formatter of a page takes a slow telephone a tenth of a second; the test holds the two equal.
import type { NumberLocale } from './parse-number.ts'

/** The most digits that are shown: in all, or behind the decimal sign. */
export type DigitLimit = { maximumSignificantDigits: number } | { maximumFractionDigits: number }

const SIGNS: Record<NumberLocale, { group: string; decimal: string }> = {
  vi: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
}

/** The digits of a finite number that is not below 0. Halves are rounded up, by the digits that the number is written with. */
export function decimalDigits(size: number, limit: DigitLimit, locale: NumberLocale): string {
  const { digits, point } = rounded(size, limit)
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(digits === '' ? 0 : -point) + digits
  const { group, decimal } = SIGNS[locale]
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group)
  return fraction === '' ? grouped : grouped + decimal + fraction
}

/** The value is 0.d₁d₂… × 10^point, without zeros at the end; of zero, no digit is left. */
function rounded(size: number, limit: DigitLimit): { digits: string; point: number } {
  // The shortest digits that mean this number.
  const [mantissa = '', exponent = ''] = size.toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const point = Number(exponent) + 1
  const kept =
    'maximumFractionDigits' in limit ? point + limit.maximumFractionDigits : limit.maximumSignificantDigits
  if (kept >= digits.length) return { digits: trimmed(digits), point }
  if (kept < 0) return { digits: '', point: 0 }
  const cut = digits.slice(0, kept)
  if ((digits[kept] ?? '0') < '5') return { digits: trimmed(cut), point }
  const up = String(BigInt(cut) + 1n)
  // 9,99 becomes 10,0: one digit more before the sign. Zeros that BigInt drops cannot lead: digits begin with none.
  return { digits: trimmed(up), point: point + up.length - kept }
}

const trimmed = (digits: string) => digits.replace(/0+$/, '')
