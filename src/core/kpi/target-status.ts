// How a period stands against its target (DOMAIN.md section 7, "Status of a period").
import { isAtLeast } from '../arithmetic.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { Direction, Target } from './types.ts'

export type TargetStatus = 'green' | 'amber' | 'red' | 'none'

/** A KPI's targets: one for all periods, and those of single periods, by their first day, which go before it. */
export type TargetPlan = { constant: Target | null; byPeriod: ReadonlyMap<IsoDate, Target> }

export const DEFAULT_AMBER_MARGIN = 0.1

/** The target that holds for the period starting on that day, or null. */
export function targetOf({ constant, byPeriod }: TargetPlan, periodStart: IsoDate): Target | null {
  return byPeriod.get(periodStart) ?? constant
}

/**
 * `green` meets the target (at it is inside), `amber` misses by at most the margin, `red` by more. The margin
 * is a share of the target's absolute value, for `range` of the bound that is missed. `none` without a value,
 * without a target, or with a target of another shape than the direction asks for.
 */
export function targetStatus(
  value: number | null,
  target: Target | null,
  direction: Direction,
  amberMargin: number = DEFAULT_AMBER_MARGIN,
): TargetStatus {
  if (value === null || target === null || 'lower' in target !== (direction === 'range')) return 'none'
  const floor = 'lower' in target ? target.lower : direction === 'up' ? target.value : null
  const ceiling = 'lower' in target ? target.upper : direction === 'down' ? target.value : null
  const isWithin = (margin: number) =>
    (floor === null || isAtLeast(value, floor - margin * Math.abs(floor))) &&
    (ceiling === null || isAtLeast(ceiling + margin * Math.abs(ceiling), value))
  if (isWithin(0)) return 'green'
  return isWithin(amberMargin) ? 'amber' : 'red'
}
