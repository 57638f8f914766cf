import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../calendar/iso-date.ts'
import { type Forecast, type ForecastAsk, forecastOf } from './forecast.ts'
import { trendOf } from './trend.ts'

const FIRST = '2026-06-22'
const weekly = (values: readonly number[]) =>
  values.map((value, week) => ({ date: addDays(FIRST, 7 * week), value }))

/** Asked on the day of the last observation, with so many weeks to go. */
const ask = (values: readonly number[], weeks: number, more: Partial<ForecastAsk> = {}): ForecastAsk => {
  const observations = weekly(values)
  const day = observations.at(-1)?.date ?? FIRST
  return {
    measure: { start: 48, target: 30 },
    observations,
    day,
    lastDay: addDays(day, 7 * weeks),
    reading: { kind: 'last' },
    ...more,
  }
}
const forecast = (...asked: Parameters<typeof ask>) => forecastOf(ask(...asked)) as Forecast

describe('what there is no forecast of', () => {
  test('fewer than 4 observations', () => {
    expect(forecastOf(ask([48, 46, 44], 4))).toBe('too_few')
    expect(forecastOf(ask([48, 46, 44, 42], 4))).toMatchObject({ steps: 4 })
  })

  test('a last day that has come, or a value that is the last day’s', () => {
    expect(forecastOf(ask([48, 46, 44, 42], 0))).toBe('over')
    expect(forecastOf(ask([48, 46, 44, 42], 1, { day: addDays(FIRST, 90) }))).toBe('over')
  })
})

describe('a line without noise', () => {
  test('goes on, damped: 2 less a week seen for 3 weeks are 4·3/7 weeks’ worth over 4 more', () => {
    const { p50, chance, progress } = forecast([48, 46, 44, 42], 4)
    expect(p50).toBeCloseTo(42 - (2 * 12) / 7, 12)
    expect(progress.p50).toBeCloseTo((48 - p50) / 18, 12)
    expect(chance).toBe(0)
  })

  test('is not certain: values are known no finer than the smallest step between them', () => {
    const { p10, p50, p90 } = forecast([48, 46, 44, 42], 4)
    // Steps of 2 hide a standard deviation of 2 / √12, which four values understate by √2.
    expect([p50 - p10, p90 - p50].map((part) => part.toFixed(3))).toEqual(['4.880', '4.880'])
    const finer = forecast([48, 46, 44, 42.01], 4)
    expect(finer.p90 - finer.p10).toBeLessThan(p90 - p10)
    // All the same: a hundredth of the way from start to target is as fine as one looks.
    const still = forecast([5, 5, 5, 5], 9, { measure: { start: 0, target: 10 } })
    const bolder = forecast([5, 5, 5, 5], 9, { measure: { start: 0, target: 20 } })
    expect(still.p90 - still.p10).toBeGreaterThan(0.1)
    expect(bolder.p90 - bolder.p10).toBeCloseTo(2 * (still.p90 - still.p10), 12)
    // 0.1 + 0.2 is no step beside 0.3.
    const typed = forecast([0.3, 0.1 + 0.2, 0.3, 0.3], 9, { measure: { start: 0, target: 1 } })
    expect(typed.p90 - typed.p10).toBeGreaterThan(0.001)
  })

  test('reaches a target that it comes to exactly one time in two, either way', () => {
    const target = 42 - (2 * 12) / 7
    expect(forecast([48, 46, 44, 42], 4, { measure: { start: 48, target } }).chance).toBe(0.5)
    expect(
      forecast([48, 46, 44, 42], 4, { measure: { start: 30, target: target - 5 } }).chance,
    ).toBeGreaterThan(0.9)
    expect(forecast([5, 5, 5, 5], 9, { measure: { start: 0, target: 5 } }).chance).toBe(0.5)
  })

  test('the mean of the last 4 takes what was already seen; a total adds what is still to come', () => {
    const values = [48, 46, 44, 42]
    const two = [1, 2].map((step) => 42 - (2 * (step * 3)) / (step + 3))
    const mean = forecast(values, 2, { reading: { kind: 'mean', n: 4, tail: values } })
    expect(mean.p50).toBeCloseTo((44 + 42 + (two[0] ?? 0) + (two[1] ?? 0)) / 4, 12)
    const total = forecast(values, 2, { reading: { kind: 'total', soFar: 180 } })
    expect(total.p50).toBeCloseTo(180 + (two[0] ?? 0) + (two[1] ?? 0), 12)
  })

  test('with no period left to close, the reading is what it is', () => {
    const values = [48, 46, 44, 42]
    const settled = forecast(values, 1, { steps: 0, reading: { kind: 'mean', n: 4, tail: values } })
    expect([settled.p10, settled.p50, settled.p90]).toEqual([45, 45, 45])
  })
})

test('the slope is the median of all pairs, so one wild value turns nothing', () => {
  expect(trendOf(weekly([10, 12, 14, 160, 18, 20, 22])).slope).toBe(2)
  expect(trendOf(weekly([10, 12, 14, 16, 18, 20, 22])).persistence).toBeGreaterThan(0)
})

test('uneven check-ins count by their days: 1 a day, whatever the gaps', () => {
  const observations = [0, 7, 14, 28, 35].map((day) => ({ date: addDays(FIRST, day), value: day }))
  const trend = trendOf(observations)
  expect([trend.stepDays, trend.slope, trend.span, trend.level]).toEqual([7, 7, 5, 35])
})

test('the story: after four weeks the end is wide open, two weeks before it 30 is likely', () => {
  // The response times of weeks 25 to 43; the key result ends with week 45.
  const seen = [46, 44, 43, 41, 40, 38, 36, 35, 33, 32, 31, 30, 30, 29, 31, 30, 28, 31, 30]
  const [early, late] = [forecast(seen.slice(0, 4), 17), forecast(seen, 2)]
  const told = ({ p10, p50, p90, chance }: Forecast) => [p10, p50, p90, chance * 100].map(Math.round)
  expect(told(early)).toEqual([27, 37, 47, 14])
  expect(told(late)).toEqual([25, 28, 31, 83])
})

describe('for any observations', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 20 })
  const weeks = fc.integer({ min: 1, max: 12 })
  const figures = ({ p10, p50, p90 }: Forecast) => [p10, p50, p90]

  test('the same data gives the same answer, and the quantiles are in order', () => {
    fc.assert(
      fc.property(values, weeks, (seen, ahead) => {
        const one = forecast(seen, ahead)
        expect(forecast(seen, ahead)).toEqual(one)
        expect(one.p10).toBeLessThanOrEqual(one.p50)
        expect(one.p50).toBeLessThanOrEqual(one.p90)
        expect(one.chance).toBeGreaterThanOrEqual(0)
        expect(one.chance).toBeLessThanOrEqual(1)
      }),
      { numRuns: 30 },
    )
  })

  test('it moves with a change of unit and of zero, and mirrors', () => {
    fc.assert(
      fc.property(values, weeks, fc.integer({ min: -8, max: 8 }), (seen, ahead, exponent) => {
        const one = forecast(seen, ahead)
        const scale = 2 ** exponent
        const scaled = forecast(
          seen.map((value) => value * scale),
          ahead,
          { measure: { start: 48 * scale, target: 30 * scale } },
        )
        // A power of two is exact, so the very same futures reach the target.
        expect(figures(scaled)).toEqual(figures(one).map((value) => value * scale))
        expect(scaled.chance).toBe(one.chance)
        const shifted = forecast(
          seen.map((value) => value + 500),
          ahead,
        )
        figures(shifted).forEach((value, index) => {
          expect(value).toBeCloseTo((figures(one)[index] ?? 0) + 500, 6)
        })
        const mirrored = forecast(
          seen.map((value) => -value),
          ahead,
        )
        figures(mirrored)
          .toReversed()
          .forEach((value, index) => {
            expect(value).toBeCloseTo(-(figures(one)[index] ?? 0), 6)
          })
      }),
      { numRuns: 30 },
    )
  })

  test('it never throws and stays finite, however large the values and uneven the days', () => {
    const any = fc.double({ min: -1e100, max: 1e100, noNaN: true })
    const gap = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(fc.array(fc.tuple(any, gap), { maxLength: 15 }), weeks, (seen, ahead) => {
        let day = FIRST
        const observations = seen.map(([value, days]) => {
          day = addDays(day, days)
          return { date: day, value }
        })
        const answer = forecastOf({ ...ask([], 0), observations, day, lastDay: addDays(day, 7 * ahead) })
        if (typeof answer === 'string') expect(answer).toBe('too_few')
        else expect(figures(answer).every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})
