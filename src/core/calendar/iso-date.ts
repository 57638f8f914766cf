// Calendar dates as strings, counted in whole days by integers: no time zone, no clock, no Date object.

/** A calendar date in the workspace's time zone, `YYYY-MM-DD`. Compares correctly as a string. */
export type IsoDate = string

/** An instant in UTC, ISO 8601, such as `2026-06-22T01:00:00Z`. */
export type Instant = string

/** A stretch of days, both ends included. */
export type DateRange = { start: IsoDate; end: IsoDate }

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAYS_IN_400_YEARS = 146_097
/** 1970-01-01 counted from 0000-03-01: years that start in March end with the leap day. */
const EPOCH_FROM_MARCH_0000 = 719_468

/** Whether the text is a date that exists, from 0000-01-01 to 9999-12-31: `2026-02-30` is not. */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDayNumber(toDayNumber(text)) === text
}

/** Days since 1970-01-01. The date must be valid: check what comes from outside with `isIsoDate`. */
export function toDayNumber(date: IsoDate): number {
  return dayNumberOf(twoDigits(date, 0) * 100 + twoDigits(date, 2), twoDigits(date, 5), twoDigits(date, 8))
}

/** From 1970 to 2100, as far as they were asked for: a board asks for the same few days thousands of times. */
const knownDates: (IsoDate | undefined)[] = []
const LAST_KNOWN = 47_481

/** The date that many days after 1970-01-01, for a whole number. */
export function fromDayNumber(dayNumber: number): IsoDate {
  if (dayNumber < 0 || dayNumber > LAST_KNOWN) return dateOf(dayNumber)
  const date = knownDates[dayNumber] ?? dateOf(dayNumber)
  knownDates[dayNumber] = date
  return date
}

function dateOf(dayNumber: number): IsoDate {
  const days = dayNumber + EPOCH_FROM_MARCH_0000
  const era = Math.floor(days / DAYS_IN_400_YEARS)
  const dayOfEra = days - era * DAYS_IN_400_YEARS
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return isoDateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The date `days` later, or earlier for a negative number. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** Whole days from one date to another: 1 from a day to the next, negative backwards. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** Days in the range, both ends counted. */
export function daysIn(range: DateRange): number {
  return daysBetween(range.start, range.end) + 1
}

/** Day of the week. */
export function weekdayOf(date: IsoDate): Weekday {
  // 1970-01-01 was a Thursday, so three days more bring Monday to 0.
  return (modulo(toDayNumber(date) + 3, 7) + 1) as Weekday
}

/** The first date on or after `date` that falls on the weekday. */
export function onOrAfter(date: IsoDate, weekday: Weekday): IsoDate {
  return addDays(date, modulo(weekday - weekdayOf(date), 7))
}

export function dateParts(date: IsoDate): { year: number; month: number; day: number } {
  return {
    year: twoDigits(date, 0) * 100 + twoDigits(date, 2),
    month: twoDigits(date, 5),
    day: twoDigits(date, 8),
  }
}

const ZERO = '0'.charCodeAt(0)

/** Read in place: a board computes with tens of thousands of dates, and pieces of text would cost more than the sums. */
function twoDigits(date: IsoDate, at: number): number {
  return (date.charCodeAt(at) - ZERO) * 10 + date.charCodeAt(at + 1) - ZERO
}

/** The first day of the month that lies `months` after (before, if negative) the given month. */
export function firstOfMonth(year: number, month: number, months = 0): IsoDate {
  const count = year * 12 + (month - 1) + months
  return isoDateOf(Math.floor(count / 12), modulo(count, 12) + 1, 1)
}

/** Remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

function dayNumberOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_IN_400_YEARS + dayOfEra - EPOCH_FROM_MARCH_0000
}

const PADDED = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

function isoDateOf(year: number, month: number, day: number): IsoDate {
  const fourDigits =
    year >= 0 && year <= 9999 ? `${PADDED[Math.floor(year / 100)]}${PADDED[year % 100]}` : String(year)
  return `${fourDigits}-${PADDED[month]}-${PADDED[day]}`
}
