// What a key result bound to a KPI reads from it (DOMAIN.md section 3, "Where the value comes from").
import { clampToUnit, isAtLeast, meanOf, sumOf } from '../arithmetic.ts'
import { addDays, type DateRange, daysBetween, daysIn, type IsoDate } from '../calendar/iso-date.ts'
import type { Aggregation, Frequency, Period } from './types.ts'

export type KpiReading = { kind: 'latest' } | { kind: 'mean'; n: number } | { kind: 'cycle_to_date' }

/** A level read from closed periods: the value, and which periods it rests on. */
export type LevelReading = { current: number; periods: readonly Period[] }

/** A total of the span so far, held against the share of the span that has passed. */
export type FlowReading = {
  current: number
  /** Share of the span elapsed at the end of the last closed period, t; the expected progress as well. */
  elapsed: number
  /** p = (current − start·t) / (target − start): 1 at the target's pace, 0 at the pace of before. */
  progress: number
  /** Only once the total itself is there, never by pace alone. */
  isAchieved: boolean
  periods: readonly Period[]
}

const DEFAULT_MEAN: Record<Frequency, number> = { day: 7, week: 4, month: 3, quarter: 2 }

/** The reading that a key result takes unless told otherwise: one lucky period achieves nothing. */
export function defaultReading(frequency: Frequency): KpiReading {
  return { kind: 'mean', n: DEFAULT_MEAN[frequency] }
}

/** A code when the reading cannot be used: n is not a whole number from 1, or a total of what is no flow. */
export function readingRefusal(
  reading: KpiReading,
  aggregation: Aggregation,
): 'mean_of_too_few' | 'not_a_flow' | null {
  if (reading.kind === 'mean' && !(Number.isInteger(reading.n) && reading.n >= 1)) return 'mean_of_too_few'
  const isFlow = aggregation === 'sum' || aggregation === 'count'
  return reading.kind === 'cycle_to_date' && !isFlow ? 'not_a_flow' : null
}

/**
 * `latest` or `mean` on a day: over the last 1 or n closed periods that have a value and end on or before both
 * the day and the key result's last day. They may lie before its first day. With fewer than n: the mean of
 * what there is. Null when there is none.
 */
export function readLevel(
  periods: readonly Period[],
  reading: { kind: 'latest' } | { kind: 'mean'; n: number },
  { day, lastDay }: { day: IsoDate; lastDay: IsoDate },
): LevelReading | null {
  const counted = closedWithValue(periods, day < lastDay ? day : lastDay)
  const used = counted.slice(-(reading.kind === 'mean' ? reading.n : 1))
  const current = meanOf(used.map(({ value }) => value))
  return current === null ? null : { current, periods: used }
}

/**
 * `cycle_to_date` on a day, for flows: the total of the closed periods that lie wholly within the span, up to
 * the last one with a value. `start` is the total of an equally long earlier span, `target` the total wanted.
 * Null while no period of the span has closed with a value. A falling target is achieved only when the span is
 * over, as a total that still grows has not stayed below anything.
 */
export function readFlow(
  periods: readonly Period[],
  measure: { start: number; target: number },
  span: DateRange,
  day: IsoDate,
): FlowReading | null {
  const inSpan = periods.filter(({ start }) => start >= span.start)
  const used = closedWithValue(inSpan, day < span.end ? day : span.end)
  const last = used.at(-1)
  if (last === undefined) return null
  const { start, target } = measure
  const current = sumOf(used.map(({ value }) => value))
  const elapsed = clampToUnit(daysBetween(span.start, addDays(last.end, 1)) / daysIn(span))
  const isOver = elapsed === 1 || day > span.end
  return {
    current,
    elapsed,
    progress: (current - start * elapsed) / (target - start),
    isAchieved: target > start ? isAtLeast(current, target) : isOver && isAtLeast(target, current),
    periods: used,
  }
}

/**
 * Whether the KPI is late: the last period that ended more than `graceDays` ago has no value. Nothing can be
 * late before the first period is due.
 */
export function isFeedLate(periods: readonly Period[], graceDays: number, today: IsoDate): boolean {
  const due = periods.findLast(({ end }) => addDays(end, graceDays) < today)
  return due !== undefined && due.value === null
}

function closedWithValue(periods: readonly Period[], lastEnd: IsoDate): (Period & { value: number })[] {
  return periods.flatMap((period) =>
    !period.provisional && period.end <= lastEnd && period.value !== null
      ? [{ ...period, value: period.value }]
      : [],
  )
}
