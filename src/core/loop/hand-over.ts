// Where a KPI's new phase opens once a change is proven (DOMAIN.md section 7.3, "Hand over").
import type { IsoDate } from '../calendar/iso-date.ts'
import { type Behaviour, type BehaviourOptions, behaviourOf, type PhaseBehaviour } from '../kpi/behaviour.ts'
import { defaultBaseline, partOf } from '../kpi/phase.ts'
import { hasTrend } from '../kpi/signals.ts'
import type { Baseline, Capability, Period } from '../kpi/types.ts'
import { ENOUGH_PERIODS } from './level-change.ts'

export type Opening = {
  /** First day of the new phase's first period. */
  from: IsoDate
  /** No stretch is quiet yet: `from` is then the first period of the change. */
  isStillMoving: boolean
  /** What the phase would be, opened there. */
  phase: PhaseBehaviour
  /** Of the target in the options against the new limits. */
  capability: Capability | null
}

/** Points in a row that rise or fall: a transition, not a level. */
const TRANSITION = 6

/**
 * The earliest period, not before the first of the change, from which all closed ones that follow (8 or more)
 * carry no signal against their own limits and no 6 points in a row rising or falling. Null when no closed
 * period with a value lies at or after the first of the change.
 */
export function openingOf(
  periods: readonly Period[],
  change: IsoDate,
  options: BehaviourOptions,
  baseline: Baseline = defaultBaseline(options.ruleSet),
): Opening | null {
  const later = periods.filter((period) => period.start >= change && partOf(period) !== null)
  const [first] = later
  if (first === undefined) return null
  for (const { start } of later.slice(0, Math.max(0, later.length - ENOUGH_PERIODS + 1))) {
    const read = openedAt(periods, start, options, baseline)
    if (read.signals.length === 0 && !isMoving(periods, start)) return opening(read, start, false)
  }
  return opening(openedAt(periods, first.start, options, baseline), first.start, true)
}

/** The KPI as it would read with its last phase opened on that day: for a place that the user chose. */
export function openedAt(
  periods: readonly Period[],
  from: IsoDate,
  options: BehaviourOptions,
  baseline: Baseline = defaultBaseline(options.ruleSet),
): Behaviour {
  const own = periods.filter(({ start }) => start >= from)
  return behaviourOf(own, [{ id: 'new', start: from, baseline }], options)
}

function isMoving(periods: readonly Period[], from: IsoDate): boolean {
  return hasTrend(periods.filter(({ start }) => start >= from).map(partOf), TRANSITION)
}

function opening({ phases, capability }: Behaviour, from: IsoDate, isStillMoving: boolean): Opening | null {
  const [phase] = phases
  return phase === undefined ? null : { from, isStillMoving, phase, capability }
}
