// People of the organisation: list, roles, units, my own name, ownership handed on; and who I am.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { containing } from '../../platform/like.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { deactivate, reactivate } from './deactivation.ts'
import { members, memberView, readMember } from './member-row.ts'
import { ownedBy } from './ownership.ts'
import { setUnits } from './unit-members.ts'

export const memberHandlers: Handlers<Contract['members']> = {
  list: async ({ limit, cursor, q, state }, op) => {
    const after = decodeCursor(cursor, 'id')
    let query = members(op)
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '>', after))
    if (state) query = query.where('deactivated_at', state === 'active' ? 'is' : 'is not', null)
    if (q?.trim())
      query = query.where(sql<boolean>`fold(name || ' ' || email) like fold(${containing(q.trim())})`)
    return pageOf(await query.execute(), limit, (row) => [row.id], memberView)
  },

  get: async ({ id }, op) => ({ ...memberView(await readMember(op, id)), owns: await ownedBy(op, id) }),

  update: async ({ id, role, units }, op) => {
    op.authorise('member.manage', {})
    const row = await readMember(op, id, true)
    if (row.erased_at) throw new Refusal('member_erased')
    if (role !== undefined && role !== row.role && (role === 'owner' || row.role === 'owner'))
      throw new Refusal('owner_handed_on', {}, [{ field: 'role', code: 'owner_handed_on' }])
    await revise(op, 'member', { kind: 'member', id, key: { id } }, row, { role })
    if (units) await setUnits(op, id, row.units, units)
    return memberView(await readMember(op, id))
  },

  deactivate,
  reactivate,

  handOwnershipOn: async ({ id }, op) => {
    op.authorise('workspace.handOwnershipOn', {})
    const heir = await readMember(op, id, true)
    if (heir.deactivated_at) throw new Refusal('member_deactivated')
    const owner = await readMember(op, op.actor.memberId, true)
    if (heir.id === owner.id) return memberView(owner)
    await revise(op, 'member', { kind: 'member', id: owner.id, key: { id: owner.id } }, owner, {
      role: 'admin',
    })
    await revise(op, 'member', { kind: 'member', id, key: { id } }, heir, { role: 'owner' })
    return memberView(await readMember(op, id))
  },

  rename: async ({ name, locale }, op) => {
    op.authorise('profile.edit', {})
    const { memberId: id } = op.actor
    const row = await readMember(op, id, true)
    await revise(op, 'member', { kind: 'member', id, key: { id } }, row, { name, locale })
    return memberView(await readMember(op, id))
  },
}

export const sessionHandlers: Handlers<Contract['session']> = {
  me: async (_, op) => ({
    member: memberView(await readMember(op, op.actor.memberId)),
    workspace: op.workspace,
    today: op.today,
  }),
}
