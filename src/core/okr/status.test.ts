import { describe, expect, test } from 'vitest'
import { keepStatus, paceStatus, type Status, withCall } from './status.ts'

describe('by pace', () => {
  test.each<[number | null, number, Status]>([
    [null, 0.5, 'no_data'],
    [1, 0.5, 'achieved'],
    [1.1667, 1, 'achieved'],
    [0.9722, 1, 'on_track'],
    [0.45, 0.5, 'on_track'],
    [0.63, 0.7, 'on_track'],
    [0.449, 0.5, 'at_risk'],
    [0.3, 0.5, 'at_risk'],
    [0.42, 0.7, 'at_risk'],
    [0.299, 0.5, 'off_track'],
    [0, 0.09, 'on_track'],
    [0, 0.1, 'off_track'],
    [0.06, 0.1, 'at_risk'],
    [-0.2222, 0.5, 'off_track'],
    [-0.01, 0.09, 'off_track'],
    [0, 0, 'on_track'],
  ])('p %s with e %d is %s', (progress, expected, status) => {
    expect(paceStatus(progress, expected)).toBe(status)
  })

  test('what cannot be achieved by pace is on track at best', () => {
    expect(paceStatus(1, 0.5, { canBeAchieved: false })).toBe('on_track')
  })

  test('thresholds are the workspace’s', () => {
    const thresholds = { onTrack: 0.8, atRisk: 0.4, early: 0.2 }
    expect(paceStatus(0.4, 0.5, { thresholds })).toBe('on_track')
    expect(paceStatus(0.2, 0.5, { thresholds })).toBe('at_risk')
    expect(paceStatus(0, 0.19, { thresholds })).toBe('on_track')
  })
})

test.each<[boolean[], Status]>([
  [[], 'no_data'],
  [[true], 'on_track'],
  [[false], 'at_risk'],
  [[false, true], 'on_track'],
  [[true, false], 'at_risk'],
  [[false, false], 'off_track'],
  [[false, false, true], 'on_track'],
  [[true, true, false, false], 'off_track'],
])('a keep that was inside %j is %s', (inside, status) => {
  expect(keepStatus(inside)).toBe(status)
})

test('a call stands beside the computed status, and a difference is shown', () => {
  expect(withCall('at_risk', 'on_track')).toEqual({ computed: 'at_risk', call: 'on_track', differs: true })
  expect(withCall('at_risk', 'at_risk').differs).toBe(false)
  expect(withCall('at_risk', null)).toEqual({ computed: 'at_risk', call: null, differs: false })
})
