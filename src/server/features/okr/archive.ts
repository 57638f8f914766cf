// The archive of objectives, key results, initiatives and KPIs, the latest first.
import { sql } from 'kysely'
import type { ArchivedView } from '../../../contract/archive.ts'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { decodeCursor, pageOf } from '../../platform/page.ts'

type Row = {
  id: string
  kind: ArchivedView['kind']
  title: string
  own_owner_id: string
  objective_id: string | null
  objective_title: string | null
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: string[]
  archived_at: Date
  at: string
  is_read_only: boolean
}

export const archiveHandlers: Handlers<Contract['archive']> = {
  list: async ({ limit, cursor }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    const ws = op.workspace.id
    /** The newest of one table that lie past the cursor: a page never reads more. */
    const newest = (table: 'objective' | 'key_result' | 'initiative' | 'kpi') => sql`
      select * from ${sql.table(table)} where workspace_id = ${ws} and archived_at is not null
        ${after ? sql`and (archived_at, id) < (${after[0]}, ${after[1]})` : sql``}
      order by archived_at desc, id desc limit ${limit + 1}`
    const { rows } = await sql<Row>`
      with item as (
        select id, 'objective' as kind, title, owner_id as own_owner_id, id as objective_id, archived_at,
          unit_id, '{}'::uuid[] as other_units, visibility, visible_to from (${newest('objective')}) o
        union all
        select id, 'key_result', title, owner_id, objective_id, archived_at, null, '{}', null, null
        from (${newest('key_result')}) k
        union all
        select id, 'initiative', title, owner_id, objective_id, archived_at, null, '{}', null, null
        from (${newest('initiative')}) i
        union all
        select id, 'kpi', name, owner_id, null, archived_at, unit_id, other_units, visibility, visible_to from (${newest('kpi')}) p
      )
      select item.id, item.kind, item.title, item.own_owner_id, item.objective_id, item.archived_at, to_char(item.archived_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
        case when item.kind = 'objective' then null else o.title end as objective_title,
        coalesce(o.owner_id, item.own_owner_id) as owner_id, coalesce(o.unit_id, item.unit_id) as unit_id, item.other_units,
        coalesce(o.visibility, item.visibility, 'everyone') as visibility,
        coalesce(o.visible_to, item.visible_to, '{}') as visible_to,
        coalesce(c.state = 'closed' or (item.kind <> 'objective' and o.archived_at is not null), false) as is_read_only
      from item
      left join objective o on o.workspace_id = ${ws} and o.id = item.objective_id
      left join cycle c on c.workspace_id = ${ws} and c.id = o.cycle_id
      order by item.archived_at desc, item.id desc limit ${limit + 1}`.execute(op.db)
    const page = pageOf(
      rows,
      limit,
      (row) => [row.at, row.id],
      (row) => row,
    )
    const seen = page.items.filter((row) => op.sees(itemFacts(row, { ownerIds: ownersOf(row) })))
    return { ...page, items: seen.map(view) }
  },
}

/** An initiative is seen by its owner as well. */
const ownersOf = (row: Row) => (row.kind === 'initiative' ? [row.own_owner_id] : [])

function view(row: Row): ArchivedView {
  const { id, kind, title, objective_id, objective_title } = row
  return {
    id,
    kind,
    title,
    ownerId: row.own_owner_id,
    unitId: row.unit_id,
    objective:
      objective_id === null || objective_title === null ? null : { id: objective_id, title: objective_title },
    archivedAt: row.archived_at.toISOString(),
    isReadOnly: row.is_read_only,
  }
}
