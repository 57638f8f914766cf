// Which periods belong to a phase, and which of them its limits rest on (DOMAIN.md section 7.1, "baseline").
import type { Baseline, Period, Phase, RuleSet } from './types.ts'
import type { Values } from './xmr.ts'

/** A phase with its closed periods, oldest first. */
export type PhasePeriods = { phase: Phase; periods: readonly Period[] }

export type BaselineValues = {
  values: Values
  /** How many of them are there. */
  points: number
  /** Whether later periods leave the limits as they are. */
  isLocked: boolean
}

/** The first 24 points for `wheeler`, all of them for `nhs`. */
export function defaultBaseline(ruleSet: RuleSet): Baseline {
  return ruleSet === 'wheeler' ? { first: 24 } : 'all'
}

/** The value with which a period takes part in limits and signals; null when missing, left out or running. */
export function partOf(period: Period): number | null {
  return period.provisional || period.leftOut ? null : period.value
}

/**
 * The closed periods of each phase. Both lists come oldest first. A period belongs to the last phase that had
 * started by its first day, and one before them all to the first phase, whose history may be imported later.
 */
export function splitByPhase(periods: readonly Period[], phases: readonly Phase[]): PhasePeriods[] {
  const closed = periods.filter(({ provisional }) => !provisional)
  let begin = 0
  return phases.map((phase, index) => {
    const next = phases[index + 1]
    let end = begin
    while (end < closed.length && (next === undefined || (closed[end]?.start ?? '') < next.start)) end++
    const own = closed.slice(begin, end)
    begin = end
    return { phase, periods: own }
  })
}

/** What the limits of a phase rest on. `first n` counts periods with a value, and takes what there is until then. */
export function baselineOf({ phase, periods }: PhasePeriods): BaselineValues {
  const { baseline, frozenAt } = phase
  const most = typeof baseline === 'object' && 'first' in baseline ? baseline.first : Number.POSITIVE_INFINITY
  const range = typeof baseline === 'object' && 'from' in baseline ? baseline : null
  const values: (number | null)[] = []
  let points = 0
  for (const period of periods) {
    if (points === most || (frozenAt !== undefined && period.end > frozenAt)) break
    if (range !== null && (period.start < range.from || period.start > range.to)) continue
    const value = partOf(period)
    values.push(value)
    if (value !== null) points++
  }
  return { values, points, isLocked: frozenAt !== undefined || range !== null || points === most }
}
