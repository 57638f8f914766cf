import { expect, test } from 'vitest'
import type { ChartView, KpiView } from '../../contract/kpi.ts'
import { pulseOf } from './chart-pulse.ts'

const period = (start: string, value: number | null, more = {}) => ({
  start,
  end: start,
  value,
  status: 'none' as const,
  provisional: false,
  leftOut: null,
  ...more,
})
const signal = (
  rule: ChartView['signals'][number]['rule'],
  reading: 'improvement' | 'concern',
  points: string[],
) => ({
  rule,
  side: 'below' as const,
  reading,
  from: points[0] ?? '',
  to: points.at(-1) ?? '',
  points,
})
const phase: ChartView['phases'][number] = {
  id: 'one',
  start: null,
  end: null,
  points: 3,
  centre: 5,
  lower: -4,
  upper: 14,
  baselinePoints: 3,
  drawnLower: 0,
  drawnUpper: 10,
  movingRange: 3.4,
  upperRange: 11,
  limits: 'firm',
  trustworthy: true,
  frozenAt: null,
  baseline: null,
  reason: '',
}
const noTarget = { targets: { constant: null, byPeriod: [] }, targetNow: null }
const words = { periodLabel: (start: string) => `#${start.slice(-1)}`, targetLabel: 'chỉ tiêu' }

test('a point in two signals takes the reading of the strongest, whatever their order', () => {
  const signals = [
    signal('outside', 'improvement', ['2026-06-02']),
    signal('run', 'concern', ['2026-06-01', '2026-06-02']),
  ]
  const periods = [period('2026-06-01', 3), period('2026-06-02', 5), period('2026-06-03', null)]
  const drawn = pulseOf({ periods, phases: [phase], signals, ...noTarget }, words)
  expect(drawn.periods.map(({ reading }) => reading)).toEqual(['concern', 'improvement', undefined])
  expect(drawn.periods.map(({ label }) => label)).toEqual(['#1', '#2', '#3'])
  expect(drawn.target).toBeUndefined()
})

test('a point outside beside its moving range has the reading of the point: a range has no side', () => {
  const range = {
    ...signal('outside', 'concern', ['2026-06-02']),
    side: 'range' as const,
    reading: 'change' as const,
  }
  const outside = { ...signal('outside', 'concern', ['2026-06-02']), side: 'above' as const }
  const alone = { ...range, points: ['2026-06-01', '2026-06-02'] }
  const periods = [period('2026-06-01', 3), period('2026-06-02', 9)]
  for (const signals of [
    [outside, alone],
    [alone, outside],
  ]) {
    const drawn = pulseOf({ periods, phases: [phase], signals, ...noTarget }, words)
    expect(drawn.periods.map(({ reading }) => reading)).toEqual(['change', 'concern'])
  }
})

test('limits are drawn clipped, and a phase without ends holds everything', () => {
  const range = { lower: 2, upper: 8 }
  const drawn = pulseOf(
    {
      periods: [period('2026-06-01', 3, { leftOut: 'Tết' })],
      ...{ phases: [phase], signals: [] },
      ...{ targets: { constant: range, byPeriod: [] }, targetNow: range },
    },
    words,
  )
  expect(drawn.phases).toEqual([
    { start: '0001-01-01', end: '9999-12-31', centre: 5, lower: 0, upper: 10, limits: 'firm' },
  ])
  expect(drawn.target).toEqual({ kind: 'band', lower: 2, upper: 8, label: 'chỉ tiêu' })
  expect(drawn.periods[0]?.leftOut).toBe(true)
})

test('targets of single periods are steps over the one for all; those of a range have two', () => {
  const periods = [period('2026-06-01', 3), period('2026-06-02', 5)]
  const steps = (constant: KpiView['target'], target: number | { lower: number; upper: number }) =>
    pulseOf(
      {
        ...{ periods, phases: [phase], signals: [], targetNow: target },
        targets: { constant, byPeriod: [{ start: '2026-06-02', target }] },
      },
      words,
    ).target
  expect(steps(7, 4)).toEqual({ kind: 'steps', values: [7, 4], label: 'chỉ tiêu' })
  expect(steps(null, { lower: 1, upper: 9 })).toEqual({
    kind: 'steps',
    values: [null, 1],
    upper: [null, 9],
    label: 'chỉ tiêu',
  })
})
