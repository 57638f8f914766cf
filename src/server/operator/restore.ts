// `nhipcau restore`: a backup into an empty installation, or on request in the place of what is there.
import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openPool } from '../platform/database.ts'
import { knownMigrations, migrateWithin } from '../platform/migrate.ts'
import { type ArchivedTable, type ArchiveHeader, openArchive } from './archive.ts'
import { columnsOf, jobsVersionOf, migrationsOf, quoted, tablesOf } from './database-tables.ts'
import { OperatorError } from './operator-error.ts'
import { readTables, settleText } from './read-tables.ts'
import { type TableDigest, tableDigest } from './table-digest.ts'

export type RestoreOptions = {
  connectionString: string
  /** Where secrets.json goes; null leaves it as it is. */
  dataDir: string | null
  from: string
  passphrase: string | null
  /** Whether what is there may be lost. */
  replace: boolean
}

export type RestoreReport = {
  createdAt: string
  tables: number
  rows: number
  /** Whether the secrets of the backup were put in place. */
  secrets: boolean
}

/**
 * Reads the file to its end before anything is touched. Then, in one transaction, what was there goes, tables as of the
 * backup's version are made, rows go in, are read back and held against the digests of the backup, and the migrations
 * since then run: a restore that fails or is killed leaves everything as it was.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const { connectionString, dataDir, from, passphrase, replace } = options
  const header = await checkArchive(from, passphrase)
  await refuseNewer(header)
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await refuseWhatIsThere(client, replace)
    await migrateJobs(connectionString)
    await client.query('begin')
    await makeTables(client, header)
    const rows = await load(client, header, from, passphrase)
    await client.query('commit')
    const secrets = dataDir !== null && header.secrets !== null
    if (dataDir !== null && header.secrets !== null) await putSecrets(dataDir, header.secrets)
    return { createdAt: header.createdAt, tables: header.tables.length, rows, secrets }
  } finally {
    await client.end()
  }
}

async function checkArchive(path: string, passphrase: string | null): Promise<ArchiveHeader> {
  const { header, parts } = await openArchive(path, passphrase)
  let digest = tableDigest()
  for await (const part of parts) {
    if (part.kind === 'table') digest = tableDigest()
    else if (part.kind === 'data') digest.add(part.rows)
    else if (part.digest.digest !== digest.result().digest) throw notEqual(path, 'the file')
  }
  return header
}

async function refuseNewer({ migrations }: ArchiveHeader): Promise<void> {
  const known = new Set(await knownMigrations())
  if (migrations.every((name) => known.has(name))) return
  throw new OperatorError(
    'Bản sao lưu này của một bản Nhịp Cầu mới hơn. Hãy khôi phục bằng bản ấy hoặc mới hơn.',
    'This backup is of a newer Nhịp Cầu. Restore it with that version or a newer one.',
  )
}

/** People's data may be replaced when that was asked for, other software's never. */
async function refuseWhatIsThere(client: pg.ClientBase, replace: boolean): Promise<void> {
  const isOurs = (await migrationsOf(client)) !== null
  const strangers = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  )
  if (!isOurs && strangers.rows.length > 0)
    throw new OperatorError(
      `Cơ sở dữ liệu này có bảng của phần mềm khác (${strangers.rows[0]?.name}). Hãy dùng một cơ sở dữ liệu riêng.`,
      `This database has tables of other software (${strangers.rows[0]?.name}). Use a database of its own.`,
    )
  if (!isOurs) return
  const { rows } = await client.query<{ there: boolean }>('select exists (select from auth."user") as there')
  if (rows[0]?.there && !replace)
    throw new OperatorError(
      'Nơi khôi phục đã có dữ liệu, và khôi phục sẽ thay thế toàn bộ. Nếu đúng là muốn thế, hãy thêm --replace.',
      'There is data where the backup would go, and restoring replaces all of it. If that is what you want, add --replace.',
    )
}

/** The job runner keeps transactions of its own and its tables hold nothing yet, or what the restore replaces. */
async function migrateJobs(connectionString: string): Promise<void> {
  const pgPool = openPool({ connectionString, max: 1 }, () => {})
  await runMigrations({ pgPool, schema: 'graphile_worker' }).finally(() => pgPool.end())
}

/** The tables as they were when the backup was made, so that its columns fit. */
async function makeTables(client: pg.Client, { migrations }: ArchiveHeader): Promise<void> {
  await client.query(`drop schema if exists auth cascade; drop schema public cascade;
    create schema public; grant usage on schema public to public`)
  await migrateWithin(client, migrations.at(-1))
}

async function load(
  client: pg.Client,
  header: ArchiveHeader,
  path: string,
  passphrase: string | null,
): Promise<number> {
  // Jobs wait in tables that belong to the version of the job runner: those of another one are left behind.
  const hasSameJobs = (await jobsVersionOf(client)) === header.jobsVersion
  const isTaken = ({ schema }: { schema: string }) => schema !== 'graphile_worker' || hasSameJobs
  const there = await tablesOf(client)
  await settleText(client)
  const restoreRules = await liftRules(client, there)
  const expected = new Map<string, TableDigest>()
  let rows = 0
  const { parts } = await openArchive(path, passphrase)
  let table: ArchivedTable | null = null
  let sink: ReturnType<typeof intoTable> | null = null
  for await (const part of parts) {
    if (part.kind === 'table') {
      table = part.table
      sink = isTaken(table) ? intoTable(client, table) : null
    } else if (part.kind === 'data') await sink?.write(part.rows)
    else if (table && sink) {
      await sink.end()
      expected.set(quoted(client, table), part.digest)
      rows += part.digest.rows
    }
  }
  for (const sequence of header.sequences.filter(isTaken))
    await client.query('select setval($1::regclass, $2, $3)', [
      quoted(client, sequence),
      sequence.value,
      sequence.isCalled,
    ])
  await refuseDifference(client, header.tables.filter(isTaken), expected, path)
  // Whoever worked on these jobs is not here any more.
  if (hasSameJobs)
    await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null')
  await restoreRules()
  await migrateWithin(client)
  return rows
}

function intoTable(client: pg.ClientBase, table: ArchivedTable) {
  const stream = client.query(
    copyFrom(`copy ${quoted(client, table)} (${columnsOf(client, table)}) from stdin`),
  )
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})
  const finished = once(stream, 'finish')
  finished.catch(() => {})
  return {
    async write(rows: Buffer) {
      if (!stream.write(rows)) await Promise.race([once(stream, 'drain'), failed])
    },
    async end() {
      stream.end()
      await Promise.race([finished, failed])
    },
  }
}

/** Read back within the transaction: a difference undoes the whole restore. */
async function refuseDifference(
  client: pg.ClientBase,
  tables: ArchivedTable[],
  expected: ReadonlyMap<string, TableDigest>,
  path: string,
): Promise<void> {
  let name = ''
  for await (const part of readTables(client, tables, { areWallsDown: true })) {
    if (part.kind === 'table') name = quoted(client, part.table)
    if (part.kind !== 'tableEnd') continue
    const { rows, digest } = expected.get(name) ?? {}
    if (rows !== part.digest.rows || digest !== part.digest.digest) throw notEqual(path, name)
  }
}

/**
 * Foreign keys go in any order of tables, triggers would announce what is old, and walls let nothing in: all are lifted
 * for this transaction. Answers with how they come back; the keys are checked anew when they do.
 */
async function liftRules(client: pg.ClientBase, tables: ArchivedTable[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace in
       (select oid from pg_namespace where nspname in ('public', 'auth', 'graphile_worker'))`,
  )
  const { rows: walled } = await client.query<{ table: string }>(
    `select oid::regclass::text as table from pg_class where relforcerowsecurity`,
  )
  const names = tables.map((table) => quoted(client, table))
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { table } of walled) await client.query(`alter table ${table} no force row level security`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  // Tables that migrations put rows into start empty, like the others.
  await client.query(`truncate ${names.join(', ')}`)
  return async () => {
    for (const name of names) await client.query(`alter table ${name} enable trigger user`)
    // Before the walls: an account that they hold for would check the keys against rows that it does not see.
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { table } of walled) await client.query(`alter table ${table} force row level security`)
  }
}

async function putSecrets(dataDir: string, secrets: string): Promise<void> {
  const draft = join(dataDir, 'secrets.json.part')
  await writeFile(draft, secrets, { mode: 0o600, flush: true })
  await rename(draft, join(dataDir, 'secrets.json'))
}

const notEqual = (path: string, where: string) =>
  new OperatorError(
    `Dữ liệu đọc lại (${where}) không khớp với ${path}. Chưa có gì được giữ lại; hãy dùng bản sao lưu khác.`,
    `What was read back (${where}) does not match ${path}. Nothing was kept; use another backup.`,
  )
