// Where a `reach` key result will stand on its last day, honestly uncertain (DOMAIN.md section 7.4).
import { isAtLeast, meanOf, sumOf } from '../arithmetic.ts'
import { daysBetween, type IsoDate } from '../calendar/iso-date.ts'
import { reachProgress } from '../okr/progress.ts'
import { seededUniform } from '../seeded-random.ts'
import { type Observation, type Trend, trendOf } from './trend.ts'

/** Fewer observations since the key result's start tell nothing of where it goes. */
export const ENOUGH_OBSERVATIONS = 4

/** Why there is no forecast: not a `reach`, fewer than 4 observations, or a last day that is past. */
export type NoForecast = 'not_reach' | 'too_few' | 'over'

/** What the last day's value is made of: the last observation, the mean of the last n, or the total of all. */
export type ForecastReading =
  | { kind: 'last' }
  /** `tail`: the newest values that the mean may still take, oldest first, whether or not since the start. */
  | { kind: 'mean'; n: number; tail: readonly number[] }
  | { kind: 'total'; soFar: number }

/** Values in the measure's unit; `chance` is the share of futures that reach the target, in [0, 1]. */
export type Forecast = {
  p10: number
  p50: number
  p90: number
  chance: number
  /** The same three as raw progress, each between start and target as 0 and 1. */
  progress: { p10: number; p50: number; p90: number }
  trend: Trend
  /** Mean size of what is drawn: the residuals, none smaller than what rounding hides. */
  spread: number
  /** Observations still to come by the last day. */
  steps: number
}

export type ForecastAsk = {
  measure: { start: number; target: number }
  observations: readonly Observation[]
  /** The day asked about, and the key result's last day. */
  day: IsoDate
  lastDay: IsoDate
  reading: ForecastReading
  /** Periods still to close by the last day; left out, as many as the observations' own rhythm gives. */
  steps?: number
  /** The same seed and the same observations give the same answer. */
  seed?: number
}

const FUTURES = 1000
// What a slope seen over so few steps may be wrong by, as a multiple of what independent residuals would make it:
// real trends bend. Set so that the 80 % interval holds 70–90 % of real outcomes: npm run bench forecast.
const SLOPE_DOUBT = 1.75

/**
 * p10, p50, p90 and the chance of the target on the last day, or why there is none. The slope is Theil–Sen's, damped
 * to half of it once the horizon is as long as what was observed; the spread comes from resampled residuals.
 */
export function forecastOf(ask: ForecastAsk): Forecast | NoForecast {
  const { measure, observations, lastDay, reading } = ask
  if (observations.length < ENOUGH_OBSERVATIONS) return 'too_few'
  const lastSeen = observations.at(-1)?.date ?? lastDay
  if (ask.day >= lastDay || lastSeen >= lastDay) return 'over'
  const trend = trendOf(observations)
  const ahead = Math.round(daysBetween(lastSeen, lastDay) / trend.stepDays)
  const steps = ask.steps ?? Math.max(1, ahead)
  const newest = observations.at(-1)?.value ?? 0
  const floor = leastDoubt(observations, measure)
  const sorted = futures({ trend, steps, reading, newest, floor, seed: ask.seed ?? 1 }).toSorted()
  const at = (share: number) => quantile(sorted, share)
  const [p10, p50, p90] = [at(0.1), at(0.5), at(0.9)]
  const isUp = measure.target > measure.start
  const reached = sorted.filter((value) =>
    isUp ? isAtLeast(value, measure.target) : isAtLeast(measure.target, value),
  )
  const progressOf = (value: number) => reachProgress(measure, value) ?? 0
  return {
    p10,
    p50,
    p90,
    chance: reached.length / sorted.length,
    progress: { p10: progressOf(p10), p50: progressOf(p50), p90: progressOf(p90) },
    trend,
    spread: meanOf(trend.residuals.map((residual) => Math.max(Math.abs(residual), floor))) ?? floor,
    steps,
  }
}

/** How far a slope carries: h steps count as h · span / (span + h). */
export function dampedSteps(steps: number, span: number): number {
  return (steps * span) / (span + steps)
}

/**
 * What rounding alone may hide: values are known no finer than the smallest step between two of them, or where all are
 * the same than a hundredth of the way to the target. The standard deviation of a number rounded to that.
 */
function leastDoubt(observations: readonly Observation[], measure: ForecastAsk['measure']): number {
  const values = observations.map(({ value }) => value).sort((a, b) => a - b)
  let step = Number.POSITIVE_INFINITY
  for (let index = 1; index < values.length; index++) {
    const [lower = 0, upper = 0] = [values[index - 1], values[index]]
    // What lies nearer than the last digits of a number is the same number.
    if (!isAtLeast(lower, upper)) step = Math.min(step, upper - lower)
  }
  const resolution = Number.isFinite(step) ? step : Math.abs(measure.target - measure.start) / 100
  return resolution / Math.sqrt(12)
}

type Futures = {
  trend: Trend
  steps: number
  reading: ForecastReading
  newest: number
  floor: number
  seed: number
}

/**
 * Final readings of paths to come: level, damped slope, a doubt about the slope, residuals drawn with their signs. Every
 * reading is a weighted sum of its path, so a future is the middle one plus a weighted sum of what was drawn; each
 * comes with its mirror image, which is as likely.
 */
function futures({ trend, steps, reading, newest, floor, seed }: Futures): Float64Array {
  const { level, slope, span, persistence } = trend
  const seen = trend.residuals.length + 1
  // The smaller the sample, the more its own residuals understate what is still unseen.
  const inflation = Math.sqrt(seen / (seen - 2))
  const residuals = trend.residuals.map((residual) => Math.max(Math.abs(residual), floor) * inflation)
  const count = residuals.length
  const uniform = seededUniform(seed)
  const draw = () => {
    const place = Math.floor(uniform() * 2 * count)
    return place < count ? (residuals[place] ?? 0) : -(residuals[place - count] ?? 0)
  }
  const { weights, settled } = readingOf(steps, reading, newest)
  let middle = settled
  let reach = 0
  for (let index = 0; index < steps; index++) {
    const weight = weights[index] ?? 0
    middle += weight * (level + slope * dampedSteps(index + 1, span))
    reach += weight * (index + 1)
  }
  // A surprise is read on its own day, and as much of it as stays on every later one.
  const carried = new Float64Array(steps)
  let later = 0
  for (let index = steps - 1; index >= 0; index--) {
    const weight = weights[index] ?? 0
    carried[index] = weight + persistence * later
    later += weight
  }
  const slopeDoubt = (SLOPE_DOUBT * persistence * reach) / count
  const finals = new Float64Array(FUTURES)
  for (let future = 0; future < FUTURES; future += 2) {
    let drawn = 0
    for (let index = 0; index < count; index++) drawn += draw()
    let off = slopeDoubt * drawn
    for (let index = 0; index < steps; index++) off += (carried[index] ?? 0) * draw()
    finals[future] = middle + off
    finals[future + 1] = middle - off
  }
  return finals
}

/** How the last day's value is made of the path: its weight of each step, and what is settled already. */
function readingOf(
  steps: number,
  reading: ForecastReading,
  newest: number,
): { weights: Float64Array; settled: number } {
  const weights = new Float64Array(steps)
  if (reading.kind === 'last') {
    if (steps > 0) weights[steps - 1] = 1
    return { weights, settled: steps > 0 ? 0 : newest }
  }
  if (reading.kind === 'total') return { weights: weights.fill(1), settled: reading.soFar }
  const wanted = Math.max(0, reading.n - steps)
  const kept = wanted === 0 ? [] : reading.tail.slice(-wanted)
  const taken = Math.min(steps, reading.n)
  const count = kept.length + taken
  return { weights: weights.fill(1 / count, steps - taken), settled: sumOf(kept) / count }
}

/** Linear between the two nearest. Both ends of the range are equally far from it, so a mirrored sample mirrors it. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (place - Math.floor(place)) * (above - below)
}
