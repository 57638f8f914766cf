// From KPI to OKR: an honest start, two honest targets, and a word on the one chosen (DOMAIN.md section 7.2).
import { roundTo } from '../arithmetic.ts'
import type { PhaseBehaviour } from '../kpi/behaviour.ts'
import { capabilityOf } from '../kpi/capability.ts'
import { defaultReading, type KpiReading } from '../kpi/reading.ts'
import { targetStatus } from '../kpi/target-status.ts'
import type { Direction, Frequency, Target } from '../kpi/types.ts'

export type TargetCheck =
  /** Single periods reach it by chance: ask for a level, the `mean` reading, or a bolder target. */
  | 'noise'
  /** Beyond what the process as it is will ever show. */
  | 'stretch'
  /** The usual level meets it; for a range, which is kept period by period, only once every period does. */
  | 'already_met'

export type DraftOptions = {
  direction: Direction
  target: Target | null
  /** Decimals of the KPI's unit. */
  precision: number
  frequency: Frequency
}

export type Draft = {
  /** The centre of the phase at the unit's precision; null while nothing was measured. */
  start: number | null
  /** Fewer than 6 periods: start is their mean, and the limits are not there yet. */
  isProvisional: boolean
  limits: { lower: number; upper: number } | null
  target: Target | null
  /** Where the centre must come to so that single periods meet the target every time; at full precision. */
  reliableTarget: Target | null
  targetCheck: TargetCheck | null
  reading: KpiReading
}

/** A key result drafted from the KPI's current phase. A target of another shape than the direction asks for is none. */
export function draftFrom(phase: PhaseBehaviour, options: DraftOptions): Draft {
  const { direction, precision, frequency } = options
  const target =
    options.target !== null && 'lower' in options.target === (direction === 'range') ? options.target : null
  const start = phase.centre === null ? null : roundTo(phase.centre, precision)
  const limits =
    phase.lower === null || phase.upper === null ? null : { lower: phase.lower, upper: phase.upper }
  return {
    start,
    isProvisional: phase.limits === 'none',
    limits,
    target,
    reliableTarget:
      target && limits && reliableTargetOf(target, direction, (limits.upper - limits.lower) / 2),
    targetCheck: target && checkTarget(target, start, limits, direction),
    reading: defaultReading(frequency),
  }
}

/**
 * Reaching a target once is not meeting it every time: the centre must come further by the distance from
 * centre to limit. Null for a range that is narrower than the variation: no centre would do.
 */
function reliableTargetOf(target: Target, direction: Direction, distance: number): Target | null {
  if (!('lower' in target)) return { value: target.value + (direction === 'up' ? distance : -distance) }
  const [lower, upper] = [target.lower + distance, target.upper - distance]
  return lower <= upper ? { lower, upper } : null
}

/**
 * The same for a key result that keeps within one bound or two: judged period by period, so by whether every period, none
 * or some will lie within them. Null without limits or without a bound.
 */
export function checkKept(
  { lower, upper }: { lower?: number | undefined; upper?: number | undefined },
  limits: { lower: number; upper: number } | null,
): TargetCheck | null {
  if (lower === undefined && upper === undefined) return null
  const bounds = { lower: lower ?? Number.NEGATIVE_INFINITY, upper: upper ?? Number.POSITIVE_INFINITY }
  return checkTarget(bounds, null, limits, 'range')
}

/**
 * Null where the centre does not meet the target and there are no limits to hold it against. A range is kept
 * period by period: a centre within it meets nothing yet, so what every period, none or some will do decides.
 */
function checkTarget(
  target: Target,
  start: number | null,
  limits: { lower: number; upper: number } | null,
  direction: Direction,
): TargetCheck | null {
  if (direction !== 'range' && targetStatus(start, target, direction) === 'green') return 'already_met'
  const capability = capabilityOf(limits, target, direction)
  if (capability === null) return null
  if (direction === 'range' && capability === 'capable') return 'already_met'
  return capability === 'incapable' ? 'stretch' : 'noise'
}
