import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepProgress, milestonesProgress, reachProgress } from './progress.ts'

describe('reach', () => {
  test.each([
    [48, 0],
    [39, 0.5],
    [52, -0.2222],
    [30, 1],
    [27, 1.1667],
  ])('48 → 30 at %d is %d', (current, expected) => {
    expect(reachProgress({ start: 48, target: 30 }, current)).toBeCloseTo(expected, 4)
  })

  test('15 → 30 tỷ at 21 tỷ is 0.4', () => {
    expect(reachProgress({ start: 15e9, target: 30e9 }, 21e9)).toBe(0.4)
  })

  test('the worked example of the proof: 30.5 is 0.9722, 32 is 0.8889', () => {
    expect(reachProgress({ start: 48, target: 30 }, 30.5)).toBeCloseTo(0.9722, 4)
    expect(reachProgress({ start: 48, target: 30 }, 32)).toBeCloseTo(0.8889, 4)
  })

  test('no value is no progress, and no movement is 0', () => {
    expect(reachProgress({ start: 48, target: 30 }, null)).toBeNull()
    expect(reachProgress({ start: 48, target: 30 }, 48)).toBe(0)
  })

  test('another unit with another zero changes nothing', () => {
    const value = fc.integer({ min: -1000, max: 1000 })
    fc.assert(
      fc.property(
        value,
        value,
        value,
        fc.double({ noNaN: true, min: 0.001, max: 1000 }),
        value,
        (start, target, current, scale, shift) => {
          fc.pre(start !== target)
          const rescale = (x: number) => x * scale + shift * scale
          expect(
            reachProgress({ start: rescale(start), target: rescale(target) }, rescale(current)),
          ).toBeCloseTo(reachProgress({ start, target }, current) ?? Number.NaN, 6)
        },
      ),
    )
  })
})

describe('keep', () => {
  const rings = { kind: 'keep', upper: 3, unit: 'hồi chuông' } as const
  test('upper 3 rings over 2, 3, 4, 3 is 3/4: at the bound is inside', () => {
    expect(keepProgress(rings, [2, 3, 4, 3])).toBe(0.75)
  })
  test('bounds on both sides, one side, and no period yet', () => {
    expect(keepProgress({ kind: 'keep', lower: 2, upper: 3, unit: '' }, [1, 2, 3, 4])).toBe(0.5)
    expect(keepProgress({ kind: 'keep', lower: 0.3, unit: '' }, [0.1 + 0.2, 0.29])).toBe(0.5)
    expect(keepProgress(rings, [])).toBeNull()
  })
})

test('milestones count by weight, 1 by default', () => {
  const step = (done: boolean, weight?: number) => ({
    title: 'x',
    done,
    ...(weight === undefined ? {} : { weight }),
  })
  expect(milestonesProgress({ steps: [step(true), step(false, 3)] })).toBe(0.25)
  expect(milestonesProgress({ steps: [step(false), step(false)] })).toBe(0)
  expect(milestonesProgress({ steps: [step(true, 0)] })).toBeNull()
})
