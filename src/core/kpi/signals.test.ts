import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { capabilityOf } from './capability.ts'
import { findSignals, hasTrend, readingOf } from './signals.ts'
import type { Direction } from './types.ts'
import { decidingSignal, variationAt } from './variation.ts'
import { type Limits, naturalProcessLimits, type Values } from './xmr.ts'

const read = (name: string) => JSON.parse(readFileSync(`test/data/spc/${name}.json`, 'utf8'))

/** Limits as the reference vectors give them: centre 0, sigma 1. */
const UNIT: Limits = {
  points: 24,
  centre: 0,
  movingRange: 1.128,
  lower: -3,
  upper: 3,
  upperRange: Number.POSITIVE_INFINITY,
}

const carried = (values: Values, limits: Limits, ruleSet: 'wheeler' | 'nhs', rule: string) =>
  findSignals(values, limits, ruleSet)
    .filter((signal) => signal.rule === rule && signal.side !== 'range')
    .flatMap(({ points }) => points)
    .sort((a, b) => a - b)

/** The reference marks, one-based, the point that completes a pattern and each later one while it lasts. */
const completing = (values: Values, ruleSet: 'wheeler' | 'nhs', rule: string) =>
  findSignals(values, UNIT, ruleSet)
    .filter((signal) => signal.rule === rule)
    .flatMap(({ points, completedAt }) => points.filter((point) => point >= completedAt))
    .map((index) => index + 1)

describe('wheeler flags of the reference sets (exact indices)', () => {
  type FlagCase = {
    id: string
    values: number[]
    options: { mr?: 'median' }
    flags_index0: Record<
      'rule1_x' | 'rule1_mr' | 'rule2_run8' | 'rule3_3of4_window' | 'rule3_3of4_points',
      number[]
    >
  }
  test.each(read('xmr_limits').cases as FlagCase[])('$id', ({ values, options, flags_index0: flags }) => {
    const limits = naturalProcessLimits(values, { method: options.mr ?? 'mean' }) as Limits
    const ranges = findSignals(values, limits, 'wheeler').filter(({ side }) => side === 'range')
    expect(carried(values, limits, 'wheeler', 'outside')).toEqual(flags.rule1_x)
    expect(ranges.flatMap(({ points }) => points)).toEqual(flags.rule1_mr)
    expect(carried(values, limits, 'wheeler', 'run')).toEqual(flags.rule2_run8)
    expect(carried(values, limits, 'wheeler', 'near_limit')).toEqual(flags.rule3_3of4_points)
  })
})

describe('nhs cases made with NHSRplotthedots', () => {
  type Golden = {
    id: string
    values: number[]
    options: { dir: string; screen?: boolean; fix?: number; target?: number; rebase_at?: number }
    groups: Record<string, { mean: number; lpl: number; upl: number }>
    flags: { index1: number; special_cause_type: string; point_type: string }[]
    variation_icon: string
    assurance_icon: string | null
  }
  const directions: Record<string, Direction> = { increase: 'up', decrease: 'down', neutral: 'range' }
  const variations: Record<string, string> = {
    special_cause_improvement: 'improvement',
    special_cause_concern: 'concern',
    special_cause_neutral_high: 'change',
  }
  const ruleOf = (type: string) =>
    type.includes('CL') && type.includes('Points')
      ? 'run'
      : type.startsWith('2 in 3')
        ? 'near_limit'
        : type.includes('Trend')
          ? 'trend'
          : 'outside'
  const assurances: Record<string, string> = {
    inconsistent: 'unreliable',
    consistent_pass: 'capable',
    consistent_fail: 'incapable',
  }

  test.each(read('nhs_mdc_golden').cases as Golden[])('$id (limits to eight decimals)', (golden) => {
    const { dir, screen = true, fix, target, rebase_at: rebase } = golden.options
    const direction = directions[dir] ?? 'range'
    const cut = rebase === undefined ? golden.values.length : rebase - 1
    const groups = [golden.values.slice(0, cut), golden.values.slice(cut)].filter(({ length }) => length > 0)
    let limits = UNIT
    const points = groups.flatMap((values, group) => {
      limits = naturalProcessLimits(values.slice(0, fix), { isScreened: screen }) as Limits
      expect(limits.centre).toBeCloseTo(golden.groups[group]?.mean ?? Number.NaN, 8)
      expect(limits.lower).toBeCloseTo(golden.groups[group]?.lpl ?? Number.NaN, 8)
      expect(limits.upper).toBeCloseTo(golden.groups[group]?.upl ?? Number.NaN, 8)
      const signals = findSignals(values, limits, 'nhs').map((signal) => ({
        ...signal,
        reading: readingOf(signal.side, direction),
      }))
      return values.map((_, index) => ({
        rule: decidingSignal(index, signals)?.rule ?? null,
        variation: variationAt(index, signals),
      }))
    })
    const flagged = points.flatMap(({ rule, variation }, index) =>
      rule === null ? [] : [{ index1: index + 1, rule, variation }],
    )
    expect(flagged).toEqual(
      golden.flags.map(({ index1, special_cause_type, point_type }) => ({
        index1,
        rule: ruleOf(special_cause_type),
        variation: variations[point_type],
      })),
    )
    expect(points.at(-1)?.variation).toBe(variations[golden.variation_icon] ?? 'common_cause')
    expect(capabilityOf(limits, target === undefined ? null : { value: target }, direction)).toBe(
      golden.assurance_icon === null ? null : assurances[golden.assurance_icon],
    )
  })
})

describe('rule vectors (exact indices)', () => {
  const { nhs_vectors: nhs, western_electric: we, nelson } = read('run_rules')

  test.each(nhs.run7_relative_to_mean as { v: number[]; completes: number[] }[])(
    'nhs run of 7 in $v',
    ({ v, completes }) => expect(completing(v, 'nhs', 'run')).toEqual(completes),
  )

  test.each(nhs.trend7 as { y: number[]; completes: number[] }[])(
    'nhs trend of 7 in $y',
    ({ y, completes }) => expect(completing(y, 'nhs', 'trend')).toEqual(completes),
  )

  test.each(nhs.two_in_three as { near: number[]; side: number[]; flag_points: number[] }[])(
    'nhs two in three: near $near, sides $side',
    ({ near, side, flag_points }) => {
      const values = near.map((isNear, index) => (isNear ? 2.5 : 1) * (side[index] ?? 0))
      expect(carried(values, UNIT, 'nhs', 'near_limit').map((index) => index + 1)).toEqual(flag_points)
    },
  )

  test('beyond a limit is strict: 3 on the limit of 3 is not outside', () => {
    for (const { x, flag } of [we.WE1, nelson.N1]) expect(completing(x, 'wheeler', 'outside')).toEqual(flag)
  })

  test('wheeler run of 8 ends when the side changes', () => {
    expect(completing(we.WE4_run8.x, 'wheeler', 'run')).toEqual(we.WE4_run8.flag)
  })

  test('two of three in the outer third are completed by the same points as beyond two sigma', () => {
    for (const { x, flag } of [we.WE2_2of3_2sigma, nelson.N5_2of3]) {
      const near = findSignals(x, UNIT, 'nhs').filter(({ rule }) => rule === 'near_limit')
      // The nhs window lies on one side: in Nelson's second pattern it does as well.
      expect(near.map(({ completedAt }) => completedAt + 1)).toEqual(flag)
    }
  })

  test('six points in a row rising or falling; a tie ends the row', () => {
    const { x } = nelson.N3_trend6 as { x: number[] }
    expect(hasTrend(x.slice(0, 5), 6)).toBe(false)
    expect(hasTrend(x.slice(0, 6), 6)).toBe(true)
    expect(hasTrend(x.slice(7, 13), 6)).toBe(true)
    expect(hasTrend(x.slice(4, 10), 6)).toBe(false)
  })
})

describe('what the reference data leaves open', () => {
  test('a missing value is skipped by a run; a value on the centre ends it', () => {
    const signals = findSignals([1, 1, 1, 1, null, 1, 1, 1, 1], UNIT, 'wheeler')
    expect(signals).toEqual([
      { rule: 'run', side: 'above', points: [0, 1, 2, 3, 5, 6, 7, 8], completedAt: 8 },
    ])
    expect(findSignals([1, 1, 1, 1, 0, 1, 1, 1, 1], UNIT, 'wheeler')).toEqual([])
  })

  test('a missing value is skipped by a trend', () => {
    const [trend] = findSignals([-2, -1, null, 0, 0.5, 1, 1.2, 1.3], UNIT, 'nhs')
    expect(trend).toEqual({ rule: 'trend', side: 'above', points: [0, 1, 3, 4, 5, 6, 7], completedAt: 7 })
  })

  test('consecutive points outside on one side are one signal', () => {
    const outside = findSignals([4, 5, null, 4, 0, 4, -4, -5], UNIT, 'wheeler').filter(
      ({ rule }) => rule === 'outside',
    )
    expect(outside.map(({ side, points }) => [side, points])).toEqual([
      ['above', [0, 1, 3]],
      ['above', [5]],
      ['below', [6, 7]],
    ])
  })

  test('no moving range stands across a missing value', () => {
    const limits = { ...UNIT, upperRange: 2 }
    expect(findSignals([0, 2.5, null, 0], limits, 'wheeler')).toEqual([
      { rule: 'outside', side: 'range', points: [1], completedAt: 1 },
    ])
    expect(findSignals([0, 2.5], limits, 'nhs')).toEqual([])
  })

  test('wheeler: the fourth point may lie anywhere, and a point beyond the limit is near it', () => {
    const [outside, near] = findSignals([2, 4, -1, 2, 0, 0, 2], UNIT, 'wheeler').toSorted((a, b) =>
      b.rule.localeCompare(a.rule),
    )
    expect(outside?.rule).toBe('outside')
    expect(near).toEqual({ rule: 'near_limit', side: 'above', points: [0, 1, 3], completedAt: 3 })
  })

  test('wheeler: half way exactly is not near, and windows that share a near point are one signal', () => {
    expect(findSignals([1.5, 1.5, 1.5, 1.5], UNIT, 'wheeler')).toEqual([])
    const signals = findSignals([2, 2, 2, 0, 2, 2, 0, 0, 0, 2, 2, 0, 2], UNIT, 'wheeler')
    expect(signals.map(({ points, completedAt }) => [points, completedAt])).toEqual([
      [[0, 1, 2, 4, 5], 3],
      [[9, 10, 12], 12],
    ])
  })

  test('nhs: a point beyond the limit is not in the outer third', () => {
    const rules = findSignals([2.5, 3.5, 3.5], UNIT, 'nhs').map(({ rule }) => rule)
    expect(rules).toEqual(['outside'])
  })

  test('a window needs its four points', () => {
    expect(findSignals([2, 2, 2], UNIT, 'wheeler')).toEqual([])
  })

  test('readings by direction', () => {
    expect(readingOf('above', 'up')).toBe('improvement')
    expect(readingOf('above', 'down')).toBe('concern')
    expect(readingOf('below', 'down')).toBe('improvement')
    expect(readingOf('below', 'up')).toBe('concern')
    expect(readingOf('below', 'range')).toBe('change')
    expect(readingOf('range', 'up')).toBe('change')
  })
})

describe('at any scale', () => {
  const limits = { points: 24, centre: 48, movingRange: 2, lower: 42.68, upper: 53.32, upperRange: 6.536 }
  const rulesAt = (values: number[]) =>
    findSignals(values, limits, 'wheeler').map(({ rule, side, points }) => [rule, side, points])

  test('one absurd value hides nothing of what stands beside the lines', () => {
    const eight = Array.from({ length: 8 }, () => 49)
    expect(rulesAt([...eight, 54])).toContainEqual(['outside', 'above', [8]])
    expect(rulesAt([...eight, 54, 47, 1e18])).toEqual([
      ['run', 'above', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
      ['outside', 'above', [8]],
      ['outside', 'range', [9, 10]],
      ['outside', 'above', [10]],
    ])
  })

  test('two means that differ by their rounding alone are a tie', () => {
    // 0.1 + 0.2 is 0.30000000000000004: halved, it is no step up from 0.15.
    const rising = [0.12, 0.13, 0.14, 0.15, (0.1 + 0.2) / 2, 0.16, 0.17, 0.18]
    const unit = { ...limits, centre: 0, lower: -1, upper: 1, upperRange: 1 }
    expect(findSignals(rising, unit, 'nhs').filter(({ rule }) => rule === 'trend')).toEqual([])
  })
})
