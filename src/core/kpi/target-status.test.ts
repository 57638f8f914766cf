import { expect, test } from 'vitest'
import { type TargetStatus, targetOf, targetStatus } from './target-status.ts'
import type { Direction, Target } from './types.ts'

test.each<[number | null, Target | null, Direction, TargetStatus]>([
  [100, { value: 100 }, 'up', 'green'],
  [90, { value: 100 }, 'up', 'amber'],
  [89.99, { value: 100 }, 'up', 'red'],
  [30, { value: 30 }, 'down', 'green'],
  [33, { value: 30 }, 'down', 'amber'],
  [0.33, { value: 0.3 }, 'down', 'amber'],
  [33.1, { value: 30 }, 'down', 'red'],
  [-11, { value: -10 }, 'up', 'amber'],
  [-11.5, { value: -10 }, 'up', 'red'],
  [0, { value: 0 }, 'down', 'green'],
  [0.1, { value: 0 }, 'down', 'red'],
  [2, { lower: 2, upper: 8 }, 'range', 'green'],
  [8, { lower: 2, upper: 8 }, 'range', 'green'],
  [1.8, { lower: 2, upper: 8 }, 'range', 'amber'],
  [8.8, { lower: 2, upper: 8 }, 'range', 'amber'],
  [1.7, { lower: 2, upper: 8 }, 'range', 'red'],
  [8.9, { lower: 2, upper: 8 }, 'range', 'red'],
  [null, { value: 100 }, 'up', 'none'],
  [100, null, 'up', 'none'],
  [5, { value: 5 }, 'range', 'none'],
])('%s against %j, %s: %s', (value, target, direction, expected) => {
  expect(targetStatus(value, target, direction)).toBe(expected)
})

test('the margin can be chosen', () => {
  expect(targetStatus(90, { value: 100 }, 'up', 0.05)).toBe('red')
  expect(targetStatus(95, { value: 100 }, 'up', 0.05)).toBe('amber')
  expect(targetStatus(99.99, { value: 100 }, 'up', 0)).toBe('red')
})

test('the target of a period goes before the one for all', () => {
  const byPeriod = new Map([['2026-01-01', { value: 5 }]])
  const plan = { constant: { value: 7 }, byPeriod }
  expect(targetOf(plan, '2026-01-01')).toEqual({ value: 5 })
  expect(targetOf(plan, '2026-02-01')).toEqual({ value: 7 })
  expect(targetOf({ constant: null, byPeriod }, '2026-02-01')).toBeNull()
})
