// When a check-in is taken, when the next one is due and when it is missed (DOMAIN.md sections 5 and 6).
import { addDays, type DateRange, type IsoDate, onOrAfter, type Weekday } from '../calendar/iso-date.ts'
import type { CycleState } from './cycle.ts'

/** The workspace's rhythm: one check-in a week, due on a weekday, with 0 to 6 days of grace. */
export type CheckInRhythm = { weekday: Weekday; graceDays: number }

export type CheckInRefusal = 'cycle_closed' | 'before_first_day' | 'in_future'

/** Why a check-in dated `date` is refused, or null. `firstDay` is the key result's. */
export function checkInRefusal(
  date: IsoDate,
  { cycleState, firstDay, today }: { cycleState: CycleState; firstDay: IsoDate; today: IsoDate },
): CheckInRefusal | null {
  if (cycleState === 'closed') return 'cycle_closed'
  if (date < firstDay) return 'before_first_day'
  return date > today ? 'in_future' : null
}

/** The interval that a day's check-in belongs to, and the day on which that interval's check-in is due. */
export type CheckInInterval = DateRange & { due: IsoDate }

/** Intervals end when the grace after the due day does, so a late check-in still counts for the one it is for. */
export function checkInInterval(date: IsoDate, { weekday, graceDays }: CheckInRhythm): CheckInInterval {
  const due = onOrAfter(addDays(date, -graceDays), weekday)
  const end = addDays(due, graceDays)
  return { start: addDays(end, -6), end, due }
}

/**
 * The day on which the next check-in is due: in the first interval that has none, counted from the last check-in
 * or, before there is one, from the key result's first day. Null when that day lies after its last day.
 */
export function nextCheckInDue(
  lastCheckIn: IsoDate | null,
  dates: DateRange,
  rhythm: CheckInRhythm,
): IsoDate | null {
  const due =
    lastCheckIn === null
      ? onOrAfter(dates.start, rhythm.weekday)
      : addDays(checkInInterval(lastCheckIn, rhythm).due, 7)
  return due <= dates.end ? due : null
}

/** Whether the check-in that was due is missing past its grace. */
export function isCheckInStale(
  lastCheckIn: IsoDate | null,
  dates: DateRange,
  rhythm: CheckInRhythm,
  today: IsoDate,
): boolean {
  return isMissed(nextCheckInDue(lastCheckIn, dates, rhythm), rhythm, today)
}

/** The same of a check-in whose due day is known; null is none due. */
export function isMissed(due: IsoDate | null, { graceDays }: CheckInRhythm, today: IsoDate): boolean {
  return due !== null && due < today && addDays(due, graceDays) < today
}
