// How far a key result should be on a day (DOMAIN.md section 4).
import { clampToUnit } from '../arithmetic.ts'
import { type DateRange, daysBetween, daysIn, type IsoDate } from '../calendar/iso-date.ts'
import type { ReachMeasure } from './measure.ts'

/** A point of a plan: the value expected on that day, in the key result's unit. */
export type PlanPoint = { date: IsoDate; value: number }

/** e by time alone: the share of the days that have passed, the day asked about counted as passed, in [0, 1]. */
export function linearExpected(dates: DateRange, day: IsoDate): number {
  return clampToUnit((daysBetween(dates.start, day) + 1) / daysIn(dates))
}

/**
 * The value that a plan expects on a day: linear between its points, from start on the first day to target on
 * the last; start before and target after.
 */
export function plannedValue(
  plan: readonly PlanPoint[],
  { start, target }: Pick<ReachMeasure, 'start' | 'target'>,
  dates: DateRange,
  day: IsoDate,
): number {
  if (day <= dates.start) return start
  if (day >= dates.end) return target
  const points = [{ date: dates.start, value: start }, ...plan, { date: dates.end, value: target }]
  const next = points.findIndex(({ date }) => date > day)
  const [from, to] = [points[next - 1], points[next]]
  if (from === undefined || to === undefined) return target
  const share = daysBetween(from.date, day) / daysBetween(from.date, to.date)
  return from.value + share * (to.value - from.value)
}

/** e by a plan: the expected value's own progress, in [0, 1]. */
export function plannedExpected(
  plan: readonly PlanPoint[],
  measure: Pick<ReachMeasure, 'start' | 'target'>,
  dates: DateRange,
  day: IsoDate,
): number {
  const value = plannedValue(plan, measure, dates, day)
  return clampToUnit((value - measure.start) / (measure.target - measure.start))
}

export type PlanRefusal = {
  field: string
  code: 'not_finite' | 'not_in_order' | 'outside_dates' | 'not_start' | 'not_target'
}

/**
 * What stands against a plan, by the index of the point: a value that is not finite, a day outside the key
 * result's dates or not later than the one before it. A point on the first day must be the start and one on
 * the last day the target: those are not the plan's to choose.
 */
export function planRefusals(
  plan: readonly PlanPoint[],
  measure: Pick<ReachMeasure, 'start' | 'target'>,
  dates: DateRange,
): PlanRefusal[] {
  return plan.flatMap(({ date, value }, index): PlanRefusal[] => {
    const before = plan[index - 1]
    const field = (name: 'date' | 'value') => `plan.${index}.${name}`
    if (!Number.isFinite(value)) return [{ field: field('value'), code: 'not_finite' }]
    if (date < dates.start || date > dates.end) return [{ field: field('date'), code: 'outside_dates' }]
    if (before !== undefined && date <= before.date) return [{ field: field('date'), code: 'not_in_order' }]
    if (date === dates.start && value !== measure.start) return [{ field: field('value'), code: 'not_start' }]
    if (date === dates.end && value !== measure.target) return [{ field: field('value'), code: 'not_target' }]
    return []
  })
}
