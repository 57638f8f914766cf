// What a KPI's process is doing: limits, signals, variation, capability and remedy, from periods and phases.
// The one home of DOMAIN.md section 7.1 for charts, boards, mail and jobs.
import type { IsoDate } from '../calendar/iso-date.ts'
import { capabilityOf } from './capability.ts'
import { baselineOf, type PhasePeriods, partOf, splitByPhase } from './phase.ts'
import { type Remedy, remedyFor } from './remedy.ts'
import { type FoundSignal, findSignals, readingOf } from './signals.ts'
import { areLimitsTrustworthy } from './trust.ts'
import type {
  Aggregation,
  Capability,
  Direction,
  Firmness,
  Period,
  ProcessRules,
  Reading,
  Side,
  SignalRule,
  Target,
  Variation,
} from './types.ts'
import { variationAt } from './variation.ts'
import { firmnessOf, type Limits, limitsByRules, meanInOrder, pointsIn, valuesThere } from './xmr.ts'

export type BehaviourOptions = ProcessRules & {
  direction: Direction
  /** The target that holds now. */
  target: Target | null
  /** What the value cannot pass: limits are drawn clipped there. A count has the floor 0 unless told otherwise. */
  floor?: number | null
  ceiling?: number | null
  aggregation?: Aggregation
}

/** Why a phase has no limits, or limits that raise nothing. */
export type WhyNot = 'too_few_points' | 'no_moving_range' | 'autocorrelated'

export type PhaseBehaviour = {
  id: string
  /** The first day of its first period; the phase's own start, and no end, while it has none. */
  start: IsoDate
  end: IsoDate | null
  /** Periods that take part, and how many of them the limits rest on. */
  points: number
  baselinePoints: number
  /** Whether later periods leave the limits as they are. */
  isLocked: boolean
  /** Below 6 points the mean of what there is; null for none. */
  centre: number | null
  /** Null while there are no limits to show; all in the KPI's unit. */
  lower: number | null
  upper: number | null
  movingRange: number | null
  upperRange: number | null
  /** The limits as drawn: clipped where the value cannot go. */
  drawnLower: number | null
  drawnUpper: number | null
  limits: Firmness
  trustworthy: boolean
  whyNot: WhyNot[]
}

export type Signal = {
  /** Stays the same while the signal grows; unique within the KPI. */
  identity: string
  phaseId: string
  rule: SignalRule
  side: Side
  reading: Reading
  /** First days of periods: the first and last point, every point, and the one that completed the pattern. */
  from: IsoDate
  to: IsoDate
  points: IsoDate[]
  completedAt: IsoDate
}

export type Behaviour = {
  phases: PhaseBehaviour[]
  /** Of every phase, in order of time; drawn also where the limits cannot be trusted. */
  signals: Signal[]
  /** The class of the newest closed point; null without limits. */
  variation: Variation | null
  /** Against the limits of the last phase that has points. */
  capability: Capability | null
  remedy: Remedy | null
}

/**
 * Reads a process. Periods and phases come oldest first, with at least one phase; the running period, missing
 * and left-out ones take no part. Limits and signals are withheld below 6 points. Linear in the periods.
 */
export function behaviourOf(
  periods: readonly Period[],
  phases: readonly PhasePeriods['phase'][],
  options: BehaviourOptions,
): Behaviour {
  const read = splitByPhase(periods, phases).map((own) => readPhase(own, options))
  const signals = read.flatMap((phase) => phase.signals)
  const current = read.findLast(({ behaviour }) => behaviour.points > 0)
  const limits = current?.limits ?? null
  const newest = current?.newest ?? null
  const variation = limits === null || newest === null ? null : variationAt(newest, current?.signals ?? [])
  const capability = capabilityOf(limits, options.target, options.direction)
  return {
    phases: read.map(({ behaviour }) => behaviour),
    signals,
    variation,
    capability,
    remedy: remedyFor(variation, capability),
  }
}

type ReadPhase = {
  behaviour: PhaseBehaviour
  limits: Limits | null
  signals: Signal[]
  newest: IsoDate | null
}

function readPhase(own: PhasePeriods, options: BehaviourOptions): ReadPhase {
  const { phase, periods, values } = own
  const baseline = baselineOf(own)
  const firmness = firmnessOf(baseline.points)
  const limits = firmness === 'none' ? null : limitsByRules(baseline.values, options)
  const trustworthy = areLimitsTrustworthy(baseline.values)
  const whyNot: WhyNot[] = []
  if (firmness === 'none') whyNot.push('too_few_points')
  else if (limits === null) whyNot.push('no_moving_range')
  if (!trustworthy) whyNot.push('autocorrelated')
  const found = limits === null ? [] : findSignals(values, limits, options.ruleSet)
  const newest = periods.findLast((period) => partOf(period) !== null)
  return {
    behaviour: {
      id: phase.id,
      start: periods[0]?.start ?? phase.start,
      end: periods.at(-1)?.end ?? null,
      points: pointsIn(values),
      baselinePoints: baseline.points,
      isLocked: baseline.isLocked,
      centre: limits?.centre ?? meanInOrder(valuesThere(baseline.values)),
      lower: limits?.lower ?? null,
      upper: limits?.upper ?? null,
      movingRange: limits?.movingRange ?? null,
      upperRange: limits?.upperRange ?? null,
      drawnLower: limits && clipped(limits.lower, options),
      drawnUpper: limits && clipped(limits.upper, options),
      limits: limits === null ? 'none' : firmness,
      trustworthy,
      whyNot,
    },
    limits,
    signals: found.map((signal) => dated(signal, own, options.direction)),
    newest: newest?.start ?? null,
  }
}

function clipped(limit: number, { floor, ceiling, aggregation }: BehaviourOptions): number {
  const least = floor ?? (aggregation === 'count' ? 0 : Number.NEGATIVE_INFINITY)
  return Math.min(ceiling ?? Number.POSITIVE_INFINITY, Math.max(least, limit))
}

function dated(signal: FoundSignal, { phase, periods }: PhasePeriods, direction: Direction): Signal {
  const dayOf = (index: number | undefined): IsoDate => periods[index ?? -1]?.start ?? ''
  const { rule, side } = signal
  const from = dayOf(signal.points[0])
  return {
    identity: `${phase.id}:${rule}:${side}:${from}`,
    phaseId: phase.id,
    rule,
    side,
    reading: readingOf(side, direction),
    from,
    to: dayOf(signal.points.at(-1)),
    points: signal.points.map(dayOf),
    completedAt: dayOf(signal.completedAt),
  }
}
