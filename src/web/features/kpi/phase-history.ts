// What happened to a KPI's phases, one event each, read from the versions that are kept.
import type { z } from 'zod'
import type { ChartView, PhaseVersion } from '../../../contract/kpi.ts'

type Version = z.output<typeof PhaseVersion>
type HandOver = Pick<ChartView['handOvers'][number], 'phaseId' | 'undoneAt'>

export type PhaseEvent = {
  kind:
    | 'opened'
    | 'handed_over'
    | 'moved'
    | 'baseline'
    | 'frozen'
    | 'reason'
    | 'removed'
    | 'undone'
    | 'restored'
  phaseId: string
  version: number
  at: string
  /** Null where only the audit log knows. */
  by: string | null
  /** First day of the phase after the event, null for the beginning; `before` where it was moved. */
  start: string | null
  before: string | null
  frozenAt: string | null
  reason: string
  /** The level of the phase by this version, when it last stood so or now. */
  centre: number | null
}

/** Newest first. A version that changes several things at once is told by the weightiest of them. */
export function phaseEvents(versions: readonly Version[], handOvers: readonly HandOver[]): PhaseEvent[] {
  const ofHandOver = new Map(handOvers.map((handOver) => [handOver.phaseId, handOver]))
  const events = [...Map.groupBy(versions, ({ phaseId }) => phaseId).values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.version - b.version)
    return inOrder.flatMap((now, index): PhaseEvent[] => {
      const { phaseId, version, start, frozenAt, reason, centre } = now
      const before = inOrder[index - 1]
      const handOver = ofHandOver.get(phaseId)
      const told = { phaseId, version, start, before: before?.start ?? null, frozenAt, reason, centre }
      const kind = before ? changeOf(before, now) : handOver ? 'handed_over' : 'opened'
      const written: PhaseEvent = { ...told, kind, at: now.recordedAt, by: now.recordedBy }
      if (now.supersededAt === null || now.removedBecause === null) return [written]
      const isUndone = handOver?.undoneAt === now.supersededAt
      const removed = { ...told, kind: isUndone ? 'undone' : 'removed', reason: now.removedBecause } as const
      return [written, { ...removed, at: now.supersededAt, by: now.removedBy }]
    })
  })
  return events.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

function changeOf(before: Version, now: Version): PhaseEvent['kind'] {
  if (before.removedBecause !== null) return 'restored'
  if (before.start !== now.start) return 'moved'
  if (now.frozenAt !== null && before.frozenAt !== now.frozenAt) return 'frozen'
  return JSON.stringify(before.baseline) === JSON.stringify(now.baseline) && before.frozenAt === now.frozenAt
    ? 'reason'
    : 'baseline'
}
