// A cycle as it is stored, and as the contract shows it.
import type { CycleView } from '../../../contract/okr.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

export function cycles(op: Op) {
  return op.db.selectFrom('cycle').selectAll().where('workspace_id', '=', op.workspace.id)
}

export async function readCycle(op: Op, id: string, lock = false) {
  const query = cycles(op).where('id', '=', id)
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
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
