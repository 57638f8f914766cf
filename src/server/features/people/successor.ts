// Who takes over from a person whom no one names a successor for: the nearest lead above them, or else the owner.
import { sql } from 'kysely'
import type { Op } from '../../platform/operation-context.ts'

/** A lead at work of one of their units, of the unit above, and so on up; the owner where there is none. */
export async function successorFor(op: Op, memberId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select u.unit_id, 0 as steps from unit_member u
      where u.workspace_id = ${op.workspace.id} and u.member_id = ${memberId}
      union
      select unit.parent_id, chain.steps + 1 from unit join chain on unit.id = chain.unit_id
      where unit.workspace_id = ${op.workspace.id} and unit.parent_id is not null and chain.steps < 50
    )
    select m.id from member m
    left join (
      select l.member_id, min(chain.steps) as steps from chain
      join unit_member l on l.workspace_id = ${op.workspace.id} and l.unit_id = chain.unit_id and l.is_lead
      group by l.member_id
    ) lead on lead.member_id = m.id
    where m.workspace_id = ${op.workspace.id} and m.id <> ${memberId} and m.deactivated_at is null
      and m.role <> 'viewer' and (lead.steps is not null or m.role = 'owner')
    order by lead.steps nulls last, m.created_at, m.id limit 1`.execute(op.db)
  const [row] = rows
  if (!row) throw new Error('a workspace has an owner')
  return row.id
}
