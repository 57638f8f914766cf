// An objective as the contract shows it.
import type { ObjectiveView } from '../../../contract/okr.ts'
import { type ObjectiveEvidence, objectiveFigures } from './objective-figures.ts'
import type { ObjectiveRow } from './objective-row.ts'

export function objectiveView(row: ObjectiveRow, evidence: ObjectiveEvidence): ObjectiveView {
  const { progress, expected, status, stale } = objectiveFigures(evidence)
  const parentId = row.parent_objective_id ?? row.parent_key_result_id
  const parentKind = row.parent_objective_id ? ('objective' as const) : ('key_result' as const)
  return {
    id: row.id,
    cycleId: row.cycle_id,
    title: row.title,
    reason: row.reason,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    ambition: row.ambition as ObjectiveView['ambition'],
    weight: row.weight,
    parent: parentId ? { kind: parentKind, id: parentId } : null,
    countsAligned: row.counts_aligned,
    visibility: row.visibility as ObjectiveView['visibility'],
    visibleTo: row.visible_to,
    fromKpiId: row.from_kpi_id,
    carriedFromId: row.carried_from,
    progress,
    expected,
    status,
    stale,
    score: row.score,
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
