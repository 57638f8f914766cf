// When a KPI has too few periods for firm limits, its own measurements may hold enough (DOMAIN.md section 7).
import type { IsoDate } from '../calendar/iso-date.ts'
import { type Measurement, type PeriodRule, periodValues } from './aggregate.ts'
import type { Frequency } from './types.ts'

const FROM_COARSE_TO_FINE: readonly Frequency[] = ['quarter', 'month', 'week', 'day']
const ENOUGH_PERIODS = 12

export type FrequencyOffer = { frequency: Frequency; periods: number; periodsNow: number }

/**
 * The coarsest frequency finer than the chosen one that gives 12 or more closed periods with a value, or null
 * if the chosen one already does or none would. Four weeks of calls: `day` with 24 periods in place of 4.
 */
export function finerFrequency(
  measurements: readonly Measurement[],
  rule: PeriodRule,
  today: IsoDate,
): FrequencyOffer | null {
  const periodsNow = closedPeriodsWithValue(measurements, rule, today)
  if (periodsNow >= ENOUGH_PERIODS) return null
  const finer = FROM_COARSE_TO_FINE.slice(FROM_COARSE_TO_FINE.indexOf(rule.frequency) + 1)
  for (const frequency of finer) {
    const periods = closedPeriodsWithValue(measurements, { ...rule, frequency }, today)
    if (periods >= ENOUGH_PERIODS) return { frequency, periods, periodsNow }
  }
  return null
}

function closedPeriodsWithValue(
  measurements: readonly Measurement[],
  rule: PeriodRule,
  today: IsoDate,
): number {
  // Empty periods that count as 0 are not evidence of a finer rhythm.
  const periods = periodValues(measurements, { ...rule, emptyIsZero: false }, today)
  return periods.filter(({ provisional, value }) => !provisional && value !== null).length
}
