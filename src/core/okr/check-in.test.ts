import { describe, expect, test } from 'vitest'
import { checkInInterval, checkInRefusal, isCheckInStale, nextCheckInDue } from './check-in.ts'
import { boundKeepPeriods, manualKeepPeriods } from './keep-periods.ts'
import { keepProgress } from './progress.ts'

// Due on Fridays, late until Sunday.
const rhythm = { weekday: 5, graceDays: 2 } as const
const dates = { start: '2026-07-01', end: '2026-09-30' }

test('a check-in is refused in a closed cycle, before the first day and in the future', () => {
  const facts = { cycleState: 'active', firstDay: '2026-07-01', today: '2026-07-10' } as const
  expect(checkInRefusal('2026-07-10', facts)).toBeNull()
  expect(checkInRefusal('2026-07-01', facts)).toBeNull()
  expect(checkInRefusal('2026-06-30', facts)).toBe('before_first_day')
  expect(checkInRefusal('2026-07-11', facts)).toBe('in_future')
  expect(checkInRefusal('2026-07-10', { ...facts, cycleState: 'closed' })).toBe('cycle_closed')
  expect(checkInRefusal('2026-07-10', { ...facts, cycleState: 'review' })).toBeNull()
})

test('an interval ends with the grace after its due day', () => {
  const week = { start: '2026-07-06', end: '2026-07-12', due: '2026-07-10' }
  expect(checkInInterval('2026-07-06', rhythm)).toEqual(week)
  expect(checkInInterval('2026-07-10', rhythm)).toEqual(week)
  expect(checkInInterval('2026-07-12', rhythm)).toEqual(week)
  expect(checkInInterval('2026-07-13', rhythm).due).toBe('2026-07-17')
  expect(checkInInterval('2026-07-11', { weekday: 5, graceDays: 0 }).due).toBe('2026-07-17')
})

describe('what is due', () => {
  test('first the check-in day after the start, then the one after the interval that has its own', () => {
    expect(nextCheckInDue(null, dates, rhythm)).toBe('2026-07-03')
    expect(nextCheckInDue('2026-07-09', dates, rhythm)).toBe('2026-07-17')
    expect(nextCheckInDue('2026-07-12', dates, rhythm)).toBe('2026-07-17')
    expect(nextCheckInDue('2026-07-13', dates, rhythm)).toBe('2026-07-24')
  })
  test('nothing after the last day', () => {
    expect(nextCheckInDue('2026-09-25', dates, rhythm)).toBeNull()
    expect(isCheckInStale('2026-09-25', dates, rhythm, '2026-12-31')).toBe(false)
  })
  test('stale only once the grace is over', () => {
    expect(isCheckInStale('2026-07-10', dates, rhythm, '2026-07-19')).toBe(false)
    expect(isCheckInStale('2026-07-10', dates, rhythm, '2026-07-20')).toBe(true)
    expect(isCheckInStale(null, dates, rhythm, '2026-07-05')).toBe(false)
    expect(isCheckInStale(null, dates, rhythm, '2026-07-06')).toBe(true)
  })
})

describe('periods of a keep', () => {
  const on = (date: string, value: number) => ({ date, value })

  test('manual: the last value of each interval counts, whatever order they come in', () => {
    const checkIns = [
      on('2026-07-10', 3),
      on('2026-07-03', 2),
      on('2026-07-24', 3),
      on('2026-07-17', 9),
      on('2026-07-18', 4),
    ]
    const periods = manualKeepPeriods(checkIns, dates, rhythm, '2026-07-31')
    expect(periods.map(({ value }) => value)).toEqual([2, 3, 4, 3])
    expect(
      keepProgress(
        { kind: 'keep', upper: 3, unit: '' },
        periods.map(({ value }) => value),
      ),
    ).toBe(0.75)
  })

  test('manual: an interval without a check-in is not a period, nor is what lies outside the dates', () => {
    const checkIns = [on('2026-06-26', 9), on('2026-07-03', 2), on('2026-07-31', 3), on('2026-08-07', 9)]
    expect(manualKeepPeriods(checkIns, dates, rhythm, '2026-08-01').map(({ value }) => value)).toEqual([2, 3])
  })

  test('bound: closed periods with a value, wholly within the dates', () => {
    const period = (start: string, end: string, value: number | null, provisional = false) => ({
      start,
      end,
      value,
      provisional,
    })
    const periods = [
      period('2026-06-29', '2026-07-05', 1),
      period('2026-07-06', '2026-07-12', 2),
      period('2026-07-13', '2026-07-19', null),
      period('2026-07-20', '2026-07-26', 4),
      period('2026-07-27', '2026-08-02', 5, true),
    ]
    const valuesOn = (day: string) => boundKeepPeriods(periods, dates, day).map(({ value }) => value)
    expect(valuesOn('2026-08-02')).toEqual([2, 4])
    expect(valuesOn('2026-07-25')).toEqual([2])
  })
})
