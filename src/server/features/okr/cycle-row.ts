// A cycle as it is stored, and as the contract shows it.
import { sql } from 'kysely'
import type { CycleView } from '../../../contract/okr.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { shownName } from '../../platform/shown-name.ts'

export function cycles(op: Op) {
  return op.db
    .selectFrom('cycle')
    .selectAll()
    .select(
      sql<
        Reopening[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('at', r.reopened_at, 'byId', r.reopened_by,
          'byName', ${shownName(op, 'm')}, 'reason', r.reason, 'state', r.state, 'closedAt', r.closed_at) order by r.id desc), '[]')
        from cycle_reopening r join member m on m.workspace_id = r.workspace_id and m.id = r.reopened_by
        where r.workspace_id = cycle.workspace_id and r.cycle_id = cycle.id)`.as('reopenings'),
    )
    .where('workspace_id', '=', op.workspace.id)
}

type Reopening = CycleView['reopenings'][number]

export async function readCycle(op: Op, id: string, lock = false) {
  const query = cycles(op).where('id', '=', id).modifyEnd(kept)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

export type CycleRow = Awaited<ReturnType<typeof readCycle>>

/** The cycle that something is to be changed in; a closed one is read-only. */
export async function openCycle(op: Op, id: string): Promise<CycleRow> {
  const row = await cycles(op).where('id', '=', id).forShare().executeTakeFirst()
  if (!row)
    throw new Refusal('not_in_workspace', { field: 'cycleId' }, [
      { field: 'cycleId', code: 'not_in_workspace' },
    ])
  if (row.state === 'closed') throw new Refusal('cycle_closed')
  return row
}

export function cycleView(row: CycleRow): CycleView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as CycleView['kind'],
    start: row.first_day,
    end: row.last_day,
    state: row.state as CycleView['state'],
    closedAt: row.closed_at?.toISOString() ?? null,
    reopenings: row.reopenings.map((one) => ({
      ...one,
      at: new Date(one.at).toISOString(),
      closedAt: one.closedAt && new Date(one.closedAt).toISOString(),
    })),
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
