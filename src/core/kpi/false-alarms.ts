// What the rules cost on a process that does not change, and what they can see: looked up in tables that the
// simulation bench/false-alarms.ts makes.
import { DETECTION, FALSE_IMPROVED, NEW_SIGNALS, type ShareTable } from './false-alarms.generated.ts'
import type { RuleSet } from './types.ts'
import type { Limits } from './xmr.ts'

/**
 * Expected new signals per period on a stable process (DOMAIN.md section 7.1, "Trust"): 0.03 is three in a
 * hundred periods. `isLocked` tells limits that later periods leave as they are from limits over all points so
 * far. Null below 6 points, where nothing is raised.
 */
export function newSignalRate(ruleSet: RuleSet, baselinePoints: number, isLocked: boolean): number | null {
  const row = lastUpTo(NEW_SIGNALS[ruleSet], baselinePoints, ({ baseline }) => baseline)
  if (row === null) return null
  return isLocked ? row.locked : row.open
}

/**
 * The share of unchanged processes for which so many periods, held against so long a baseline, still give the
 * verdict `improved` (section 7.3). Null below a firm baseline, which never gives it.
 */
export function falseImprovedRate(ruleSet: RuleSet, baselinePoints: number, periods: number): number | null {
  return lookUp(FALSE_IMPROVED[ruleSet], baselinePoints, periods)
}

/**
 * The smallest lasting shift, in the unit of the limits, that so many periods would have shown by a signal of
 * level 4 times in 5 (section 7.3, `not_shown`). Null for fewer periods than 8.
 */
export function smallestShownShift(
  ruleSet: RuleSet,
  { points, centre, upper }: Pick<Limits, 'points' | 'centre' | 'upper'>,
  periods: number,
): number | null {
  const sigmas = lookUp(DETECTION[ruleSet], points, periods)
  return sigmas === null ? null : (sigmas * (upper - centre)) / 3
}

/** The entry for as many points and periods as the table holds without exceeding those given. */
function lookUp(table: ShareTable, baselinePoints: number, periods: number): number | null {
  const row = lastUpTo(table.rows, baselinePoints, ({ baseline }) => baseline)
  const column = table.periods.findLastIndex((columnPeriods) => columnPeriods <= periods)
  return row?.values[column] ?? null
}

function lastUpTo<Row>(rows: readonly Row[], most: number, keyOf: (row: Row) => number): Row | null {
  return rows.findLast((row) => keyOf(row) <= most) ?? null
}
