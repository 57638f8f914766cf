// Which steps are done, when the steps themselves change: check-ins name them by their place.
import { isDeepStrictEqual } from 'node:util'
import type { Milestone } from '../../../core/okr/measure.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'

/** Renames the places in the newest check-in that speaks of steps, as a new version: done steps stay done, by title. */
export async function followSteps(
  op: Op,
  keyResultId: string,
  before: readonly Milestone[],
  after: readonly Milestone[],
): Promise<void> {
  const row = await op.db
    .selectFrom('check_in')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('key_result_id', '=', keyResultId)
    .where('superseded_at', 'is', null)
    .where('steps_done', 'is not', null)
    .orderBy('on_date', 'desc')
    .executeTakeFirst()
  const said = row?.steps_done
  if (!row || !said) return
  const steps_done = after.flatMap(({ title }, place) => {
    const was = before[place]?.title === title ? place : before.findIndex((step) => step.title === title)
    return said.includes(was) ? [place] : []
  })
  if (isDeepStrictEqual(steps_done, said)) return
  await op.db
    .updateTable('check_in')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', row.id)
    .execute()
  const version = { id: newId(), steps_done, recorded_at: op.now, recorded_by: op.actor.memberId }
  await op.db
    .insertInto('check_in')
    .values({ ...row, ...version })
    .execute()
  op.record('key_result', keyResultId, { stepsDone: said }, { checkIn: version.id, stepsDone: steps_done })
}
