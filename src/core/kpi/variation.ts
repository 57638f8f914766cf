// What a point says: the strongest of the signals it stands in (DOMAIN.md section 7.1, "Variation").
import type { Reading, Side, SignalRule, Variation } from './types.ts'

const PRECEDENCE: readonly SignalRule[] = ['outside', 'trend', 'near_limit', 'run']

type Placed<Point> = { rule: SignalRule; side: Side; reading: Reading; points: readonly Point[] }

/**
 * The signal that decides what a point is: outside, then trend, near_limit, run; a moving range only where it
 * stands alone, as it has no side. Null for a point in no signal.
 */
export function decidingSignal<Point, Signal extends Placed<Point>>(
  point: Point,
  signals: readonly Signal[],
): Signal | null {
  const rank = ({ rule, side }: Signal) => (side === 'range' ? PRECEDENCE.length : PRECEDENCE.indexOf(rule))
  return signals
    .filter(({ points }) => points.includes(point))
    .reduce<Signal | null>((best, signal) => (best && rank(best) <= rank(signal) ? best : signal), null)
}

/** The class of a point: that of its deciding signal, or common cause. */
export function variationAt<Point>(point: Point, signals: readonly Placed<Point>[]): Variation {
  return decidingSignal(point, signals)?.reading ?? 'common_cause'
}
