// People of the organisation, and who I am.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { MemberView } from '../../../contract/people.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'

export const memberHandlers: Handlers<Contract['members']> = {
  list: async ({ limit, cursor }, op) => {
    const after = decodeCursor(cursor, 'id')
    let query = members(op)
      .orderBy('id')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '>', after))
    return pageOf(await query.execute(), limit, (row) => [row.id], view)
  },
}

export const sessionHandlers: Handlers<Contract['session']> = {
  me: async (_, op) => {
    const row = found(await members(op).where('id', '=', op.actor.memberId).executeTakeFirst())
    return { member: view(row), workspace: op.workspace, today: op.today }
  },
}

function members(op: Op) {
  return op.db
    .selectFrom('member')
    .select(['id', 'name', 'email', 'role', 'created_at'])
    .select(
      sql<{ unit: string; lead: boolean }[]>`
      coalesce((select jsonb_agg(jsonb_build_object('unit', u.unit_id, 'lead', u.is_lead)) from unit_member u
        where u.workspace_id = member.workspace_id and u.member_id = member.id), '[]')`.as('units'),
    )
    .where('workspace_id', '=', op.workspace.id)
}

type Row = {
  id: string
  name: string
  email: string
  role: string
  created_at: Date
  units: { unit: string; lead: boolean }[]
}

function view(row: Row): MemberView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as MemberView['role'],
    unitIds: row.units.map(({ unit }) => unit),
    leadOf: row.units.filter(({ lead }) => lead).map(({ unit }) => unit),
    createdAt: row.created_at.toISOString(),
  }
}

/** Refuses an id that names no member of this workspace. */
export async function requireMember(op: Op, id: string, field = 'ownerId'): Promise<void> {
  const row = await op.db
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
}
