// What somebody reads who has the database.
import pg from 'pg'

/** Every row of every table there is, as text. */
export async function dump(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind in ('r', 'p')
       and relnamespace in (select oid from pg_namespace where nspname in ('public', 'auth', 'graphile_worker'))`,
  )
  const texts: string[] = []
  for (const { name: table } of tables)
    texts.push(
      ...(await client.query<{ row: string }>(`select t::text as row from ${table} t`)).rows.map(
        ({ row }) => row,
      ),
    )
  await client.end()
  return texts.join('\n')
}
