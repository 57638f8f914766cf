// Natural process limits of an XmR chart (DOMAIN.md section 7.1).
import { isAtLeast, medianOf } from '../arithmetic.ts'
import type { Firmness, LimitMethod, ProcessRules } from './types.ts'

/**
 * Values in the order of their periods; null where there is none, or where it was left out. A typed array has NaN
 * there: a million numbers in it are not a million objects.
 */
export type Values = readonly (number | null)[] | Float64Array

/** All in the KPI's unit, computed unclipped: a lower limit may be below what the KPI can reach. */
export type Limits = {
  /** How many values they rest on. */
  points: number
  centre: number
  /** The mean moving range, or the median one. */
  movingRange: number
  lower: number
  upper: number
  /** A moving range above this one is a signal of its own. */
  upperRange: number
}

export type LimitOptions = {
  method?: LimitMethod
  centre?: LimitMethod
  /** Drops moving ranges of 3.267 times their mean or more, once, before the limits are made. */
  isScreened?: boolean
}

const FACTORS: Record<LimitMethod, { limit: number; range: number }> = {
  mean: { limit: 2.66, range: 3.268 },
  median: { limit: 3.145, range: 3.865 },
}
const SCREENING_FACTOR = 3.267

const LEAST_POINTS = { provisional: 6, firm: 12 }

/**
 * Centre ± 2.66 · mean moving range (median variant: 3.145 · median moving range). A missing value takes no
 * part and breaks the moving ranges on both sides of it. Null below 2 values, or when no two are neighbours.
 */
export function naturalProcessLimits(values: Values, options: LimitOptions = {}): Limits | null {
  const { method = 'mean', centre: centreMethod = 'mean', isScreened = false } = options
  const taken = valuesThere(values)
  const all = movingRanges(values)
  const centre = typicalOf(taken, centreMethod)
  const range = typicalOf(isScreened ? screened(all) : all, method)
  if (centre === null || range === null) return null
  const { limit, range: rangeFactor } = FACTORS[method]
  const scale = largestOf(taken)
  return {
    points: taken.length,
    centre: withoutNoise(centre, scale),
    movingRange: withoutNoise(range, scale),
    lower: withoutNoise(centre - limit * range, scale),
    upper: withoutNoise(centre + limit * range, scale),
    upperRange: withoutNoise(rangeFactor * range, scale),
  }
}

/** The same by the rules of a KPI: the `nhs` rule set screens its moving ranges. */
export function limitsByRules(values: Values, rules: ProcessRules): Limits | null {
  const { ruleSet, limitMethod, centreMethod = 'mean' } = rules
  return naturalProcessLimits(values, {
    method: limitMethod,
    centre: centreMethod,
    isScreened: ruleSet === 'nhs',
  })
}

/** How much limits from so many values may claim: none below 6, provisional to 11, firm from 12. */
export function firmnessOf(points: number): Firmness {
  if (points < LEAST_POINTS.provisional) return 'none'
  return points < LEAST_POINTS.firm ? 'provisional' : 'firm'
}

/** How many values are there. */
export function pointsIn(values: Values): number {
  let points = 0
  for (const value of values) if (isThere(value)) points++
  return points
}

export function isThere(value: number | null): value is number {
  return value !== null && !Number.isNaN(value)
}

/** Those that are there, in their order. */
export function valuesThere(values: Values): number[] {
  const there: number[] = []
  for (const value of values) if (isThere(value)) there.push(value)
  return there
}

/** |xᵢ − xᵢ₋₁| of neighbouring values. */
export function movingRanges(values: Values): number[] {
  const ranges: number[] = []
  let before = Number.NaN
  for (const value of values) {
    const range = Math.abs((value ?? Number.NaN) - before)
    if (!Number.isNaN(range)) ranges.push(range)
    before = value ?? Number.NaN
  }
  return ranges
}

/** Mean in the given order, with the rounding errors of the sum carried along; null for no values. */
export function meanInOrder(values: readonly number[]): number | null {
  // Not the sorting mean of arithmetic.ts: periods have an order, and a million of them want linear time.
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return values.length === 0 ? null : (sum + lost) / values.length
}

function screened(ranges: readonly number[]): readonly number[] {
  const mean = meanInOrder(ranges) ?? 0
  // Where nothing varies every range would be dropped.
  return mean === 0 ? ranges : ranges.filter((range) => !isAtLeast(range, SCREENING_FACTOR * mean))
}

function largestOf(values: readonly number[]): number {
  let largest = 0
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value)
  return largest
}

function typicalOf(values: readonly number[], method: LimitMethod): number | null {
  return method === 'mean' ? meanInOrder(values) : medianOf(values)
}

/**
 * The number to the 15th significant digit of the largest value, which is what people can type: so twelve
 * times 0.1 has its centre at 0.1, and a value on the centre is not above it by 10⁻¹⁷.
 */
function withoutNoise(value: number, scale: number): number {
  if (scale === 0) return value
  const decimals = 14 - Math.floor(Math.log10(scale))
  // Adding 0 turns −0 into 0.
  return decimals < 0 || decimals > 100 ? value : Number(value.toFixed(decimals)) + 0
}
