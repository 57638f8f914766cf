import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import { type BehaviourOptions, behaviourOf } from './behaviour.ts'
import { newSignals } from './new-signals.ts'
import { defaultBaseline } from './phase.ts'
import type { Direction, Period, Phase, RuleSet } from './types.ts'

const FIRST = '2026-01-05'
const weekStart = (index: number): IsoDate => addDays(FIRST, 7 * index)

/** Weeks from Monday 5 January 2026. */
function weeks(values: readonly (number | null)[]): Period[] {
  return values.map((value, index) => {
    const start = weekStart(index)
    return { start, end: addDays(start, 6), value, provisional: false }
  })
}

const options = (given: Partial<BehaviourOptions> = {}): BehaviourOptions => ({
  ruleSet: 'wheeler',
  limitMethod: 'mean',
  direction: 'up',
  target: null,
  ...given,
})
const whole: Phase = { id: 'p1', start: FIRST, baseline: 'all' }
const zigzag = (count: number, centre = 10) =>
  Array.from({ length: count }, (_, index) => centre + (index % 2 === 0 ? 1 : -1))

test('the default baseline is the first 24 points for wheeler, all for nhs', () => {
  expect(defaultBaseline('wheeler')).toEqual({ first: 24 })
  expect(defaultBaseline('nhs')).toBe('all')
})

describe('limits', () => {
  test('none under 6 points, provisional from 6, firm from 12', () => {
    const read = (count: number) =>
      behaviourOf(weeks(zigzag(count)), [whole], options({ target: { value: 5 } }))
    expect(read(5).phases[0]).toEqual({
      id: 'p1',
      start: FIRST,
      end: '2026-02-08',
      points: 5,
      baselinePoints: 5,
      isLocked: false,
      centre: 10.2,
      lower: null,
      upper: null,
      movingRange: null,
      upperRange: null,
      drawnLower: null,
      drawnUpper: null,
      limits: 'none',
      trustworthy: true,
      whyNot: ['too_few_points'],
    })
    expect(read(5)).toMatchObject({ signals: [], variation: null, capability: null, remedy: null })
    expect(read(6).phases[0]).toMatchObject({
      centre: 10,
      movingRange: 2,
      lower: 4.68,
      upper: 15.32,
      upperRange: 6.536,
      limits: 'provisional',
      whyNot: [],
    })
    expect(read(6)).toMatchObject({
      variation: 'common_cause',
      capability: 'unreliable',
      remedy: 'aim_centre_or_variation',
    })
    expect(read(11).phases[0]?.limits).toBe('provisional')
    expect(read(12).phases[0]?.limits).toBe('firm')
  })

  test('points that have no neighbour give no limits, however many', () => {
    const lonely = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? index : null))
    const [phase] = behaviourOf(weeks(lonely), [whole], options()).phases
    expect(phase).toMatchObject({ points: 8, lower: null, limits: 'none', whyNot: ['no_moving_range'] })
  })

  test('first n takes what there is until n are there, and is locked from then on', () => {
    const phase: Phase = { ...whole, baseline: { first: 8 } }
    const early = behaviourOf(weeks([...zigzag(6), null]), [phase], options()).phases[0]
    expect(early).toMatchObject({ baselinePoints: 6, isLocked: false, centre: 10 })
    const late = behaviourOf(weeks([null, ...zigzag(8), 90, 90]), [phase], options()).phases[0]
    expect(late).toMatchObject({ points: 10, baselinePoints: 8, isLocked: true, centre: 10, upper: 15.32 })
  })

  test('a range of periods and a frozen baseline', () => {
    const values = [...zigzag(6, 50), ...zigzag(6), ...zigzag(6, 90)]
    const range = { ...whole, baseline: { from: weekStart(6), to: weekStart(11) } }
    expect(behaviourOf(weeks(values), [range], options()).phases[0]).toMatchObject({
      baselinePoints: 6,
      isLocked: true,
      centre: 10,
    })
    const frozen = { ...whole, frozenAt: addDays(weekStart(6), -1) }
    expect(behaviourOf(weeks(values), [frozen], options()).phases[0]).toMatchObject({
      points: 18,
      baselinePoints: 6,
      isLocked: true,
      centre: 50,
    })
    const dayBefore = { ...whole, frozenAt: addDays(weekStart(6), -2) }
    expect(behaviourOf(weeks(values), [dayBefore], options()).phases[0]?.baselinePoints).toBe(5)
  })

  test('each phase has its own, and no moving range crosses the border', () => {
    const phases = [whole, { id: 'p2', start: weekStart(6), baseline: 'all' as const }]
    const read = behaviourOf(weeks([...zigzag(6, 50), ...zigzag(8)]), phases, options())
    expect(
      read.phases.map(({ id, start, end, points, centre, movingRange }) => [
        id,
        start,
        end,
        points,
        centre,
        movingRange,
      ]),
    ).toEqual([
      ['p1', FIRST, '2026-02-15', 6, 50, 2],
      ['p2', '2026-02-16', '2026-04-12', 8, 10, 2],
    ])
    expect(read.signals).toEqual([])
  })

  test('history before the first phase belongs to it, and a phase still to come has no points', () => {
    const phases = [
      { ...whole, start: weekStart(3) },
      { id: 'p2', start: weekStart(30), baseline: 'all' as const },
    ]
    const read = behaviourOf(weeks(zigzag(12)), phases, options({ target: { value: 1 } }))
    expect(read.phases).toMatchObject([
      { start: FIRST, points: 12 },
      { start: weekStart(30), end: null, points: 0, centre: null, limits: 'none' },
    ])
    expect(read.capability).toBe('capable')
  })

  test('running and left-out periods take no part', () => {
    const periods = weeks([...zigzag(6), 500, 500]).map((period, index) => ({
      ...period,
      leftOut: index === 6,
      provisional: index === 7,
    }))
    const read = behaviourOf(periods, [whole], options())
    expect(read.phases[0]).toMatchObject({
      points: 6,
      centre: 10,
      upper: 15.32,
      end: addDays(weekStart(6), 6),
    })
    expect(read).toMatchObject({ signals: [], variation: 'common_cause' })
  })

  test('limits are drawn clipped and computed unclipped', () => {
    const low = weeks(zigzag(12, 3))
    const drawn = (given: Partial<BehaviourOptions>) => {
      const phase = behaviourOf(low, [whole], options(given)).phases[0]
      return [phase?.lower, phase?.drawnLower, phase?.upper, phase?.drawnUpper]
    }
    expect(drawn({})).toEqual([-2.32, -2.32, 8.32, 8.32])
    expect(drawn({ floor: 0, ceiling: 5 })).toEqual([-2.32, 0, 8.32, 5])
    expect(drawn({ aggregation: 'count', ceiling: null })).toEqual([-2.32, 0, 8.32, 8.32])
  })
})

describe('signals', () => {
  const shifted = weeks([...zigzag(12), ...zigzag(8, 14)])
  const locked: Phase = { ...whole, baseline: { first: 12 } }

  test('carry their days, their identity and their reading', () => {
    const read = behaviourOf(shifted, [locked], options({ direction: 'down' }))
    expect(read.signals).toContainEqual({
      identity: `p1:run:above:${weekStart(12)}`,
      phaseId: 'p1',
      rule: 'run',
      side: 'above',
      reading: 'concern',
      from: weekStart(12),
      to: weekStart(19),
      points: Array.from({ length: 8 }, (_, index) => weekStart(12 + index)),
      completedAt: weekStart(19),
    })
    expect(read).toMatchObject({ variation: 'concern', capability: null, remedy: 'find_cause' })
  })

  test('a moving range on its own is a change', () => {
    const jump = weeks([...zigzag(12), 9, 15, 6, 10])
    const read = behaviourOf(jump.slice(0, 15), [locked], options())
    expect(read.signals).toMatchObject([
      { rule: 'outside', side: 'range', reading: 'change', points: [weekStart(14)] },
    ])
    expect(read).toMatchObject({ variation: 'change', remedy: 'find_cause' })
    expect(behaviourOf(jump, [locked], options()).variation).toBe('common_cause')
  })

  test('are drawn, not raised, where the baseline is autocorrelated', () => {
    const climb = weeks(Array.from({ length: 20 }, (_, index) => index))
    const read = behaviourOf(climb, [whole], options())
    expect(read.phases[0]).toMatchObject({ trustworthy: false, whyNot: ['autocorrelated'], limits: 'firm' })
    expect(read.signals.length).toBeGreaterThan(0)
    expect(newSignals(read, new Set(climb.map(({ start }) => start)), new Set()).raised).toEqual([])
  })
})

describe('raise once', () => {
  const locked: Phase = { ...whole, baseline: { first: 12 } }
  const read = (values: (number | null)[]) => behaviourOf(weeks(values), [locked], options())
  const base = zigzag(12)

  test('a signal is raised when a closing period completes it, and grows with the next', () => {
    const run = [11, 12, 11, 12, 11, 12, 11]
    const first = newSignals(read([...base, ...run]), new Set([weekStart(18)]), new Set())
    expect(first.raised).toEqual([])
    const eighth = newSignals(read([...base, ...run, 12]), new Set([weekStart(19)]), new Set())
    expect(eighth.raised.map(({ rule, from }) => [rule, from])).toEqual([['run', weekStart(12)]])
    const known = new Set(eighth.raised.map(({ identity }) => identity))
    const ninth = newSignals(read([...base, ...run, 12, 11]), new Set([weekStart(20)]), known)
    expect(ninth.raised).toEqual([])
    expect(ninth.grown.map(({ points }) => points.length)).toEqual([9])
  })

  test('an old pattern is not raised, nor by a period that stays out of it', () => {
    const values = [...base, 20, 10]
    expect(newSignals(read(values), new Set(), new Set())).toEqual({ raised: [], grown: [] })
    expect(newSignals(read([...values, 11]), new Set([weekStart(14)]), new Set()).raised).toEqual([])
  })

  test('a period that arrives late may begin a signal or join one', () => {
    const late = read([...base, 20, 21, 10])
    expect(
      newSignals(late, new Set([weekStart(12)]), new Set()).raised.map(({ rule, side }) => [rule, side]),
    ).toEqual([
      ['outside', 'above'],
      ['outside', 'range'],
    ])
  })

  test('a window completed by a point that is not near raises what it completes', () => {
    // The near points closed before; the fourth, on the other side, makes three of four of them.
    const nhs = behaviourOf(weeks([...base, 9, 14, 14, 11]), [locked], options({ ruleSet: 'nhs' }))
    const { raised } = newSignals(nhs, new Set([weekStart(15)]), new Set())
    expect(raised.map(({ rule, points }) => [rule, points])).toEqual([
      ['near_limit', [weekStart(13), weekStart(14)]],
    ])
  })

  test('several that arrive together are each evaluated', () => {
    const all = weeks([...base, 20, 10, 20])
    const { raised } = newSignals(
      read([...base, 20, 10, 20]),
      new Set(all.map(({ start }) => start)),
      new Set(),
    )
    expect(raised.filter(({ side }) => side === 'above').map(({ from }) => from)).toEqual([
      weekStart(12),
      weekStart(14),
    ])
  })
})

describe('properties', () => {
  const anyValues = fc.array(fc.option(fc.integer({ min: -60, max: 60 }), { freq: 8 }), { maxLength: 60 })
  const anyRules = fc.constantFrom<RuleSet>('wheeler', 'nhs')
  const bare = (values: (number | null)[], ruleSet: RuleSet, direction: Direction = 'up') => {
    const phase = { ...whole, baseline: defaultBaseline(ruleSet) }
    return behaviourOf(weeks(values), [phase], options({ ruleSet, direction }))
  }

  test('signals are unchanged by shift and by positive scale', () => {
    fc.assert(
      fc.property(
        anyValues,
        anyRules,
        fc.integer({ min: -100, max: 100 }),
        fc.constantFrom(0.5, 2, 4, 10, 1000),
        (values, ruleSet, shift, scale) => {
          const moved = values.map((value) => (value === null ? null : value * scale + shift))
          expect(bare(moved, ruleSet).signals).toEqual(bare(values, ruleSet).signals)
        },
      ),
      // −31 lies on the line that bounds the outer third.
      { examples: [[[-48, -31, -25, -36, 39, 46, 17, 0, -13], 'nhs', 0, 0.5]] },
    )
  })

  test('the mirrored direction swaps improvement and concern', () => {
    const swapped = { improvement: 'concern', concern: 'improvement', change: 'change' } as const
    fc.assert(
      fc.property(anyValues, anyRules, (values, ruleSet) => {
        const up = bare(values, ruleSet, 'up')
        const down = bare(values, ruleSet, 'down')
        expect(down.signals).toEqual(
          up.signals.map((signal) => ({ ...signal, reading: swapped[signal.reading] })),
        )
        expect(down.variation).toBe(
          up.variation === null || up.variation === 'common_cause' ? up.variation : swapped[up.variation],
        )
      }),
    )
  })

  test('every point of a signal is a period that takes part, in order', () => {
    fc.assert(
      fc.property(anyValues, anyRules, (values, ruleSet) => {
        const { signals } = bare(values, ruleSet)
        const present = new Set(
          weeks(values)
            .filter(({ value }) => value !== null)
            .map(({ start }) => start),
        )
        for (const { points, from, to, completedAt, identity } of signals) {
          expect(points).toEqual([...new Set(points)].toSorted())
          expect(points.every((point) => present.has(point))).toBe(true)
          expect([points[0], points.at(-1)]).toEqual([from, to])
          expect(completedAt >= from).toBe(true)
          expect(signals.filter((other) => other.identity === identity)).toHaveLength(1)
        }
      }),
    )
  })
})
