// A figure of a KPI as a person types it, with or without the KPI's unit (DOMAIN.md sections 7 and 9).
import { fold } from '../text/fold.ts'
import { type NumberLocale, type NumberRefusal, parseNumber } from '../text/parse-number.ts'

export type FigureRefusal = NumberRefusal | 'other_unit'

export type TypedFigure = { ok: true; value: number } | { ok: false; code: FigureRefusal }

/**
 * The figure in the KPI's unit. A unit may be typed behind it, if it is the KPI's; of a KPI that counts in billions ("tỷ ₫")
 * "15 tỷ" and "15" are the same. Refused: what is no number, and another unit (`other_unit`), since 48 minutes are
 * not 48 hours. A figure without a unit of its own, such as a numerator, takes any.
 */
export function readFigure(text: string, unit: string | null, locale: NumberLocale): TypedFigure {
  const read = parseNumber(text, locale)
  if (!read.ok) return read
  const { value, scale, unit: typed = '' } = read.number
  if (unit === null) return { ok: true, value }
  const own = scaleOf(unit, locale)
  if (typed !== '' && bare(typed) !== bare(own.unit) && bare(typed) !== bare(unit))
    return { ok: false, code: 'other_unit' }
  if (own.scale === 0 || scale === 0) return { ok: true, value }
  // Through the decimal text: 1.1 · 10⁹ / 10⁹ need not be 1.1 in floating point.
  return { ok: true, value: Number(`${value}e-${own.scale}`) }
}

/** What a unit such as "tỷ ₫" multiplies by, as a power of ten, and what is left of it. */
function scaleOf(unit: string, locale: NumberLocale): { scale: number; unit: string } {
  const one = parseNumber(`1 ${unit}`, locale)
  if (!one.ok || one.number.scale === 0) return { scale: 0, unit }
  return { scale: one.number.scale, unit: one.number.unit ?? '' }
}

function bare(unit: string): string {
  const folded = fold(unit).replace(/[\s.]+/g, '')
  return ['d', 'dong', 'vnd', '₫'].includes(folded) ? '₫' : folded
}
