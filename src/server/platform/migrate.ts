// Forward-only migrations: plain SQL files, applied in order under Kysely's lock, all or nothing.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { StartError } from './postgres/start-error.ts'

const folder = join(import.meta.dirname, '../../../migrations')

export async function migrate(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database.kysely, provider: { getMigrations: readMigrations } })
  const { error, results } = await migrator.migrateToLatest()
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
