// Sums, means and comparisons that do not depend on the order in which numbers arrived.

/** Sum, the same for every order of the values: sorted, then compensated (Neumaier). 0 for none. */
export function sumOf(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  // A typed array costs more to make than a few numbers to sort.
  const sorted = values.length < 32 ? values.toSorted((a, b) => a - b) : Float64Array.from(values).sort()
  for (const value of sorted) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

/** Arithmetic mean, or null for no values. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sumOf(values) / values.length
}

/** Middle value, or the mean of the two middle ones; null for no values. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

export type Weighted = { value: number; weight: number }

/** Σ weight·value / Σ weight over the items that weigh more than 0; null if there are none. */
export function weightedMean(items: readonly Weighted[]): number | null {
  const counted = items.filter((item) => item.weight > 0)
  if (counted.length === 0) return null
  const mean =
    sumOf(counted.map((item) => item.value * item.weight)) / sumOf(counted.map((item) => item.weight))
  // Rounding must not carry a mean past the values it is made of.
  const lowest = counted.reduce((least, item) => Math.min(least, item.value), Number.POSITIVE_INFINITY)
  const highest = counted.reduce((most, item) => Math.max(most, item.value), Number.NEGATIVE_INFINITY)
  return Math.min(highest, Math.max(lowest, mean))
}

/** The value limited to [0, 1]. */
export function clampToUnit(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/**
 * Whether a is at least b, reading both as the decimals that people typed: 0.1 + 0.2 is at least 0.3, and
 * 0.3 at least 0.1 + 0.2. The tolerance is one part in 10¹², far below anything that is shown.
 */
export function isAtLeast(a: number, b: number): boolean {
  return a >= b - 1e-12 * Math.max(Math.abs(a), Math.abs(b))
}

/** Rounds half away from zero, judging the half on the decimal that is seen: 0.285 → 0.29, 1.005 → 1.01. */
export function roundTo(value: number, decimals: number): number {
  const scaled = Number((Math.abs(value) * 10 ** decimals).toPrecision(15))
  return (Math.sign(value) * Math.round(scaled)) / 10 ** decimals
}
