// An objective as it is stored, and as the contract shows it.
import type { ObjectiveView } from '../../../contract/okr.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { type KeyResultFacts, objectiveFigures } from './figures.ts'

export function objectives(op: Op) {
  return op.db
    .selectFrom('objective')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('objective_review as r')
        .select('r.score')
        .whereRef('r.workspace_id', '=', 'objective.workspace_id')
        .whereRef('r.objective_id', '=', 'objective.id')
        .as('score'),
    )
    .where('workspace_id', '=', op.workspace.id)
}

/** The objective, for whoever may see it; otherwise it does not exist. */
export async function readObjective(op: Op, id: string, lock = false) {
  const query = objectives(op).where('id', '=', id)
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst())
  return found(op.sees(objectiveFacts(row)) ? row : undefined)
}

export type ObjectiveRow = Awaited<ReturnType<typeof readObjective>>

export const objectiveFacts = (row: Parameters<typeof itemFacts>[0]) => itemFacts(row)

export function refuseNegativeWeight(weight: number | undefined): void {
  if (weight !== undefined && weight < 0)
    throw new Refusal('weight_negative', {}, [{ field: 'weight', code: 'weight_negative' }])
}

export function objectiveView(op: Op, row: ObjectiveRow, keyResults: KeyResultFacts[]): ObjectiveView {
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
    visibility: row.visibility as ObjectiveView['visibility'],
    visibleTo: row.visible_to,
    fromKpiId: row.from_kpi_id,
    ...objectiveFigures(op, keyResults),
    score: row.score,
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
