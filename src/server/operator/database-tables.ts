// What of the database a backup holds: every table of ours, of sign-in and of the job runner, by the catalogue.
import type pg from 'pg'
import type { ArchivedTable } from './archive.ts'

/** Names of migrations are told in the header, and a lock is nobody's data. */
const tablesQuery = `
  select n.nspname as schema, c.relname as name,
    array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where n.nspname in ('public', 'auth', 'graphile_worker') and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname not in ('kysely_migration', 'kysely_migration_lock')
    and not (n.nspname = 'graphile_worker' and c.relname = 'migrations')
  group by n.nspname, c.relname
  order by n.nspname, c.relname`

export async function tablesOf(client: pg.ClientBase): Promise<ArchivedTable[]> {
  return (await client.query<ArchivedTable>(tablesQuery)).rows
}

export async function sequencesOf(client: pg.ClientBase) {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select schemaname as schema, sequencename as name from pg_sequences
     where schemaname in ('public', 'auth', 'graphile_worker') order by 1, 2`,
  )
  const found = []
  for (const { schema, name } of rows) {
    const { rows: at } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted(client, { schema, name })}`,
    )
    if (at[0]) found.push({ schema, name, ...at[0] })
  }
  return found
}

/** Names of the product's migrations that have run; null in a database that has never seen the product. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[] | null> {
  const { rows: there } = await client.query(`select to_regclass('public.kysely_migration') as is`)
  if (there[0].is === null) return null
  const { rows } = await client.query<{ name: string }>(
    'select name from public.kysely_migration order by name',
  )
  return rows.map(({ name }) => name)
}

export async function jobsVersionOf(client: pg.ClientBase): Promise<number> {
  const { rows: there } = await client.query(`select to_regclass('graphile_worker.migrations') as is`)
  if (there[0].is === null) return 0
  const { rows } = await client.query<{ id: number }>(
    'select coalesce(max(id), 0) as id from graphile_worker.migrations',
  )
  return rows[0]?.id ?? 0
}

/** Whether the account passes by row-level security; if not, tables are read workspace by workspace. */
export async function passesWalls(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ passes: boolean }>(
    'select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user',
  )
  return rows[0]?.passes ?? false
}

export const quoted = (client: pg.ClientBase, { schema, name }: { schema: string; name: string }) =>
  `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`

export const columnsOf = (client: pg.ClientBase, { columns }: ArchivedTable) =>
  columns.map((column) => client.escapeIdentifier(column)).join(', ')
