// Did the process really change, or was it luck? (DOMAIN.md section 7.3)
import { meanOf } from '../arithmetic.ts'
import { addDays, type DateRange, type IsoDate } from '../calendar/iso-date.ts'
import { smallestShownShift } from '../kpi/false-alarms.ts'
import { baselineOf, partOf, splitByPhase } from '../kpi/phase.ts'
import { areLimitsTrustworthy } from '../kpi/trust.ts'
import type { Direction, Period, Phase, ProcessRules, Side, SignalRule } from '../kpi/types.ts'
import { firmnessOf, type Limits, limitsByRules, type Values, valuesThere } from '../kpi/xmr.ts'
import { levelChange, type Verdict } from './level-change.ts'

export type ProofOptions = ProcessRules & { direction: Direction }

/** A mean and how many periods it rests on. */
export type Level = { mean: number | null; periods: number }

export type Proof = {
  verdict: Verdict
  /** The frozen baseline of the phase before. */
  before: Level
  /** The closed periods within the key result's dates. */
  after: Level
  /** after − before, in the KPI's unit. */
  difference: number | null
  /** The first period of the change, by its first day. */
  from: IsoDate | null
  /** The first period of the change beyond a natural process limit. */
  firstOutside: IsoDate | null
  side: Side | null
  /** What the verdict rests on; periods by their first days. */
  signals: { rule: SignalRule; from: IsoDate; to: IsoDate; completedAt: IsoDate }[]
  /** For `not_shown`: the smallest shift that so many periods would have shown 4 times in 5. */
  smallestShift: number | null
  /** The limits of before; null below 6 periods. */
  limits: Limits | null
  /** False where those limits cannot be trusted (section 7.1): said beside the verdict, which it does not change. */
  trustworthy: boolean
}

/**
 * The proof of a key result: the closed periods wholly within its dates, held against the frozen baseline of
 * the phase that holds the last period ended before its first day. Periods and phases come oldest first.
 */
export function proofOf(
  periods: readonly Period[],
  phases: readonly Phase[],
  dates: DateRange,
  options: ProofOptions,
): Proof {
  const after = periods.filter(({ start, end }) => start >= dates.start && end <= dates.end)
  return changeProof(periods, phases, addDays(dates.start, -1), after, options)
}

/** The same for any periods that came after: the baseline takes those that ended by `frozenAt`. */
export function changeProof(
  periods: readonly Period[],
  phases: readonly Phase[],
  frozenAt: IsoDate,
  later: readonly Period[],
  options: ProofOptions,
): Proof {
  const past = periods.filter(({ end }) => end <= frozenAt)
  const before = splitByPhase(past, phases).findLast((phase) => phase.periods.length > 0)
  const baseline = before === undefined ? [] : baselineOf(before).values
  const beforeLevel = levelOf(baseline)
  const limits = firmnessOf(beforeLevel.periods) === 'none' ? null : limitsByRules(baseline, options)

  const closed = later.filter(({ provisional }) => !provisional)
  const values = closed.map(partOf)
  const afterLevel = levelOf(values)
  const change = levelChange(limits, values, options)
  const dayOf = (index: number | null | undefined): IsoDate | null => closed[index ?? -1]?.start ?? null
  return {
    verdict: change.verdict,
    before: beforeLevel,
    after: afterLevel,
    difference:
      beforeLevel.mean === null || afterLevel.mean === null ? null : afterLevel.mean - beforeLevel.mean,
    from: dayOf(change.first),
    firstOutside: dayOf(change.firstOutside),
    side: change.side,
    signals: change.signals.map(({ rule, points, completedAt }) => ({
      rule,
      from: dayOf(points[0]) ?? '',
      to: dayOf(points.at(-1)) ?? '',
      completedAt: dayOf(completedAt) ?? '',
    })),
    smallestShift:
      change.verdict === 'not_shown' && limits
        ? smallestShownShift(options.ruleSet, limits, afterLevel.periods)
        : null,
    limits,
    trustworthy: areLimitsTrustworthy(baseline),
  }
}

function levelOf(values: Values): Level {
  const taken = valuesThere(values)
  return { mean: meanOf(taken), periods: taken.length }
}
