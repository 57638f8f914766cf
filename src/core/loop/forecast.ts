// Where a `reach` key result will stand on its last day, honestly uncertain (DOMAIN.md section 7.4).
import { isAtLeast, sumOf } from '../arithmetic.ts'
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
  const finals = futures({ trend, steps, reading, newest, seed: ask.seed ?? 1 })
  const sorted = finals.toSorted()
  const at = (share: number) => quantile(sorted, share)
  const [p10, p50, p90] = [at(0.1), at(0.5), at(0.9)]
  const isUp = measure.target > measure.start
  const reached = finals.filter((value) =>
    isUp ? isAtLeast(value, measure.target) : isAtLeast(measure.target, value),
  )
  const progressOf = (value: number) => reachProgress(measure, value) ?? 0
  return {
    p10,
    p50,
    p90,
    chance: reached.length / finals.length,
    progress: { p10: progressOf(p10), p50: progressOf(p50), p90: progressOf(p90) },
    trend,
    steps,
  }
}

/** How far a slope carries: h steps count as h · span / (span + h). */
export function dampedSteps(steps: number, span: number): number {
  return (steps * span) / (span + steps)
}

type Futures = { trend: Trend; steps: number; reading: ForecastReading; newest: number; seed: number }

/** Final readings of paths to come: level, damped slope, a doubt about the slope, residuals drawn with their signs. */
function futures({ trend, steps, reading, newest, seed }: Futures): Float64Array {
  const { level, slope, span, persistence, residuals } = trend
  const uniform = seededUniform(seed)
  const seen = residuals.length + 1
  // The smaller the sample, the more its own residuals understate what is still unseen.
  const inflation = Math.sqrt(seen / (seen - 2))
  const draw = () => {
    const residual = (residuals[Math.floor(uniform() * residuals.length)] ?? 0) * inflation
    return uniform() < 0.5 ? residual : -residual
  }
  const expected = Float64Array.from(
    { length: steps },
    (_, index) => level + slope * dampedSteps(index + 1, span),
  )
  const path = new Float64Array(steps)
  const readOut = readingOf(path, reading, newest)
  return new Float64Array(FUTURES).map(() => {
    let drawn = 0
    for (let index = 0; index < residuals.length; index++) drawn += draw()
    const slopeError = (SLOPE_DOUBT * persistence * drawn) / residuals.length
    let kept = 0
    for (let index = 0; index < steps; index++) {
      const surprise = draw()
      path[index] = (expected[index] ?? 0) + slopeError * (index + 1) + kept + surprise
      kept += persistence * surprise
    }
    return readOut()
  })
}

/** Reads the last day's value off a path that is written anew each time. */
function readingOf(path: Float64Array, reading: ForecastReading, newest: number): () => number {
  if (reading.kind === 'last') return () => path.at(-1) ?? newest
  const sum = (from: number) => {
    let total = 0
    for (let index = from; index < path.length; index++) total += path[index] ?? 0
    return total
  }
  if (reading.kind === 'total') return () => reading.soFar + sum(0)
  const wanted = Math.max(0, reading.n - path.length)
  const kept = wanted === 0 ? [] : reading.tail.slice(-wanted)
  const count = kept.length + Math.min(path.length, reading.n)
  return () => (sumOf(kept) + sum(Math.max(0, path.length - reading.n))) / count
}

/** Linear between the two nearest. Both ends of the range are equally far from it, so a mirrored sample mirrors it. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (place - Math.floor(place)) * (above - below)
}
