// The test of proof and bets: did the periods that came after leave the level of those before (DOMAIN.md 7.3)?
import { type FoundSignal, findSignals, noiseOf, readingOf } from '../kpi/signals.ts'
import type { Direction, RuleSet, Side } from '../kpi/types.ts'
import { firmnessOf, type Limits, pointsIn, type Values, valuesThere } from '../kpi/xmr.ts'

export type Verdict =
  | 'improved'
  | 'likely'
  | 'worsened'
  | 'changed'
  | 'changed_back'
  | 'not_shown'
  | 'too_early'
  | 'no_baseline'

export type LevelChange = {
  verdict: Verdict
  /** The side of the old centre on which the change lies; null where none was seen. */
  side: Side | null
  /** The signals of level, or the single point outside that holds. */
  signals: FoundSignal[]
  /** Indices of the first value of the change, and of its first one beyond a limit. */
  first: number | null
  firstOutside: number | null
}

/** From so many periods on, no signal means that nothing was shown, not that it is too early. */
export const ENOUGH_PERIODS = 8

/**
 * Holds the values that came after against the limits of before. A signal of level is a run, a near_limit, or
 * two or more consecutive points outside on one side; it holds when the last two values lie on its side of the
 * old centre.
 */
export function levelChange(
  limits: Limits | null,
  after: Values,
  { ruleSet, direction }: { ruleSet: RuleSet; direction: Direction },
): LevelChange {
  const nothing = { side: null, signals: [], first: null, firstOutside: null }
  if (limits === null || firmnessOf(limits.points) === 'none') return { verdict: 'no_baseline', ...nothing }
  const found = findSignals(after, limits, ruleSet)
  const ofLevel = found.filter(isOfLevel)
  const singles = found.filter(
    ({ rule, side, points }) => rule === 'outside' && side !== 'range' && points.length === 1,
  )
  const ending = endingSide(after, limits)
  const onEndingSide = ({ side }: FoundSignal) => side === ending

  const held = ofLevel.some(onEndingSide)
  if (!held && ofLevel.length > 0) {
    const latest = ofLevel.reduce((a, b) => (lastOf(b) > lastOf(a) ? b : a))
    return { verdict: 'changed_back', ...changeOn(latest.side, ofLevel, found) }
  }
  const evidence = held ? ofLevel : singles
  if (ending !== null && evidence.some(onEndingSide)) {
    const isProven = held && firmnessOf(limits.points) === 'firm'
    return { verdict: verdictOn(ending, direction, isProven), ...changeOn(ending, evidence, found) }
  }
  const periods = pointsIn(after)
  return { verdict: periods >= ENOUGH_PERIODS ? 'not_shown' : 'too_early', ...nothing }
}

function isOfLevel({ rule, side, points }: FoundSignal): boolean {
  return (
    rule === 'run' || rule === 'near_limit' || (rule === 'outside' && side !== 'range' && points.length >= 2)
  )
}

/** The side of the centre on which the last two values lie, both strictly. */
function endingSide(values: Values, limits: Limits): Side | null {
  const lastTwo = valuesThere(values).slice(-2)
  if (lastTwo.length < 2) return null
  const [centre, noise] = [limits.centre, noiseOf(limits)]
  if (lastTwo.every((value) => value > centre + noise)) return 'above'
  return lastTwo.every((value) => value < centre - noise) ? 'below' : null
}

function verdictOn(side: Side, direction: Direction, isProven: boolean): Verdict {
  const reading = readingOf(side, direction)
  if (reading === 'concern') return 'worsened'
  if (!isProven) return 'likely'
  return reading === 'change' ? 'changed' : 'improved'
}

/**
 * The change reaches back from the last signal on its side through those that overlap it: an earlier signal
 * that went away in between is another change.
 */
function changeOn(side: Side, evidence: readonly FoundSignal[], found: readonly FoundSignal[]) {
  const signals = evidence.filter((signal) => signal.side === side)
  let first = Number.POSITIVE_INFINITY
  for (const signal of signals.toSorted((a, b) => lastOf(b) - lastOf(a)))
    if (first === Number.POSITIVE_INFINITY || lastOf(signal) >= first)
      first = Math.min(first, firstOf(signal))
  const outside = found
    .filter((signal) => signal.rule === 'outside' && signal.side === side)
    .flatMap(({ points }) => points)
  return { side, signals, first, firstOutside: outside.find((point) => point >= first) ?? null }
}

function firstOf({ points }: FoundSignal): number {
  return points[0] ?? Number.NaN
}

function lastOf({ points }: FoundSignal): number {
  return points.at(-1) ?? Number.NaN
}
