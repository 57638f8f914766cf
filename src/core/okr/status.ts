// Status, computed on read from progress and expected progress, never stored (DOMAIN.md section 5).
import { isAtLeast } from '../arithmetic.ts'

export type Status = 'no_data' | 'achieved' | 'on_track' | 'at_risk' | 'off_track'
/** What the owner says of a key result or an objective, with a reason. */
export type Call = 'on_track' | 'at_risk' | 'off_track'

export type StatusThresholds = {
  /** On track from this share of the expected progress. */
  onTrack: number
  /** At risk from this share of it, off track below. */
  atRisk: number
  /** While less than this is expected, any progress that is not backwards is on track. */
  early: number
}

export const DEFAULT_THRESHOLDS: StatusThresholds = { onTrack: 0.9, atRisk: 0.6, early: 0.1 }

/**
 * Status by pace, from raw progress p and expected progress e. `canBeAchieved` is false where p = 1 is only a
 * pace or a state so far: a running total short of its target, a `keep` that is inside.
 */
export function paceStatus(
  progress: number | null,
  expected: number,
  { thresholds = DEFAULT_THRESHOLDS, canBeAchieved = true } = {},
): Status {
  if (progress === null) return 'no_data'
  if (canBeAchieved && isAtLeast(progress, 1)) return 'achieved'
  if (isAtLeast(progress, thresholds.onTrack * expected)) return 'on_track'
  if (expected < thresholds.early && progress >= 0) return 'on_track'
  return isAtLeast(progress, thresholds.atRisk * expected) ? 'at_risk' : 'off_track'
}

/** Status of a `keep` by its last two counted periods, each inside its bounds or not, oldest first. */
export function keepStatus(inside: readonly boolean[]): Status {
  const last = inside.at(-1)
  if (last === undefined) return 'no_data'
  if (last) return 'on_track'
  return inside.at(-2) === false ? 'off_track' : 'at_risk'
}

/** What is shown: the owner's call first where there is one, the computed status beside it. */
export type ShownStatus = { computed: Status; call: Call | null; differs: boolean }

/** Sets a call beside the computed status. The call is the newest check-in's: the next one ends it. */
export function withCall(computed: Status, call: Call | null): ShownStatus {
  return { computed, call, differs: call !== null && call !== computed }
}
