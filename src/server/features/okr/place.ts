// The order that people give: an item's place is a number between its neighbours', so that only the moved row changes.
import { sql } from 'kysely'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'

type Ordered = 'objective' | 'key_result' | 'initiative'

/** Beside which item: after it or before it. */
export type Beside = { after?: string | undefined; before?: string | undefined }

/**
 * The place right after or before another item. One at a time in a workspace, so that two moves to the same gap
 * each find a place of their own. Halving in the database is exact: numeric has as many digits as it takes.
 * Key results have an order within their objective; the others one over the whole workspace, which every part keeps.
 */
export async function placeBeside(
  op: Op,
  table: Ordered,
  id: string,
  { after, before }: Beside,
  objectiveId?: string,
): Promise<string> {
  const field = after === undefined ? 'before' : 'after'
  const besideId = after ?? before
  if (besideId === undefined || (after !== undefined && before !== undefined) || besideId === id)
    throw new Refusal('place_unclear', {}, [{ field, code: 'place_unclear' }])
  await sql`select pg_advisory_xact_lock(hashtextextended(${`place ${op.workspace.id}`}, 0))`.execute(op.db)
  const t = sql.table(table)
  const within = sql`workspace_id = ${op.workspace.id} and id <> ${id}
    ${objectiveId === undefined ? sql`` : sql`and objective_id = ${objectiveId}`}`
  const [direction, order] =
    after === undefined ? [sql.raw('<'), sql.raw('desc')] : ([sql.raw('>'), sql.raw('asc')] as const)
  const { rows } = await sql<{ place: string }>`
    with beside as (select position, id from ${t} where ${within} and id = ${besideId}),
    other as (
      select n.position from beside b, lateral (
        select position from ${t} where ${within} and (position, id) ${direction} (b.position, b.id)
        order by position ${order}, id ${order} limit 1) n
    )
    select coalesce((b.position + (select position from other)) * 0.5,
      ${after === undefined ? sql`b.position - 1` : sql`nextval('item_position')`})::text as place
    from beside b`.execute(op.db)
  const found = rows[0]
  if (!found) throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
  return found.place
}
