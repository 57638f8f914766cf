// Which periods count for a `keep` (DOMAIN.md section 3).
import type { DateRange, IsoDate } from '../calendar/iso-date.ts'
import type { Period } from '../kpi/types.ts'
import { type CheckInRhythm, checkInInterval } from './check-in.ts'

/** A period that counts, with its value in the key result's unit. */
export type KeepPeriod = DateRange & { value: number }

/**
 * Manual: one period for each check-in interval that has a value, the running one too; the last value in it
 * counts. Check-ins dated outside `dates` or after `day` take no part.
 */
export function manualKeepPeriods(
  checkIns: readonly { date: IsoDate; value: number }[],
  dates: DateRange,
  rhythm: CheckInRhythm,
  day: IsoDate,
): KeepPeriod[] {
  const counted = checkIns
    .filter(({ date }) => date >= dates.start && date <= dates.end && date <= day)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const byEnd = new Map<IsoDate, KeepPeriod>()
  for (const { date, value } of counted) {
    const { start, end } = checkInInterval(date, rhythm)
    byEnd.set(end, { start, end, value })
  }
  return [...byEnd.values()]
}

/** Bound: the KPI's closed periods with a value that lie wholly within `dates` and end on or before `day`. */
export function boundKeepPeriods(periods: readonly Period[], dates: DateRange, day: IsoDate): KeepPeriod[] {
  return periods.flatMap(({ start, end, value, provisional }) => {
    const isCounted = !provisional && start >= dates.start && end <= dates.end && end <= day
    return isCounted && value !== null ? [{ start, end, value }] : []
  })
}
