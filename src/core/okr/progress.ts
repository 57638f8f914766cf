// Progress of one key result, raw: below 0 and above 1 are kept as they are (DOMAIN.md section 3).
import { isAtLeast, sumOf } from '../arithmetic.ts'
import type { KeepMeasure, MilestonesMeasure, ReachMeasure } from './measure.ts'

/** (current − start) / (target − start), or null while there is no current value. */
export function reachProgress(
  measure: Pick<ReachMeasure, 'start' | 'target'>,
  current: number | null,
): number | null {
  if (current === null) return null
  // A value that moved nowhere is 0, never the −0 that a falling target would make of it.
  return current === measure.start ? 0 : (current - measure.start) / (measure.target - measure.start)
}

/** Share of the counted periods that lie inside the bounds, or null before the first one. */
export function keepProgress(measure: KeepMeasure, values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.filter((value) => isInside(measure, value)).length / values.length
}

/** Σ weight of done steps / Σ weight, or null when nothing weighs anything. */
export function milestonesProgress({ steps }: Pick<MilestonesMeasure, 'steps'>): number | null {
  const total = sumOf(steps.map(({ weight = 1 }) => weight))
  return total > 0 ? sumOf(steps.map(({ weight = 1, done }) => (done ? weight : 0))) / total : null
}

/** Whether a value is at or inside the bounds. */
export function isInside({ lower, upper }: Pick<KeepMeasure, 'lower' | 'upper'>, value: number): boolean {
  return (lower === undefined || isAtLeast(value, lower)) && (upper === undefined || isAtLeast(upper, value))
}
