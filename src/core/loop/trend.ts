// The trend of a few observations and what it leaves unexplained: the ground that a forecast stands on (DOMAIN.md 7.4).
import { medianOf } from '../arithmetic.ts'
import { type IsoDate, toDayNumber } from '../calendar/iso-date.ts'

/** A value on a day. Observations come oldest first, one a day at most. */
export type Observation = { date: IsoDate; value: number }

export type Trend = {
  /** Change per step, the median over all pairs (Theil–Sen). */
  slope: number
  /** Days in one step: the median gap between observations. */
  stepDays: number
  /** Steps from the first observation to the last. */
  span: number
  /** Where the process stands at the last observation, the noise of single values smoothed out. */
  level: number
  /** How much of a surprise stays: 1 for a random walk, near 0 for noise about a line. */
  persistence: number
  /** What each observation after the first differed from what the ones before it led to expect, per step. */
  residuals: readonly number[]
}

// A few observations tell little of how far they depend on each other: they are held against the habits of most
// series, as if 8 more had been seen with a slight return to the line. Held by bench/forecast.ts.
const USUAL_AUTOCORRELATION = -0.1
const WEIGHT_OF_THE_USUAL = 8

/** The trend of three observations or more. */
export function trendOf(observations: readonly Observation[]): Trend {
  const days = observations.map(({ date }) => toDayNumber(date))
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  const stepDays = medianOf(gaps) ?? 1
  const times = days.map((day) => (day - (days[0] ?? day)) / stepDays)
  const values = observations.map(({ value }) => value)
  const slope = theilSen(times, values)
  const flat = values.map((value, index) => value - slope * (times[index] ?? 0))
  const persistence = persistenceOf(flat)
  const { level, surprises } = smoothed(flat, persistence)
  const span = times.at(-1) ?? 0
  return {
    slope,
    stepDays,
    span,
    level: level + slope * span,
    persistence,
    residuals: surprises.map((surprise, index) => surprise / Math.sqrt((gaps[index] ?? 1) / stepDays)),
  }
}

/** The median of the slopes of all pairs: a fifth of the observations may be wild and do not turn it. */
function theilSen(times: readonly number[], values: readonly number[]): number {
  const slopes: number[] = []
  for (let later = 1; later < times.length; later++)
    for (let earlier = 0; earlier < later; earlier++)
      slopes.push(
        ((values[later] ?? 0) - (values[earlier] ?? 0)) / ((times[later] ?? 0) - (times[earlier] ?? 0)),
      )
  return medianOf(slopes) ?? 0
}

/** From the lag-1 autocorrelation of the changes: −½ is noise about a level, 0 a random walk, above it momentum. */
function persistenceOf(flat: readonly number[]): number {
  const changes = flat.slice(1).map((value, index) => value - (flat[index] ?? 0))
  const products = changes.slice(1).map((change, index) => change * (changes[index] ?? 0))
  const squares = changes.reduce((sum, change) => sum + change * change, 0)
  const seen = squares > 0 ? products.reduce((sum, product) => sum + product, 0) / squares : 0
  const share = flat.length / (flat.length + WEIGHT_OF_THE_USUAL)
  const blended = share * seen + (1 - share) * USUAL_AUTOCORRELATION
  const correlation = Math.max(-0.499, Math.min(0.4, blended))
  if (correlation === 0) return 1
  // A moving average of order 1 with this autocorrelation: ρ = −θ / (1 + θ²), and the level keeps 1 − θ.
  return 1 + (1 - Math.sqrt(1 - 4 * correlation ** 2)) / (2 * correlation)
}

/** Exponential smoothing with that persistence, begun at the median of the first third. */
function smoothed(flat: readonly number[], persistence: number) {
  let level = medianOf(flat.slice(0, Math.max(3, Math.ceil(flat.length / 3)))) ?? 0
  const surprises = flat.map((value) => {
    const surprise = value - level
    level += persistence * surprise
    return surprise
  })
  return { level, surprises: surprises.slice(1) }
}
