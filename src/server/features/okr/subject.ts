// Objectives, key results and initiatives alike: what one is called, where it belongs, who sees it, whether it is open.
import { sql } from 'kysely'
import type { ItemFacts } from '../../../core/people/permissions.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

export type SubjectKind = 'objective' | 'key_result' | 'initiative'
export type Subject = {
  id: string
  kind: SubjectKind
  title: string
  objectiveId: string | null
  facts: ItemFacts
  isClosed: boolean
  isArchived: boolean
}

type Row = {
  id: string
  kind: SubjectKind
  title: string
  objective_id: string | null
  own_owner_id: string
  provider_id: string | null
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: string[]
  is_closed: boolean
  is_archived: boolean
}

/** Those of these ids that there are, whoever may see them, in one statement. */
export async function readSubjects(op: Op, ids: readonly string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map()
  const mine = sql`workspace_id = ${op.workspace.id} and id = any(${[...new Set(ids)]}::uuid[])`
  const { rows } = await sql<Row>`
    with item as (
      select id, 'objective' as kind, title, id as objective_id, owner_id, null::uuid as provider_id, archived_at
      from objective where ${mine}
      union all
      select id, 'key_result', title, objective_id, owner_id, provider_id, archived_at from key_result where ${mine}
      union all
      select id, 'initiative', title, objective_id, owner_id, null, archived_at from initiative where ${mine}
    )
    select item.id, item.kind, item.title, item.objective_id, item.owner_id as own_owner_id, item.provider_id,
      coalesce(o.owner_id, item.owner_id) as owner_id, o.unit_id,
      coalesce(o.visibility, 'everyone') as visibility, coalesce(o.visible_to, '{}') as visible_to,
      coalesce(c.state = 'closed', false) as is_closed,
      item.archived_at is not null or o.archived_at is not null as is_archived
    from item
    left join objective o on o.workspace_id = ${op.workspace.id} and o.id = item.objective_id
    left join cycle c on c.workspace_id = ${op.workspace.id} and c.id = o.cycle_id`.execute(op.db)
  return new Map(rows.map((row) => [row.id, subject(row)]))
}

/** The one of this kind and id, for whoever may see it; otherwise it does not exist. */
export async function readSubject(op: Op, kind: SubjectKind, id: string): Promise<Subject> {
  const one = found((await readSubjects(op, [id])).get(id))
  return found(one.kind === kind && op.sees(one.facts) ? one : undefined)
}

/** What is closed or archived takes no change. */
export function refuseClosedSubject({ isClosed, isArchived }: Subject): void {
  if (isClosed) throw new Refusal('cycle_closed')
  if (isArchived) throw new Refusal('archived')
}

/** The ids of an objective and of all that belongs to it, also of what is archived. */
export async function partsOf(op: Op, objectiveId: string): Promise<string[]> {
  const within = sql`workspace_id = ${op.workspace.id} and objective_id = ${objectiveId}`
  const { rows } = await sql<{ id: string }>`
    select id from key_result where ${within} union all select id from initiative where ${within}`.execute(
    op.db,
  )
  return [objectiveId, ...rows.map(({ id }) => id)]
}

function subject(row: Row): Subject {
  const { id, kind, title, objective_id, own_owner_id, provider_id, is_closed, is_archived } = row
  const owners = kind === 'objective' ? [] : [own_owner_id]
  return {
    id,
    kind,
    title,
    objectiveId: objective_id,
    facts: itemFacts(row, { ownerIds: owners, dataProviderId: provider_id }),
    isClosed: is_closed,
    isArchived: is_archived,
  }
}
