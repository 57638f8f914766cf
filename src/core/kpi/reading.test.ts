import { describe, expect, test } from 'vitest'
import { addDays } from '../calendar/iso-date.ts'
import { defaultReading, isFeedLate, readFlow, readingRefusal, readLevel } from './reading.ts'
import type { Period } from './types.ts'

/** Weeks from Monday 22 June 2026. */
function weeks(...values: (number | null)[]): Period[] {
  return values.map((value, index) => {
    const start = addDays('2026-06-22', 7 * index)
    return { start, end: addDays(start, 6), value, provisional: false }
  })
}

test('the default reading is the mean of 7 days, 4 weeks, 3 months or 2 quarters', () => {
  expect((['day', 'week', 'month', 'quarter'] as const).map(defaultReading)).toEqual([
    { kind: 'mean', n: 7 },
    { kind: 'mean', n: 4 },
    { kind: 'mean', n: 3 },
    { kind: 'mean', n: 2 },
  ])
})

test('readings that cannot be used are refused', () => {
  expect(readingRefusal({ kind: 'cycle_to_date' }, 'mean')).toBe('not_a_flow')
  expect(readingRefusal({ kind: 'cycle_to_date' }, 'count')).toBeNull()
  expect(readingRefusal({ kind: 'mean', n: 0 }, 'mean')).toBe('mean_of_too_few')
  expect(readingRefusal({ kind: 'mean', n: 1.5 }, 'mean')).toBe('mean_of_too_few')
  expect(readingRefusal({ kind: 'latest' }, 'ratio')).toBeNull()
})

describe('readLevel', () => {
  const periods = weeks(48, 40, null, 36, 32)
  const asked = (day: string, lastDay = '2026-12-31') => ({ day, lastDay })

  test('latest is the last closed period with a value', () => {
    expect(readLevel(periods, { kind: 'latest' }, asked('2026-07-26'))?.current).toBe(32)
    // 25 July is a Saturday: the week of 20 July has not ended.
    expect(readLevel(periods, { kind: 'latest' }, asked('2026-07-25'))?.current).toBe(36)
    expect(readLevel(periods, { kind: 'latest' }, asked('2026-07-12'))?.current).toBe(40)
  })

  test('mean takes the last n that have a value, or what there is', () => {
    expect(readLevel(periods, { kind: 'mean', n: 3 }, asked('2026-07-31'))?.current).toBe(36)
    expect(readLevel(periods, { kind: 'mean', n: 9 }, asked('2026-07-31'))?.current).toBe(39)
    expect(readLevel(periods, { kind: 'mean', n: 9 }, asked('2026-07-31'))?.periods).toHaveLength(4)
  })

  test('nothing after the last day of the key result counts, and running periods never do', () => {
    expect(readLevel(periods, { kind: 'latest' }, asked('2026-12-31', '2026-07-05'))?.current).toBe(40)
    const running = periods.map((period, index) => ({ ...period, provisional: index === 4 }))
    expect(readLevel(running, { kind: 'latest' }, asked('2026-07-26'))?.current).toBe(36)
  })

  test('no closed period with a value is no reading', () => {
    expect(readLevel(weeks(null, null), { kind: 'latest' }, asked('2026-07-31'))).toBeNull()
    expect(readLevel(periods, { kind: 'latest' }, asked('2026-06-27'))).toBeNull()
  })
})

describe('readFlow', () => {
  // Two periods of 50 days: after the first, t = 0.5.
  const span = { start: '2026-01-01', end: '2026-04-10' }
  const halves = (first: number | null, second: number | null): Period[] => [
    { start: '2026-01-01', end: '2026-02-19', value: first, provisional: false },
    { start: '2026-02-20', end: '2026-04-10', value: second, provisional: false },
  ]
  const growth = { start: 15e9, target: 30e9 }

  test.each([
    [15e9, 0.5],
    [7.5e9, 0],
    [22.5e9, 1],
  ])('15 → 30 tỷ at t = 0.5 with %d so far: p = %d, not achieved', (total, progress) => {
    expect(readFlow(halves(total, null), growth, span, '2026-02-19')).toMatchObject({
      current: total,
      elapsed: 0.5,
      progress,
      isAchieved: false,
    })
  })

  test('is achieved once the total reaches the target, also before the end', () => {
    expect(readFlow(halves(30e9, null), growth, span, '2026-02-19')?.isAchieved).toBe(true)
    expect(readFlow(halves(15e9, 15e9), growth, span, '2026-04-10')).toMatchObject({
      elapsed: 1,
      progress: 1,
      isAchieved: true,
    })
  })

  test('time stands still at the last period with a value', () => {
    expect(readFlow(halves(15e9, null), growth, span, '2026-04-10')?.elapsed).toBe(0.5)
    expect(readFlow(halves(null, null), growth, span, '2026-04-10')).toBeNull()
    expect(readFlow(halves(15e9, 1), growth, span, '2026-02-18')).toBeNull()
  })

  test('periods that are not wholly in the span take no part', () => {
    const later = { start: '2026-01-02', end: '2026-04-10' }
    expect(readFlow(halves(15e9, 8e9), growth, later, '2026-04-10')?.current).toBe(8e9)
  })

  test('a falling total is achieved only when the span is over', () => {
    const fewer = { start: 100, target: 50 }
    expect(readFlow(halves(20, null), fewer, span, '2026-02-19')).toMatchObject({
      progress: 0.6,
      isAchieved: false,
    })
    expect(readFlow(halves(20, 30), fewer, span, '2026-04-10')).toMatchObject({
      progress: 1,
      isAchieved: true,
    })
    expect(readFlow(halves(20, 31), fewer, span, '2026-04-10')?.isAchieved).toBe(false)
  })
})

test('a feed is late when the last period that is due has no value', () => {
  const periods = weeks(48, 40, null)
  expect(isFeedLate(periods, 2, '2026-07-14')).toBe(false)
  expect(isFeedLate(periods, 2, '2026-07-15')).toBe(true)
  expect(isFeedLate(weeks(null), 0, '2026-06-28')).toBe(false)
  expect(isFeedLate([], 0, '2026-06-28')).toBe(false)
})
