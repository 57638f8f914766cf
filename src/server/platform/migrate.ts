// Forward-only migrations: plain SQL files, applied in order under Kysely's lock, all or nothing.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type pg from 'pg'
import type { Database } from './database.ts'
import { StartError } from './postgres/start-error.ts'

const folder = join(import.meta.dirname, '../../../migrations')

/** Runs what has not run yet, up to the named migration or to the newest; answers with what it ran. */
export async function migrate(database: Database, upTo?: string): Promise<string[]> {
  return migrateDatabase(database.kysely, { upTo })
}

type MigrateOptions = { upTo: string | undefined; disableTransactions?: boolean }

async function migrateDatabase<T>(db: Kysely<T>, { upTo, disableTransactions = false }: MigrateOptions) {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations }, disableTransactions })
  const { error, results } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo))
  if (error) throw isOfNewerVersion(error) ? newerVersion(error) : error
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Kysely's word for a database that has run migrations which this version does not have. */
const isOfNewerVersion = (error: unknown) =>
  error instanceof Error && /previously executed migration .* is missing/.test(error.message)

const newerVersion = (cause: unknown) =>
  new StartError(
    'database_newer',
    'Cơ sở dữ liệu đã được một bản Nhịp Cầu mới hơn nâng cấp, bản này không đọc được. Hãy chạy bản mới hơn ấy.',
    'The database was upgraded by a newer Nhịp Cầu, and this one cannot read it. Run that newer one.',
    { cause },
  )

/** The same within a transaction that is open on the connection, and with it kept or undone. */
export async function migrateWithin(client: pg.Client, upTo?: string): Promise<void> {
  const lent = { query: client.query.bind(client), release() {} } as unknown as PostgresPoolClient
  const dialect = new PostgresDialect({ pool: { connect: async () => lent, async end() {}, options: {} } })
  await migrateDatabase(new Kysely({ dialect }), { upTo, disableTransactions: true })
}

/** Names of every migration that this version knows, in order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await readMigrations())
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return Object.fromEntries(
    files.map((name, i) => [
      name.replace(/\.sql$/, ''),
      { up: async (db) => void (await sql.raw(texts[i] ?? '').execute(db)) },
    ]),
  )
}
