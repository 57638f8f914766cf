// Writes src/server/platform/tables.generated.ts from a migrated database.
// A test holds the file against the migrated catalogue.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '../src/server/platform/database.ts'
import { createLog } from '../src/server/platform/log.ts'
import { migrate } from '../src/server/platform/migrate.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'
import { removeDataFolder } from './data-folders.ts'

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  numeric: 'number',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
}

type Column = {
  table_name: string
  column_name: string
  data_type: string
  udt_name: string
  is_nullable: string
  column_default: string | null
}

/** The text of tables.generated.ts for the database behind `client`. */
export async function tablesText(client: pg.Client | pg.Pool): Promise<string> {
  const { rows } = await client.query<Column>(
    `select table_name, column_name, data_type, udt_name, is_nullable, column_default from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely%' and table_name not like 'searched\\_%' order by table_name, ordinal_position`,
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
  const element = column.udt_name.startsWith('_')
    ? { _uuid: 'string', _date: 'string', _int4: 'number', _text: 'string' }[column.udt_name]
    : null
  const base = element ? `${element}[]` : types[column.data_type]
  if (!base) throw new Error(`${column.table_name}.${column.column_name}: no type for ${column.data_type}`)
  return column.column_default ? `Generated<${base}${nullable}>` : `${base}${nullable}`
}

const file = join(import.meta.dirname, '../src/server/platform/tables.generated.ts')

if (import.meta.main) {
  const text = await ofMigratedDatabase(tablesText)
  if (!process.argv.includes('--check')) await writeFile(file, text)
  else if ((await readFile(file, 'utf8')) !== text)
    throw new Error('tables.generated.ts is not current: npm run generate')
}

/** On a database of its own, migrated and thrown away. */
async function ofMigratedDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-tables-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLog('error') })
  const database = openDatabase({ connectionString: postgres.connectionString }, () => {})
  try {
    await migrate(database)
    return await work(database.pool)
  } finally {
    await database.close()
    await postgres.stop()
    removeDataFolder(dataDir)
  }
}
