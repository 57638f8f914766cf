// Whether limits can be trusted: neighbouring values that resemble each other make them too narrow.
import { meanInOrder, pointsIn, type Values, valuesThere } from './xmr.ts'

const LEAST_POINTS = 12
const MOST_AUTOCORRELATION = 0.5

/**
 * False when r₁ + (1 + 4·r₁)/n > 0.5 for a baseline of n values, its lag-1 autocorrelation corrected for small
 * n (DOMAIN.md section 7.1, "Trust"). Below 12 values there is no evidence either way: true.
 */
export function areLimitsTrustworthy(baseline: Values): boolean {
  const n = pointsIn(baseline)
  const r1 = lagOneAutocorrelation(baseline)
  return n < LEAST_POINTS || r1 === null || r1 + (1 + 4 * r1) / n <= MOST_AUTOCORRELATION
}

/**
 * r₁ = Σ(xᵢ − x̄)(xᵢ₋₁ − x̄) / Σ(xᵢ − x̄)². A missing value breaks the pairs on both sides of it, and the sum of
 * those left is scaled up to the pairs there would be. Null where nothing varies or no two values are neighbours.
 */
export function lagOneAutocorrelation(values: Values): number | null {
  const taken = valuesThere(values)
  const mean = meanInOrder(taken)
  if (mean === null) return null
  let squares = 0
  let products = 0
  let pairs = 0
  let before = Number.NaN
  for (const value of values) {
    const deviation = (value ?? Number.NaN) - mean
    if (!Number.isNaN(deviation)) squares += deviation * deviation
    const product = deviation * before
    if (!Number.isNaN(product)) {
      products += product
      pairs++
    }
    before = deviation
  }
  // Scaled as R's acf does it, so that without gaps the factor is 1.
  return squares === 0 || pairs === 0 ? null : ((products / squares) * taken.length) / (pairs + 1)
}
