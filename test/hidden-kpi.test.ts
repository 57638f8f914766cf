// A key result that everyone sees, bound to a KPI that few see: it counts, and the KPI is neither named nor shown.
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

test('the reader has progress and status as everyone, and nothing by which the KPI could be known', async () => {
  const secret = 'Lương trung bình bí mật'
  const { body: kpi } = await me.post('/kpis', {
    ...weeklyKpi,
    name: secret,
    visibility: 'people',
    visibleTo: [],
  })
  await me.post(
    `/kpis/${kpi.id}/measurements`,
    weekly(
      '2026-01-05',
      Array.from({ length: 24 }, (_, i) => 48 - (i % 2)),
    ),
  )
  const { body: cycle } = await me.post('/cycles', {
    name: 'Đợt',
    kind: 'custom',
    start: '2026-05-04',
    end: '2026-07-26',
  })
  const { body: objective } = await me.post('/objectives', { title: 'Nhanh hơn', cycleId: cycle.id })
  const bound = { objectiveId: objective.id, kpi: { id: kpi.id } }
  const { body: reach } = await me.post('/key-results', {
    ...bound,
    title: 'Giảm thời gian',
    measure: { kind: 'reach', start: 48, target: 40, unit: 'phút' },
  })
  const { body: keep } = await me.post('/key-results', {
    ...bound,
    title: 'Giữ dưới 48',
    measure: { kind: 'keep', upper: 48, unit: 'phút' },
  })
  await me.patch(`/cycles/${cycle.id}`, { state: 'active' })
  const bình = await addMember(app, me.workspaceId)
  expect((await bình.get(`/kpis/${kpi.id}`)).status).toBe(404)

  const [seen, masked] = [
    await me.get(`/key-results/${reach.id}`),
    await bình.get(`/key-results/${reach.id}`),
  ]
  expect(seen.body.kpi).toMatchObject({ id: kpi.id, name: secret })
  expect(masked.body.kpi).toMatchObject({ id: kpi.id, name: null, reading: 'mean', n: 4 })
  for (const figure of ['progress', 'expected', 'status', 'current', 'stale'])
    expect(masked.body[figure], figure).toEqual(seen.body[figure])
  const kept = (await me.get(`/key-results/${keep.id}`)).body
  const keptMasked = (await bình.get(`/key-results/${keep.id}`)).body
  expect([kept.kept.length, keptMasked.kept, keptMasked.progress]).toEqual([7, [], kept.progress])

  for (const path of [
    `/objectives/${objective.id}`,
    `/objectives/${objective.id}/explain`,
    `/objectives/${objective.id}/history`,
    `/key-results/${reach.id}/explain`,
    `/key-results/${reach.id}/forecast`,
    `/key-results?objectiveId=${objective.id}`,
    `/kpis`,
    `/kpis/board`,
    `/signals`,
    `/measurement-grid?frequency=week&from=2026-06-01&to=2026-06-21`,
    `/home`,
    `/search?q=luong`,
  ]) {
    const answer = await bình.get(path)
    expect(JSON.stringify(answer.body), path).not.toContain(secret)
  }
  const proof = await bình.get(`/key-results/${reach.id}/proof`)
  expect([proof.status, proof.body.code]).toEqual([403, 'kpi_hidden'])
  expect((await me.get(`/key-results/${reach.id}/proof`)).status).toBe(200)
})
