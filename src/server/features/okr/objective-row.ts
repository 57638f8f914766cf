// An objective as it is stored.
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

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

/** What is archived stays as it is until it is restored. */
export function refuseArchived(
  row: { archived_at: Date | null },
  change?: { archived?: boolean | undefined },
): void {
  if (row.archived_at !== null && change?.archived !== false) throw new Refusal('archived')
}
