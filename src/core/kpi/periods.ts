// The days, weeks, months and fiscal quarters that measurements are gathered into (DOMAIN.md section 7).
import {
  addDays,
  type DateRange,
  dateParts,
  daysBetween,
  firstOfMonth,
  fromDayNumber,
  type IsoDate,
  modulo,
  onOrAfter,
  toDayNumber,
  type Weekday,
  weekdayOf,
} from '../calendar/iso-date.ts'
import type { Frequency } from './types.ts'

/** How the workspace cuts time: `fiscalStartMonth` is 1 (January) to 12. */
export type WorkCalendar = { firstWeekday: Weekday; fiscalStartMonth: number }

/** The period of that frequency which the date lies in. Fiscal quarters begin every third month from the start. */
export function periodOf(date: IsoDate, frequency: Frequency, calendar: WorkCalendar): DateRange {
  if (frequency === 'day') return { start: date, end: date }
  if (frequency === 'week') {
    const start = addDays(date, -modulo(weekdayOf(date) - calendar.firstWeekday, 7))
    return { start, end: addDays(start, 6) }
  }
  const { year, month } = dateParts(date)
  const months = frequency === 'month' ? 1 : 3
  const monthsIn = modulo(month - calendar.fiscalStartMonth, months)
  return {
    start: firstOfMonth(year, month, -monthsIn),
    end: addDays(firstOfMonth(year, month, months - monthsIn), -1),
  }
}

export function nextPeriod(period: DateRange, frequency: Frequency, calendar: WorkCalendar): DateRange {
  return periodOf(addDays(period.end, 1), frequency, calendar)
}

export function previousPeriod(period: DateRange, frequency: Frequency, calendar: WorkCalendar): DateRange {
  return periodOf(addDays(period.start, -1), frequency, calendar)
}

/** Every period that shares a day with from…to, in order; none when `to` lies before `from`. */
export function periodsBetween(
  from: IsoDate,
  to: IsoDate,
  frequency: Frequency,
  calendar: WorkCalendar,
): DateRange[] {
  const periods: DateRange[] = []
  if (from > to) return periods
  let period = periodOf(from, frequency, calendar)
  if (frequency === 'day' || frequency === 'week') {
    // Equally long ones are counted off: they are the many.
    const length = frequency === 'day' ? 1 : 7
    const last = toDayNumber(to)
    for (let day = toDayNumber(period.start); day <= last; day += length) {
      const start = fromDayNumber(day)
      periods.push({ start, end: length === 1 ? start : fromDayNumber(day + length - 1) })
    }
    return periods
  }
  while (period.start <= to) {
    periods.push(period)
    period = nextPeriod(period, frequency, calendar)
  }
  return periods
}

/** Whether the period is over: its last day is past. Until then it is the running one, and provisional. */
export function isClosed(period: { end: IsoDate }, today: IsoDate): boolean {
  return period.end < today
}

/** What a period is called; the words are made where it is shown. */
export type PeriodLabel =
  | { kind: 'day'; date: IsoDate }
  | { kind: 'week'; year: number; week: number }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'quarter'; fiscalYear: number; quarter: number }

/** The parts of a period's name. A week is numbered as the ISO week of its Thursday, whatever day it starts on. */
export function periodLabel(
  period: DateRange,
  frequency: Frequency,
  { fiscalStartMonth }: WorkCalendar,
): PeriodLabel {
  switch (frequency) {
    case 'day':
      return { kind: 'day', date: period.start }
    case 'week':
      return { kind: 'week', ...isoWeek(onOrAfter(period.start, 4)) }
    case 'month': {
      const { year, month } = dateParts(period.start)
      return { kind: 'month', year, month }
    }
    case 'quarter':
      return { kind: 'quarter', ...fiscalQuarter(period.start, fiscalStartMonth) }
  }
}

/** ISO 8601 week: it belongs to the year that its Thursday lies in. */
export function isoWeek(date: IsoDate): { year: number; week: number } {
  const thursday = addDays(date, 4 - weekdayOf(date))
  const { year } = dateParts(thursday)
  const firstThursday = onOrAfter(firstOfMonth(year, 1), 4)
  return { year, week: daysBetween(firstThursday, thursday) / 7 + 1 }
}

/** Fiscal year and its quarter. The year is named by the calendar year it ends in, or on request starts in. */
export function fiscalQuarter(
  date: IsoDate,
  fiscalStartMonth: number,
  namedBy: 'end' | 'start' = 'end',
): { fiscalYear: number; quarter: number } {
  const { year, month } = dateParts(date)
  const startYear = month >= fiscalStartMonth ? year : year - 1
  const endsNextYear = fiscalStartMonth > 1
  return {
    fiscalYear: namedBy === 'end' && endsNextYear ? startYear + 1 : startYear,
    quarter: Math.floor(modulo(month - fiscalStartMonth, 12) / 3) + 1,
  }
}
