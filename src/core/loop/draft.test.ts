import { describe, expect, test } from 'vitest'
import { addDays } from '../calendar/iso-date.ts'
import { behaviourOf, type PhaseBehaviour } from '../kpi/behaviour.ts'
import type { Period } from '../kpi/types.ts'
import { checkKept, type DraftOptions, draftFrom } from './draft.ts'

const STORY = [48, 45, 50, 47, 49, 46, 51, 48, 47, 50, 46, 49, 48, 50, 46, 47, 49, 48, 51, 45, 48, 47, 49, 48]

function phaseOf(values: number[]): PhaseBehaviour {
  const periods: Period[] = values.map((value, index) => {
    const start = addDays('2026-01-05', 7 * index)
    return { start, end: addDays(start, 6), value, provisional: false }
  })
  const phase = { id: 'p1', start: '2026-01-05', baseline: { first: 24 } }
  const [read] = behaviourOf(periods, [phase], {
    ruleSet: 'wheeler',
    limitMethod: 'mean',
    direction: 'down',
    target: null,
  }).phases
  if (read === undefined) throw new Error('No phase was read')
  return read
}

const draft = (values: number[], given: Partial<DraftOptions> = {}) =>
  draftFrom(phaseOf(values), {
    direction: 'down',
    target: { value: 30 },
    precision: 0,
    frequency: 'week',
    ...given,
  })
const single = (target: ReturnType<typeof draft>['reliableTarget']) =>
  target !== null && 'value' in target ? target.value : Number.NaN

describe('start', () => {
  test('47, 50, 46, 49 → 48, provisional, read as the mean of 4 weeks', () => {
    expect(draft([47, 50, 46, 49])).toEqual({
      start: 48,
      isProvisional: true,
      limits: null,
      target: { value: 30 },
      reliableTarget: null,
      targetCheck: null,
      reading: { kind: 'mean', n: 4 },
    })
  })

  test('the centre at the precision of the unit', () => {
    expect(draft([47, 50, 46, 49, 48, 47], { precision: 1 })).toMatchObject({
      start: 47.8,
      isProvisional: false,
    })
    expect(draft([])).toMatchObject({ start: null, isProvisional: true })
  })
})

describe('the reliable target', () => {
  test('centre 48, limits 40.83–55.17, target 30 → 22.83', () => {
    const { limits, reliableTarget, start } = draft(STORY)
    expect(start).toBe(48)
    expect(limits?.lower).toBeCloseTo(40.83, 2)
    expect(limits?.upper).toBeCloseTo(55.17, 2)
    expect(single(reliableTarget)).toBeCloseTo(22.83, 2)
  })

  test('mirrored for up: 66 → 73.17', () => {
    expect(single(draft(STORY, { direction: 'up', target: { value: 66 } }).reliableTarget)).toBeCloseTo(
      73.17,
      2,
    )
  })

  test('for a range both bounds come inwards, as long as there is room', () => {
    const wide = draft(STORY, { direction: 'range', target: { lower: 30, upper: 50 } }).reliableTarget
    expect(wide !== null && 'lower' in wide ? [wide.lower, wide.upper] : []).toEqual([
      expect.closeTo(37.17, 2),
      expect.closeTo(42.83, 2),
    ])
    expect(draft(STORY, { direction: 'range', target: { lower: 45, upper: 50 } }).reliableTarget).toBeNull()
  })
})

describe('the target check', () => {
  const check = (value: number, direction: 'up' | 'down' = 'down') =>
    draft(STORY, { direction, target: { value } }).targetCheck

  test('noise within the limits, stretch beyond, already met at the centre', () => {
    expect(check(48)).toBe('already_met')
    expect(check(60)).toBe('already_met')
    expect(check(47)).toBe('noise')
    expect(check(40.84)).toBe('noise')
    expect(check(40.82)).toBe('stretch')
    expect(check(30)).toBe('stretch')
    expect(check(48, 'up')).toBe('already_met')
    expect(check(55.16, 'up')).toBe('noise')
    expect(check(55.18, 'up')).toBe('stretch')
  })

  test('a range: met once both limits lie strictly inside, stretch once both lie outside, noise between', () => {
    const range = (lower: number, upper: number) =>
      draft(STORY, { direction: 'range', target: { lower, upper } }).targetCheck
    const { limits } = draft(STORY)
    expect(range(40, 56)).toBe('already_met')
    expect(range(limits?.lower ?? 0, 56)).toBe('noise')
    // The centre, 48, lies within, single periods do not.
    expect(range(47, 49)).toBe('noise')
    expect(range(30, 41)).toBe('noise')
    expect(range(30, 40)).toBe('stretch')
  })

  test('what is to be kept: by whether every period lies within its bounds, none or some; at a limit chance decides', () => {
    const { limits } = draft(STORY)
    const [lower, upper] = [limits?.lower ?? 0, limits?.upper ?? 0]
    expect(checkKept({ upper: 56 }, limits)).toBe('already_met')
    expect(checkKept({ upper }, limits)).toBe('noise')
    expect(checkKept({ upper: lower }, limits)).toBe('noise')
    expect(checkKept({ upper: 40 }, limits)).toBe('stretch')
    expect(checkKept({ lower: 40 }, limits)).toBe('already_met')
    expect(checkKept({ lower: 56 }, limits)).toBe('stretch')
    expect(checkKept({ lower: 40, upper: 50 }, limits)).toBe('noise')
    expect([checkKept({}, limits), checkKept({ upper: 50 }, null)]).toEqual([null, null])
  })

  test('no target, or one of another shape: nothing to check', () => {
    expect(draft(STORY, { target: null })).toMatchObject({
      target: null,
      targetCheck: null,
      reliableTarget: null,
    })
    expect(draft(STORY, { target: { lower: 1, upper: 2 } })).toMatchObject({
      target: null,
      targetCheck: null,
    })
  })

  test('a provisional draft still knows a target that is met', () => {
    expect(draft([47, 50, 46, 49], { target: { value: 50 } }).targetCheck).toBe('already_met')
    const range = { direction: 'range', target: { lower: 40, upper: 60 } } as const
    expect(draft([47, 50, 46, 49], range).targetCheck).toBeNull()
  })
})
