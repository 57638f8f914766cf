import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAtLeast, meanOf, medianOf, roundTo, sumOf, weightedMean } from './arithmetic.ts'

const amount = fc.double({ noNaN: true, min: -1e12, max: 1e12 })

test('a sum is the same in every order and loses nothing small beside something large', () => {
  expect(sumOf([1e16, 1, -1e16, 1])).toBe(2)
  expect(sumOf([])).toBe(0)
  fc.assert(
    fc.property(fc.array(amount), (values) => {
      expect(sumOf(values.toReversed())).toBe(sumOf(values))
    }),
  )
})

test('means and medians of nothing are nothing', () => {
  expect(meanOf([])).toBeNull()
  expect(medianOf([])).toBeNull()
  expect(medianOf([3])).toBe(3)
  expect(medianOf([10, 1, 2])).toBe(2)
  expect(medianOf([10, 1, 2, 4])).toBe(3)
})

test('a weighted mean leaves weight 0 out and stays among its values', () => {
  expect(weightedMean([{ value: 5, weight: 0 }])).toBeNull()
  expect(
    weightedMean([
      { value: 1, weight: 3 },
      { value: 0, weight: 1 },
      { value: 9, weight: 0 },
    ]),
  ).toBe(0.75)
  const item = fc.record({ value: amount, weight: fc.double({ noNaN: true, min: 0.001, max: 1000 }) })
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (items) => {
      const mean = weightedMean(items)
      expect(mean).toBeGreaterThanOrEqual(Math.min(...items.map(({ value }) => value)))
      expect(mean).toBeLessThanOrEqual(Math.max(...items.map(({ value }) => value)))
      expect(weightedMean(items.toReversed())).toBe(mean)
    }),
  )
})

test('comparisons and rounding follow the decimals that people see', () => {
  expect(isAtLeast(0.3, 0.1 + 0.2)).toBe(true)
  expect(isAtLeast(29_999_999_999, 30_000_000_000)).toBe(false)
  expect(isAtLeast(-1, -0.999)).toBe(false)
  expect(roundTo(0.285, 2)).toBe(0.29)
  expect(roundTo(1.005, 2)).toBe(1.01)
  expect(roundTo(-2.5, 0)).toBe(-3)
})
