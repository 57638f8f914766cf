// When something breaks that nobody foresaw, or the database goes away: said plainly, nothing leaked, and back by itself.
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../src/server/app.ts'
import { systemClock } from '../src/server/platform/clock.ts'
import { enterWorkspace, openDatabase } from '../src/server/platform/database.ts'
import { requireUsableDatabase } from '../src/server/platform/external-database.ts'
import { createLog } from '../src/server/platform/log.ts'
import { migrate } from '../src/server/platform/migrate.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'
import type { StartError } from '../src/server/platform/postgres/start-error.ts'
import { type Refusal, refusals } from '../src/server/platform/refusal.ts'
import { together } from '../src/server/platform/together.ts'
import { restClient, startTestApp, type TestApp } from './app.ts'
import { query } from './company.ts'
import { withDatabase } from './database.setup.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp()
  me = await app.setup()
})
afterAll(() => app.stop())

test('what nobody foresaw is told as internal, without what it was, and leaves nothing', async () => {
  await query(
    app,
    `
    create function boom() returns trigger language plpgsql as $$ begin raise exception 'mật khẩu là 1234'; end $$;
    create trigger boom before insert on event for each row when (new.operation = 'units.create') execute function boom()`,
  )
  const { status, body } = await me.post('/units', { name: 'Kho' })
  await query(app, 'drop trigger boom on event')
  expect([status, body.code]).toEqual([500, 'internal'])
  expect(JSON.stringify(body)).not.toMatch(/mật khẩu|boom|trigger/)
  expect(await query(app, `select id from unit where name = 'Kho'`)).toEqual([])
  expect((await me.post('/units', { name: 'Kho' })).status).toBe(201)
})

test('a disk that is full is named, with a time to try again; what reads goes on', async () => {
  await query(
    app,
    `
    create function disk_is_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger disk_is_full before insert on unit for each row execute function disk_is_full()`,
  )
  const refused = await me.post('/units', { name: 'Đầy' }, { 'accept-language': 'en' })
  await query(app, 'drop trigger disk_is_full on unit')
  expect([refused.status, refused.body.code, refused.body.retryAfter]).toEqual([503, 'storage_full', 60])
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(refused.body.detail).toMatch(/^The disk of the database is full, so nothing was written/)

  const full = openDatabase(
    { connectionString: app.connectionString },
    () => {},
    async () => false,
  )
  onTestFinished(() => full.close())
  const one = (access: 'read only' | 'read write') =>
    full.transaction(access, async () => 'done').catch((error: Refusal) => error.code)
  expect([await one('read only'), await one('read write')]).toEqual(['done', 'storage_full'])
})

test('without its database the server says so, and works again once it is back', async () => {
  const log = createLog('silent')
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-away-'))
  let postgres = await startEmbeddedPostgres({ dataDir, log })
  const { connectionString } = postgres
  const facts = {
    poolSize: 4,
    baseUrl: 'http://127.0.0.1',
    secret: 'x'.repeat(40),
    sealingKey: 'a key of the tests, to seal with',
    operatorToken: 'operator',
  }
  const own = await createApp({ connectionString, ...facts, clock: systemClock, log })
  onTestFinished(async () => {
    await own.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  own.http.listen(0, '127.0.0.1')
  await once(own.http, 'listening')
  const url = `http://127.0.0.1:${(own.http.address() as AddressInfo).port}`
  const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
  const { body: made } = await restClient(url, null).post('/setup', { workspace: { name: 'Sao Mai' }, owner })
  const lan = restClient(url, made.apiKey)
  const authorization = `Bearer ${made.apiKey}`
  const stream = await fetch(`${url}/api/v1/events`, { headers: { authorization } })
  const events = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await events?.read())?.value).toContain('ready')

  await postgres.stop()
  for (const path of ['/me', '/kpis', '/setup']) {
    const { status, body } = await lan.get(path)
    expect([path, status, body.code]).toEqual([path, 503, 'database_away'])
  }
  const browser = await restClient(url, null).get('/me', { cookie: 'nhipcau.session_token=x.y' })
  expect([browser.status, browser.body.code]).toEqual([503, 'database_away'])
  const write = await lan.post('/units', { name: 'Lỡ' })
  expect([write.status, write.body.code]).toEqual([503, 'database_away'])
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)

  postgres = await startEmbeddedPostgres({ dataDir, log })
  expect(postgres.connectionString).toBe(connectionString)
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), { timeout: 5000 })
  expect((await lan.get('/units')).body.items).toEqual([])
  // The stream was open all along, and hears of changes again once its listener is back.
  await lan.post('/units', { name: 'Trở lại' })
  let heard = ''
  while (!heard.includes('units.create')) heard += (await events?.read())?.value ?? ''
  // So do the jobs.
  await own.server.database.pool.query(`select graphile_worker.add_job('close_periods')`)
  const waiting = () => own.server.database.pool.query('select from graphile_worker._private_jobs')
  await vi.waitFor(async () => expect((await waiting()).rowCount).toBe(0), { timeout: 15_000 })
})

test('every refusal is shown by a test of this folder', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'))
  const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')))
  const shown = texts.join('\n')
  expect(Object.keys(refusals).filter((code) => !shown.includes(`'${code}'`))).toEqual([])
})

test('of what is asked at once the cause is told, not what follows from it', async () => {
  const asked = app.server.database.transaction('read write', (db) => {
    // It comes to know of its fault after the other, which was asked behind it.
    const slow = async () => {
      const { rows } = await sql`select 1 / 0`.execute(db)
      return rows
    }
    return together(
      slow().then((rows) => rows),
      sql`select 1`.execute(db),
    )
  })
  await expect(asked).rejects.toMatchObject({ code: '22012' })
  // The next transaction has nothing of it.
  const { rows } = await app.server.database.transaction('read write', (db) =>
    sql`select 1 as one`.execute(db),
  )
  expect(rows).toEqual([{ one: 1 }])
})

test('two that wait for each other are both done: the one undone begins again', async () => {
  const ids = [
    (await me.post('/units', { name: 'A' })).body.id,
    (await me.post('/units', { name: 'B' })).body.id,
  ]
  const bothHold = Promise.withResolvers<void>()
  let holding = 0
  let begun = 0
  const rename = (first: string, second: string, name: string) =>
    app.server.database.transaction('read write', async (db) => {
      begun++
      await enterWorkspace(db, me.workspaceId)
      const set = (id: string) => db.updateTable('unit').set({ name }).where('id', '=', id).execute()
      await set(first)
      if (++holding === 2) bothHold.resolve()
      await bothHold.promise
      await set(second)
    })
  const [a = '', b = ''] = ids
  await Promise.all([rename(a, b, 'Một'), rename(b, a, 'Hai')])
  expect(begun).toBe(3)
  const names = await query<{ name: string }>(app, 'select name from unit where id = any($1)', [ids])
  expect(new Set(names.map(({ name }) => name)).size).toBe(1)
})

describe('a database of one’s own', () => {
  const refusal = (connectionString: string) =>
    requireUsableDatabase(connectionString).then(
      () => null,
      (error: StartError) => [error.code, error.message],
    )

  test('that does not answer, or lets nobody in, is named without its password', async () => {
    expect(await refusal('postgres://app:bi-mat@127.0.0.1:1/okr')).toEqual([
      'database_unreachable',
      expect.stringMatching(
        /^Không vào được PostgreSQL tại 127\.0\.0\.1:1\/okr \(ECONNREFUSED\).*\nPostgreSQL at/,
      ),
    ])
    const [code, message] = (await refusal(withDatabase(app.connectionString, 'nowhere'))) ?? []
    expect(code).toBe('database_unreachable')
    expect(message).toContain('(database "nowhere" does not exist)')
  })

  test('that cannot hold Vietnamese is refused; a usable one is taken', async () => {
    expect(await refusal(app.connectionString)).toBeNull()
    const name = `nhipcau_latin_${process.pid}`
    await query(
      app,
      `create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc template template0`,
    )
    onTestFinished(async () => void (await query(app, `drop database ${name}`)))
    expect((await refusal(withDatabase(app.connectionString, name)))?.[0]).toBe('database_encoding')
  })

  test('that a newer version has migrated is not touched', async () => {
    await query(
      app,
      `insert into kysely_migration (name, timestamp) values ('9999_tomorrow', '2030-01-01T00:00:00Z')`,
    )
    onTestFinished(
      async () => void (await query(app, `delete from kysely_migration where name = '9999_tomorrow'`)),
    )
    await expect(migrate(app.server.database)).rejects.toMatchObject({ code: 'database_newer' })
  })
})
