// Values of a history in words: days and measures.
import { dateParts } from '../../../core/calendar/iso-date.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { Op } from '../../platform/operation-context.ts'
import { storedMeasure } from './figures.ts'

/** `22/06/2026` in Vietnamese, `22 June 2026` in English. */
export function dayWords(op: Op, date: string): string {
  const { year, month, day } = dateParts(date)
  const two = (part: number) => String(part).padStart(2, '0')
  return op.locale === 'vi'
    ? `${two(day)}/${two(month)}/${year}`
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${date}T00:00:00Z`),
      )
}

export function measureInWords(op: Op, stored: unknown): string {
  const measure = storedMeasure(stored)
  if (measure.kind === 'milestones')
    return measure.steps.map(({ title, done }) => (done ? `✓ ${title}` : title)).join(', ')
  const shown = (value: number) => formatNumber(value, { locale: op.locale, unit: measure.unit })
  if (measure.kind === 'reach')
    return op.t('okr.measure.from_to', { start: shown(measure.start), target: shown(measure.target) })
  const { lower, upper } = measure
  if (lower !== undefined && upper !== undefined)
    return op.t('okr.measure.between', { lower: shown(lower), upper: shown(upper) })
  return upper !== undefined
    ? op.t('okr.measure.at_most', { upper: shown(upper) })
    : op.t('okr.measure.at_least', { lower: shown(lower ?? 0) })
}
