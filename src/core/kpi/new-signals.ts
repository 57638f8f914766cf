// Raise once: which signals are news (DOMAIN.md section 7.1).
import type { IsoDate } from '../calendar/iso-date.ts'
import type { Behaviour, Signal } from './behaviour.ts'

export type NewSignals = {
  /** Not known before: to be raised. */
  raised: Signal[]
  /** Known by their identity, with more points than before: they keep their triage. */
  grown: Signal[]
}

/**
 * What the periods that close for the first time now, each by its first day, bring: a signal that one of them
 * begins, joins or completes. `known` holds the identities raised before. A pattern of older periods alone is
 * drawn, never raised, and limits that cannot be trusted raise nothing.
 */
export function newSignals(
  { signals, phases }: Pick<Behaviour, 'signals' | 'phases'>,
  closing: ReadonlySet<IsoDate>,
  known: ReadonlySet<string>,
): NewSignals {
  const trusted = new Set(phases.filter(({ trustworthy }) => trustworthy).map(({ id }) => id))
  const news = signals.filter(
    ({ phaseId, points, completedAt }) =>
      trusted.has(phaseId) && (closing.has(completedAt) || points.some((point) => closing.has(point))),
  )
  return {
    raised: news.filter(({ identity }) => !known.has(identity)),
    grown: news.filter(({ identity }) => known.has(identity)),
  }
}
