// Which periods belong to a phase, and which of them its limits rest on (DOMAIN.md section 7.1, "baseline").
import type { Baseline, Period, Phase, RuleSet } from './types.ts'
import { isThere, type Values } from './xmr.ts'

/** A phase with its closed periods, oldest first, and the value with which each takes part. */
export type PhasePeriods = { phase: Phase; periods: readonly Period[]; values: Values }

export type BaselineValues = {
  values: Values
  /** How many of them are there. */
  points: number
  /** Whether later periods leave the limits as they are. */
  isLocked: boolean
}

const AFTER_ALL = '9999-99-99'

/** The first 24 points for `wheeler`, all of them for `nhs`. */
export function defaultBaseline(ruleSet: RuleSet): Baseline {
  return ruleSet === 'wheeler' ? { first: 24 } : 'all'
}

/** The value with which a period takes part in limits and signals; null when missing, left out or running. */
export function partOf(period: Period): number | null {
  return period.provisional || period.leftOut ? null : period.value
}

function valuesOf(periods: readonly Period[]): Float64Array {
  const values = new Float64Array(periods.length)
  for (let i = 0; i < periods.length; i++) {
    const period = periods[i]
    values[i] = (period && partOf(period)) ?? Number.NaN
  }
  return values
}

/**
 * The closed periods of each phase. Both lists come oldest first. A period belongs to the last phase that had
 * started by its first day, and one before them all to the first phase, whose history may be imported later.
 */
export function splitByPhase(periods: readonly Period[], phases: readonly Phase[]): PhasePeriods[] {
  const closed = periods.some(({ provisional }) => provisional)
    ? periods.filter(({ provisional }) => !provisional)
    : periods
  let begin = 0
  return phases.map((phase, place) => {
    const next = phases[place + 1]?.start ?? AFTER_ALL
    let end = begin
    while (end < closed.length && (closed[end]?.start ?? AFTER_ALL) < next) end++
    // A million periods of one phase are not copied.
    const own = end - begin === closed.length ? closed : closed.slice(begin, end)
    begin = end
    return { phase, periods: own, values: valuesOf(own) }
  })
}

/** What the limits of a phase rest on. `first n` counts periods with a value, and takes what there is until then. */
export function baselineOf({ phase, periods, values }: PhasePeriods): BaselineValues {
  const { baseline, frozenAt } = phase
  const most = typeof baseline === 'object' && 'first' in baseline ? baseline.first : Number.POSITIVE_INFINITY
  const range = typeof baseline === 'object' && 'from' in baseline ? baseline : null
  const begin = range === null ? 0 : periods.filter(({ start }) => start < range.from).length
  let end = begin
  let points = 0
  while (end < periods.length && points < most) {
    const { start = AFTER_ALL, end: lastDay = AFTER_ALL } = periods[end] ?? {}
    if (start > (range?.to ?? AFTER_ALL) || lastDay > (frozenAt ?? AFTER_ALL)) break
    if (isThere(values[end] ?? null)) points++
    end++
  }
  const isLocked = frozenAt !== undefined || range !== null || points === most
  return { values: values.slice(begin, end), points, isLocked }
}
