import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import { smallestShownShift } from '../kpi/false-alarms.ts'
import { defaultBaseline } from '../kpi/phase.ts'
import type { Direction, Period, Phase, RuleSet } from '../kpi/types.ts'
import { openedAt, openingOf } from './hand-over.ts'
import { type ProofOptions, proofOf } from './proof.ts'

const weekOf = (number: number): IsoDate => addDays('2026-01-05', 7 * (number - 1))

/** Weeks 1, 2, … of 2026, from Monday 5 January. */
function weeks(values: readonly (number | null)[]): Period[] {
  return values.map((value, index) => {
    const start = weekOf(index + 1)
    return { start, end: addDays(start, 6), value, provisional: false }
  })
}

const options = (direction: Direction = 'down', ruleSet: RuleSet = 'wheeler'): ProofOptions => ({
  ruleSet,
  limitMethod: 'mean',
  direction,
})
const whole: Phase = { id: 'p1', start: weekOf(1), baseline: { first: 24 } }

describe('the worked example', () => {
  const lines = readFileSync('test/data/story/response-time-weekly.csv', 'utf8').trim().split('\n').slice(1)
  const story = weeks(lines.map((line) => Number(line.split(',')[1])))
  const dates = { start: '2026-06-22', end: '2026-11-15' }
  const proof = proofOf(story, [whole], dates, options())

  test('45 weeks, of which the cycle holds weeks 25 to 45', () => {
    expect(lines.map((line) => line.split(',')[0])).toEqual(story.map(({ start }) => start))
    expect([weekOf(25), addDays(weekOf(45), 6)]).toEqual([dates.start, dates.end])
    expect([proof.before.periods, proof.after.periods]).toEqual([24, 21])
  })

  test('phase 1: centre 48, limits 40.83–55.17', () => {
    expect(proof.limits?.centre).toBe(48)
    expect(proof.limits?.lower).toBeCloseTo(40.83, 2)
    expect(proof.limits?.upper).toBeCloseTo(55.17, 2)
    expect(proof.trustworthy).toBe(true)
  })

  test('improved: the run begins in week 25, counts from week 32; first outside in week 29', () => {
    expect(proof).toMatchObject({
      verdict: 'improved',
      side: 'below',
      from: weekOf(25),
      firstOutside: weekOf(29),
    })
    expect(proof.signals).toContainEqual({
      rule: 'run',
      from: weekOf(25),
      to: weekOf(45),
      completedAt: weekOf(32),
    })
  })

  test('mean 48 before, 34.24 after', () => {
    expect(proof.before.mean).toBe(48)
    expect(proof.after.mean).toBeCloseTo(34.24, 2)
    expect(proof.difference).toBeCloseTo(-13.76, 2)
    expect(proof.smallestShift).toBeNull()
  })

  test('the new phase opens at week 33: centre 30.46, limits 26.69–34.23, target 30 unreliable', () => {
    const given = { ...options(), target: { value: 30 } }
    const opening = openingOf(story, proof.from ?? '', given)
    expect(opening).toMatchObject({ from: weekOf(33), isStillMoving: false, capability: 'unreliable' })
    expect(opening?.phase).toMatchObject({ points: 13, limits: 'firm' })
    expect(opening?.phase.centre).toBeCloseTo(30.46, 2)
    expect(opening?.phase.lower).toBeCloseTo(26.69, 2)
    expect(opening?.phase.upper).toBeCloseTo(34.23, 2)
  })

  test('opened at week 36 it has centre 30.00, limits 25.86–34.14', () => {
    const [phase] = openedAt(story, weekOf(36), { ...options(), target: null }).phases
    expect(phase?.centre).toBe(30)
    expect(phase?.lower).toBeCloseTo(25.86, 2)
    expect(phase?.upper).toBeCloseTo(34.14, 2)
  })

  test('a phase opened by the hand over leaves the proof as it was', () => {
    const opened: Phase = { id: 'p2', start: weekOf(33), baseline: { first: 24 } }
    expect(proofOf(story, [{ ...whole, frozenAt: '2026-06-21' }, opened], dates, options())).toEqual(proof)
  })

  test('in week 36 the process was still moving: the first period of the change is offered', () => {
    const opening = openingOf(story.slice(0, 36), weekOf(25), { ...options(), target: null })
    expect(opening).toMatchObject({ from: weekOf(25), isStillMoving: true })
    expect(opening?.phase.points).toBe(12)
  })

  test('nothing since the change is no opening', () => {
    expect(openingOf(story, '2027-01-04', { ...options(), target: null })).toBeNull()
  })
})

describe('verdicts', () => {
  // Centre 10, limits 4.68–15.32, near lines 7.34 and 12.66.
  const base = (count: number) => Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 11 : 9))
  const prove = (
    count: number,
    after: (number | null)[],
    direction: Direction = 'up',
    ruleSet: RuleSet = 'wheeler',
  ) => {
    const dates = { start: weekOf(count + 1), end: addDays(weekOf(count + after.length), 6) }
    const phase: Phase = { ...whole, baseline: defaultBaseline(ruleSet) }
    return proofOf(weeks([...base(count), ...after]), [phase], dates, options(direction, ruleSet))
  }
  const up8 = [11, 11, 12, 11, 11, 12, 11, 11]
  const quiet = [11, 9, 10, 11, 9, 10, 11]

  test('improved, worsened and changed by direction', () => {
    expect(prove(12, up8, 'up').verdict).toBe('improved')
    expect(prove(12, up8, 'down').verdict).toBe('worsened')
    expect(prove(12, up8, 'range').verdict).toBe('changed')
  })

  test('likely from a provisional baseline; worsened stays worsened', () => {
    expect(prove(11, up8.with(0, 12), 'up').verdict).toBe('likely')
    expect(prove(6, up8, 'up').verdict).toBe('likely')
    expect(prove(6, up8, 'range').verdict).toBe('likely')
    expect(prove(6, up8, 'down').verdict).toBe('worsened')
  })

  test('two points outside in a row are a signal of level, one is likely while it holds', () => {
    expect(prove(12, [10, 16, 17], 'up')).toMatchObject({
      verdict: 'improved',
      from: weekOf(14),
      firstOutside: weekOf(14),
    })
    expect(prove(12, [10, 16, 11], 'up')).toMatchObject({
      verdict: 'likely',
      from: weekOf(14),
      firstOutside: weekOf(14),
    })
    expect(prove(12, [10, 16, 11], 'down').verdict).toBe('worsened')
    expect(prove(12, [10, 16, 10], 'up').verdict).toBe('too_early')
    expect(prove(12, [16], 'up').verdict).toBe('too_early')
  })

  test('near_limit is a signal of level; a moving range alone proves nothing', () => {
    expect(prove(12, [13, 13, 11, 13], 'up')).toMatchObject({
      verdict: 'improved',
      from: weekOf(13),
      firstOutside: null,
    })
    // From 6 to 14 is a wide moving range with no point outside.
    expect(prove(12, [6, 14, 11], 'up').verdict).toBe('too_early')
  })

  test('changed back when the last two are on both sides, on the centre, or on the other side', () => {
    expect(prove(12, [...up8, 9, 11], 'up')).toMatchObject({
      verdict: 'changed_back',
      side: 'above',
      from: weekOf(13),
    })
    expect(prove(12, [...up8, 11, 10], 'up').verdict).toBe('changed_back')
    expect(prove(12, [...up8, 9, 9], 'up').verdict).toBe('changed_back')
    expect(prove(6, [...up8, 9, 9], 'down').verdict).toBe('changed_back')
  })

  test('a change that went away is not the change that holds', () => {
    const later = [16, 16, 9, 9, 10, 9, ...up8]
    expect(prove(12, later, 'up')).toMatchObject({
      verdict: 'improved',
      from: weekOf(19),
      firstOutside: null,
    })
  })

  test('too early under 8 periods, not shown from 8, with the shift that would have shown', () => {
    expect(prove(12, quiet)).toMatchObject({
      verdict: 'too_early',
      from: null,
      side: null,
      smallestShift: null,
    })
    const proof = prove(12, [...quiet, 9])
    expect(proof).toMatchObject({ verdict: 'not_shown', from: null })
    // 2·0.887 is one standard deviation; the shift of the table is in those.
    const sigmas = smallestShownShift('wheeler', { points: 12, centre: 0, upper: 3 }, 8) ?? Number.NaN
    expect(proof.smallestShift).toBeCloseTo((sigmas * 5.32) / 3, 9)
    expect(prove(12, [...quiet.slice(0, 6), null, 9]).verdict).toBe('too_early')
  })

  test('no baseline under 6 periods: both means are shown', () => {
    expect(prove(5, up8)).toMatchObject({
      verdict: 'no_baseline',
      before: { mean: 10.2, periods: 5 },
      after: { mean: 11.25, periods: 8 },
      limits: null,
    })
    expect(prove(0, [11])).toMatchObject({
      verdict: 'no_baseline',
      before: { mean: null, periods: 0 },
      difference: null,
    })
    expect(prove(6, []).verdict).toBe('too_early')
  })

  test('nhs: seven on one side, and its own limits', () => {
    expect(prove(12, up8.slice(0, 7), 'up', 'nhs').verdict).toBe('improved')
    expect(prove(12, up8.slice(0, 7), 'up', 'wheeler').verdict).toBe('too_early')
  })

  test('periods that stick out of the dates, are running or left out do not count', () => {
    const periods = weeks([...base(12), ...up8]).map((period, index) => ({
      ...period,
      leftOut: index === 14,
    }))
    const dates = { start: addDays(weekOf(13), 1), end: addDays(weekOf(20), 5) }
    expect(proofOf(periods, [whole], dates, options('up')).after.periods).toBe(5)
    const running = periods.map((period, index) => ({ ...period, provisional: index === 18 }))
    expect(proofOf(running, [whole], dates, options('up')).after.periods).toBe(4)
  })

  test('the baseline is that of the phase before the first day, as it was then', () => {
    const periods = weeks([...base(8).map((value) => value + 100), ...base(12), ...up8])
    const second: Phase = { id: 'p2', start: weekOf(9), baseline: 'all' }
    const third: Phase = { id: 'p3', start: weekOf(21), baseline: 'all' }
    const dates = { start: weekOf(21), end: addDays(weekOf(28), 6) }
    const proof = proofOf(periods, [whole, second, third], dates, options('up'))
    expect(proof).toMatchObject({ verdict: 'improved', before: { mean: 10, periods: 12 } })
  })

  test('an autocorrelated baseline is said beside the verdict', () => {
    const climb = Array.from({ length: 12 }, (_, index) => index)
    const dates = { start: weekOf(13), end: addDays(weekOf(20), 6) }
    const proof = proofOf(weeks([...climb, ...up8.map((value) => value + 90)]), [whole], dates, options('up'))
    expect(proof).toMatchObject({ verdict: 'improved', trustworthy: false })
  })
})

test('a proof is unchanged by scale, and mirrored by the direction', () => {
  const value = fc.integer({ min: -40, max: 40 })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 6, maxLength: 20 }),
      fc.array(value, { minLength: 1, maxLength: 16 }),
      fc.constantFrom(0.5, 2, 10, 1000),
      fc.constantFrom<RuleSet>('wheeler', 'nhs'),
      (before, after, scale, ruleSet) => {
        const dates = { start: weekOf(before.length + 1), end: weekOf(200) }
        const prove = (factor: number, direction: Direction) =>
          proofOf(
            weeks([...before, ...after].map((x) => x * factor)),
            [whole],
            dates,
            options(direction, ruleSet),
          )
        const plain = prove(1, 'up')
        const scaled = prove(scale, 'up')
        expect(scaled.verdict).toBe(plain.verdict)
        expect([scaled.from, scaled.firstOutside, scaled.side, scaled.signals]).toEqual([
          plain.from,
          plain.firstOutside,
          plain.side,
          plain.signals,
        ])
        expect(scaled.difference).toBeCloseTo((plain.difference ?? Number.NaN) * scale, 8)
        expect(prove(-1, 'down').verdict).toBe(plain.verdict)
      },
    ),
  )
})
