// From measurements to the values of periods (DOMAIN.md section 7, "Period value").
import { meanOf, medianOf, sumOf } from '../arithmetic.ts'
import { fromDayNumber, type Instant, type IsoDate } from '../calendar/iso-date.ts'
import { localDayNumber } from '../calendar/zone.ts'
import { isClosed, periodOf, periodsBetween, type WorkCalendar } from './periods.ts'
import type { Aggregation, Frequency, Period } from './types.ts'

/** One measurement: a value, or numerator and denominator for `ratio`. */
export type Measurement = {
  at: Instant
  /** Its place among the measurements of the same instant: the later one is the `last`. 0 by default. */
  place?: number
} & ({ value: number } | { numerator: number; denominator: number })

export type AggregationRule = {
  aggregation: Aggregation
  /** `sum` and `count` may read no measurement as 0; everything else stays without a value. */
  emptyIsZero?: boolean
}

export type PeriodRule = AggregationRule & { frequency: Frequency; calendar: WorkCalendar; zone: string }

/**
 * The value of one period from its measurements, whatever order they arrived in; null for none. `ratio` is
 * Σ numerator / Σ denominator and has no value at Σ denominator = 0; it passes over measurements that are not
 * pairs, and the others pass over pairs (`count` counts both). The unit is the KPI's.
 */
export function aggregate(measurements: readonly Measurement[], rule: AggregationRule): number | null {
  const { aggregation } = rule
  if (aggregation === 'count') return measurements.length > 0 || rule.emptyIsZero ? measurements.length : null
  if (aggregation === 'ratio') return ratioOf(measurements)
  if (aggregation === 'last') return lastOf(measurements)
  const values = measurements.flatMap((measurement) => ('value' in measurement ? [measurement.value] : []))
  if (values.length === 0) return aggregation === 'sum' && rule.emptyIsZero ? 0 : null
  switch (aggregation) {
    case 'sum':
      return sumOf(values)
    case 'mean':
      return meanOf(values)
    case 'median':
      return medianOf(values)
    case 'min':
      return values.reduce((least, value) => Math.min(least, value))
    case 'max':
      return values.reduce((most, value) => Math.max(most, value))
  }
}

/**
 * The periods from the first measurement (or the day `from`, if given) to the running one on `today`, in the
 * workspace's time zone, without holes: a period in which nothing was measured is there with the value null.
 * Measurements outside that stretch, such as those of the future, take no part. No measurements: no periods.
 */
export function periodValues(
  measurements: readonly Measurement[],
  rule: PeriodRule,
  today: IsoDate,
  from?: IsoDate,
): Period[] {
  const byDay = Map.groupBy(measurements, ({ at }) => localDayNumber(Date.parse(at), rule.zone))
  const days = [...byDay].map(([dayNumber, ofDay]) => ({ date: fromDayNumber(dayNumber), ofDay }))
  const first = from ?? days.reduce((least, { date }) => (date < least ? date : least), '9999-12-31')
  const byPeriod = Map.groupBy(days, ({ date }) => periodOf(date, rule.frequency, rule.calendar).start)
  return periodsBetween(first, today, rule.frequency, rule.calendar).map(({ start, end }) => ({
    start,
    end,
    value: aggregate(
      (byPeriod.get(start) ?? []).flatMap(({ ofDay }) => ofDay),
      rule,
    ),
    provisional: !isClosed({ end }, today),
  }))
}

function ratioOf(measurements: readonly Measurement[]): number | null {
  const pairs = measurements.flatMap((measurement) => ('numerator' in measurement ? [measurement] : []))
  const denominator = sumOf(pairs.map((pair) => pair.denominator))
  return denominator === 0 ? null : sumOf(pairs.map((pair) => pair.numerator)) / denominator
}

function lastOf(measurements: readonly Measurement[]): number | null {
  let last: Dated | null = null
  for (const measurement of measurements) {
    if (!('value' in measurement)) continue
    const candidate = {
      time: Date.parse(measurement.at),
      place: measurement.place ?? 0,
      value: measurement.value,
    }
    if (last === null || isLater(candidate, last)) last = candidate
  }
  return last?.value ?? null
}

type Dated = { time: number; place: number; value: number }

function isLater(a: Dated, b: Dated): boolean {
  if (a.time !== b.time) return a.time > b.time
  if (a.place !== b.place) return a.place > b.place
  // Nothing tells them apart but the value: take the larger, so that arrival order decides nothing.
  return a.value > b.value
}
