import type { Locale } from '../../../i18n/translator.ts'

/** Scores always show two decimals: 0,70. */
export function scoreText(score: number | null, locale: Locale): string {
  if (score === null) return '–'
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(score)
}
