import { expect, test } from 'vitest'
import { achievementOf, scorecardFault, scorecardScore } from './scorecard.ts'

const up = { min: 10, target: 20, max: 30 }
const down = { min: 50, target: 30, max: 20 }

test.each([
  [up, 5, 0],
  [up, 10, 0],
  [up, 15, 0.5],
  [up, 20, 1],
  [up, 25, 1.1],
  [up, 30, 1.2],
  [up, 90, 1.2],
  [down, 60, 0],
  [down, 50, 0],
  [down, 40, 0.5],
  [down, 30, 1],
  [down, 25, 1.1],
  [down, 20, 1.2],
  [down, 0, 1.2],
  [up, null, null],
] as const)('%j, value %s: %s', (bounds, value, achievement) => {
  const read = achievementOf(value, bounds)
  if (achievement === null) expect(read).toBeNull()
  else expect(read).toBeCloseTo(achievement, 12)
})

test('the score weighs what has a value; nothing that has one is no score', () => {
  const items = [
    { weight: 3, achievement: 0.5 },
    { weight: 1, achievement: 1.1 },
    { weight: 6, achievement: null },
  ]
  expect(scorecardScore(items)).toBeCloseTo(0.65, 12)
  expect(scorecardScore([{ weight: 2, achievement: null }])).toBeNull()
  expect(scorecardScore([{ weight: 0, achievement: 1 }])).toBeNull()
})

test('bounds run with the direction, and a range has none', () => {
  expect(scorecardFault(up, 'up')).toBeNull()
  expect(scorecardFault(down, 'down')).toBeNull()
  expect(scorecardFault(up, 'down')).toBe('scorecard_bounds')
  expect(scorecardFault({ min: 1, target: 1, max: 2 }, 'up')).toBe('scorecard_bounds')
  expect(scorecardFault(up, 'range')).toBe('scorecard_direction')
})
