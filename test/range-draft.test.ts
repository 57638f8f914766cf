// A KPI that is to stay within a range, drafted into a key result that keeps it there (DOMAIN.md section 7.2).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { weekly } from './company.ts'

const story = [48, 45, 50, 47, 49, 46, 51, 48, 47, 50, 46, 49, 48, 50, 46, 47, 49, 48, 51, 45, 48, 47, 49, 48]

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(target: unknown, values = story) {
  const { body } = await me.post('/kpis', {
    ...{ name: 'Nhiệt độ kho', unit: '°C', direction: 'range', frequency: 'week', aggregation: 'mean' },
    target,
  })
  await me.post(`/kpis/${body.id}/measurements`, weekly('2026-01-05', values))
  return body.id as string
}
const draftOf = async (target: unknown, values?: number[]) => {
  const { status, body } = await me.post(`/kpis/${await newKpi(target, values)}/okr-draft`, {})
  expect([status, body.detail]).toEqual([200, undefined])
  return body
}

test('the draft keeps the bounds of the KPI, bound to it by the mean of four weeks', async () => {
  const id = await newKpi({ lower: 45, upper: 55 })
  const { body: chart } = await me.get(`/kpis/${id}/chart`)
  expect([chart.variation, chart.capability, chart.remedy]).toEqual([
    'common_cause',
    'unreliable',
    'aim_centre_or_variation',
  ])
  const { body } = await me.post(`/kpis/${id}/okr-draft`, {})
  expect(body.objective.title).toBe('Ổn định nhiệt độ kho')
  expect(body.keyResults).toEqual([
    {
      title: 'Giữ nhiệt độ kho trong khoảng từ 45 °C đến 55 °C',
      measure: { kind: 'keep', lower: 45, upper: 55, unit: '°C' },
      kpi: { id, reading: 'mean', n: 4 },
    },
  ])
  expect(body).toMatchObject({ reliableTarget: null, targetCheck: 'noise', provisional: false })
  expect(body.words.reliable).toMatch(/^Dao động thường rộng hơn khoảng 45\s°C – 55\s°C/)
  expect(body.words.targetCheck).toMatch(/là do ngẫu nhiên/)

  const { body: given } = await me.post(`/kpis/${id}/okr-draft`, { target: { lower: 40, upper: 56 } })
  expect(given.keyResults[0].measure).toEqual({ kind: 'keep', lower: 40, upper: 56, unit: '°C' })
  expect(given.targetCheck).toBe('already_met')
  expect(given.reliableTarget).toEqual({ lower: expect.closeTo(47.17, 2), upper: expect.closeTo(48.83, 2) })
})

test('a range that no period reaches is a stretch, and the remedy says to change the system', async () => {
  const id = await newKpi({ lower: 20, upper: 40 })
  expect((await me.get(`/kpis/${id}/chart`)).body).toMatchObject({
    capability: 'incapable',
    remedy: 'change_system',
  })
  expect((await me.post(`/kpis/${id}/okr-draft`, {})).body).toMatchObject({
    targetCheck: 'stretch',
    reliableTarget: { lower: expect.closeTo(27.17, 2), upper: expect.closeTo(32.83, 2) },
  })
})

test('four periods: provisional, and nothing is claimed of the range', async () => {
  expect(await draftOf({ lower: 40, upper: 56 }, [47, 50, 46, 49])).toMatchObject({
    provisional: true,
    targetCheck: null,
    reliableTarget: null,
    limits: { centre: 48, lower: null, upper: null },
    words: { reliable: null, targetCheck: null },
  })
})

test('in English, the same words', async () => {
  const { body } = await me.post(
    `/kpis/${await newKpi({ lower: 40, upper: 56 })}/okr-draft`,
    {},
    { 'accept-language': 'en' },
  )
  expect([body.objective.title, body.keyResults[0].title]).toEqual([
    'Keep nhiệt độ kho steady',
    'Keep nhiệt độ kho between 40 °C and 56 °C',
  ])
  expect(body.words.reliable).toMatch(/the usual level must lie between 47\.17\s°C and 48\.83\s°C\.$/)
})

test('what is drafted can be made, and counts the weeks within the bounds', async () => {
  const id = await newKpi({ lower: 46, upper: 50 })
  const { body: draft } = await me.post(`/kpis/${id}/okr-draft`, {})
  const { body: cycle } = await me.post('/cycles', {
    ...{ name: 'Quý II', kind: 'custom', start: '2026-05-25', end: '2026-08-30' },
  })
  const { body: objective } = await me.post('/objectives', {
    title: draft.objective.title,
    cycleId: cycle.id,
    fromKpiId: id,
  })
  const [drafted] = draft.keyResults
  const made = await me.post('/key-results', { objectiveId: objective.id, ...drafted })
  expect(made.status).toBe(201)
  // Weeks from 25/05 on: 48, 47, 49, 48 of the story lie at its end.
  const { body } = await me.get(`/key-results/${made.body.id}`)
  expect([body.progress, body.status]).toEqual([1, 'on_track'])
})
