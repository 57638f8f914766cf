// What the migrated database must be, read from its own catalogue: keys, walls, generated types, indexes.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tablesText } from '../scripts/tables.ts'
import { responsibilities } from '../src/server/features/people/ownership.ts'
import { authOptions } from '../src/server/platform/auth-options.ts'
import { startTestApp, type TestApp } from './app.ts'
import { ownTables } from './company.ts'

let app: TestApp
let client: pg.Client
let tables: string[]

beforeAll(async () => {
  app = await startTestApp()
  client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  tables = (await client.query<{ name: string }>(ownTables)).rows.map(({ name }) => name)
})
afterAll(async () => {
  await client.end()
  await app.stop()
})

type Index = {
  table: string
  name: string
  unique: boolean
  partial: boolean
  columns: (string | null)[]
  descending: boolean[]
}

/** Indexes of our tables; a column is null where it is an expression. */
async function readIndexes(): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `
    select c.relname as "table", i.indexrelid::regclass::text as name, i.indisunique as "unique",
      i.indpred is not null as "partial",
      array(select a.attname::text from unnest(i.indkey) with ordinality k(attnum, n)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum and k.attnum > 0 order by k.n) as columns,
      array(select o & 1 = 1 from unnest(i.indoption) with ordinality k(o, n) order by k.n) as descending
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relname = any($1) and c.relnamespace = 'public'::regnamespace`,
    [tables],
  )
  return rows
}

type ForeignKey = { table: string; name: string; columns: string[]; target: string; targetColumns: string[] }

async function readForeignKeys(): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select c.conrelid::regclass::text as "table", c.conname as name, c.confrelid::regclass::text as target,
      array(select attname::text from unnest(c.conkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum order by k.n) as columns,
      array(select attname::text from unnest(c.confkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum order by k.n) as "targetColumns"
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1, 2`)
  return rows
}

test('every table has a primary key, and every unique and foreign key leads with workspace_id', async () => {
  const indexes = await readIndexes()
  const { rows: keys } = await client.query<{ table: string; columns: string[] }>(`
    select c.conrelid::regclass::text as "table",
      array(select attname::text from unnest(c.conkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum order by k.n) as columns
    from pg_constraint c where c.contype = 'p' and c.connamespace = 'public'::regnamespace`)
  for (const table of tables)
    expect(keys.find((key) => key.table === table)?.columns[0], table).toBe('workspace_id')
  for (const index of indexes.filter(({ unique }) => unique))
    expect(index.columns[0], index.name).toBe('workspace_id')
  const foreignKeys = await readForeignKeys()
  expect(foreignKeys.length).toBeGreaterThan(30)
  for (const key of foreignKeys)
    expect([key.name, key.columns[0], key.targetColumns[0]]).toEqual([
      key.name,
      'workspace_id',
      'workspace_id',
    ])
})

test('row security stands on every table, forced on its owner too, by one wall', async () => {
  const { rows } = await client.query(
    `
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
      (select count(*)::int from pg_policies p where p.schemaname = 'public' and p.tablename = relname
        and p.policyname = 'wall' and p.cmd = 'ALL' and p.with_check is not null) as walls
    from pg_class where relname = any($1) and relnamespace = 'public'::regnamespace order by relname`,
    [tables],
  )
  expect(rows).toEqual(tables.map((name) => ({ name, enabled: true, forced: true, walls: 1 })))
})

test('no other policy opens a table, but for the two that the foundation names, and for the role of the search', async () => {
  const { rows } = await client.query(
    `select tablename, policyname, cmd, roles::text[] from pg_policies
      where schemaname = 'public' and policyname <> 'wall' order by 1`,
  )
  const everyone = ['public']
  const search = { policyname: 'search', cmd: 'SELECT', roles: ['nhipcau_search'] }
  expect(rows).toEqual([
    { tablename: 'initiative', ...search },
    { tablename: 'key_result', ...search },
    { tablename: 'kpi', ...search },
    { tablename: 'member', policyname: 'own_membership', cmd: 'SELECT', roles: everyone },
    { tablename: 'objective', ...search },
    { tablename: 'workspace', policyname: 'rounds', cmd: 'SELECT', roles: everyone },
  ])
})

test('the role of the search reads what its views show, signs in nowhere and is nobody else; the app is not it', async () => {
  const { rows: roles } = await client.query(
    `select rolcanlogin, rolsuper, rolbypassrls, pg_has_role('nhipcau_app', oid, 'member') as "isApp",
      has_schema_privilege(oid, 'public', 'create') as "mayCreate"
      from pg_roles where rolname = 'nhipcau_search'`,
  )
  expect(roles).toEqual([
    { rolcanlogin: false, rolsuper: false, rolbypassrls: false, isApp: false, mayCreate: false },
  ])
  const { rows: views } = await client.query(
    `select viewname, viewowner from pg_views where schemaname = 'public' order by 1`,
  )
  const owned = ['initiative', 'key_result', 'kpi', 'objective']
  expect(views).toEqual(owned.map((name) => ({ viewname: `searched_${name}`, viewowner: 'nhipcau_search' })))
  // No view, by itself, shows a row of a workspace that is not entered: each says so.
  const { rows: bare } = await client.query(
    `select viewname from pg_views where schemaname = 'public' and definition not like '%current_workspace()%'`,
  )
  expect(bare).toEqual([])
})

test('the table types are those of the migrated database', async () => {
  const path = join(import.meta.dirname, '../src/server/platform/tables.generated.ts')
  expect(await readFile(path, 'utf8')).toBe(await tablesText(client))
})

test('better-auth asks for no further table or column', async () => {
  const pool = new pg.Pool({ connectionString: app.connectionString, options: '-c search_path=auth' })
  const { toBeCreated, toBeAdded } = await getMigrations(
    authOptions(pool, 'http://localhost', 'a secret, only to read the schema with'),
  )
  await pool.end()
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

test('every foreign key can be followed backwards by an index', async () => {
  const indexes = await readIndexes()
  const without = (await readForeignKeys()).filter(
    ({ table, columns }) =>
      !indexes.some(
        (index) => index.table === table && columns.every((_, i) => columns.includes(index.columns[i] ?? '')),
      ),
  )
  expect(without.map(({ table, columns }) => `${table} (${columns.join(', ')})`)).toEqual([])
})

test('whatever makes a person responsible is handed over when they leave; the rest is named here as history', async () => {
  const history = [
    'comment.author_id',
    'comment_reaction.member_id',
    'mention.member_id',
    'unit_member.member_id',
    'invitation.invited_by',
    'invitation.accepted_by',
    'saved_view.owner_id',
    // Who they are elsewhere: it lets nobody in who has left.
    'sign_in_identity.member_id',
    // What the directory calls them, and who made its token: tokens act for the organisation.
    'scim_user.member_id',
    'scim_token.created_by',
    // Whose scorecard it is stays true of who has left.
    'scorecard.member_id',
    'scorecard_file.uploaded_by',
  ]
  const handedOver = responsibilities.map(({ table, column }) => `${table}.${column}`)
  const named = (await readForeignKeys())
    .filter(({ target }) => target === 'member')
    .map(({ table, columns }) => `${table}.${columns[1]}`)
  expect(named.filter((column) => !handedOver.includes(column) && !history.includes(column))).toEqual([])
  expect(handedOver.filter((column) => !named.includes(column))).toEqual([])
})

/** Every list of the API: what it is narrowed to, and its order. `current` lists pass over superseded rows. */
const lists: { table: string; by?: string[]; order: string[]; current?: true }[] = [
  { table: 'unit', order: ['id'] },
  { table: 'member', order: ['id'] },
  { table: 'invitation', order: ['id desc'] },
  { table: 'audit', order: ['id desc'] },
  { table: 'audit', by: ['subject_id'], order: ['id desc'] },
  { table: 'audit', by: ['actor_id'], order: ['id desc'] },
  { table: 'event', order: ['id'] },
  { table: 'cycle', order: ['first_day desc', 'id desc'] },
  { table: 'saved_view', order: ['created_at', 'id'] },
  { table: 'objective', order: ['position', 'id'] },
  { table: 'objective', by: ['cycle_id'], order: ['position', 'id'] },
  { table: 'key_result', order: ['created_at', 'id'] },
  { table: 'key_result', by: ['objective_id'], order: ['created_at', 'id'] },
  { table: 'initiative', order: ['position', 'id'] },
  { table: 'initiative', by: ['objective_id'], order: ['position', 'id'] },
  { table: 'check_in', order: ['on_date desc', 'id desc'], current: true },
  { table: 'check_in', by: ['key_result_id'], order: ['on_date desc', 'id desc'] },
  { table: 'kpi', order: ['created_at', 'id'] },
  { table: 'sign_in_provider', order: ['created_at', 'id'] },
  { table: 'connection', order: ['created_at', 'id'] },
  { table: 'pull', order: ['created_at', 'id'] },
  { table: 'pull_run', by: ['pull_id'], order: ['id desc'] },
  { table: 'measurement', by: ['kpi_id'], order: ['on_date desc', 'at desc', 'id desc'], current: true },
  { table: 'signal', order: ['raised_at desc', 'id desc'] },
]

test.each(lists)(
  'a list of $table (%#) reads its order from an index',
  async ({ table, by = [], order, current }) => {
    const lead = ['workspace_id', ...by]
    const wanted = order.map((key) => key.split(' ')[0] ?? '')
    const descending = order.map((key) => key.endsWith(' desc'))
    const fits = (index: Index) => {
      const tail = index.columns.slice(lead.length)
      const turned = descending.map((is, i) => is !== index.descending[lead.length + i])
      return (
        index.table === table &&
        (!index.partial || current === true) &&
        lead.every((column, i) => index.columns[i] === column) &&
        wanted.every((column, i) => tail[i] === column) &&
        // Read forwards or backwards, but in one direction.
        turned.every((is) => is === turned[0])
      )
    }
    expect((await readIndexes()).filter(fits).length).toBeGreaterThan(0)
  },
)
