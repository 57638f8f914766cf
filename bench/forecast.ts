// Is the forecast honest? Real series cut at several origins: how often the 80 % interval holds what came, and its
// mean interval score (Winkler), each series in units of its own mean change, beside a random walk's of that level.
import { addDays } from '../src/core/calendar/iso-date.ts'
import { forecastOf } from '../src/core/loop/forecast.ts'
import { realSeries } from './forecast-series.ts'
import type { Result } from './result.ts'

type Interval = { low: number; high: number }

/** Observations so far, and how many steps ahead. */
const CUTS = [
  [4, 2],
  [4, 4],
  [4, 9],
  [6, 3],
  [6, 6],
  [8, 4],
  [9, 4],
  [12, 1],
  [12, 6],
  [12, 12],
  [16, 4],
  [20, 6],
] as const
const ORIGINS = 6
const NORMAL_P90 = 1.2815515655446004
const FIRST = '2026-01-05'

/** As the product asks: weekly observations, a last day that many weeks on. */
function ours(values: readonly number[], steps: number): Interval {
  const observations = values.map((value, week) => ({ date: addDays(FIRST, 7 * week), value }))
  const day = observations.at(-1)?.date ?? FIRST
  const forecast = forecastOf({
    measure: { start: 0, target: 1 },
    observations,
    day,
    lastDay: addDays(day, 7 * steps),
    reading: { kind: 'last' },
  })
  if (typeof forecast === 'string') throw new Error(`no forecast: ${forecast}`)
  return { low: forecast.p10, high: forecast.p90 }
}

/** The last value, give or take what its changes so far make of so many steps. */
function randomWalk(values: readonly number[], steps: number): Interval {
  const changes = values.slice(1).map((value, index) => value - (values[index] ?? 0))
  const variance = changes.reduce((sum, change) => sum + change * change, 0) / changes.length
  const half = NORMAL_P90 * Math.sqrt(variance * steps)
  const last = values.at(-1) ?? 0
  return { low: last - half, high: last + half }
}

/** Width, and ten times what lies outside: least for an interval that is honest and narrow. */
function winkler({ low, high }: Interval, truth: number): number {
  return high - low + 10 * (Math.max(0, low - truth) + Math.max(0, truth - high))
}

function judge(method: (values: readonly number[], steps: number) => Interval) {
  let held = 0
  let cuts = 0
  const scores = realSeries().map(({ values }) => {
    const changes = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0)))
    const unit = changes.reduce((sum, change) => sum + change, 0) / changes.length
    const ofSeries: number[] = []
    for (const [seen, steps] of CUTS) {
      const stride = Math.max(1, Math.floor((values.length - seen - steps) / ORIGINS))
      for (let origin = seen; origin + steps <= values.length; origin += stride) {
        const truth = values[origin + steps - 1] ?? 0
        const interval = method(values.slice(origin - seen, origin), steps)
        if (truth >= interval.low && truth <= interval.high) held++
        cuts++
        ofSeries.push(winkler(interval, truth) / unit)
      }
    }
    return mean(ofSeries)
  })
  return { coverage: held / cuts, score: mean(scores), cuts }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export async function measureForecast(): Promise<Result[]> {
  const series = realSeries()
  if (series.length < 30) throw new Error(`held against ${series.length} series only`)
  console.log(`${series.length} series of vega-datasets:\n  ${series.map(({ name }) => name).join('\n  ')}`)
  const [forecast, walk] = [judge(ours), judge(randomWalk)]
  for (const [name, { coverage, score, cuts }] of Object.entries({ forecast, 'random walk': walk }))
    console.log(
      `${name}: holds ${(coverage * 100).toFixed(1)} % of ${cuts} outcomes, interval score ${score.toFixed(2)}`,
    )
  return [
    {
      what: 'forecast: outcomes outside the 80 % interval',
      ours: (1 - forecast.coverage) * 100,
      unit: '%',
      bound: 30,
    },
    {
      what: 'forecast: outcomes inside the 80 % interval',
      ours: forecast.coverage * 100,
      unit: '%',
      bound: 90,
    },
    { what: 'forecast: interval score', ours: forecast.score, unit: 'mean changes', bound: walk.score },
  ]
}
