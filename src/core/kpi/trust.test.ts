import { expect, test } from 'vitest'
import { areLimitsTrustworthy, lagOneAutocorrelation } from './trust.ts'

test('lag-1 autocorrelation by hand', () => {
  // Mean 3.5, squares 17.5, products 3.75 + 0.75 − 0.25 + 0.75 + 3.75 = 8.75.
  expect(lagOneAutocorrelation([1, 2, 3, 4, 5, 6])).toBe(0.5)
  expect(lagOneAutocorrelation([1, 2, 1, 2])).toBe(-0.75)
})

test('a missing value breaks the pairs beside it', () => {
  // Mean 2.5, squares 5; pairs (1, 2) and (3, 4) give 0.75 each; 1.5/5 · 4/(2 + 1).
  expect(lagOneAutocorrelation([1, 2, null, 3, 4])).toBeCloseTo(0.4, 12)
})

test('nothing to compare is null', () => {
  expect(lagOneAutocorrelation([])).toBeNull()
  expect(lagOneAutocorrelation([5, 5, 5])).toBeNull()
  expect(lagOneAutocorrelation([5, null, 6])).toBeNull()
})

test('a steady climb is not trusted from 12 values on; noise is', () => {
  const climb = Array.from({ length: 12 }, (_, index) => index)
  expect(areLimitsTrustworthy(climb)).toBe(false)
  expect(areLimitsTrustworthy(climb.slice(1))).toBe(true)
  expect(areLimitsTrustworthy([48, 45, 50, 47, 49, 46, 51, 48, 47, 50, 46, 49])).toBe(true)
  expect(areLimitsTrustworthy(Array.from({ length: 24 }, () => 7))).toBe(true)
})

test('the correction for small n decides near the border', () => {
  const values = [1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0]
  const r1 = lagOneAutocorrelation(values) ?? Number.NaN
  expect(r1).toBeLessThan(0.5)
  expect(r1 + (1 + 4 * r1) / 12).toBeGreaterThan(0.5)
  expect(areLimitsTrustworthy(values)).toBe(false)
})
