import { expect, test } from 'vitest'
import { falseImprovedRate, newSignalRate, smallestShownShift } from './false-alarms.ts'

test('a locked baseline of 24 gives about 3 % new signals a period, more than limits over all points', () => {
  const locked = newSignalRate('wheeler', 24, true) ?? Number.NaN
  const open = newSignalRate('wheeler', 24, false) ?? Number.NaN
  expect(locked).toBeGreaterThan(0.025)
  expect(locked).toBeLessThan(0.04)
  expect(open).toBeLessThan(locked)
})

test('a longer locked baseline gives fewer, and nothing is raised below 6 points', () => {
  for (const ruleSet of ['wheeler', 'nhs'] as const) {
    const rates = [6, 12, 24, 52, 104].map((points) => newSignalRate(ruleSet, points, true) ?? Number.NaN)
    expect(rates).toEqual(rates.toSorted((a, b) => b - a))
    expect(newSignalRate(ruleSet, 5, true)).toBeNull()
    expect(newSignalRate(ruleSet, 23, false)).toBe(newSignalRate(ruleSet, 20, false))
    expect(newSignalRate(ruleSet, 5000, true)).toBe(newSignalRate(ruleSet, 104, true))
  }
})

test('an unchanged process is called improved in a few per cent of cases, never from a provisional baseline', () => {
  const rate = falseImprovedRate('wheeler', 24, 20) ?? Number.NaN
  expect(rate).toBeGreaterThan(0.02)
  expect(rate).toBeLessThan(0.04)
  expect(falseImprovedRate('wheeler', 11, 20)).toBeNull()
  expect(falseImprovedRate('wheeler', 24, 1)).toBeNull()
})

test('the smallest shift comes in the unit of the limits and shrinks with the periods', () => {
  const limits = { points: 24, centre: 48, upper: 54 }
  const eight = smallestShownShift('wheeler', limits, 8) ?? Number.NaN
  // One standard deviation is 2 here.
  expect(eight / 2).toBeGreaterThan(1.5)
  expect(eight / 2).toBeLessThan(1.9)
  expect(smallestShownShift('wheeler', limits, 26)).toBeLessThan(eight)
  expect(smallestShownShift('wheeler', limits, 7)).toBeNull()
})
