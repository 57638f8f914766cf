// Writes src/server/platform/tables.generated.ts from a migrated database.
// A test holds the file against the migrated catalogue.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const types: Record<string, string> = {
  uuid: 'string', text: 'string', date: 'string', numeric: 'number', smallint: 'number', integer: 'number',
  boolean: 'boolean', 'timestamp with time zone': 'Date',
}

type Column = { table_name: string; column_name: string; data_type: string; udt_name: string; is_nullable: string; column_default: string | null }

/** The text of tables.generated.ts for the database behind `client`. */
export async function tablesText(client: pg.Client | pg.Pool): Promise<string> {
  const { rows } = await client.query<Column>(
    `select table_name, column_name, data_type, udt_name, is_nullable, column_default from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely%' order by table_name, ordinal_position`,
  )
  const tables = Map.groupBy(rows, (row) => row.table_name)
  const names = [...tables.keys()]
  const bodies = names.map((name) => {
    const lines = (tables.get(name) ?? []).map((column) => `    ${column.column_name}: ${columnType(column)}`)
    return `  ${name}: {\n${lines.join('\n')}\n  }`
  })
  return [
    '// Generated from the migrations by `npm run generate`: every table of ours, as Kysely needs it.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '// What a jsonb column holds is for its feature to say; it is written as text.',
    'type Json = ColumnType<unknown, string | null | undefined, string | null>',
    '',
    'export type Tables = {',
    bodies.join('\n'),
    '}',
    '',
  ].join('\n')
}

function columnType(column: Column): string {
  if (column.data_type === 'jsonb') return 'Json'
  const nullable = column.is_nullable === 'YES' ? ' | null' : ''
  const element = column.udt_name.startsWith('_') ? { _uuid: 'string', _date: 'string', _int4: 'number', _text: 'string' }[column.udt_name] : null
  const base = element ? `${element}[]` : types[column.data_type]
  if (!base) throw new Error(`${column.table_name}.${column.column_name}: no type for ${column.data_type}`)
  return column.column_default ? `Generated<${base}${nullable}>` : `${base}${nullable}`
}

if (import.meta.main) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const text = await tablesText(client)
  await client.end()
  await writeFile(join(import.meta.dirname, '../src/server/platform/tables.generated.ts'), text)
}
