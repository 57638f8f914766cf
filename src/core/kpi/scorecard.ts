// KPI scorecards (DOMAIN.md section 11): how far a value came between what is least, wanted and most.
import { weightedMean } from '../arithmetic.ts'
import type { Direction } from './types.ts'

/** In the KPI's unit. For `down` they fall: min is the highest of the three. */
export type ScorecardBounds = { min: number; target: number; max: number }

/** What is reached at max, and never passed. */
const MOST = 1.2

/** A code when the bounds do not rise with `up` or fall with `down`, or the KPI has no one direction to go in. */
export function scorecardFault(
  { min, target, max }: ScorecardBounds,
  direction: Direction,
): 'scorecard_direction' | 'scorecard_bounds' | null {
  if (direction === 'range') return 'scorecard_direction'
  const isOrdered = direction === 'up' ? min < target && target < max : min > target && target > max
  return isOrdered ? null : 'scorecard_bounds'
}

/**
 * 0 at or below min, linear to 1 at the target, linear to 1.2 at max, capped there; mirrored where the bounds fall. Null
 * without a value.
 */
export function achievementOf(value: number | null, { min, target, max }: ScorecardBounds): number | null {
  if (value === null) return null
  const sign = max > min ? 1 : -1
  const [v, low, wanted, high] = [value * sign, min * sign, target * sign, max * sign]
  if (v <= low) return 0
  if (v <= wanted) return (v - low) / (wanted - low)
  return v >= high ? MOST : 1 + ((MOST - 1) * (v - wanted)) / (high - wanted)
}

/** Σ w·a / Σ w over the KPIs that have a value; null where none has, or none weighs anything. */
export function scorecardScore(
  items: readonly { weight: number; achievement: number | null }[],
): number | null {
  return weightedMean(
    items.flatMap(({ weight, achievement }) =>
      achievement === null ? [] : [{ weight, value: achievement }],
    ),
  )
}
