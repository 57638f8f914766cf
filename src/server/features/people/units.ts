// Units: the tree of company, divisions and teams, and who belongs to each.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { memberView, readMember, requireMember } from './member-row.ts'
import { putIntoUnit, takeOutOfUnit } from './unit-members.ts'
import { readUnit, refuseCircle, requireUnit, units, unitView } from './unit-row.ts'

export const unitHandlers: Handlers<Contract['units']> = {
  list: async ({ limit, cursor, archived }, op) => {
    const after = decodeCursor(cursor, 'id')
    let query = units(op)
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '>', after))
    if (!archived) query = query.where('archived_at', 'is', null)
    return pageOf(await query.execute(), limit, (row) => [row.id], unitView)
  },

  get: async ({ id }, op) => unitView(await readUnit(op, id)),

  create: async ({ name, parentId }, op) => {
    op.authorise('unit.manage', {})
    if (parentId) await requireUnit(op, parentId, 'parentId')
    const id = newId()
    const row = { workspace_id: op.workspace.id, id, name, parent_id: parentId ?? null, created_at: op.now }
    await op.db.insertInto('unit').values(row).execute()
    op.record('unit', id, null, { name, parentId: parentId ?? null })
    return unitView(await readUnit(op, id))
  },

  update: async ({ id, name, parentId }, op) => {
    op.authorise('unit.manage', {})
    const row = await readUnit(op, id, true)
    if (parentId) await refuseCircle(op, id, parentId)
    await revise(op, 'unit', { kind: 'unit', id, key: { id } }, row, { name, parent_id: parentId })
    return unitView(await readUnit(op, id))
  },
  archive: async ({ id }, op) => {
    op.authorise('unit.manage', {})
    const row = await readUnit(op, id, true)
    const below = await units(op)
      .where('parent_id', '=', id)
      .where('archived_at', 'is', null)
      .orderBy('id')
      .execute()
    if (below.length > 0)
      throw new Refusal('unit_has_units', { names: below.map(({ name }) => name).join(', ') })
    if (!row.archived_at)
      await revise(op, 'unit', { kind: 'unit', id, key: { id } }, row, { archived_at: op.now })
    return unitView(await readUnit(op, id))
  },

  restore: async ({ id }, op) => {
    op.authorise('unit.manage', {})
    const row = await readUnit(op, id, true)
    if (row.parent_id) await requireUnit(op, row.parent_id, 'parentId')
    await revise(op, 'unit', { kind: 'unit', id, key: { id } }, row, { archived_at: null })
    return unitView(await readUnit(op, id))
  },

  setMember: async ({ id, memberId, isLead }, op) => {
    op.authorise('unit.manage', {})
    await readUnit(op, id)
    await requireMember(op, memberId, 'memberId')
    await putIntoUnit(op, memberId, id, isLead)
    return memberView(await readMember(op, memberId))
  },

  removeMember: async ({ id, memberId }, op) => {
    op.authorise('unit.manage', {})
    await readUnit(op, id)
    await takeOutOfUnit(op, memberId, id)
    return memberView(await readMember(op, memberId))
  },
}
