import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, fromDayNumber, type Weekday } from '../calendar/iso-date.ts'
import {
  fiscalQuarter,
  isClosed,
  isoWeek,
  nextPeriod,
  periodLabel,
  periodOf,
  periodsBetween,
  previousPeriod,
} from './periods.ts'
import type { Frequency } from './types.ts'

const calendar = { firstWeekday: 1 as Weekday, fiscalStartMonth: 1 }
const reference = JSON.parse(readFileSync('test/data/spc/kpi_aggregation.json', 'utf8')) as {
  iso_weeks: { date: string; iso_week: string }[]
  fiscal: { date: string; start_month: number; named_by: 'end' | 'start'; fy: number; quarter: number }[]
}

describe('periodOf', () => {
  test('weeks begin on the first weekday of the workspace', () => {
    expect(periodOf('2026-06-28', 'week', calendar)).toEqual({ start: '2026-06-22', end: '2026-06-28' })
    expect(periodOf('2026-06-28', 'week', { ...calendar, firstWeekday: 7 })).toEqual({
      start: '2026-06-28',
      end: '2026-07-04',
    })
    expect(periodOf('2026-06-26', 'week', { ...calendar, firstWeekday: 6 })).toEqual({
      start: '2026-06-20',
      end: '2026-06-26',
    })
  })

  test('months and days are those of the calendar', () => {
    expect(periodOf('2024-02-10', 'month', calendar)).toEqual({ start: '2024-02-01', end: '2024-02-29' })
    expect(periodOf('2026-06-28', 'day', calendar)).toEqual({ start: '2026-06-28', end: '2026-06-28' })
  })

  test('quarters are those of the fiscal year', () => {
    expect(periodOf('2026-08-15', 'quarter', calendar)).toEqual({ start: '2026-07-01', end: '2026-09-30' })
    const fromFebruary = { ...calendar, fiscalStartMonth: 2 }
    expect(periodOf('2027-01-15', 'quarter', fromFebruary)).toEqual({
      start: '2026-11-01',
      end: '2027-01-31',
    })
  })

  test('every day lies in its period, and neighbours touch', () => {
    const frequency = fc.constantFrom<Frequency>('day', 'week', 'month', 'quarter')
    const anyCalendar = fc.record({
      firstWeekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>,
      fiscalStartMonth: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), frequency, anyCalendar, (days, every, cut) => {
        const date = fromDayNumber(days)
        const period = periodOf(date, every, cut)
        expect(period.start <= date && date <= period.end).toBe(true)
        expect(periodOf(period.start, every, cut)).toEqual(period)
        expect(nextPeriod(period, every, cut).start).toBe(addDays(period.end, 1))
        expect(nextPeriod(previousPeriod(period, every, cut), every, cut)).toEqual(period)
      }),
    )
  })
})

test('periodsBetween lists every period that shares a day with the stretch', () => {
  const weeks = periodsBetween('2026-06-24', '2026-07-06', 'week', calendar)
  expect(weeks.map(({ start }) => start)).toEqual(['2026-06-22', '2026-06-29', '2026-07-06'])
  expect(periodsBetween('2026-06-24', '2026-06-23', 'week', calendar)).toEqual([])
})

test('a period is closed once its last day is past', () => {
  expect(isClosed({ end: '2026-06-28' }, '2026-06-28')).toBe(false)
  expect(isClosed({ end: '2026-06-28' }, '2026-06-29')).toBe(true)
})

describe('names of periods', () => {
  test.each(reference.iso_weeks)('$date is in $iso_week', ({ date, iso_week }) => {
    const { year, week } = isoWeek(date)
    expect(`${year}-W${String(week).padStart(2, '0')}`).toBe(iso_week)
  })

  test.each(reference.fiscal)('$date, fiscal year from month $start_month', (row) => {
    expect(fiscalQuarter(row.date, row.start_month, row.named_by)).toEqual({
      fiscalYear: row.fy,
      quarter: row.quarter,
    })
  })

  test('a week takes the number of its Thursday, whatever day it begins on', () => {
    const fromSunday = { ...calendar, firstWeekday: 7 as Weekday }
    const week = periodOf('2027-01-03', 'week', fromSunday)
    expect(periodLabel(week, 'week', fromSunday)).toEqual({ kind: 'week', year: 2027, week: 1 })
    expect(periodLabel(periodOf('2027-01-03', 'week', calendar), 'week', calendar)).toEqual({
      kind: 'week',
      year: 2026,
      week: 53,
    })
  })

  test('quarters, months and days', () => {
    const quarter = periodOf('2026-08-15', 'quarter', calendar)
    expect(periodLabel(quarter, 'quarter', calendar)).toEqual({
      kind: 'quarter',
      fiscalYear: 2026,
      quarter: 3,
    })
    const month = periodOf('2026-08-15', 'month', calendar)
    expect(periodLabel(month, 'month', calendar)).toEqual({ kind: 'month', year: 2026, month: 8 })
    expect(periodLabel({ start: '2026-08-15', end: '2026-08-15' }, 'day', calendar)).toEqual({
      kind: 'day',
      date: '2026-08-15',
    })
  })
})
