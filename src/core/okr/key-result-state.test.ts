import { describe, expect, test } from 'vitest'
import { explainKeyResult, explainObjective } from './explain.ts'
import { type Evidence, keyResultState } from './key-result-state.ts'
import { objectiveState } from './rollup.ts'

const quarter = { start: '2026-07-01', end: '2026-09-30' }
const midway = '2026-08-15'
const response = { kind: 'reach', start: 48, target: 30, unit: 'phút' } as const
const revenue = { kind: 'reach', start: 15e9, target: 30e9, unit: '₫' } as const
const rings = { kind: 'keep', upper: 3, unit: 'hồi chuông' } as const
const week = (value: number) => ({ start: '2026-07-06', end: '2026-07-12', value })

describe('keyResultState', () => {
  test('reach, by time', () => {
    expect(keyResultState({ measure: response, current: 39 }, quarter, midway)).toEqual({
      current: 39,
      progress: 0.5,
      expected: 0.5,
      status: 'on_track',
    })
    expect(keyResultState({ measure: response, current: null }, quarter, midway)).toEqual({
      current: null,
      progress: null,
      expected: 0.5,
      status: 'no_data',
    })
  })

  test('reach, by its plan', () => {
    const plan = [{ date: midway, value: 45 }]
    expect(keyResultState({ measure: response, current: 45, plan }, quarter, midway)).toMatchObject({
      expected: 3 / 18,
      status: 'on_track',
    })
  })

  test('a running total is on track at its target’s pace, and achieved only at the target', () => {
    const flow = { current: 22.5e9, elapsed: 0.5, progress: 1, isAchieved: false, periods: [] }
    expect(keyResultState({ measure: revenue, flow }, quarter, midway)).toEqual({
      current: 22.5e9,
      progress: 1,
      expected: 0.5,
      status: 'on_track',
    })
    const there = { ...flow, current: 30e9, progress: 1.5, isAchieved: true }
    expect(keyResultState({ measure: revenue, flow: there }, quarter, midway).status).toBe('achieved')
    expect(keyResultState({ measure: revenue, flow: null }, quarter, midway).status).toBe('no_data')
  })

  test('keep expects 1 and is judged by its last two periods', () => {
    expect(keyResultState({ measure: rings, periods: [2, 3, 4, 3].map(week) }, quarter, midway)).toEqual({
      current: 3,
      progress: 0.75,
      expected: 1,
      status: 'on_track',
    })
    expect(keyResultState({ measure: rings, periods: [week(3), week(4)] }, quarter, midway).status).toBe(
      'at_risk',
    )
  })

  test('milestones, by time', () => {
    const steps = [
      { title: 'Chọn nhà cung cấp', done: true },
      { title: 'Chạy thử', done: false },
    ]
    expect(keyResultState({ measure: { kind: 'milestones', steps } }, quarter, midway)).toEqual({
      current: null,
      progress: 0.5,
      expected: 0.5,
      status: 'on_track',
    })
  })

  test('thresholds are passed on', () => {
    const thresholds = { onTrack: 1, atRisk: 0.6, early: 0 }
    expect(keyResultState({ measure: response, current: 40 }, quarter, midway, thresholds).status).toBe(
      'at_risk',
    )
  })
})

describe('explanations', () => {
  const explain = (evidence: Evidence) =>
    explainKeyResult(evidence, keyResultState(evidence, quarter, midway), quarter, midway)

  test('reach names start, target and current, and the days behind what is expected', () => {
    const { progress, expected, status } = explain({ measure: response, current: 39 })
    expect(progress).toEqual({
      formula: 'reach',
      inputs: [
        { name: 'start', value: 48 },
        { name: 'target', value: 30 },
        { name: 'current', value: 39 },
      ],
      result: 0.5,
      date: midway,
    })
    expect(expected).toMatchObject({ formula: 'linear', result: 0.5 })
    expect(expected.inputs.map(({ date }) => date)).toEqual(['2026-07-01', '2026-09-30'])
    expect(status).toMatchObject({ formula: 'pace', result: 'on_track' })
  })

  test('keep names its periods, and its status the last two of them', () => {
    const { progress, expected, status } = explain({ measure: rings, periods: [2, 3, 4, 3].map(week) })
    expect(progress.inputs.map(({ counts }) => counts)).toEqual([true, true, false, true])
    expect(expected).toMatchObject({ formula: 'always_one', inputs: [], result: 1 })
    expect(status).toMatchObject({ formula: 'last_two_periods', result: 'on_track' })
    expect(status.inputs.map(({ value }) => value)).toEqual([4, 3])
  })

  test('a plan, a running total and milestones name their formulas', () => {
    const plan = [{ date: midway, value: 45 }]
    expect(explain({ measure: response, current: 45, plan }).expected.formula).toBe('plan')
    expect(explain({ measure: revenue, flow: null })).toMatchObject({
      progress: { formula: 'cycle_to_date', result: null },
      expected: { formula: 'elapsed_at_last_period' },
    })
    const steps = [{ title: 'Chạy thử', weight: 2, done: true }]
    expect(explain({ measure: { kind: 'milestones', steps } }).progress).toMatchObject({
      formula: 'milestones',
      inputs: [{ name: 'Chạy thử', value: 1, weight: 2 }],
    })
  })

  test('an objective names every item, its weight and whether it counted', () => {
    const items = [
      { id: 'kr1', progress: 1.2, expected: 0.5, status: 'achieved' as const },
      { id: 'kr2', progress: null, expected: 0.5, status: 'no_data' as const },
      { id: 'kr3', progress: 0, expected: 0.5, status: 'off_track' as const, weight: 2 },
    ]
    const { progress, status } = explainObjective(items, objectiveState(items), midway)
    expect(progress).toEqual({
      formula: 'weighted_mean',
      inputs: [
        { name: 'kr1', value: 1, weight: 1, counts: true },
        { name: 'kr2', value: null, weight: 1, counts: false },
        { name: 'kr3', value: 0, weight: 2, counts: true },
      ],
      result: 1 / 3,
      date: midway,
    })
    expect(status.result).toBe('at_risk')
  })
})
