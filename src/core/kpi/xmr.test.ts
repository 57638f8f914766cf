import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firmnessOf, naturalProcessLimits } from './xmr.ts'

type LimitCase = {
  id: string
  values: number[]
  options: { mr?: 'median' }
  published: Record<string, number | string>
  expected_exact: { center: number; mr_center: number; unpl: number; lnpl: number; url: number }
  excluded_variant?: { center: number; mr_center: number; unpl: number; lnpl: number }
}
const { cases } = JSON.parse(readFileSync('test/data/spc/xmr_limits.json', 'utf8')) as { cases: LimitCase[] }

describe.each(cases)('$id', ({ values, options, published, expected_exact: exact }) => {
  const limits = naturalProcessLimits(values, { method: options.mr ?? 'mean' })

  test('agrees with the reference to ten decimals', () => {
    expect(limits?.points).toBe(values.length)
    expect(limits?.centre).toBeCloseTo(exact.center, 9)
    expect(limits?.movingRange).toBeCloseTo(exact.mr_center, 9)
    expect(limits?.upper).toBeCloseTo(exact.unpl, 9)
    expect(limits?.lower).toBeCloseTo(exact.lnpl, 9)
    expect(limits?.upperRange).toBeCloseTo(exact.url, 9)
  })

  test('agrees with what was published, which rounds or uses 3/1.128: 0.001 relative', () => {
    for (const [name, key] of [
      ['center', 'centre'],
      ['mr_center', 'movingRange'],
      ['unpl', 'upper'],
      ['lnpl', 'lower'],
      ['url', 'upperRange'],
    ] as const) {
      const value = published[name]
      if (typeof value !== 'number') continue
      const tolerance = Math.max(0.001 * Math.abs(value), Number(published._tol ?? 0))
      expect(Math.abs((limits?.[key] ?? Number.NaN) - value), name).toBeLessThanOrEqual(tolerance)
    }
  })
})

test('a left-out value takes both moving ranges that touch it along (reference to nine decimals)', () => {
  const reference = cases.find(({ excluded_variant }) => excluded_variant)
  const values: (number | null)[] = [...(reference?.values ?? [])]
  values.splice(3, 0, null)
  const limits = naturalProcessLimits(values)
  expect(limits?.points).toBe(19)
  expect(limits?.centre).toBeCloseTo(reference?.excluded_variant?.center ?? Number.NaN, 9)
  expect(limits?.movingRange).toBeCloseTo(reference?.excluded_variant?.mr_center ?? Number.NaN, 9)
  expect(limits?.upper).toBeCloseTo(reference?.excluded_variant?.unpl ?? Number.NaN, 9)
  expect(limits?.lower).toBeCloseTo(reference?.excluded_variant?.lnpl ?? Number.NaN, 9)
})

test('the median variant may take the median as centre', () => {
  expect(naturalProcessLimits([1, 2, 4, 90, 5], { method: 'median', centre: 'median' })).toEqual({
    points: 5,
    centre: 4,
    movingRange: 43.5,
    lower: -132.8075,
    upper: 140.8075,
    upperRange: 168.1275,
  })
})

test('there are no limits below two values, or where no two are neighbours', () => {
  expect(naturalProcessLimits([])).toBeNull()
  expect(naturalProcessLimits([5])).toBeNull()
  expect(naturalProcessLimits([5, null, 6, null, 7])).toBeNull()
})

test('screening keeps the ranges of a process that does not vary', () => {
  expect(naturalProcessLimits([5, 5, 5], { isScreened: true })?.upper).toBe(5)
})

test('decimals leave no noise behind: a value on the centre is on the centre', () => {
  expect(naturalProcessLimits(Array.from({ length: 49 }, () => 0.1))).toMatchObject({
    centre: 0.1,
    lower: 0.1,
    upper: 0.1,
    upperRange: 0,
  })
  expect(naturalProcessLimits([0.1, 0.2, 0.3])?.centre).toBe(0.2)
  expect(naturalProcessLimits([-0.1, 0.3, -0.2])?.centre).toBe(0)
})

test('firmness by the number of points', () => {
  expect([5, 6, 11, 12].map(firmnessOf)).toEqual(['none', 'provisional', 'provisional', 'firm'])
})

test('limits move with shift and scale', () => {
  const value = fc.option(fc.integer({ min: -1000, max: 1000 }))
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 2, maxLength: 40 }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom('mean', 'median'),
      fc.boolean(),
      (values, shift, scale, method, isScreened) => {
        const before = naturalProcessLimits(values, { method, isScreened })
        const moved = values.map((x) => (x === null ? null : x * scale + shift))
        const after = naturalProcessLimits(moved, { method, isScreened })
        if (before === null) {
          expect(after).toBeNull()
          return
        }
        expect(after?.centre).toBeCloseTo(before.centre * scale + shift, 8)
        expect(after?.lower).toBeCloseTo(before.lower * scale + shift, 8)
        expect(after?.upper).toBeCloseTo(before.upper * scale + shift, 8)
        expect(after?.movingRange).toBeCloseTo(before.movingRange * scale, 8)
        expect(after?.upperRange).toBeCloseTo(before.upperRange * scale, 8)
      },
    ),
  )
})
