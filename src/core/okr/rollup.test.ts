import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { objectiveState, type RollupItem, rollUp, summarise } from './rollup.ts'

const item = (progress: number | null, expected: number, more: Partial<RollupItem> = {}): RollupItem => ({
  progress,
  expected,
  status: 'on_track',
  ...more,
})

describe('an objective', () => {
  test('two equal key results, reach at 0.667 of 0.62 and keep at 5/7: p 0.690, e 0.81, at risk', () => {
    // 0.667 is 2/3 as it is shown: with 0.667 itself the mean would be 0.6906.
    const state = objectiveState([item(2 / 3, 0.62), item(5 / 7, 1, { isKeep: true })])
    expect(state.progress).toBeCloseTo(0.69, 3)
    expect(state.expected).toBeCloseTo(0.81, 10)
    expect(state.status).toBe('at_risk')
  })

  test('counts what moved away as 0 and what was beaten as 1, and leaves out what has no data or weight', () => {
    const items = [item(-0.2222, 0.5), item(1.1667, 0.5), item(null, 1), item(0.1, 1, { weight: 0 })]
    expect(rollUp(items)).toEqual({ progress: 0.5, expected: 0.5 })
    expect(objectiveState([item(null, 0.5)])).toEqual({
      progress: null,
      expected: null,
      status: 'no_data',
      isKeep: false,
    })
  })

  test('weighs its items', () => {
    expect(rollUp([item(1, 1, { weight: 3 }), item(0, 0)])).toEqual({ progress: 0.75, expected: 0.75 })
  })

  test('is achieved only when all that can be achieved has been', () => {
    const reached = item(1.2, 0.5, { status: 'achieved' })
    const kept = item(1, 1, { isKeep: true })
    const onPace = item(1, 0.5)
    expect(objectiveState([reached, reached]).status).toBe('achieved')
    expect(objectiveState([reached, kept]).status).toBe('achieved')
    expect(objectiveState([reached, onPace]).status).toBe('on_track')
    expect(objectiveState([kept, kept])).toMatchObject({ progress: 1, status: 'on_track', isKeep: true })
  })

  test('does not depend on the order of its items and lies within their range', () => {
    const anyItem = fc.record({
      progress: fc.double({ noNaN: true, min: -1, max: 2 }),
      expected: fc.double({ noNaN: true, min: 0, max: 1 }),
      weight: fc.double({ noNaN: true, min: 0.01, max: 100 }),
      status: fc.constant('on_track' as const),
    })
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1, maxLength: 12 }), fc.nat(12), (items, turn) => {
        const { progress, expected } = rollUp(items)
        expect(rollUp([...items.slice(turn), ...items.slice(0, turn)].toReversed())).toEqual({
          progress,
          expected,
        })
        const clamped = items.map((one) => Math.min(1, Math.max(0, one.progress)))
        expect(progress).toBeGreaterThanOrEqual(Math.min(...clamped))
        expect(progress).toBeLessThanOrEqual(Math.max(...clamped))
      }),
    )
  })
})

test('a summary keeps committed and aspirational apart', () => {
  const summary = summarise([
    { ...item(0.9, 0.5, { weight: 2 }), ambition: 'committed' },
    { ...item(0.3, 0.5, { status: 'at_risk' }), ambition: 'committed' },
    { ...item(0.2, 0.5, { status: 'off_track' }), ambition: 'aspirational' },
    { ...item(null, 0.5, { status: 'no_data' }), ambition: 'aspirational' },
  ])
  expect(summary.committed.progress).toBeCloseTo(0.7, 12)
  expect(summary.committed).toMatchObject({
    objectives: 2,
    withData: 2,
    byStatus: { on_track: 1, at_risk: 1 },
  })
  expect(summary.aspirational).toMatchObject({ progress: 0.2, objectives: 2, withData: 1 })
  expect(summarise([]).committed).toMatchObject({ progress: null, expected: null, objectives: 0 })
})
