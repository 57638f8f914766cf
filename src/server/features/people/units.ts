// Units: the tree of company, divisions and teams.
import type { Contract } from '../../../contract/contract.ts'
import type { UnitView } from '../../../contract/people.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'

type Row = { id: string; name: string; parent_id: string | null; version: number; created_at: Date }

const view = (row: Row): UnitView => ({
  id: row.id,
  name: row.name,
  parentId: row.parent_id,
  version: row.version,
  createdAt: row.created_at.toISOString(),
})

export const unitHandlers: Handlers<Contract['units']> = {
  list: async ({ limit, cursor }, op) => {
    const after = decodeCursor(cursor, 'id')
    let query = units(op)
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '>', after))
    return pageOf(await query.execute(), limit, (row) => [row.id], view)
  },

  get: async ({ id }, op) => view(await readUnit(op, id)),

  create: async ({ name, parentId }, op) => {
    op.authorise('unit.manage', {})
    if (parentId) await requireUnit(op, parentId, 'parentId')
    const id = newId()
    const row = { workspace_id: op.workspace.id, id, name, parent_id: parentId ?? null, created_at: op.now }
    await op.db.insertInto('unit').values(row).execute()
    op.record('unit', id, null, { name, parentId: parentId ?? null })
    return view(await readUnit(op, id))
  },

  update: async ({ id, name, parentId }, op) => {
    op.authorise('unit.manage', {})
    const row = found(await units(op).where('id', '=', id).forUpdate().executeTakeFirst())
    if (parentId) await refuseCircle(op, id, parentId)
    await revise(op, 'unit', { kind: 'unit', id, key: { id } }, row, { name, parent_id: parentId })
    return view(await readUnit(op, id))
  },
}

function units(op: Op) {
  return op.db.selectFrom('unit').selectAll().where('workspace_id', '=', op.workspace.id)
}

async function readUnit(op: Op, id: string) {
  return found(await units(op).where('id', '=', id).executeTakeFirst())
}

/** Refuses an id that names no unit of this workspace. */
export async function requireUnit(op: Op, id: string, field = 'unitId'): Promise<void> {
  const row = await units(op).select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
}

async function refuseCircle(op: Op, id: string, parentId: string): Promise<void> {
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
