// The rounds that the server makes by itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { periodRounds } from '../src/server/features/kpi/rounds.ts'
import { forgetting } from '../src/server/platform/forgetting.ts'
import { startTestApp, type TestApp } from './app.ts'
import { query } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-24T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

test('a period that closes by the passing of time raises its signal once, without a push', async () => {
  const { body: kpi } = await me.post('/kpis', {
    name: 'Giao hàng',
    unit: 'ngày',
    direction: 'down',
    frequency: 'week',
    aggregation: 'mean',
  })
  const weeks = Array.from({ length: 12 }, (_, i) => ({
    at: new Date(Date.UTC(2026, 2, 30 + 7 * i)).toISOString().slice(0, 10),
    value: 10 + (i % 2),
  }))
  await me.post(`/kpis/${kpi.id}/measurements`, [...weeks, { at: '2026-06-22', value: 40 }])
  const signals = async () => (await me.get(`/signals?kpiId=${kpi.id}`)).body.items
  expect(await signals()).toEqual([])
  app.moveTo('2026-06-29T02:00:00Z')
  for (const round of [...periodRounds(app.server), ...periodRounds(app.server)]) await round.run()
  const raised = (await signals()).filter((signal: { side: string }) => signal.side === 'above')
  expect(raised).toMatchObject([{ rule: 'outside', reading: 'concern', from: '2026-06-22' }])
})

test('answers kept for repeated requests are forgotten after a week, not before', async () => {
  const create = () => me.post('/units', { name: 'Kho' }, { 'idempotency-key': 'mot-lan' })
  const first = await create()
  app.moveTo('2026-07-05T02:00:00Z')
  await forgetting(app.server).run()
  expect((await create()).body.id).toBe(first.body.id)
  app.moveTo('2026-07-07T02:00:00Z')
  await forgetting(app.server).run()
  expect((await create()).body.id).not.toBe(first.body.id)
})

test('what a clock set ahead took for over is open again once it is set back, and closes with all that came', async () => {
  app.moveTo('2026-07-30T02:00:00Z')
  const round = () => periodRounds(app.server)[0]?.run()
  const base = { unit: 'lần', direction: 'down', aggregation: 'sum', zeroWhenEmpty: true }
  const { body: kpi } = await me.post('/kpis', { ...base, name: 'Khiếu nại', frequency: 'day' })
  const quiet = Array.from({ length: 12 }, (_, i) => ({ at: `2026-07-${17 + i}`, value: 5 + (i % 2) }))
  await me.post(`/kpis/${kpi.id}/measurements`, quiet)
  await round()
  app.moveTo('2026-08-02T02:00:00Z')
  await round()
  app.moveTo('2026-07-30T02:00:00Z')
  await round()
  const periods = () =>
    query(
      app,
      `select first_day::text as day, value::int, evaluated_at is not null as seen from period_value
       where kpi_id = $1 and first_day > '2026-07-28' order by first_day`,
      [kpi.id],
    )
  expect(await periods()).toEqual([{ day: '2026-07-29', value: 0, seen: true }])
  await me.post(`/kpis/${kpi.id}/measurements`, { at: '2026-07-30', value: 60 })
  app.moveTo('2026-07-31T02:00:00Z')
  await round()
  const { body } = await me.get(`/signals?kpiId=${kpi.id}`)
  const raised = body.items.filter((signal: { side: string }) => signal.side === 'above')
  expect(raised).toMatchObject([{ rule: 'outside', reading: 'concern', from: '2026-07-30' }])
})
