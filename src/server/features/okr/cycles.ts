// Cycles: draft → active → review → closed, and back by an admin, which is recorded.
import type { Contract } from '../../../contract/contract.ts'
import type { CycleView } from '../../../contract/okr.ts'
import { cycleDatesRefusal, cycleTransition } from '../../../core/okr/cycle.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { closeCycle, refuseUndecided, reopenCycle } from './close.ts'
import { cycles, cycleView, readCycle } from './cycle-row.ts'
import { publishKeyResults } from './publish.ts'
import { cycleReview } from './review.ts'

export const cycleHandlers: Handlers<Contract['cycles']> = {
  list: async ({ limit, cursor, state }, op) => {
    const after = decodeCursor(cursor, 'day', 'id')
    let query = cycles(op)
      .orderBy('first_day', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (state) query = query.where('state', '=', state)
    if (after) query = query.where(past(['first_day', 'id'], '<', after))
    return pageOf(await query.execute(), limit, (row) => [row.first_day, row.id], cycleView)
  },

  get: async ({ id }, op) => cycleView(await readCycle(op, id)),

  create: async ({ name, kind, start, end, state }, op) => {
    op.authorise('cycle.manage', {})
    refuseDates(start, end)
    const id = newId()
    const row = {
      workspace_id: op.workspace.id,
      id,
      name,
      kind,
      first_day: start,
      last_day: end,
      state: state ?? 'draft',
      created_at: op.now,
    }
    await op.db.insertInto('cycle').values(row).execute()
    op.record('cycle', id, null, { name, kind, start, end, state: row.state })
    return cycleView(await readCycle(op, id))
  },

  update: async ({ id, name, start, end, state }, op) => {
    op.authorise('cycle.manage', {})
    const row = await readCycle(op, id, true)
    const stays = state === undefined || state === row.state
    if (row.state === 'closed' && stays) throw new Refusal('cycle_closed')
    refuseDates(start ?? row.first_day, end ?? row.last_day)
    const from = row.state as CycleView['state']
    if (state !== undefined && state !== from) await refuseStep(op, id, from, state)
    const closed_at = state === undefined || state === from ? undefined : state === 'closed' ? op.now : null
    if (state === 'closed') await closeCycle(op, id)
    if (from === 'closed') await reopenCycle(op, id)
    await revise(op, 'cycle', { kind: 'cycle', id, key: { id } }, row, {
      name,
      first_day: start,
      last_day: end,
      state,
      closed_at,
    })
    if (state === 'active') await publishKeyResults(op, { cycleId: id })
    return cycleView(await readCycle(op, id))
  },

  review: async ({ id }, op) => cycleReview(op, await readCycle(op, id)),
}

async function refuseStep(
  op: Op,
  id: string,
  from: CycleView['state'],
  to: CycleView['state'],
): Promise<void> {
  const transition = cycleTransition(from, to)
  if (transition === null)
    throw new Refusal('cycle_step_refused', {
      from: op.t(`cycle.state.${from}`),
      to: op.t(`cycle.state.${to}`),
    })
  if (transition === 'reopen') op.authorise('cycle.reopen', {})
  if (to === 'closed') await refuseUndecided(op, id)
}

/** The contract lets in no date that does not exist, so what core refuses is their order. */
function refuseDates(start: string, end: string): void {
  const refusal = cycleDatesRefusal({ start, end })
  if (refusal) throw new Refusal('dates_reversed', {}, [{ field: refusal.field, code: 'dates_reversed' }])
}
