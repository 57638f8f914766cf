// What a person owns in what is still open, and handing it to another. What closed cycles hold stays as it was.
import { sql } from 'kysely'
import type { OwnedView } from '../../../contract/members.ts'
import type { Op } from '../../platform/operation-context.ts'

type Held = { table: string; column: string; kind: string; counts: keyof OwnedView | null }

/**
 * Every column that makes a person responsible for something. A test reads the catalogue: a new column that refers to a
 * member is either here or named there as history.
 */
export const responsibilities: Held[] = [
  { table: 'objective', column: 'owner_id', kind: 'objective', counts: 'objectives' },
  { table: 'key_result', column: 'owner_id', kind: 'key_result', counts: 'keyResults' },
  { table: 'key_result', column: 'provider_id', kind: 'key_result', counts: null },
  { table: 'initiative', column: 'owner_id', kind: 'initiative', counts: 'initiatives' },
  { table: 'kpi', column: 'owner_id', kind: 'kpi', counts: 'kpis' },
]

/** Of each table: not archived, and not in a closed cycle. */
const isOpen: Record<string, ReturnType<typeof sql>> = {
  objective: sql`exists (select from cycle c where c.workspace_id = t.workspace_id and c.id = t.cycle_id and c.state <> 'closed')`,
  key_result: sql`exists (select from objective o join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
    where o.workspace_id = t.workspace_id and o.id = t.objective_id and o.archived_at is null and c.state <> 'closed')`,
  initiative: sql`t.state in ('planned', 'doing')`,
}

const held = ({ table, column }: Held, op: Op, memberId: string) => sql`
  from ${sql.table(table)} t where t.workspace_id = ${op.workspace.id} and t.${sql.ref(column)} = ${memberId}
  and t.archived_at is null and ${isOpen[table] ?? sql`true`}`

export async function ownedBy(op: Op, memberId: string): Promise<OwnedView> {
  const owned: OwnedView = { objectives: 0, keyResults: 0, initiatives: 0, kpis: 0 }
  for (const one of responsibilities) {
    if (!one.counts) continue
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count ${held(one, op, memberId)}`.execute(op.db)
    owned[one.counts] += rows[0]?.count ?? 0
  }
  return owned
}

/** Everything that is still open goes over, each with its trace in the history. */
export async function handOver(op: Op, from: string, to: string): Promise<void> {
  for (const one of responsibilities) {
    const column = sql.ref(one.column)
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(one.table)} u set ${column} = ${to}, version = version + 1,
        field_versions = field_versions || jsonb_build_object(${one.column}::text, version + 1)
      where u.workspace_id = ${op.workspace.id} and u.id in (select t.id ${held(one, op, from)})
      returning u.id`.execute(op.db)
    for (const { id } of rows) op.record(one.kind, id, { [one.column]: from }, { [one.column]: to })
  }
}

/** What a person still owns or provides data for, by name; the first few, and how many there are. */
export async function titlesOwnedBy(op: Op, memberId: string): Promise<{ titles: string[]; count: number }> {
  const titles: string[] = []
  for (const one of responsibilities) {
    const title = sql.ref(one.table === 'kpi' ? 't.name' : 't.title')
    const { rows } = await sql<{
      title: string
    }>`select ${title} as title ${held(one, op, memberId)}`.execute(op.db)
    titles.push(...rows.map((row) => row.title))
  }
  return { titles: [...new Set(titles)].slice(0, 10), count: titles.length }
}
