// A member as stored, and as the contract shows them.
import { sql } from 'kysely'
import type { MemberView } from '../../../contract/members.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { shownName } from '../../platform/shown-name.ts'

export function members(op: Op) {
  return (
    op.db
      .selectFrom('member')
      .selectAll()
      // Of two columns of one name the later one is read.
      .select(shownName(op).as('name'))
      .select(
        sql<{ unit: string; lead: boolean }[]>`
      coalesce((select jsonb_agg(jsonb_build_object('unit', u.unit_id, 'lead', u.is_lead) order by u.unit_id)
        from unit_member u where u.workspace_id = member.workspace_id and u.member_id = member.id), '[]')`.as(
          'units',
        ),
      )
      .where('workspace_id', '=', op.workspace.id)
  )
}

export async function readMember(op: Op, id: string, lock = false) {
  const query = members(op).where('id', '=', id)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

export type MemberRow = Awaited<ReturnType<typeof readMember>>

export function memberView(row: MemberRow): MemberView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as MemberView['role'],
    unitIds: row.units.map(({ unit }) => unit),
    leadOf: row.units.filter(({ lead }) => lead).map(({ unit }) => unit),
    deactivatedAt: row.deactivated_at?.toISOString() ?? null,
    erasedAt: row.erased_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}

/** Refuses an id that names nobody of this workspace who could still own or do something. */
export async function requireMember(op: Op, id: string, field = 'ownerId'): Promise<void> {
  const row = await op.db
    .selectFrom('member')
    .select('deactivated_at')
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
  if (row.deactivated_at) throw new Refusal('member_deactivated', {}, [{ field, code: 'member_deactivated' }])
}
