// `nhipcau verify` finds what does not follow from the measurements, and leaves everything as it is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../src/server/operator/verify.ts'
import { createLog } from '../src/server/platform/log.ts'
import { startTestApp, type TestApp } from './app.ts'
import { fillCompany, query, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let kpiId: string
let workspaceId: string

beforeAll(async () => {
  app = await startTestApp()
  const me = await app.setup('Công ty Sao Mai', 'lan@saomai.vn', { sample: true })
  workspaceId = me.workspaceId
  await fillCompany(app, me)
  const orders = await me.post('/kpis', { ...weeklyKpi, name: 'Đơn', aggregation: 'sum' })
  const late = await me.post('/kpis', { ...weeklyKpi, name: 'Đơn trễ', aggregation: 'sum' })
  await me.post(`/kpis/${orders.body.id}/measurements`, weekly('2026-05-04', [40, 50, 60]))
  await me.post(`/kpis/${late.body.id}/measurements`, weekly('2026-05-04', [2, 5, 3]))
  const formula = { ...weeklyKpi, name: 'Tỷ lệ trễ', aggregation: 'mean', formula: 'don_tre / don' }
  const made = await me.post('/kpis', formula)
  expect(made.status).toBe(201)
  kpiId = made.body.id
})
afterAll(() => app.stop())

const looked = () => verify(app.connectionString, app.server.clock, createLog('silent'))
const everything = () =>
  query(app, `select p.*, xmin from period_value p order by workspace_id, kpi_id, first_day`)

test('a company in order is whole, the sample and formulas too, and not a row is touched', async () => {
  const before = await everything()
  expect(await looked()).toEqual({
    workspaces: 1,
    periods: [],
    histories: [],
    audit: [],
    untraced: [],
    isWhole: true,
  })
  expect(await everything()).toEqual(before)
})

test('a value that does not follow is found, of a formula as well; so is a history without a current version', async () => {
  await query(app, `update period_value set value = 0.9 where kpi_id = $1 and first_day = '2026-05-11'`, [
    kpiId,
  ])
  await query(app, `delete from period_value where kpi_id = $1 and first_day = '2026-05-18'`, [kpiId])
  const [measured] = await query<{ kpi_id: string; identity: string }>(
    app,
    `update measurement set superseded_at = now() where id = (
       select id from measurement where kpi_id not in (select kpi_id from left_out_period) and on_date < '2026-01-01' order by id limit 1)
     returning kpi_id, identity`,
  )
  const found = await looked()
  expect(found.isWhole).toBe(false)
  expect(found.periods.filter((difference) => difference.kpiId === kpiId)).toEqual([
    { workspaceId, kpiId, firstDay: '2026-05-11', kept: 0.9, derived: 0.1 },
    { workspaceId, kpiId, firstDay: '2026-05-18', kept: null, derived: 0.05 },
  ])
  expect(found.periods.filter((difference) => difference.kpiId === measured?.kpi_id)).toMatchObject([
    { derived: null },
  ])
  expect(found.histories).toEqual([
    { workspaceId, table: 'measurement', of: `${measured?.kpi_id} ${measured?.identity}`, current: 0 },
  ])
})

test('so is a row of the audit log that was altered, and a change without its trace', async () => {
  const [altered] = await query<{ seq: number }>(
    app,
    `update audit set after = '{}' where workspace_id = $1 and seq = 5 returning seq::int`,
    [workspaceId],
  )
  const [event] = await query<{ id: string }>(
    app,
    `update event set operation = 'kpis.nothing' where workspace_id = $1 and id = (select min(id::text)::uuid from event)
     returning id`,
    [workspaceId],
  )
  const found = await looked()
  expect(found.audit).toEqual([{ workspaceId, seq: altered?.seq, kind: 'altered' }])
  expect(found.untraced).toEqual([{ workspaceId, eventId: event?.id }])
  expect(found.isWhole).toBe(false)
})
