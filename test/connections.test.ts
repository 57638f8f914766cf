// Connections and scheduled pulls against real servers: PostgreSQL, MariaDB, SQLite files, and HTTP ones of the test's own.
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type MariaDb, startMariaDb } from '../scripts/mariadb.ts'
import { pullRound, runPull } from '../src/server/features/connections/pull-job.ts'
import { OutboundError, openOutbound } from '../src/server/platform/outbound.ts'
import { sealingWith } from '../src/server/platform/sealing.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, weeklyKpi } from './company.ts'

const now = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let mariadb: MariaDb
let web: Server
let webUrl: string
let folder: string
/** What the web server of the test answers, by path, and what it was asked. */
let pages: Record<
  string,
  { status?: number; body?: string; headers?: Record<string, string>; isSilent?: true }
>
let asked: { url: string; authorization: string | undefined }[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhipcau-sqlite-'))
  await mkdir(join(folder, 'open'))
  for (const path of ['open/so-lieu.db', 'closed.db']) {
    const file = new DatabaseSync(join(folder, path))
    file.exec(
      `create table sales (day text, amount real); insert into sales values ('2026-06-01', 12.5), ('2026-06-02', 7)`,
    )
    file.close()
  }
  await symlink(join(folder, 'closed.db'), join(folder, 'open/link.db'))
  web = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
    const page = pages[(request.url ?? '').replace(/[?&](time|start|end)=[^&]*/g, '')] ?? { status: 404 }
    if (page.isSilent) return
    response.writeHead(page.status ?? 200, page.headers)
    response.end(page.body)
  }).listen(0, '127.0.0.1')
  await once(web, 'listening')
  const address = web.address()
  webUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  mariadb = await startMariaDb([
    'create database kho',
    'create table kho.don (ngay date, luc datetime, tien decimal(12,2))',
    "insert into kho.don values ('2026-06-01', '2026-06-01 08:00:00', 100.25), ('2026-06-02', '2026-06-02 08:00:00', 50)",
    "create user doc@'%' identified by 'chi-doc'",
    "grant all on kho.* to doc@'%'",
  ])
  app = await startTestApp({ now, outboundAllow: ['127.0.0.1'], sqliteFolder: join(folder, 'open') })
  me = await app.setup()
})
afterAll(async () => {
  await app.stop()
  await mariadb.stop()
  web.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  pages = {}
  asked = []
})

async function newKpi(more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await me.post('/kpis', { ...weeklyKpi, aggregation: 'sum', target: null, ...more })
  return body.id
}

async function connect(kind: string, address: unknown, secret?: string): Promise<string> {
  const { status, body } = await me.post('/connections', { name: kind, kind, address, secret })
  expect([status, body.detail]).toEqual([201, undefined])
  return body.id
}

function ownDatabase() {
  const url = new URL(inject('databaseUrl'))
  const host = url.searchParams.get('host') ?? url.hostname
  return { host, port: Number(url.port || 5432), user: decodeURIComponent(url.username) }
}

const mysqlAddress = () => ({ host: '127.0.0.1', port: mariadb.port, database: 'kho', user: 'doc' })
const preview = async (connectionId: string, kpiId: string, asking: unknown, mapping?: unknown) =>
  (await me.post('/pulls/preview', { connectionId, kpiId, query: asking, mapping })).body
const hourly = { every: 'hour' }

async function newPull(connectionId: string, kpiId: string, asking: unknown, mapping: unknown) {
  const { status, body } = await me.post('/pulls', {
    ...{ connectionId, kpiId, query: asking, mapping, schedule: hourly },
  })
  expect([status, body.detail]).toEqual([201, undefined])
  return body.id as string
}

const run = (pullId: string, attempt = 1) =>
  runPull(app.server, { workspaceId: me.workspaceId, pullId, cause: 'schedule', attempt })
const runs = async (pullId: string) => (await me.get(`/pulls/${pullId}/runs`)).body.items
const listed = async (id: string) =>
  (await me.get(`/kpis/${id}/measurements`)).body.items.map(({ date, value }: Record<string, unknown>) => [
    date,
    value,
  ])

describe('each kind of source', () => {
  test('MySQL: rows become measurements, twice the same changes nothing, a change replaces', async () => {
    const kpi = await newKpi()
    const connection = await connect('mysql', mysqlAddress(), 'chi-doc')
    expect((await me.post(`/connections/${connection}/test`, {})).body).toEqual({ fault: null })
    const asking = { sql: 'select ngay, luc, tien from don order by ngay;' }
    expect(await preview(connection, kpi, asking, { at: 'ngay', value: 'tien' })).toEqual({
      fault: null,
      columns: ['ngay', 'luc', 'tien'],
      rows: [
        ['2026-06-01', '2026-06-01 08:00:00', '100.25'],
        ['2026-06-02', '2026-06-02 08:00:00', '50.00'],
      ],
      count: 2,
      measurements: [
        { at: '2026-06-01', value: 100.25 },
        { at: '2026-06-02', value: 50 },
      ],
      problems: [],
    })
    expect(await listed(kpi)).toEqual([])
    const pull = await newPull(connection, kpi, asking, { at: 'ngay', value: 'tien' })
    await run(pull)
    await run(pull)
    expect(await listed(kpi)).toEqual([
      ['2026-06-02', 50],
      ['2026-06-01', 100.25],
    ])
    expect(
      (await runs(pull)).map(({ created, unchanged }: Record<string, number>) => [created, unchanged]),
    ).toEqual([
      [0, 2],
      [2, 0],
    ])
    // The same instants pushed by hand stand beside these: another source.
    await me.post(`/kpis/${kpi}/measurements`, { at: '2026-06-01', value: 1 })
    expect(await listed(kpi)).toHaveLength(3)
  })

  test('MySQL: nothing is written, a long question is ended, a wrong password is told', async () => {
    const kpi = await newKpi()
    const connection = await connect('mysql', mysqlAddress(), 'chi-doc')
    for (const sql of [
      'delete from don',
      'select 1; delete from don',
      'select * from don into outfile "/tmp/x"',
    ])
      expect((await preview(connection, kpi, { sql })).fault).toContain('Nguồn không hiểu câu hỏi')
    const { body } = await me.post('/pulls/preview', {
      connectionId: connection,
      kpiId: kpi,
      query: { sql: 'select count(*) as n from don' },
    })
    expect(body.rows).toEqual([['2']])
    await me.patch(`/connections/${connection}`, { secret: 'sai' })
    expect((await me.post(`/connections/${connection}/test`, {})).body.fault).toContain('không cho vào')
  })

  test('PostgreSQL: read only, limited in time and rows', async () => {
    const { host, port, user } = ownDatabase()
    // The test's own server listens on a socket: reached through a port of the test that leads there.
    const { address, close } = await tunnelTo(host, port)
    const kpi = await newKpi()
    const database = new URL(app.connectionString).pathname.slice(1)
    const connection = await connect('postgres', { ...address, database, user }, 'không cần')
    const asking = {
      sql: `select date '2026-06-01' + n as day, n * 1.5 as amount from generate_series(0, 2) n`,
    }
    expect(await preview(connection, kpi, asking, { at: 'day', value: 'amount' })).toMatchObject({
      fault: null,
      measurements: [
        { at: '2026-06-01', value: 0 },
        { at: '2026-06-02', value: 1.5 },
        { at: '2026-06-03', value: 3 },
      ],
    })
    expect(
      (await preview(connection, kpi, { sql: "select set_config('x.y', '1', false), nextval('no')" })).fault,
    ).toContain('no')
    expect(
      (await preview(connection, kpi, { sql: 'with d as (delete from kpi returning id) select * from d' }))
        .fault,
    ).toContain('hiểu câu hỏi')
    expect((await preview(connection, kpi, { sql: 'select 1) as x; drop table kpi; --' })).fault).toContain(
      'hiểu câu hỏi',
    )
    expect(
      (await preview(connection, kpi, { sql: 'select n from generate_series(1, 20000) n' })).fault,
    ).toContain('10.000')
    app.server.asking.timeoutMs = 300
    expect((await preview(connection, kpi, { sql: 'select pg_sleep(5)' })).fault).toContain('quá lâu')
    app.server.asking.timeoutMs = 10_000
    close()
  })

  test('SQLite: only files of the opened folder, read in a process that a time limit ends', async () => {
    const kpi = await newKpi()
    const connection = await connect('sqlite', { file: 'so-lieu.db' })
    const asking = { sql: 'select day, amount from sales' }
    expect((await preview(connection, kpi, asking, { at: 'day', value: 'amount' })).measurements).toEqual([
      { at: '2026-06-01', value: 12.5 },
      { at: '2026-06-02', value: 7 },
    ])
    expect((await preview(connection, kpi, { sql: 'delete from sales' })).fault).toContain('hiểu câu hỏi')
    for (const file of ['../closed.db', 'link.db', '/etc/passwd', 'không-có.db']) {
      const other = await connect('sqlite', { file })
      expect((await preview(other, kpi, asking)).fault).toContain('SQLITE_DIR')
    }
    app.server.asking.timeoutMs = 300
    const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
    expect((await preview(connection, kpi, { sql: endless })).fault).toContain('quá lâu')
    app.server.asking.timeoutMs = 10_000
  })

  test('JSON over HTTP: a path to the list, the key in its header, nested fields by their path', async () => {
    const kpi = await newKpi({ aggregation: 'ratio' })
    const connection = await connect('http', { url: `${webUrl}/v1` }, 'Bearer bi-mat')
    pages['/v1/orders?shop=1'] = {
      body: JSON.stringify({
        data: { rows: [{ id: 'a', when: '2026-06-01T10:00:00+07:00', n: { won: 3, all: 10 } }] },
      }),
    }
    const asking = { path: 'orders?shop=1', items: 'data.rows' }
    const mapping = { at: 'when', numerator: 'n.won', denominator: 'n.all', externalId: 'id' }
    expect((await preview(connection, kpi, asking, mapping)).measurements).toEqual(
      [{ at: '2026-06-01T03:00:00.000Z', numerator: 3, denominator: 10, externalId: 'a' }].map(
        ({ externalId: _, ...rest }) => rest,
      ),
    )
    expect(asked).toEqual([{ url: '/v1/orders?shop=1', authorization: 'Bearer bi-mat' }])
    expect((await preview(connection, kpi, { path: 'orders?shop=1', items: 'data.none' })).fault).toContain(
      'data.none',
    )
    expect((await preview(connection, kpi, asking, { at: 'sai' })).fault).toContain('“sai”')
    pages['/v1/orders?shop=1'] = { body: '<html>' }
    expect((await preview(connection, kpi, asking)).fault).toContain('không phải JSON')
    pages['/v1/orders?shop=1'] = { status: 503 }
    expect((await preview(connection, kpi, asking)).fault).toContain('503')
  })

  test('CSV by its address, with Vietnamese numbers; what cannot be read is told by row and nothing is saved', async () => {
    const kpi = await newKpi()
    const connection = await connect('csv', { url: `${webUrl}/bao-cao.csv` })
    pages['/bao-cao.csv'] = { body: '\uFEFFngày;doanh thu\n01/06/2026;1.250,5\n02/06/2026;3.000\n' }
    const asking = { numbers: 'vi' }
    const mapping = { at: 'ngày', value: 'doanh thu' }
    expect((await preview(connection, kpi, asking, mapping)).measurements).toEqual([
      { at: '2026-06-01', value: 1250.5 },
      { at: '2026-06-02', value: 3000 },
    ])
    const pull = await newPull(connection, kpi, asking, mapping)
    pages['/bao-cao.csv'] = {
      body: 'ngày;doanh thu\n01/06/2026;1.250,5\nhôm qua;3.000\n03/06/2026;chưa có\n',
    }
    expect((await preview(connection, kpi, asking, mapping)).problems).toEqual([
      { row: 2, text: expect.stringContaining('“hôm qua”') },
      { row: 3, text: expect.stringContaining('“chưa có”') },
    ])
    await run(pull)
    expect(await listed(kpi)).toEqual([])
    expect((await runs(pull))[0]).toMatchObject({
      outcome: 'failed',
      fault: expect.stringMatching(/^2 dòng .* dòng 2/),
    })
  })

  test('Prometheus: an instant and a range query of one series; more than one is refused', async () => {
    const kpi = await newKpi({ frequency: 'day', aggregation: 'mean' })
    const connection = await connect('prometheus', { url: webUrl })
    const answer = (data: unknown) => ({ body: JSON.stringify({ status: 'success', data }) })
    const at = Date.parse(now) / 1000
    pages['/api/v1/query?query=sum(up)'] = answer({
      resultType: 'vector',
      result: [{ metric: {}, value: [at, '42.5'] }],
    })
    const mapping = { at: 'time', value: 'value' }
    expect((await preview(connection, kpi, { expression: 'sum(up)' }, mapping)).measurements).toEqual([
      { at: '2026-06-22T02:00:00.000Z', value: 42.5 },
    ])
    pages['/api/v1/query_range?query=sum(up)&step=3600'] = answer({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [at - 3600, '1'],
            [at - 1800, 'NaN'],
            [at, '3'],
          ],
        },
      ],
    })
    const range = { expression: 'sum(up)', range: { hours: 24, step: 60 } }
    const pull = await newPull(connection, kpi, range, mapping)
    await run(pull)
    await run(pull)
    expect(await listed(kpi)).toEqual([
      ['2026-06-22', 3],
      ['2026-06-22', 1],
    ])
    const [last] = asked.slice(-1)
    expect(last?.url).toContain(`start=${at - 86_400}&end=${at}`)
    pages['/api/v1/query?query=up'] = answer({
      resultType: 'vector',
      result: [{ value: [at, '1'] }, { value: [at, '2'] }],
    })
    expect((await preview(connection, kpi, { expression: 'up' })).fault).toContain('2 chuỗi')
    pages['/api/v1/query?query=up'] = { status: 400, body: '{"status":"error"}' }
    expect((await preview(connection, kpi, { expression: 'up' })).fault).toContain('400')
  })
})

describe('on schedule', () => {
  test('what is due is queued once and knows when it is due next; paused it is not', async () => {
    pages['/x.csv'] = { body: 'day,value\n2026-06-01,5\n' }
    const connection = await connect('csv', { url: `${webUrl}/x.csv` })
    const kpi = await newKpi()
    const daily = { every: 'day', at: '06:30' }
    const { body: pull } = await me.post('/pulls', {
      ...{
        connectionId: connection,
        kpiId: kpi,
        query: {},
        mapping: { at: 'day', value: 'value' },
        schedule: daily,
      },
    })
    expect(pull.nextRunAt).toBe('2026-06-22T23:30:00.000Z')
    app.moveTo('2026-06-22T23:31:00Z')
    await pullRound(app.server).run()
    await pullRound(app.server).run()
    await expect.poll(async () => (await runs(pull.id)).length).toBe(1)
    expect((await runs(pull.id))[0]).toMatchObject({
      cause: 'schedule',
      attempt: 1,
      outcome: 'done',
      rows: 1,
      created: 1,
    })
    const { body: after } = await me.get(`/pulls?kpiId=${kpi}`)
    expect(after.items[0]).toMatchObject({ nextRunAt: '2026-06-23T23:30:00.000Z', lastRun: { created: 1 } })
    expect((await me.patch(`/pulls/${pull.id}`, { paused: true })).body.nextRunAt).toBeNull()
    app.moveTo('2026-06-24T23:31:00Z')
    await pullRound(app.server).run()
    expect(
      await query(app, `select from graphile_worker._private_jobs where key = 'pull ${pull.id}'`),
    ).toEqual([])
    await me.post(`/pulls/${pull.id}/run`, {})
    await expect.poll(async () => (await runs(pull.id)).length).toBe(2)
    expect((await runs(pull.id))[0]).toMatchObject({ cause: 'hand', unchanged: 1 })
    app.moveTo(now)
  })

  test('a time that a clock set back since has planned is planned anew, and what is due runs once', async () => {
    const kpi = await newKpi()
    const connection = await connect('csv', { url: `${webUrl}/z.csv` })
    pages['/z.csv'] = { body: 'day,value\n2026-06-01,3\n' }
    const schedule = { every: 'quarter_hour' }
    const { body: pull } = await me.post('/pulls', {
      ...{
        connectionId: connection,
        kpiId: kpi,
        query: {},
        mapping: { at: 'day', value: 'value' },
        schedule,
      },
    })
    const next = async () => (await me.get(`/pulls?kpiId=${kpi}`)).body.items[0].nextRunAt
    app.moveTo('2026-06-25T02:01:00Z')
    await pullRound(app.server).run()
    await expect.poll(async () => (await runs(pull.id)).length).toBe(1)
    expect(await next()).toBe('2026-06-25T02:15:00.000Z')
    app.moveTo('2026-06-22T02:01:00Z')
    await pullRound(app.server).run()
    expect(await next()).toBe('2026-06-22T02:15:00.000Z')
    expect((await runs(pull.id)).length).toBe(1)
    // A process whose clock is five minutes behind leaves the plan of the other as it is.
    app.moveTo('2026-06-22T01:55:00Z')
    await pullRound(app.server).run()
    expect(await next()).toBe('2026-06-22T02:15:00.000Z')
    app.moveTo('2026-06-22T02:16:00Z')
    await pullRound(app.server).run()
    await pullRound(app.server).run()
    await expect.poll(async () => (await runs(pull.id)).length).toBe(2)
    expect(await next()).toBe('2026-06-22T02:30:00.000Z')
    app.moveTo(now)
  })

  test('a fault that may pass is tried again later, with growing pauses; one that somebody must mend is not', async () => {
    const kpi = await newKpi()
    const connection = await connect('csv', { url: `${webUrl}/y.csv` })
    const pull = await newPull(connection, kpi, {}, { at: 'day', value: 'value' })
    pages['/y.csv'] = { status: 503 }
    await expect(run(pull)).rejects.toThrow()
    await me.post(`/pulls/${pull}/run`, {})
    const waiting = () =>
      query<{ attempts: number; is_later: boolean }>(
        app,
        `select attempts, run_at > now() as is_later from graphile_worker._private_jobs
         where key = 'pull ${pull}' and locked_at is null and attempts > 0`,
      )
    await expect.poll(waiting).toEqual([{ attempts: 1, is_later: true }])
    pages['/y.csv'] = { status: 404 }
    await run(pull, 2)
    expect(
      (await runs(pull)).map(({ outcome, attempt }: Record<string, unknown>) => [outcome, attempt]),
    ).toEqual([
      ['failed', 2],
      ['failed', 1],
      ['failed', 1],
    ])
  })
})

describe('secrets and rights', () => {
  test('a secret is sealed at rest, never read back, and goes nowhere but where it was given for', async () => {
    const connection = await connect('http', { url: `${webUrl}/v1` }, 'Bearer rat-bi-mat')
    const [row] = await query<{ secret: string }>(app, 'select secret from connection where id = $1', [
      connection,
    ])
    expect(row?.secret).not.toContain('bi-mat')
    const { body: list } = await me.get('/connections?limit=500')
    expect(JSON.stringify(list)).not.toContain('bi-mat')
    expect(list.items.find(({ id }: { id: string }) => id === connection)).toMatchObject({ hasSecret: true })
    const audit = await query(app, 'select before, after from audit where subject_id = $1', [connection])
    expect(JSON.stringify(audit)).not.toContain('bi-mat')
    const moved = await me.patch(`/connections/${connection}`, {
      address: { url: 'https://noi-khac.example' },
    })
    expect([moved.status, moved.body.code]).toEqual([422, 'connection_secret_again'])
    expect((await me.patch(`/connections/${connection}`, { address: { url: `${webUrl}/v2` } })).status).toBe(
      200,
    )
    const taken = await me.patch(`/connections/${connection}`, { secret: null })
    expect(taken.body.hasSecret).toBe(false)
    const sealing = sealingWith('một khoá')
    const sealed = sealing.seal('chữ')
    expect(sealing.open(sealed)).toBe('chữ')
    expect(sealed).not.toBe(sealing.seal('chữ'))
    expect(() => sealingWith('khoá khác').open(sealed)).toThrow()
  })

  test('what does not fit is refused, and what feeds something is not removed', async () => {
    const http = await connect('http', { url: webUrl })
    const kpi = await newKpi()
    const computed = await newKpi({ formula: (await me.get(`/kpis/${kpi}`)).body.slug })
    const refused = async (path: string, body: unknown) => (await me.post(path, body)).body.code
    expect(await refused('/connections', { name: 'x', kind: 'mysql', address: { url: webUrl } })).toBe(
      'connection_address',
    )
    const pull = {
      connectionId: http,
      kpiId: kpi,
      query: {},
      mapping: { at: 'a', value: 'b' },
      schedule: hourly,
    }
    expect(await refused('/pulls', { ...pull, query: { sql: 'select 1' } })).toBe('pull_query')
    expect(await refused('/pulls', { ...pull, mapping: { at: 'a' } })).toBe('pull_mapping')
    expect(await refused('/pulls', { ...pull, kpiId: computed })).toBe('formula_computed')
    const { body: made } = await me.post('/pulls', pull)
    const inUse = await me.delete(`/connections/${http}`)
    expect([inUse.status, inUse.body.code]).toEqual([409, 'connection_in_use'])
    expect((await me.delete(`/pulls/${made.id}`)).status).toBe(200)
    expect((await me.delete(`/connections/${http}`)).status).toBe(200)
    const member = await addMember(app, me.workspaceId)
    expect((await member.get('/connections')).status).toBe(403)
    expect((await member.post('/pulls/preview', { ...pull, connectionId: http })).status).toBe(403)
  })
})

describe('what may be reached', () => {
  const failure = async (work: Promise<unknown>) =>
    work.then(
      () => 'reached',
      (error) => (error instanceof OutboundError ? error.failure : error),
    )

  test('private, loopback, link-local and metadata addresses are closed, in every way of writing them', async () => {
    const outbound = openOutbound([])
    for (const host of [
      ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
      ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1'],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'localhost', '[::1]'],
    ])
      expect([host, await failure(outbound.resolve(host))]).toEqual([host, 'closed'])
    for (const host of ['8.8.8.8', '172.32.0.1', '2606:4700::1111'])
      expect([host, await failure(outbound.resolve(host))]).toEqual([host, 'reached'])
    for (const url of ['http://2130706433/', 'http://0x7f.1/', 'http://[::ffff:7f00:1]/', 'http://127.1/'])
      expect([url, await failure(outbound.get(url))]).toEqual([url, 'closed'])
    expect(await failure(outbound.get('ftp://8.8.8.8/'))).toBe('not_http')
  })

  test('the operator opens a network, an address or a name, and no more', async () => {
    const outbound = openOutbound(['10.0.0.0/8', 'fd00::/8', 'localhost'])
    expect(await failure(outbound.resolve('10.9.8.7'))).toBe('reached')
    expect(await failure(outbound.resolve('fd12::1'))).toBe('reached')
    expect(await failure(outbound.resolve('localhost'))).toBe('reached')
    expect(await failure(outbound.resolve('127.0.0.1'))).toBe('closed')
    expect(await failure(outbound.resolve('192.168.0.1'))).toBe('closed')
  })

  test('each redirect is looked at anew, and carries no key to another host', async () => {
    const port = new URL(webUrl).port
    pages['/in'] = { status: 302, headers: { location: `http://localhost:${port}/out` } }
    pages['/out'] = { body: 'đây' }
    pages['/loop'] = { status: 302, headers: { location: '/loop' } }
    const headers = { authorization: 'bi-mat' }
    const open = openOutbound(['127.0.0.1', 'localhost'])
    expect((await open.get(`${webUrl}/in`, { headers })).text).toBe('đây')
    expect(asked.map(({ authorization }) => authorization)).toEqual(['bi-mat', undefined])
    // A host that is open may not lead to one that is not.
    expect(await failure(openOutbound(['127.0.0.2', 'localhost']).get(`http://localhost:${port}/in2`))).toBe(
      'reached',
    )
    pages['/to-metadata'] = { status: 307, headers: { location: 'http://169.254.169.254/latest' } }
    expect(await failure(open.get(`${webUrl}/to-metadata`))).toBe('closed')
    expect(await failure(open.get(`${webUrl}/loop`))).toBe('redirects')
    pages['/silent'] = { isSilent: true }
    expect(await failure(open.get(`${webUrl}/silent`, { timeoutMs: 100 }))).toBe('timeout')
    pages['/long'] = { body: 'x'.repeat(2000) }
    expect(await failure(open.get(`${webUrl}/long`, { maxBytes: 1000 }))).toBe('too_large')
  })

  test('a database on a closed address is not reached either', async () => {
    const kpi = await newKpi()
    for (const kind of ['postgres', 'mysql']) {
      const connection = await connect(kind, { host: '169.254.169.254', database: 'a', user: 'b' }, 'c')
      expect((await preview(connection, kpi, { sql: 'select 1' })).fault).toContain('OUTBOUND_ALLOW')
    }
  })
})

/** A port of 127.0.0.1 that leads to a server on a socket or on another port. */
async function tunnelTo(host: string, port: number) {
  const net = await import('node:net')
  const tunnel = net
    .createServer((socket) => {
      const target = host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host)
      socket.pipe(target).pipe(socket)
      socket.on('error', () => target.destroy())
      target.on('error', () => socket.destroy())
    })
    .listen(0, '127.0.0.1')
  await once(tunnel, 'listening')
  const address = tunnel.address()
  return {
    address: { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 },
    close: () => tunnel.close(),
  }
}
