// A unit as stored, and as the contract shows it.
import type { UnitView } from '../../../contract/people.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

type Row = {
  id: string
  name: string
  parent_id: string | null
  archived_at: Date | null
  version: number
  created_at: Date
}

export const unitView = (row: Row): UnitView => ({
  id: row.id,
  name: row.name,
  parentId: row.parent_id,
  archivedAt: row.archived_at?.toISOString() ?? null,
  version: row.version,
  createdAt: row.created_at.toISOString(),
})

export function units(op: Op) {
  return op.db.selectFrom('unit').selectAll().where('workspace_id', '=', op.workspace.id)
}

export async function readUnit(op: Op, id: string, lock = false) {
  const query = units(op).where('id', '=', id)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

/** Refuses an id that names no unit of this workspace, or one that takes in nothing new. */
export async function requireUnit(op: Op, id: string, field = 'unitId'): Promise<void> {
  const row = await units(op).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
  if (row.archived_at)
    throw new Refusal('unit_archived', { name: row.name }, [{ field, code: 'unit_archived' }])
}

export async function refuseCircle(op: Op, id: string, parentId: string): Promise<void> {
  await requireUnit(op, parentId, 'parentId')
  const rows = await units(op).select(['id', 'name', 'parent_id']).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const path: string[] = []
  for (let at = byId.get(parentId); at; at = at.parent_id === null ? undefined : byId.get(at.parent_id)) {
    path.push(at.name)
    if (at.id === id)
      throw new Refusal('unit_circle', { path: path.join(' → ') }, [
        { field: 'parentId', code: 'unit_circle' },
      ])
  }
}
