// The driver tree: computed edges from formulas and asserted ones, kept apart; circles refused with their path.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

type Edge = { from: string; to: string; kind: string; note: string; influenceId: string | null }

async function newKpi(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await me.post('/kpis', { ...weeklyKpi, name, target: null, ...more })
  if (!more.formula) await me.post(`/kpis/${body.id}/measurements`, weekly('2026-06-08', [10, 20]))
  return body.id
}

test('what is computed and what is asserted stand in one tree, down to the last driver', async () => {
  const revenue = await newKpi('Doanh thu', { slug: 'doanh_thu' })
  const orders = await newKpi('Số đơn', { slug: 'so_don' })
  const calls = await newKpi('Cuộc gọi')
  const mean = await newKpi('Giá trị đơn', { formula: 'doanh_thu / so_don' })
  const { status, body } = await me.post(`/kpis/${orders}/drivers`, {
    driverId: calls,
    note: 'Gọi nhiều thì chốt nhiều',
  })
  expect([status, body.code]).toEqual([201, undefined])
  const { body: tree } = await me.get(`/kpis/${mean}/drivers`)
  const edges = (tree.edges as Edge[]).map(({ from, to, kind, note }) => [from, to, kind, note])
  expect(edges.toSorted()).toEqual(
    [
      [revenue, mean, 'computed', ''],
      [orders, mean, 'computed', ''],
      [calls, orders, 'influence', 'Gọi nhiều thì chốt nhiều'],
    ].toSorted(),
  )
  const value = (id: string) => tree.nodes.find((node: { id: string }) => node.id === id).value
  expect([value(mean), value(revenue), value(calls)]).toEqual([1, 20, 20])
  // What a KPI drives itself stands in its tree as well, and no further.
  const { body: ofCalls } = await me.get(`/kpis/${calls}/drivers`)
  expect((ofCalls.edges as Edge[]).map(({ from, to }) => [from, to])).toEqual([[calls, orders]])

  const refused = async (of: string, driverId: string, note = 'vì') => {
    const answer = await me.post(`/kpis/${of}/drivers`, { driverId, note })
    return [answer.status, answer.body.code, answer.body.errors?.[0]?.field]
  }
  expect(await refused(orders, calls)).toEqual([422, 'influence_taken', 'driverId'])
  expect(await refused(orders, orders)).toEqual([422, 'influence_circle', 'driverId'])
  expect(await refused(calls, orders)).toEqual([422, 'influence_circle', 'driverId'])
  // Through a formula as well: the mean is computed from the orders, which the calls drive.
  expect(await refused(calls, mean)).toEqual([422, 'influence_circle', 'driverId'])
  expect((await me.post(`/kpis/${calls}/drivers`, { driverId: mean, note: 'vì' })).body.detail).toContain(
    'Cuộc gọi → Số đơn → Giá trị đơn → Cuộc gọi',
  )
  expect(await refused(orders, me.workspaceId)).toEqual([422, 'not_in_workspace', 'driverId'])
  expect((await refused(orders, revenue, ' '))[0]).toBe(400)

  const asserted = (ofCalls.edges as Edge[])[0]?.influenceId
  const withdrawn = await me.delete(`/kpis/${orders}/drivers/${asserted}`)
  expect(withdrawn.body.edges.filter((edge: Edge) => edge.kind === 'influence')).toEqual([])
  expect((await me.delete(`/kpis/${orders}/drivers/${asserted}`)).status).toBe(404)
  expect(await refused(calls, orders)).toEqual([201, undefined, undefined])
})

test('a KPI that the reader may not see stands in the tree without name, value or why', async () => {
  const open = await newKpi('Mở')
  const closed = await newKpi('Kín', { visibility: 'people' })
  await me.post(`/kpis/${open}/drivers`, { driverId: closed, note: 'điều kín' })
  const other = await addMember(app, me.workspaceId)
  const { body } = await other.get(`/kpis/${open}/drivers`)
  expect(body.edges).toMatchObject([{ from: closed, to: open, kind: 'influence', note: '' }])
  expect(body.nodes.find((node: { id: string }) => node.id === closed)).toMatchObject({
    name: '',
    value: null,
  })
})
