// Where an objective, a cycle and a unit stood, day by day, from what is known now (DOMAIN.md 3, 4, 6).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let unitId: string
let objectiveId: string
let calls: string

beforeAll(async () => {
  // Day 22 of a cycle of 28.
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
  const make = async (path: string, body: object) => {
    const answer = await me.post(path, body)
    expect([path, answer.status]).toEqual([path, 201])
    return answer.body.id as string
  }
  cycleId = await make('/cycles', {
    name: 'Bốn tuần',
    kind: 'custom',
    start: '2026-06-01',
    end: '2026-06-28',
    state: 'active',
  })
  unitId = await make('/units', { name: 'Chăm sóc khách hàng' })
  objectiveId = await make('/objectives', { title: 'Nghe ngay', cycleId, unitId, weight: 3 })
  const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
  calls = await make('/key-results', { objectiveId, title: 'Xuống 30', measure: reach })
  const kpi = await make('/kpis', weeklyKpi)
  await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-01', [45, 39, 36]))
  await make('/key-results', {
    objectiveId,
    title: 'Theo KPI',
    measure: reach,
    kpi: { id: kpi, reading: 'latest' },
  })
  for (const [date, value] of [
    ['2026-06-07', 45],
    ['2026-06-15', 39],
    ['2026-06-22', 30],
  ] as const)
    await make(`/key-results/${calls}/check-ins`, { date, value })
  const other = await make('/objectives', { title: 'Khác', cycleId })
  const steps = [{ title: 'Một' }, { title: 'Hai' }]
  const stepping = await make('/key-results', {
    objectiveId: other,
    title: 'Bước',
    measure: { kind: 'milestones', steps },
  })
  await make(`/key-results/${stepping}/check-ins`, { date: '2026-06-14', stepsDone: [0] })
  await make('/objectives', { title: 'Hứa', cycleId, ambition: 'committed' })
})
afterAll(() => app.stop())

const shares = (points: { day: string; progress: number | null; expected: number | null }[]) =>
  points.map(({ day, progress, expected }) => [
    day,
    progress === null ? null : Math.round(progress * 1e4) / 1e4,
    expected,
  ])

test('an objective’s line goes by weeks to today, from the check-ins and periods dated up to each day', async () => {
  const { body } = await me.get(`/objectives/${objectiveId}/progress`)
  // Both key results: 45 and the running week; 45 and 45; 39 and 39; 30 and 36 of 48 → 30.
  expect(shares(body.points)).toEqual([
    ['2026-06-07', 0.1667, 0.25],
    ['2026-06-14', 0.3333, 0.5],
    ['2026-06-21', 0.5833, 0.75],
    ['2026-06-22', 0.8333, 22 / 28],
  ])
})

test('a corrected check-in moves the line: it is told from what is known now', async () => {
  await me.post(`/key-results/${calls}/check-ins`, { date: '2026-06-15', value: 42 })
  const on = async (day: string) =>
    (await me.get(`/objectives/${objectiveId}/progress?on=${day}`)).body.points
  expect(shares(await on('2026-06-21'))).toEqual([['2026-06-21', 0.5, 0.75]])
  expect(shares(await on('2026-05-31'))).toEqual([['2026-05-31', null, null]])
  await me.post(`/key-results/${calls}/check-ins`, { date: '2026-06-15', value: 39 })
})

test('a cycle’s lines are apart by ambition and by weight, whole or of one unit', async () => {
  const on = async (more = '') => (await me.get(`/cycles/${cycleId}/progress?on=2026-06-21${more}`)).body
  // (3 · 0.5833 + 1 · 0.5) / 4; the promise has no data.
  expect(shares((await on()).aspirational)).toEqual([['2026-06-21', 0.5625, 0.75]])
  expect(shares((await on()).committed)).toEqual([['2026-06-21', null, null]])
  expect(shares((await on(`&unitId=${unitId}`)).aspirational)).toEqual([['2026-06-21', 0.5833, 0.75]])
  expect((await on(`&unitId=${unitId}`)).committed).toEqual([])
  expect((await me.get(`/cycles/${cycleId}/progress`)).body.aspirational).toHaveLength(4)
})

test('what the reader cannot see has counted; a day to come and an objective that is hidden are refused', async () => {
  await me.patch(`/objectives/${objectiveId}`, { visibility: 'people' })
  const stranger = await addMember(app, me.workspaceId)
  const { body } = await stranger.get(`/cycles/${cycleId}/progress?on=2026-06-21`)
  expect(shares(body.aspirational)).toEqual([['2026-06-21', 0.5625, 0.75]])
  expect((await stranger.get(`/objectives/${objectiveId}/progress`)).status).toBe(404)
  for (const path of [`/objectives/${objectiveId}`, `/cycles/${cycleId}`]) {
    const refused = await me.get(`${path}/progress?on=2026-06-23`)
    expect([refused.status, refused.body.code, refused.body.errors[0].field]).toEqual([
      422,
      'history_future',
      'on',
    ])
  }
})
