// The settings that figures are judged by: the organisation's, or of a closed cycle those of its close.
import type { Weekday } from '../../../core/calendar/iso-date.ts'
import type { CheckInRhythm } from '../../../core/okr/check-in.ts'
import type { ScoreBands } from '../../../core/okr/score.ts'
import type { StatusThresholds } from '../../../core/okr/status.ts'
import type { Op } from '../../platform/operation-context.ts'

export type Settings = { thresholds: StatusThresholds; rhythm: CheckInRhythm; bands: ScoreBands }

const current = new WeakMap<Op['workspace'], Settings>()

/** One for all that is read in a call, however many key results that are. */
export function currentSettings(op: Op): Settings {
  const known = current.get(op.workspace) ?? settingsIn(op)
  current.set(op.workspace, known)
  return known
}

function settingsIn(op: Op): Settings {
  const { onTrackRatio, atRiskRatio, earlyShare, checkInWeekday, graceDays, amberFrom, greenFrom } =
    op.workspace
  return {
    thresholds: { onTrack: onTrackRatio, atRisk: atRiskRatio, early: earlyShare },
    rhythm: { weekday: checkInWeekday as Weekday, graceDays },
    bands: { amber: amberFrom, green: greenFrom },
  }
}

/** Of a cycle: what was kept at its close, so that a later change of settings does not alter it. */
export function settingsOf(op: Op, frozen: unknown): Settings {
  return (frozen as Settings | null) ?? currentSettings(op)
}
