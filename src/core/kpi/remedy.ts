// What to do about a process: it follows from variation and capability together (DOMAIN.md section 7.1).
import type { Capability, Variation } from './types.ts'

export type Remedy =
  /** Draft an OKR: nothing inside the process as it is will meet the target. */
  | 'change_system'
  /** Draft an OKR on the centre or on the variation: today chance decides. */
  | 'aim_centre_or_variation'
  | 'leave_alone'
  /** Find the cause first; an OKR only once the new level holds. */
  | 'find_cause'
  /** Find out why, protect it, and offer a new phase once it holds. */
  | 'protect_gain'

const COMMON_CAUSE_REMEDIES: Record<Capability, Remedy> = {
  incapable: 'change_system',
  unreliable: 'aim_centre_or_variation',
  capable: 'leave_alone',
}

/**
 * Null where nothing can be said: without limits, or a stable process without a target. A `change`, which is
 * neither better nor worse, asks for its cause as a concern does.
 */
export function remedyFor(variation: Variation | null, capability: Capability | null): Remedy | null {
  if (variation === 'improvement') return 'protect_gain'
  if (variation === 'concern' || variation === 'change') return 'find_cause'
  return variation === null || capability === null ? null : COMMON_CAUSE_REMEDIES[capability]
}
