import { expect, test } from 'vitest'
import type { Reading, Side, SignalRule } from './types.ts'
import { decidingSignal, variationAt } from './variation.ts'

const signal = (rule: SignalRule, side: Side, reading: Reading) => ({ rule, side, reading, points: [7] })
const outside = signal('outside', 'above', 'improvement')
const trend = signal('trend', 'below', 'concern')
const near = signal('near_limit', 'above', 'improvement')
const run = signal('run', 'below', 'concern')
const range = signal('outside', 'range', 'change')

test('outside comes before trend, near_limit and run', () => {
  expect(decidingSignal(7, [range, run, near, trend, outside])).toBe(outside)
  expect(decidingSignal(7, [range, run, near, trend])).toBe(trend)
  expect(decidingSignal(7, [range, run, near])).toBe(near)
  expect(decidingSignal(7, [range, run])).toBe(run)
  expect(decidingSignal(7, [range])).toBe(range)
})

test('a point in no signal is common cause', () => {
  expect(decidingSignal(6, [outside])).toBeNull()
  expect(variationAt(6, [outside])).toBe('common_cause')
  expect(variationAt(7, [range, run])).toBe('concern')
})
