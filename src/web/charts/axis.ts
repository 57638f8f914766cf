// The two axes of a process chart: how high the picture reaches, and which periods are named under it.

/** Steps people count periods in: single ones, then months and quarters of weeks, years of weeks and months. */
const steps = [1, 2, 3, 4, 6, 8, 12, 13, 16, 24, 26, 52, 104]

/** Which of `count` periods get a label when each needs `labelWidth` px of `width`: every n-th, from the first on. */
export const thinTicks = (count: number, labelWidth: number, width: number): number[] => {
  if (count === 0) return []
  const room = Math.max(1, Math.floor(width / labelWidth))
  const step = steps.find((candidate) => Math.ceil(count / candidate) <= room) ?? Math.ceil(count / room)
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}

/** Round values (1, 2 or 5 times a power of ten) inside [low, high], about `count` of them. */
export const roundTicks = (low: number, high: number, count: number): number[] => {
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5].find((times) => times * power >= rough * 0.75) ?? 10) * power
  const first = Math.ceil(low / step)
  // Counted in whole steps, so that 0.1 + 0.2 never shows.
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(Math.min(20, digits))),
  )
}

/**
 * The values that the chart's height stands for: all that is drawn (values, limits, target) with headroom of 8 % of
 * their spread, which does not invent values below 0 where there are none. Missing ones are passed over.
 */
export const valueDomain = (drawn: (number | null)[]): [low: number, high: number] => {
  const values = drawn.filter((value) => value !== null)
  if (values.length === 0) return [0, 1]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const headroom = high === low ? Math.abs(high) * 0.1 || 1 : (high - low) * 0.08
  return [low >= 0 ? Math.max(0, low - headroom) : low - headroom, high + headroom]
}
