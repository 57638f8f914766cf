// What KPIs cost: a measurement recomputes only what it touches, and the hot paths stay on their indexes on large data.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { query, weekly, weeklyKpi } from './company.ts'
import { readsOf, type Statement, statementsOf } from './statements.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(values: number): Promise<string> {
  const { body } = await me.post('/kpis', { ...weeklyKpi, unit: 'phút' })
  const from = new Date(Date.parse('2026-06-15T00:00:00Z') - (values - 1) * 7 * 86_400_000)
  const rows = weekly(
    from.toISOString().slice(0, 10),
    Array.from({ length: values }, (_, week) => 47 + (week % 3)),
  )
  await me.post(`/kpis/${body.id}/measurements`, rows)
  return body.id
}

const tablesOf = (statements: Statement[]) =>
  statements.map(({ text }) => {
    const [, verb, table] = /^\s*(insert into|update|delete from)\s+"?(\w+)/i.exec(text) ?? []
    return verb ? `${verb.toLowerCase()} ${table}` : 'read'
  })

test('one measurement recomputes one period, with as many statements whatever the KPI holds', async () => {
  const [few, many] = [await newKpi(12), await newKpi(200)]
  const versions = async (id: string) =>
    new Map(
      (
        await query<{ day: string; row: string }>(
          app,
          'select first_day::text as day, xmin::text || ctid::text as row from period_value where kpi_id = $1',
          [id],
        )
      ).map(({ day, row }) => [day, row]),
    )
  const before = await versions(many)
  const push = (id: string) => () =>
    me.post(`/kpis/${id}/measurements`, { at: '2026-05-13T08:00:00Z', value: 50 })
  const statements = await statementsOf(push(many))
  expect(tablesOf(statements)).toEqual([
    'read', // the KPI, locked
    'read', // which of these measurements are known
    'insert into measurement',
    'read', // formulas that read the KPI
    'read', // the measurements of the period
    'insert into period_value',
    'update period_value', // what closes now
    'insert into audit',
    'insert into event',
  ])
  const after = await versions(many)
  const changed = [...after].filter(([day, row]) => before.get(day) !== row).map(([day]) => day)
  expect(changed).toEqual(['2026-05-11'])
  expect(after.size).toBe(200)
  expect(tablesOf(await statementsOf(push(few)))).toEqual(tablesOf(statements))
})

test('the same batch of a thousand asks as many statements as one measurement', async () => {
  const id = await newKpi(12)
  const batch = Array.from({ length: 1000 }, (_, i) => ({
    at: new Date(Date.parse('2026-05-13T08:00:00Z') + i * 60_000).toISOString(),
    value: i,
  }))
  const statements = await statementsOf(() => me.post(`/kpis/${id}/measurements`, batch))
  expect(statements).toHaveLength(9)
})

test('on large data the hot paths read what they are asked for, and no table whole', async () => {
  const id = await newKpi(260)
  await query(
    app,
    `insert into kpi (workspace_id, id, name, slug, owner_id, unit, direction, frequency, aggregation, created_at)
     select $1, gen_random_uuid(), 'Kho ' || n, 'kho_' || n, $2, 'đơn', 'up', 'week', 'sum', now()
     from generate_series(1, 200) n`,
    [me.workspaceId, me.memberId],
  )
  const stock = `from kpi where workspace_id = $1 and name like 'Kho %'`
  await query(
    app,
    `insert into measurement (workspace_id, kpi_id, id, identity, at, on_date, value, source, recorded_at, recorded_by)
     select $1, k.id, gen_random_uuid(), 'push ' || at, at, at::date, n, 'push', now(), $2
     from (select id ${stock}) k, generate_series(1, 150) n, lateral (select timestamptz '2025-01-01' + n * interval '1 day' as at) t`,
    [me.workspaceId, me.memberId],
  )
  await query(
    app,
    `insert into period_value (workspace_id, kpi_id, first_day, last_day, value, count, evaluated_at)
     select $1, k.id, day, day + 6, n, 1, now()
     from (select id ${stock}) k, generate_series(1, 150) n, lateral (select '2023-01-02'::date + 7 * n as day) d`,
    [me.workspaceId],
  )
  await query(
    app,
    `insert into kpi_phase (workspace_id, kpi_id, id, created_at) select $1, k.id, gen_random_uuid(), now()
     from (select id ${stock}) k, generate_series(1, 10)`,
    [me.workspaceId],
  )
  await query(app, 'analyze')
  const statements = await statementsOf(async () => {
    await me.get(`/kpis/${id}/chart`)
    const { body } = await me.get(`/kpis/${id}/measurements?limit=20`)
    await me.get(`/kpis/${id}/measurements/${body.items[0].id}/history`)
    await me.post(`/kpis/${id}/measurements`, { at: '2026-05-13T08:00:00Z', value: 51 })
    await me.get(`/signals?kpiId=${id}`)
  })
  const looked = { measurement: 0, period_value: 0 }
  // What was inserted is there now, and reads nothing.
  const reading = statements.filter(
    ({ text }) =>
      /measurement|period_value|kpi_phase/.test(text) && !/^\s*insert into measurement/.test(text),
  )
  expect(reading.length).toBeGreaterThan(8)
  for (const statement of reading)
    for (const { table, isWhole, rows } of await readsOf(app, me.workspaceId, statement)) {
      expect({ table, isWhole, of: statement.text.slice(0, 80) }).toMatchObject({ isWhole: false })
      if (table === 'measurement' || table === 'period_value') looked[table] += rows
    }
  // 30,000 measurements and as many periods lie beside them.
  expect(looked.measurement).toBeLessThan(60)
  expect(looked.period_value).toBeLessThan(2 * 260 + 20)
})
