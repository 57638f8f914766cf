// Whether the process as it is can meet its target (DOMAIN.md section 7.1, "Capability").
import type { Capability, Direction, Target } from './types.ts'

/**
 * `capable` when every period will meet the target, `incapable` when none will, `unreliable` when chance
 * decides; a target equal to a limit is unreliable. Null without limits, without a target, or with a target of
 * another shape than the direction asks for.
 */
export function capabilityOf(
  limits: { lower: number; upper: number } | null,
  target: Target | null,
  direction: Direction,
): Capability | null {
  if (limits === null || target === null || 'lower' in target !== (direction === 'range')) return null
  const { lower, upper } = limits
  // A target on one side is a band that is open on the other.
  const from = 'lower' in target ? target.lower : direction === 'up' ? target.value : Number.NEGATIVE_INFINITY
  const to = 'lower' in target ? target.upper : direction === 'down' ? target.value : Number.POSITIVE_INFINITY
  if (lower > from && upper < to) return 'capable'
  return lower > to || upper < from ? 'incapable' : 'unreliable'
}
