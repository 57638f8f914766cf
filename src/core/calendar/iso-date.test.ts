import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  daysIn,
  firstOfMonth,
  fromDayNumber,
  isIsoDate,
  onOrAfter,
  toDayNumber,
  weekdayOf,
} from './iso-date.ts'

describe('isIsoDate', () => {
  test.each(['2026-01-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(isIsoDate(text)).toBe(true)
  })
  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-01',
    '2026-01-01T',
    '',
  ])('refuses %s', (text) => {
    expect(isIsoDate(text)).toBe(false)
  })
})

test('days are counted across months, leap years and 1970', () => {
  expect(toDayNumber('1970-01-01')).toBe(0)
  expect(toDayNumber('2026-06-22')).toBe(20_626)
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('1970-01-01', -1)).toBe('1969-12-31')
  expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
  expect(daysIn({ start: '2026-07-01', end: '2026-09-30' })).toBe(92)
})

test('weekdays run from Monday, 1, to Sunday, 7', () => {
  expect(weekdayOf('2026-06-22')).toBe(1)
  expect(weekdayOf('1970-01-01')).toBe(4)
  expect(weekdayOf('1969-12-28')).toBe(7)
  expect(onOrAfter('2026-06-22', 1)).toBe('2026-06-22')
  expect(onOrAfter('2026-06-22', 5)).toBe('2026-06-26')
  expect(onOrAfter('2026-06-27', 5)).toBe('2026-07-03')
})

test('months are counted over the turn of a year', () => {
  expect(firstOfMonth(2026, 12, 1)).toBe('2027-01-01')
  expect(firstOfMonth(2026, 1, -1)).toBe('2025-12-01')
  expect(firstOfMonth(2026, 4)).toBe('2026-04-01')
})

test('agrees with the platform calendar on any day of ten thousand years', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (dayNumber) => {
      const date = fromDayNumber(dayNumber)
      expect(date).toBe(new Date(dayNumber * 86_400_000).toISOString().slice(0, 10))
      expect(toDayNumber(date)).toBe(dayNumber)
      expect(isIsoDate(date)).toBe(true)
    }),
  )
})
