// Backup and restore: equal row by row, while people write, across kinds of account, and never from a file that is not whole.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { archiveStream, openArchive } from '../src/server/operator/archive.ts'
import { backup } from '../src/server/operator/backup.ts'
import { restore } from '../src/server/operator/restore.ts'
import { tableDigest } from '../src/server/operator/table-digest.ts'
import { openDatabase } from '../src/server/platform/database.ts'
import { newId } from '../src/server/platform/ids.ts'
import { createLog } from '../src/server/platform/log.ts'
import { knownMigrations, migrate } from '../src/server/platform/migrate.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'
import { restClient, startTestApp, type TestApp } from './app.ts'
import { fillCompany, query } from './company.ts'
import { withDatabase } from './database.setup.ts'

const passphrase = 'bốn từ không ai đoán'
const role = `nhipcau_owner_${process.pid}`
const now = new Date('2026-06-22T03:00:00Z')

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let folder: string
let made: string[]
let whole: string

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
  await fillCompany(app, me)
  folder = await mkdtemp(join(tmpdir(), 'nhipcau-backup-'))
  await writeFile(join(folder, 'secrets.json'), '{"session":"s","operatorToken":"o"}')
  made = []
  whole = join(folder, 'whole.nhipcau')
  await backup({ connectionString: app.connectionString, dataDir: folder, to: whole, passphrase: null, now })
})
afterAll(async () => {
  for (const name of made) await query(app, `drop database ${name} with (force)`)
  await query(app, `drop role if exists ${role}`)
  await app.stop()
  await rm(folder, { recursive: true })
})

async function emptyDatabase(name: string, owner?: string): Promise<string> {
  const unique = `nhipcau_${name}_${process.pid}`
  await query(app, `create database ${unique} ${owner ? `owner ${owner}` : ''}`)
  made.push(unique)
  return withDatabase(app.connectionString, unique)
}

/**
 * Every row of every table of ours, of sign-in and of jobs, as text. The running product's clock of jobs ticks between a
 * backup and a look: `withoutJobs` leaves it out.
 */
async function allRows(
  connectionString: string,
  { withoutJobs = false } = {},
): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`set time zone 'UTC'`)
  const { rows: tables } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and relnamespace in
       (select oid from pg_namespace where nspname in ('public', 'auth', 'graphile_worker'))
       and relname not in ('kysely_migration', 'kysely_migration_lock', 'migrations') order by 1`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    if (withoutJobs && name.startsWith('graphile_worker.')) continue
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
    // In an order that no server's collation has a part in.
    found[name] = rows.map(({ row }) => row).sort()
  }
  await client.end()
  return found
}

const restoring = (connectionString: string, from: string, more = {}) =>
  restore({ connectionString, dataDir: null, from, passphrase: null, replace: false, ...more })

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message.split('\n')[1]}`,
  )

test('what was backed up is there again, row by row, and the product runs on it', async () => {
  const target = await emptyDatabase('restored')
  const home = await mkdtemp(join(folder, 'home-'))
  const report = await restoring(target, whole, { dataDir: home })
  const before = await allRows(app.connectionString, { withoutJobs: true })
  expect(await allRows(target, { withoutJobs: true })).toEqual(before)
  const aside = await emptyDatabase('again')
  await restoring(aside, whole)
  const after = await allRows(target)
  expect(after).toEqual(await allRows(aside))
  expect(Object.values(after).flat()).toHaveLength(report.rows)
  expect(after['graphile_worker._private_known_crontabs']?.length).toBeGreaterThan(0)
  expect(Object.values(before).filter((rows) => rows.length > 0).length).toBeGreaterThan(20)
  expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe('{"session":"s","operatorToken":"o"}')
  expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600)

  const again = await startTestApp({ now: '2026-06-22T02:00:00Z', database: target })
  try {
    const theirs = again.as(me.apiKey)
    expect((await theirs.get('/kpis')).body).toEqual((await me.get('/kpis')).body)
    expect((await theirs.post('/units', { name: 'Kho' })).status).toBe(201)
  } finally {
    await again.stop()
  }
})

test('a backup while people write holds one moment: every unit with its audit row, none in halves', async () => {
  const to = join(folder, 'busy.nhipcau')
  let isOver = false
  const writing = Array.from({ length: 3 }, async (_, writer) => {
    for (let n = 0; !isOver; n++) await me.post('/units', { name: `Tổ ${writer}-${n}` })
  })
  await backup({ connectionString: app.connectionString, dataDir: null, to, passphrase: null, now })
  isOver = true
  await Promise.all(writing)
  const target = await emptyDatabase('busy')
  await restoring(target, to)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  const { rows } = await client.query(
    `select count(*)::int as units, count(audit.id)::int as audited, count(event.id)::int as announced from unit
     left join audit on audit.subject_id = unit.id and audit.operation = 'units.create'
     left join event on event.operation = 'units.create' and event.subjects::text like '%' || unit.id || '%'`,
  )
  await client.end()
  expect(rows[0].units).toBeGreaterThan(0)
  expect(rows[0]).toEqual({ units: rows[0].units, audited: rows[0].units, announced: rows[0].units })
})

test('encrypted, it opens with its passphrase alone', async () => {
  const to = join(folder, 'locked.nhipcau')
  await backup({ connectionString: app.connectionString, dataDir: null, to, passphrase, now })
  expect((await readFile(to)).includes('saomai')).toBe(false)
  const target = await emptyDatabase('locked')
  expect(await refusal(restoring(target, to))).toMatch(
    /^OperatorError: .* is encrypted\. Add --passphrase-file/,
  )
  expect(await refusal(restoring(target, to, { passphrase: 'đoán' }))).toMatch(
    /^OperatorError: The passphrase does not open/,
  )
  await restoring(target, to, { passphrase })
  expect(await allRows(target, { withoutJobs: true })).toEqual(
    await allRows(app.connectionString, { withoutJobs: true }),
  )
  // Making a key of a passphrase is slow by intent, four times here.
}, 90_000)

describe('a file that is not whole', () => {
  let target: string
  let before: Awaited<ReturnType<typeof allRows>>
  beforeAll(async () => {
    target = await emptyDatabase('kept')
    await restoring(target, whole)
    before = await allRows(target)
  })

  test('cut off anywhere is refused, and what is there stays', async () => {
    const bytes = await readFile(whole)
    const path = join(folder, 'cut.nhipcau')
    for (const length of [0, 3, 100, Math.floor(bytes.length / 2), bytes.length - 10, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length))
      expect(await refusal(restoring(target, path, { replace: true })), `${length} bytes`).toMatch(
        /^OperatorError: .*(is cut off|is not a backup|was altered)/,
      )
    }
    expect(await allRows(target)).toEqual(before)
  })

  test('with one byte changed is refused, and what is there stays', async () => {
    const bytes = await readFile(whole)
    const path = join(folder, 'altered.nhipcau')
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 0x10
      await writeFile(path, altered)
      expect(await refusal(restoring(target, path, { replace: true })), `byte ${at}`).toMatch(
        /^OperatorError: .*(is cut off|is not a backup|was altered|does not match)/,
      )
    }
    expect(await allRows(target)).toEqual(before)
  })

  test('that is whole but holds what the rules of the tables refuse, changes nothing either', async () => {
    const path = join(folder, 'orphan.nhipcau')
    const { header, parts } = await openArchive(whole, null)
    async function* withOrphan() {
      for await (const part of parts) {
        const isUnits = part.kind === 'table' && part.table.name === 'unit'
        if (!isUnits) yield part
        else {
          yield { ...part, table: { ...part.table, columns: ['workspace_id', 'id', 'name', 'created_at'] } }
          const row = Buffer.from(`${newId()}\t${newId()}\tKho\t2026-06-22\n`)
          const digest = tableDigest()
          digest.add(row)
          yield { kind: 'data' as const, rows: row }
          yield { kind: 'tableEnd' as const, digest: digest.result() }
          for await (const rest of parts) if (rest.kind === 'tableEnd') break
        }
      }
    }
    await pipeline(await archiveStream(header, withOrphan(), null), createWriteStream(path))
    expect(await refusal(restoring(target, path, { replace: true }))).toMatch(
      /does not match|violates foreign key/,
    )
    expect(await allRows(target)).toEqual(before)
  })

  test('that is something else, or not there, is named', async () => {
    const path = join(folder, 'letter.txt')
    await writeFile(path, 'Kính gửi anh chị em')
    expect(await refusal(restoring(target, path))).toMatch(/is not a backup of Nhịp Cầu\.$/)
    expect(await refusal(restoring(target, join(folder, 'nowhere')))).toMatch(/cannot be read/)
  })
})

test('data that is there is replaced only when that is said; tables of others never', async () => {
  const target = await emptyDatabase('full')
  await restoring(target, whole)
  expect(await refusal(restoring(target, whole))).toMatch(
    /There is data where the backup would go.*--replace\.$/,
  )
  await restoring(target, whole, { replace: true })
  const aside = await emptyDatabase('aside')
  await restoring(aside, whole)
  expect(await allRows(target)).toEqual(await allRows(aside))

  const foreign = await emptyDatabase('foreign')
  const client = new pg.Client({ connectionString: foreign })
  await client.connect()
  await client.query('create table invoice (id int)')
  await client.end()
  expect(await refusal(restoring(foreign, whole, { replace: true }))).toMatch(
    /tables of other software \(invoice\)/,
  )
})

test('an account that no wall lets by backs up and restores as well, workspace by workspace', async () => {
  await app.setup('Công ty Khác', 'minh@khac.vn')
  await query(app, `create role ${role} login createrole password 'x'`)
  await query(app, `grant nhipcau_app, nhipcau_search to ${role} with admin option`)
  const owned = await emptyDatabase('owned', role)
  const asOwner = new URL(owned)
  asOwner.username = role
  asOwner.password = 'x'
  const two = join(folder, 'two.nhipcau')
  await backup({ connectionString: app.connectionString, dataDir: null, to: two, passphrase: null, now })
  await restoring(asOwner.href, two)
  const to = join(folder, 'owned.nhipcau')
  await backup({ connectionString: asOwner.href, dataDir: null, to, passphrase: null, now })
  const target = await emptyDatabase('from_owned')
  await restoring(target, to)
  expect(await allRows(target)).toEqual(await allRows(owned))
  const rows = await allRows(target, { withoutJobs: true })
  expect(rows).toEqual(await allRows(app.connectionString, { withoutJobs: true }))
  expect(rows.workspace).toHaveLength(2)
})

// Run with DATABASE_URL, the one server is that one and the other the embedded: the move between the two kinds.
test('from one server to another and back again, equal row by row', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-other-'))
  const other = await startEmbeddedPostgres({ dataDir, log: createLog('silent') })
  onTestFinished(async () => {
    await other.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const here = await emptyDatabase('here')
  await restoring(here, whole)
  const rows = await allRows(here)
  await restoring(other.connectionString, whole)
  expect(await allRows(other.connectionString)).toEqual(rows)
  const to = join(folder, 'returning.nhipcau')
  await backup({ connectionString: other.connectionString, dataDir: null, to, passphrase: null, now })
  const returned = await emptyDatabase('returned')
  const report = await restoring(returned, to)
  expect(await allRows(returned)).toEqual(rows)
  expect(report.rows).toBe(Object.values(rows).flat().length)
}, 60_000)

test('a backup of an older version is brought up to this one', async () => {
  const old = await emptyDatabase('old')
  const database = openDatabase({ connectionString: old, max: 2 }, () => {})
  await migrate(database, '0002_identity')
  await database.close()
  const to = join(folder, 'old.nhipcau')
  await backup({ connectionString: old, dataDir: null, to, passphrase: null, now })
  const target = await emptyDatabase('upgraded')
  await restoring(target, to)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  await client.end()
  expect(rows.map(({ name }) => name)).toEqual(await knownMigrations())
})

test('a backup leaves nothing behind when it fails', async () => {
  const empty = await emptyDatabase('empty')
  const to = join(folder, 'nothing.nhipcau')
  await copyFile(whole, to)
  expect(
    await refusal(backup({ connectionString: empty, dataDir: null, to, passphrase: null, now })),
  ).toMatch(/holds nothing of Nhịp Cầu/)
  expect(await readFile(to)).toEqual(await readFile(whole))
  await expect(stat(`${to}.part`)).rejects.toThrow()
})

test('by the command line: while the product runs, not over it, not over data unless told', async () => {
  const dataDir = join(folder, 'data')
  await chmod(folder, 0o755)
  const main = join(import.meta.dirname, '../src')
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  }
  const nhipcau = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(main, 'cli/main.ts'), ...args], {
      env,
      encoding: 'utf8',
    })
    return { status, told: status === 0 ? JSON.parse(stdout) : stderr.trim().split('\n').at(-1) }
  }
  const start = async () => {
    const child = spawn(process.execPath, [join(main, 'server/main.ts'), '--no-pages'], {
      env,
      stdio: 'inherit',
    })
    const url = await vi.waitFor(
      async () => {
        const address = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8'))
        expect(address.pid).toBe(child.pid)
        return String(address.url)
      },
      { timeout: 20_000, interval: 50 },
    )
    const stop = async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    return { url, stop }
  }
  const file = join(folder, 'by-hand.nhipcau')
  const first = await start()
  const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
  const setup = await restClient(first.url, null).post('/setup', { workspace: { name: 'Sao Mai' }, owner })
  const made = nhipcau('backup', '--to', file)
  expect(made).toMatchObject({ status: 0, told: { path: file } })
  await restClient(first.url, setup.body.apiKey).post('/units', { name: 'Sau khi sao lưu' })
  expect(nhipcau('restore', '--from', file, '--replace')).toEqual({
    status: 1,
    told: expect.stringContaining('is using the data folder'),
  })
  await first.stop()
  expect(nhipcau('restore', '--from', file).told).toContain('add --replace.')
  expect(nhipcau('restore', '--from', file, '--replace')).toMatchObject({
    status: 0,
    told: { rows: made.told.rows, secrets: true },
  })
  const second = await start()
  const theirs = restClient(second.url, setup.body.apiKey)
  expect((await theirs.get('/me')).status).toBe(200)
  expect((await theirs.get('/units')).body.items).toEqual([])
  await second.stop()
}, 60_000)
