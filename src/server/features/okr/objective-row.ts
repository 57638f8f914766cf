// An objective as it is stored.
import { itemFacts } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { objectivesAsOf } from './as-of.ts'

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
        .$if(op.asOf !== null, (query) => query.where('r.decided_at', '<=', op.asOf))
        .as('score'),
    )
    .where('workspace_id', '=', op.workspace.id)
}

/** The objective, for whoever may see it; otherwise it does not exist. */
export async function readObjective(op: Op, id: string, lock = false): Promise<ObjectiveRow> {
  const query = objectives(op).where('id', '=', id).modifyEnd(kept)
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst())
  found(op.sees(objectiveFacts(row)) ? row : undefined)
  return op.asOf === null ? row : found((await objectivesAsOf(op, [row], op.asOf))[0])
}

export type ObjectiveRow = Awaited<ReturnType<ReturnType<typeof objectives>['executeTakeFirstOrThrow']>> & {
  /** Of an objective as it was: its unit of now, by which it is seen. */
  unit_now?: string | null
}

export const objectiveFacts = (row: Parameters<typeof itemFacts>[0] & { unit_now?: string | null }) =>
  itemFacts(row.unit_now === undefined ? row : { ...row, unit_id: row.unit_now })

export function refuseNegativeWeight(weight: number | undefined): void {
  if (weight !== undefined && weight < 0)
    throw new Refusal('weight_negative', {}, [{ field: 'weight', code: 'weight_negative' }])
}
