import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregate, type Measurement, type PeriodRule, periodValues } from './aggregate.ts'
import { finerFrequency } from './finer-frequency.ts'
import type { Aggregation } from './types.ts'

const reference = JSON.parse(readFileSync('test/data/spc/kpi_aggregation.json', 'utf8'))

const weekly: PeriodRule = {
  aggregation: 'mean',
  frequency: 'week',
  calendar: { firstWeekday: 1, fiscalStartMonth: 1 },
  zone: 'Asia/Ho_Chi_Minh',
}
const on = (date: string, value: number): Measurement => ({ at: `${date}T02:00:00Z`, value })

describe('aggregate', () => {
  const day = [on('2026-06-22', 4), on('2026-06-23', 1), on('2026-06-24', 3)]
  test.each<[Aggregation, number | null]>([
    ['sum', 8],
    ['mean', 8 / 3],
    ['last', 3],
    ['min', 1],
    ['max', 4],
    ['median', 3],
    ['count', 3],
    ['ratio', null],
  ])('%s', (aggregation, expected) => {
    expect(aggregate(day, { aggregation })).toBe(expected)
    expect(aggregate(day.toReversed(), { aggregation })).toBe(expected)
  })

  test('nothing measured is no value, and 0 only for sum and count on request', () => {
    for (const aggregation of ['sum', 'mean', 'last', 'min', 'max', 'median', 'count', 'ratio'] as const) {
      expect(aggregate([], { aggregation })).toBeNull()
      const isZero = aggregation === 'sum' || aggregation === 'count'
      expect(aggregate([], { aggregation, emptyIsZero: true })).toBe(isZero ? 0 : null)
    }
  })

  test('the last of one instant is the one with the later place', () => {
    const at = '2026-06-22T02:00:00Z'
    const same = [
      { at, place: 10, value: 5 },
      { at, place: 9, value: 7 },
    ]
    expect(aggregate(same, { aggregation: 'last' })).toBe(5)
    const fraction = [on('2026-06-22', 1), { at: '2026-06-22T02:00:00.500Z', value: 2 }]
    expect(aggregate(fraction, { aggregation: 'last' })).toBe(2)
  })

  test('a weighted mean is a ratio of sums', () => {
    const { rows, expected } = reference.weighted_mean
    const pairs = rows.map((row: { mean_minutes: number; tickets: number }) => ({
      at: '2026-06-22T02:00:00Z',
      numerator: row.mean_minutes * row.tickets,
      denominator: row.tickets,
    }))
    expect(aggregate(pairs, { aggregation: 'ratio' })).toBeCloseTo(expected, 12)
  })
})

describe('periodValues', () => {
  test('ratio is Σ numerator / Σ denominator by period and in total, null at 0', () => {
    const { rows, per_period, total } = reference.ratio_of_sums
    const mondays = ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19']
    const pairs: Measurement[] = rows.map((row: { won: number; closed: number }, index: number) => ({
      at: `${mondays[index]}T02:00:00Z`,
      numerator: row.won,
      denominator: row.closed,
    }))
    const periods = periodValues(pairs, { ...weekly, aggregation: 'ratio' }, '2026-01-26')
    expect(periods.slice(0, 4).map(({ value }) => value)).toEqual(per_period)
    expect(aggregate(pairs, { aggregation: 'ratio' })).toBeCloseTo(total, 12)
  })

  test('a stock is read by its last or mean present value, and a missing day is not 0', () => {
    const { series, month_last, month_mean_of_present } = reference.stock_kpi
    const stock: Measurement[] = series.day.flatMap((day: string, index: number) => {
      const value: number | null = series.value[index]
      return value === null ? [] : [on(day, value)]
    })
    const byMonth = (aggregation: Aggregation) =>
      Object.fromEntries(
        periodValues(stock, { ...weekly, aggregation, frequency: 'month' }, '2026-04-30').map(
          ({ start, value }) => [start.slice(0, 7), value],
        ),
      )
    expect(byMonth('last')).toEqual(month_last)
    expect(byMonth('mean')).toEqual(month_mean_of_present)
  })

  test('the running period is provisional, and months evaluated end with the one before', () => {
    const { now, months, values, evaluated_through } = reference.partial_period.example
    const monthly = months.map((month: string, index: number) => on(`${month}-10`, values[index]))
    const periods = periodValues(monthly, { ...weekly, frequency: 'month' }, now)
    expect(periods.map(({ provisional }) => provisional)).toEqual([false, false, true])
    expect(periods.findLast(({ provisional }) => !provisional)?.start.slice(0, 7)).toBe(evaluated_through)
  })

  test('measurements fall on the day of the workspace, and holes are periods without a value', () => {
    // 23:30Z on Sunday is Monday morning in Vietnam: the next week.
    const late = { at: '2026-06-28T23:30:00Z', value: 7 }
    expect(periodValues([on('2026-06-22', 5), late, on('2026-07-13', 9)], weekly, '2026-07-14')).toEqual([
      { start: '2026-06-22', end: '2026-06-28', value: 5, provisional: false },
      { start: '2026-06-29', end: '2026-07-05', value: 7, provisional: false },
      { start: '2026-07-06', end: '2026-07-12', value: null, provisional: false },
      { start: '2026-07-13', end: '2026-07-19', value: 9, provisional: true },
    ])
  })

  test('nothing measured gives no periods, and what is dated after today waits', () => {
    expect(periodValues([], weekly, '2026-07-14')).toEqual([])
    expect(periodValues([on('2027-01-01', 5)], weekly, '2026-07-14')).toEqual([])
    const asked = periodValues(
      [],
      { ...weekly, aggregation: 'sum', emptyIsZero: true },
      '2026-07-14',
      '2026-07-06',
    )
    expect(asked.map(({ value }) => value)).toEqual([0, 0])
  })

  test('arrival order and the split into batches change nothing', () => {
    const measurement = fc.record({
      at: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }),
      value: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      place: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(
        fc.array(measurement, { maxLength: 40 }),
        fc.nat(40),
        fc.constantFrom<Aggregation>('sum', 'mean', 'last', 'min', 'max', 'median', 'count'),
        (drawn, cut, aggregation) => {
          const batch = drawn.map((item) => ({ ...item, at: item.at.toISOString() }))
          const resent = [...batch.slice(cut).toReversed(), ...batch.slice(0, cut)]
          const rule = { ...weekly, aggregation }
          expect(periodValues(resent, rule, '2026-03-01')).toEqual(periodValues(batch, rule, '2026-03-01'))
        },
      ),
    )
  })
})

describe('finerFrequency', () => {
  const calls: Measurement[] = readFileSync('test/data/story/calls-four-weeks.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([at = '', , minutes]) => ({ at, value: Number(minutes) }))

  test('four weeks of calls: 4 weekly values, or 24 daily ones', () => {
    const periods = periodValues(calls, weekly, '2025-12-29').filter(({ provisional }) => !provisional)
    expect(periods.map(({ value }) => Math.round(value ?? 0))).toEqual([47, 50, 46, 49])
    expect(finerFrequency(calls, weekly, '2025-12-29')).toEqual({
      frequency: 'day',
      periods: 24,
      periodsNow: 4,
    })
  })

  test('nothing is offered where the chosen one is enough, nor where none is', () => {
    expect(finerFrequency(calls, { ...weekly, frequency: 'day' }, '2025-12-29')).toBeNull()
    expect(finerFrequency(calls.slice(0, 5), weekly, '2025-12-29')).toBeNull()
  })

  test('the coarsest that is enough is offered', () => {
    const everyTenDays = Array.from({ length: 40 }, (_, i) =>
      on(`2025-${String((i % 12) + 1).padStart(2, '0')}-11`, i),
    )
    expect(finerFrequency(everyTenDays, { ...weekly, frequency: 'quarter' }, '2026-02-01')?.frequency).toBe(
      'month',
    )
  })
})
