// Where one key result stands on a day: the three measures brought to progress, expected progress and status.
import type { DateRange, IsoDate } from '../calendar/iso-date.ts'
import type { FlowReading } from '../kpi/reading.ts'
import { linearExpected, type PlanPoint, plannedExpected } from './expected.ts'
import type { KeepPeriod } from './keep-periods.ts'
import type { KeepMeasure, MilestonesMeasure, ReachMeasure } from './measure.ts'
import { isInside, keepProgress, milestonesProgress, reachProgress } from './progress.ts'
import { keepStatus, paceStatus, type Status, type StatusThresholds } from './status.ts'

/** A measure with what has been seen of it by the day asked about. */
export type Evidence =
  | { measure: ReachMeasure; current: number | null; plan?: readonly PlanPoint[] }
  | { measure: ReachMeasure; flow: FlowReading | null }
  | { measure: KeepMeasure; periods: readonly KeepPeriod[] }
  /** `isSeen` is false until a check-in has spoken of the steps: then there is no data, rather than 0. */
  | { measure: MilestonesMeasure; isSeen?: boolean }

export type KeyResultState = {
  /** The newest value, in the measure's unit; null for milestones and without data. */
  current: number | null
  /** Raw. */
  progress: number | null
  expected: number
  status: Status
}

/** The state on `day`, by DOMAIN.md sections 3 to 5. `dates` are the key result's own, or else the cycle's. */
export function keyResultState(
  evidence: Evidence,
  dates: DateRange,
  day: IsoDate,
  thresholds?: StatusThresholds,
): KeyResultState {
  const options = thresholds === undefined ? {} : { thresholds }
  if ('periods' in evidence) {
    const { measure, periods } = evidence
    const values = periods.map(({ value }) => value)
    return {
      current: values.at(-1) ?? null,
      progress: keepProgress(measure, values),
      expected: 1,
      status: keepStatus(values.map((value) => isInside(measure, value))),
    }
  }
  if ('flow' in evidence) {
    const { flow } = evidence
    const progress = flow?.progress ?? null
    const expected = flow?.elapsed ?? 0
    // A falling total can be beyond its target's pace all along: only the reading knows when it is there.
    const status = flow?.isAchieved
      ? 'achieved'
      : paceStatus(progress, expected, { ...options, canBeAchieved: false })
    return { current: flow?.current ?? null, progress, expected, status }
  }
  if ('current' in evidence) {
    const { measure, current, plan = [] } = evidence
    const progress = reachProgress(measure, current)
    const expected = plan.length > 0 ? plannedExpected(plan, measure, dates, day) : linearExpected(dates, day)
    return { current, progress, expected, status: paceStatus(progress, expected, options) }
  }
  const progress = evidence.isSeen === false ? null : milestonesProgress(evidence.measure)
  const expected = linearExpected(dates, day)
  return { current: null, progress, expected, status: paceStatus(progress, expected, options) }
}
