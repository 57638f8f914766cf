import { describe, expect, test } from 'vitest'
import { linearExpected, plannedExpected, plannedValue, planRefusals } from './expected.ts'

const quarter = { start: '2026-07-01', end: '2026-09-30' }
const response = { start: 48, target: 30 }

test('in a quarter of 92 days, day 46 expects half', () => {
  expect(linearExpected(quarter, '2026-08-15')).toBe(0.5)
  expect(linearExpected(quarter, '2026-07-01')).toBe(1 / 92)
  expect(linearExpected(quarter, '2026-09-30')).toBe(1)
  expect(linearExpected(quarter, '2026-06-01')).toBe(0)
  expect(linearExpected(quarter, '2027-01-01')).toBe(1)
})

describe('a plan', () => {
  const plan = [
    { date: '2026-07-31', value: 46 },
    { date: '2026-08-30', value: 36 },
  ]
  test.each([
    ['2026-06-01', 48, 0],
    ['2026-07-01', 48, 0],
    ['2026-07-16', 47, 1 / 18],
    ['2026-07-31', 46, 2 / 18],
    ['2026-08-15', 41, 7 / 18],
    ['2026-09-30', 30, 1],
    ['2026-12-31', 30, 1],
  ])('expects on %s the value %d', (day, value, expected) => {
    expect(plannedValue(plan, response, quarter, day)).toBeCloseTo(value, 10)
    expect(plannedExpected(plan, response, quarter, day)).toBeCloseTo(expected, 10)
  })

  test('that dips behind the start expects nothing less than 0', () => {
    const worseFirst = [{ date: '2026-07-31', value: 50 }]
    expect(plannedValue(worseFirst, response, quarter, '2026-07-31')).toBe(50)
    expect(plannedExpected(worseFirst, response, quarter, '2026-07-31')).toBe(0)
  })

  test('may name its ends as they are', () => {
    const whole = [{ date: '2026-07-01', value: 48 }, ...plan, { date: '2026-09-30', value: 30 }]
    expect(planRefusals(whole, response, quarter)).toEqual([])
    expect(plannedValue(whole, response, quarter, '2026-07-16')).toBeCloseTo(47, 10)
  })

  test.each([
    [[{ date: '2026-07-31', value: Number.NaN }], 'plan.0.value:not_finite'],
    [[{ date: '2026-06-30', value: 48 }], 'plan.0.date:outside_dates'],
    [[{ date: '2026-10-01', value: 30 }], 'plan.0.date:outside_dates'],
    [[...plan, { date: '2026-08-30', value: 35 }], 'plan.2.date:not_in_order'],
    [[{ date: '2026-07-01', value: 47 }], 'plan.0.value:not_start'],
    [[{ date: '2026-09-30', value: 31 }], 'plan.0.value:not_target'],
  ])('%j is refused', (points, expected) => {
    expect(planRefusals(points, response, quarter).map(({ field, code }) => `${field}:${code}`)).toEqual([
      expected,
    ])
  })
})
