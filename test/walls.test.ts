// Workspaces are walls: as the app's own role, from the wrong workspace or from none, no row can be reached.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { fillCompany, ownTables, query } from './company.ts'

/** SQLSTATE of a missing privilege and of a row that its policy refuses. */
const refused = '42501'

let app: TestApp
let client: pg.Client
let tables: string[]
let first: { workspaceId: string }
let second: { workspaceId: string }

beforeAll(async () => {
  app = await startTestApp()
  const one = await app.setup()
  await fillCompany(app, one)
  const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
  await fillCompany(app, other)
  first = one
  second = other
  client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  tables = (await client.query<{ name: string }>(ownTables)).rows.map(({ name }) => name)
})
afterAll(async () => {
  await client.end()
  await app.stop()
})

type Outcome = { code: string } | { rows: number }

/** Runs each statement as nhipcau_app with this workspace entered, and leaves nothing behind. */
async function asApp(
  workspaceId: string | null,
  statements: [text: string, values?: unknown[]][],
): Promise<Outcome[]> {
  await client.query('begin')
  try {
    await client.query('set local role nhipcau_app')
    if (workspaceId !== null)
      await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
    const outcomes: Outcome[] = []
    for (const [text, values] of statements) {
      await client.query('savepoint before')
      outcomes.push(
        await client.query(text, values).then(
          ({ rowCount }) => ({ rows: rowCount ?? 0 }),
          (error: pg.DatabaseError) => ({ code: error.code ?? error.message }),
        ),
      )
      await client.query('rollback to savepoint before')
    }
    return outcomes
  } finally {
    await client.query('rollback')
  }
}

async function columnsOf(table: string): Promise<string[]> {
  const rows = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  )
  return rows.rows.map(({ name }) => name)
}

async function updatableColumn(table: string): Promise<string | null> {
  for (const column of await columnsOf(table)) {
    const { rows } = await client.query<{ may: boolean }>(
      `select has_column_privilege('nhipcau_app', $1, $2, 'update') as may`,
      [table, column],
    )
    if (rows[0]?.may) return column
  }
  return null
}

const checksum = (table: string) =>
  `select count(*)::int as rows, md5(string_agg(t::text, '' order by t::text)) as sum from ${table} t where workspace_id = $1`

describe('from the wrong workspace', () => {
  test('every table of the catalogue holds rows of both workspaces, or the tests below would prove nothing', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(23)
    for (const table of tables)
      for (const { workspaceId } of [first, second]) {
        const { rows } = await client.query(checksum(table), [workspaceId])
        expect(rows[0].rows, `rows of ${table}`).toBeGreaterThan(0)
      }
  })

  test('nothing is seen, inserted, changed, moved or deleted', async () => {
    for (const table of tables) {
      const before = (await client.query(checksum(table), [first.workspaceId])).rows
      const [sample] = (
        await client.query(`select to_jsonb(t) as row from ${table} t where workspace_id = $1 limit 1`, [
          first.workspaceId,
        ])
      ).rows
      const column = await updatableColumn(table)
      const outcomes = await asApp(second.workspaceId, [
        [`select from ${table} where workspace_id = $1`, [first.workspaceId]],
        [`select from ${table} where workspace_id <> $1`, [second.workspaceId]],
        [`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [sample.row]],
        [
          `update ${table} set ${column ?? 'workspace_id'} = default where workspace_id = $1`,
          [first.workspaceId],
        ],
        [`delete from ${table} where workspace_id = $1`, [first.workspaceId]],
        // One's own rows cannot be carried over the wall either.
        [`update ${table} set workspace_id = $1`, [first.workspaceId]],
        [`truncate ${table} cascade`],
      ])
      const [byId, others, insert, update, remove, move, truncate] = outcomes
      expect({ table, byId, others }).toEqual({ table, byId: { rows: 0 }, others: { rows: 0 } })
      expect({ table, insert, move, truncate }).toEqual({
        table,
        insert: { code: refused },
        move: { code: refused },
        truncate: { code: refused },
      })
      for (const outcome of [update, remove])
        expect([{ rows: 0 }, { code: refused }], table).toContainEqual(outcome)
      expect((await client.query(checksum(table), [first.workspaceId])).rows, table).toEqual(before)
    }
  })

  test('functions that act with their owner’s rights are few, fixed to our schema, and stop at the wall', async () => {
    const { rows } = await client.query(
      `select proname as name, array_to_string(proconfig, ' ') as settings, prorettype = 'trigger'::regtype as is_trigger,
         has_function_privilege('nhipcau_app', p.oid, 'execute') as ours
       from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    )
    for (const { name, settings } of rows)
      expect({ name, settings }).toMatchObject({ settings: expect.stringMatching(/^search_path=public/) })
    const callable = rows.filter((row) => !row.is_trigger).map(({ name }) => name)
    expect(['erase_member', 'erase_words'].filter((name) => !callable.includes(name))).toEqual([])
    const [member] = (
      await client.query('select id from member where workspace_id = $1 limit 1', [first.workspaceId])
    ).rows
    const before = (await client.query(checksum('comment_text'), [first.workspaceId])).rows
    const [erased, silenced, wrongTable] = await asApp(second.workspaceId, [
      ['select erase_member($1, now())', [member.id]],
      [`select erase_words($1, '[]')`, [member.id]],
      ['delete from auth."user"'],
    ])
    // No such row there: P0002. The words of nobody are emptied.
    expect([erased, silenced, wrongTable]).toEqual([{ code: 'P0002' }, { rows: 1 }, { code: refused }])
    expect((await client.query(checksum('comment_text'), [first.workspaceId])).rows).toEqual(before)
  })

  test('the API finds nothing by the other workspace’s ids', async () => {
    const [kpi] = await query<{ id: string }>(app, 'select id from kpi where workspace_id = $1', [
      first.workspaceId,
    ])
    const [objective] = await query<{ id: string }>(app, 'select id from objective where workspace_id = $1', [
      first.workspaceId,
    ])
    const member = await query<{ id: string }>(app, 'select id from member where workspace_id = $1', [
      first.workspaceId,
    ])
    const { apiKey } = await app.setup('Công ty Thứ Ba', 'ba@thuba.vn')
    const stranger = app.as(apiKey)
    expect((await stranger.get(`/kpis/${kpi?.id}`)).status).toBe(404)
    expect(
      (await stranger.post(`/kpis/${kpi?.id}/measurements`, { at: '2026-06-01', value: 1 })).status,
    ).toBe(404)
    expect((await stranger.patch(`/objectives/${objective?.id}`, { title: 'Của tôi' })).status).toBe(404)
    const borrowed = await stranger.post('/kpis', {
      name: 'A',
      unit: '',
      direction: 'up',
      frequency: 'day',
      aggregation: 'sum',
      ownerId: member[0]?.id,
    })
    expect(borrowed.body.code).toBe('not_in_workspace')
  })
})

describe('from no workspace', () => {
  test('nothing is visible, and nothing can be written', async () => {
    for (const table of tables) {
      const [{ row }] = (await client.query(`select to_jsonb(t) as row from ${table} t limit 1`)).rows
      const outcomes = await asApp(null, [
        [`select from ${table}`],
        [`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [row]],
        [`delete from ${table}`],
      ])
      expect({ table, select: outcomes[0], insert: outcomes[1] }).toEqual({
        table,
        select: { rows: 0 },
        insert: { code: refused },
      })
      expect([{ rows: 0 }, { code: refused }], table).toContainEqual(outcomes[2])
    }
  })

  test('a sign-in sees its own memberships and no more; the rounds see bare workspaces and no more', async () => {
    const [owner] = await query<{ user_id: string }>(
      app,
      `select user_id from member where email = 'lan@saomai.vn'`,
    )
    await client.query('begin')
    await client.query('set local role nhipcau_app')
    await client.query(`select set_config('app.user_id', $1, true)`, [owner?.user_id])
    const mine = await client.query('select workspace_id from member')
    const units = await client.query('select from unit')
    await client.query(
      `select set_config('app.user_id', '', true), set_config('app.scope', 'installation', true)`,
    )
    const workspaces = await client.query('select from workspace')
    const members = await client.query('select from member')
    const renamed = await client.query(`update workspace set name = 'x'`)
    await client.query('rollback')
    expect(mine.rows).toEqual([{ workspace_id: first.workspaceId }])
    expect(units.rowCount).toBe(0)
    expect(workspaces.rowCount).toBeGreaterThanOrEqual(2)
    expect(members.rowCount).toBe(0)
    expect(renamed.rowCount).toBe(0)
  })

  test('accounts and jobs are out of the app role’s reach', async () => {
    const outcomes = await asApp(first.workspaceId, [
      ['select from auth."user"'],
      ['select from auth.apikey'],
      ['select from graphile_worker._private_jobs'],
    ])
    expect(outcomes).toEqual([{ code: refused }, { code: refused }, { code: refused }])
  })

  test('the role of the app owns nothing and cannot pass by the walls', async () => {
    const [role] = await query(
      app,
      `select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'nhipcau_app'`,
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false })
    const owned = await query(app, `select relname from pg_class where relowner = 'nhipcau_app'::regrole`)
    expect(owned).toEqual([])
  })
})

describe('what is append-only', () => {
  test.each(['measurement', 'check_in'])(
    '%s: superseded_at alone may be changed, nothing deleted',
    async (table) => {
      const columns = (await columnsOf(table)).filter((column) => column !== 'superseded_at')
      expect(columns.length).toBeGreaterThan(8)
      const outcomes = await asApp(first.workspaceId, [
        ...columns.map((column): [string] => [`update ${table} set ${column} = ${column}`]),
        [`delete from ${table}`],
      ])
      for (const [i, outcome] of outcomes.entries())
        expect({ of: columns[i] ?? 'delete', outcome }).toEqual({
          of: columns[i] ?? 'delete',
          outcome: { code: refused },
        })
      const [supersede] = await asApp(first.workspaceId, [[`update ${table} set superseded_at = now()`]])
      expect(supersede).not.toHaveProperty('code')
      expect(supersede).not.toEqual({ rows: 0 })
    },
  )

  test.each(['audit', 'comment_text', 'cycle_reopening'])(
    '%s: written once, never changed, never deleted',
    async (table) => {
      const columns = await columnsOf(table)
      const outcomes = await asApp(first.workspaceId, [
        ...columns.map((column): [string] => [`update ${table} set ${column} = ${column}`]),
        [`delete from ${table}`],
      ])
      expect(outcomes).toEqual(outcomes.map(() => ({ code: refused })))
      expect(outcomes).toHaveLength(columns.length + 1)
    },
  )
})
