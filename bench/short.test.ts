// The bench in short, for every run of the tests: what can be counted, which a busy machine does not change. Times are
// for `npm run bench`, on a quiet machine.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test/app.ts'
import { type Statement, statementsOf } from '../test/statements.ts'
import { exponent, type Question, questions } from './growth.ts'
import { measureLive } from './live.ts'
import { todayOf } from './okr-data.ts'
import { heldAgainst, isHeld } from './result.ts'
import { measureWeb } from './web.ts'

describe('a line of the table', () => {
  test('is held by its ratio where there is a bare reference, else by itself; at the bound it holds', () => {
    const line = { what: 'x', ours: 5, unit: 'ms', bound: 2.5 }
    expect([heldAgainst({ ...line, bare: 2 }), isHeld({ ...line, bare: 2 })]).toEqual([2.5, true])
    expect(isHeld({ ...line, bare: 1.9 })).toBe(false)
    expect(isHeld(line)).toBe(false)
    expect(isHeld({ ...line, isLeast: true })).toBe(true)
    expect(isHeld({ ...line, ours: Number.NaN })).toBe(false)
  })

  test('an exponent is the slope between the logarithms of size and cost', () => {
    const sizes = [1_000, 10_000, 100_000]
    expect(exponent(sizes, [3, 3, 3])).toBe(0)
    expect(exponent(sizes, [2, 20, 200])).toBeCloseTo(1, 10)
    expect(exponent(sizes, [1, 2, 2])).toBeCloseTo(Math.log10(2) / 2, 10)
  })
})

describe('the pipeline', () => {
  let app: TestApp
  let me: Awaited<ReturnType<TestApp['setup']>>
  beforeAll(async () => {
    app = await startTestApp()
    me = await app.setup()
  })
  afterAll(() => app.stop())

  test('an authorised read of one row is three messages to the database: enter, the row, the end', async () => {
    const { body: unit } = await me.post('/units', { name: 'Kho' })
    const read = () => me.get(`/units/${unit.id}`)
    await read()
    const sent = await messagesOf(read)
    expect(sent.map((text) => text.replace(/\s+/g, ' ').slice(0, 60))).toEqual([
      expect.stringMatching(/^start transaction read only;select enter_by_key\('/),
      expect.stringMatching(/^select \* from "unit" where "workspace_id" = \$1 and "id" = \$2/),
      'commit',
    ])
  })

  test('a change is one more: to enter, the row, its traces, the end', async () => {
    const sent = await messagesOf(() => me.post('/units', { name: 'Bếp' }))
    expect(sent.map((text) => text.split(/[ ;(]/).slice(0, 3).join(' '))).toEqual([
      'start transaction read',
      'insert into "unit"',
      'select * from',
      'insert into "audit"',
      'insert into "event"',
      'commit',
    ])
  })
})

describe('growth: nine questions in a workspace of 240 key results, and in one of 2,640', () => {
  const asked = 60
  const apps: TestApp[] = []
  const clients: pg.Client[] = []
  const workspaces: string[] = []
  const asking: Question[][] = []
  beforeAll(async () => {
    for (const past of [[], [300, 300]]) {
      const app = await startTestApp({ now: todayOf(past.length) })
      apps.push(app)
      const me = await app.setup()
      const database = new pg.Client({ connectionString: app.connectionString })
      await database.connect()
      clients.push(database)
      workspaces.push(me.workspaceId)
      const get = async <T>(path: string) => answered<T>(await me.get(path))
      const post = async <T>(path: string, body: unknown) => answered<T>(await me.post(path, body))
      asking.push(await questions({ database, ...me, get, post }, past, asked))
      // Or plans would differ by whether PostgreSQL had counted the rows by itself in time.
      await database.query('analyze')
    }
  }, 180_000)
  afterAll(async () => {
    for (const client of clients) await client.end()
    for (const app of apps) await app.stop()
  })

  /** Statements, and rows that PostgreSQL looks at to answer them. */
  async function costOf(place: number, question: number) {
    const [app, workspaceId] = [apps[place], workspaces[place]]
    const ask = asking[place]?.[question]?.ask
    if (!app || !workspaceId || !ask) throw new Error('not there')
    await ask()
    const statements = await statementsOf(ask)
    let rows = 0
    for (const statement of statements)
      if (!/^\s*insert/i.test(statement.text)) rows += await rowsRead(app, workspaceId, statement)
    return { statements: statements.length, rows }
  }

  test.each([
    'home',
    'one objective',
    'board of one cycle',
    'search',
    'chart of a KPI',
    'page of a list',
    'page of the audit',
    'check-in',
    'measurement',
  ])('%s: as many statements, and no more rows looked at', async (name) => {
    const question = asking[0]?.findIndex(({ what }) => what === name) ?? -1
    const [small, large] = [await costOf(0, question), await costOf(1, question)]
    expect(small.statements).toBeGreaterThan(0)
    expect(large.statements).toBe(small.statements)
    // 11 times the data: an exponent of 0.15 is a factor of 1.43.
    expect(large.rows, `of ${small.rows}`).toBeLessThanOrEqual(small.rows * 11 ** 0.15 + 20)
  })
})

test('every first load is at most 150 KB of JavaScript, gzipped', async () => {
  for (const line of await measureWeb()) expect(isHeld(line), `${line.what}: ${line.ours} KB`).toBe(true)
})

test('each of twenty streams hears of each of five check-ins', async () => {
  const [middle, slow] = await measureLive({ streams: 20, checkIns: 5 })
  expect(middle?.ours).toBeGreaterThan(0)
  expect(slow?.ours).toBeGreaterThanOrEqual(middle?.ours ?? Number.POSITIVE_INFINITY)
})

function answered<T>({ status, body }: { status: number; body: unknown }): T {
  if (status >= 400) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return body as T
}

/** How many rows PostgreSQL read for a statement, also within functions, by its own counts; nothing is kept. */
async function rowsRead(app: TestApp, workspaceId: string, { text, values }: Statement): Promise<number> {
  const client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role nhipcau_app')
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    // Of tables as small as these PostgreSQL would rather read the whole than go by an index.
    await client.query('set local enable_seqscan = off')
    await client.query(text, values)
    const { rows } = await client.query<{ read: string }>(
      'select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as read from pg_stat_xact_user_tables',
    )
    return Number(rows[0]?.read)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

/** Every message of the work to the database, but for those of the sign-in. */
async function messagesOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [given] = args as [string | { text: string }]
    sent.push(typeof given === 'string' ? given : given.text)
    return query.apply(this, args as never)
  } as typeof query
  try {
    await work()
    await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    pg.Client.prototype.query = query
  }
  return sent.filter((text) => !/graphile_worker/i.test(text))
}
