// What becomes of a key result after its cycle: decided in review, by whoever may close its objective.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readCycle } from './cycle-row.ts'
import { keyResultFacts } from './key-result-facts.ts'
import { lockKeyResult, readKeyResult } from './key-results.ts'

/** Those that have one, by their key result's id. */
export async function keyResultDecisions(op: Op, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('key_result_decision')
    .select(['key_result_id', 'decision'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`key_result_id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.key_result_id, row.decision]))
}

export const decideKeyResult: Handlers<Contract['keyResults']>['decide'] = async ({ id, decision }, op) => {
  await lockKeyResult(op, id)
  const { row } = await readKeyResult(op, id)
  op.authorise('keyResult.close', keyResultFacts(row))
  const cycle = await readCycle(op, row.cycle_id)
  if (cycle.state !== 'review')
    throw new Refusal(cycle.state === 'closed' ? 'cycle_closed' : 'cycle_not_in_review')
  const before = (await keyResultDecisions(op, [id])).get(id) ?? null
  const there = op.db.deleteFrom('key_result_decision').where('workspace_id', '=', op.workspace.id)
  await there.where('key_result_id', '=', id).execute()
  if (decision !== null)
    await op.db
      .insertInto('key_result_decision')
      .values({
        workspace_id: op.workspace.id,
        key_result_id: id,
        decision,
        decided_at: op.now,
        decided_by: op.actor.memberId,
      })
      .execute()
  if (before !== decision) op.record('key_result', id, { decision: before }, { decision })
  return { id, decision }
}
