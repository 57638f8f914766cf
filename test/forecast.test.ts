// Where a key result is heading, through the API (DOMAIN.md 7.4).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

const monday = '2026-06-22T02:00:00Z'
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let objectiveId: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  const cycle = { name: 'Bảy tuần', kind: 'custom', start: '2026-06-01', end: '2026-07-20', state: 'active' }
  const { body } = await me.post('/cycles', cycle)
  objectiveId = (await me.post('/objectives', { title: 'Khách được nghe ngay', cycleId: body.id })).body.id
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

async function newKeyResult(more: object = {}): Promise<string> {
  const answer = await me.post('/key-results', { objectiveId, title: 'Nhanh hơn', measure: reach, ...more })
  expect(answer.status).toBe(201)
  return answer.body.id
}
async function checkIns(id: string, values: number[]): Promise<void> {
  for (const { at, value } of weekly('2026-06-01', values))
    expect((await me.post(`/key-results/${id}/check-ins`, { date: at, value })).status).toBe(201)
}
const forecast = async (id: string, language = 'vi') =>
  (await me.get(`/key-results/${id}/forecast`, { 'accept-language': language })).body

describe('from check-ins', () => {
  test('a straight line goes on, damped: 2 a week over 4 of 7 weeks’ worth', async () => {
    const id = await newKeyResult()
    await checkIns(id, [48, 46, 44, 42])
    const told = await forecast(id)
    expect(told).toMatchObject({ reason: null, observations: 4, lastDay: '2026-07-20', chance: 0 })
    expect(told.value.p50).toBeCloseTo(42 - 24 / 7, 10)
    expect(told.progress.p50).toBeCloseTo((6 + 24 / 7) / 18, 10)
    // A straight line is not certain: steps of 2 hide 2 / √12, and that grows over four weeks.
    expect([told.value.p10, told.value.p90].map((value: number) => value.toFixed(2))).toEqual([
      '33.69',
      '43.45',
    ])
    expect(told.words).toBe(
      'Với đà này, đến 20/07/2026 sẽ vào khoảng 38,6\u00A0phút (8 phần 10 khả năng nằm trong 33,7\u00A0phút – 43,5\u00A0phút); khả năng chạm đích dưới 1%.',
    )
    expect((await forecast(id, 'en')).words).toContain('about 38.6\u00A0phút on 20 Jul 2026')
    expect(told.explain.inputs.map(({ value }: { value: string }) => value)).toEqual([
      '42\u00A0phút',
      '−2\u00A0phút',
      '−3,4\u00A0phút',
      '0,6\u00A0phút',
      '4',
    ])
  })

  test('comes along with the objective and with the key result, as it is asked for alone', async () => {
    const id = await newKeyResult()
    await checkIns(id, [48, 45, 46, 42])
    const { explain, ...alone } = await forecast(id)
    expect(explain.result).toBe(alone.value.p50)
    expect(alone.value.p10).toBeLessThan(alone.value.p50)
    expect((await me.get(`/key-results/${id}`)).body.forecast).toEqual(alone)
    const { body } = await me.get(`/objectives/${objectiveId}`)
    expect(body.keyResults.find((item: { id: string }) => item.id === id).forecast).toEqual(alone)
  })

  test('not from fewer than 4, not of a keep, not once the last day has come; and each says why', async () => {
    const few = await newKeyResult()
    await checkIns(few, [48, 46, 44])
    expect(await forecast(few)).toMatchObject({
      value: null,
      progress: null,
      chance: null,
      reason: 'too_few',
    })
    expect((await forecast(few)).words).toBe('Chưa dự báo: mới có 3 lần đo kể từ ngày đầu, cần ít nhất 4.')
    const keep = await newKeyResult({ measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' } })
    expect(await forecast(keep)).toMatchObject({ value: null, reason: 'not_reach' })
    const over = await newKeyResult()
    await checkIns(over, [48, 46, 44, 42])
    app.moveTo('2026-07-20T02:00:00Z')
    expect(await forecast(over)).toMatchObject({ value: null, reason: 'over', observations: 4 })
  })

  test('comes for the rows of a list in one go, the same as alone; unknown ones are left out', async () => {
    const [id, few] = [await newKeyResult(), await newKeyResult()]
    await checkIns(id, [48, 45, 46, 42])
    const path = `/forecasts?ids[]=${id}&ids[]=${few}&ids[]=${objectiveId}`
    const { status, body } = await me.get(path)
    const { progress, chance } = await forecast(id)
    expect([status, body.items]).toEqual([
      200,
      [
        { id, progress, chance, reason: null },
        { id: few, progress: null, chance: null, reason: 'too_few' },
      ],
    ])
    // A new observation is a new answer, though what was computed is kept.
    await me.post(`/key-results/${id}/check-ins`, { date: '2026-06-22', value: 39 })
    expect((await me.get(path)).body.items[0].progress.p50).toBeGreaterThan(progress.p50)
    await me.patch(`/objectives/${objectiveId}`, { visibility: 'people' })
    const stranger = await addMember(app, me.workspaceId)
    expect((await stranger.get(path)).body.items).toEqual([])
    await me.patch(`/objectives/${objectiveId}`, { visibility: 'everyone' })
    expect((await me.get('/forecasts')).status).toBe(400)
    expect((await me.get(`/forecasts?ids[]=mot`)).status).toBe(400)
  })

  test('a corrected value counts, the one before it does not', async () => {
    const id = await newKeyResult()
    await checkIns(id, [48, 46, 44, 60])
    await checkIns(id, [48, 46, 44, 42])
    expect((await forecast(id)).value.p50).toBeCloseTo(42 - 24 / 7, 10)
  })
})

describe('from a KPI', () => {
  const bound = async (reading: object, more: object = {}, measure: object = reach) => {
    const { body: kpi } = await me.post('/kpis', { ...weeklyKpi, name: `KPI ${Math.random()}`, ...more })
    // Four weeks before the first day, then three closed weeks of the key result and the running one.
    await me.post(`/kpis/${kpi.id}/measurements`, weekly('2026-05-04', [50, 50, 50, 50, 48, 46, 44, 42]))
    return newKeyResult({ measure, kpi: { id: kpi.id, ...reading } })
  }

  test('the latest closed week is the observation; those before the first day are none', async () => {
    const id = await bound({ reading: 'latest' })
    expect(await forecast(id)).toMatchObject({ reason: 'too_few', observations: 3 })
    app.moveTo('2026-06-29T02:00:00Z')
    // 42 for the week to 28/06; three more weeks end by 20/07: 2·3·3/(3+3) less.
    const told = await forecast(id)
    expect(told.observations).toBe(4)
    expect(told.value.p50).toBeCloseTo(39, 10)
  })

  test('the mean of 4 weeks takes the last closed one and the three to come', async () => {
    const id = await bound({ reading: 'mean', n: 4 })
    app.moveTo('2026-06-29T02:00:00Z')
    const ahead = [1, 2, 3].map((step) => 42 - (2 * step * 3) / (step + 3))
    const mean = (42 + ahead.reduce((sum, value) => sum + value, 0)) / 4
    expect((await forecast(id)).value.p50).toBeCloseTo(mean, 10)
  })

  test('a total adds the weeks to come to what there is', async () => {
    const total = { kind: 'reach', start: 200, target: 400, unit: 'đơn' }
    const id = await bound({ reading: 'cycle_to_date' }, { aggregation: 'sum', direction: 'up' }, total)
    app.moveTo('2026-06-29T02:00:00Z')
    const ahead = [1, 2, 3].map((step) => 42 - (2 * step * 3) / (step + 3))
    const sum = 180 + ahead.reduce((all, value) => all + value, 0)
    const told = await forecast(id)
    expect(told.value.p50).toBeCloseTo(sum, 10)
    expect(told.progress.p50).toBeCloseTo((sum - 200) / 200, 10)
  })

  test('with no week left to close by the last day, the value is settled', async () => {
    const id = await bound({ reading: 'latest' })
    await me.patch(`/key-results/${id}`, { lastDay: '2026-07-04' })
    app.moveTo('2026-07-01T02:00:00Z')
    const told = await forecast(id)
    expect([told.value, told.words]).toEqual([
      { p10: 42, p50: 42, p90: 42 },
      'Không còn kỳ nào đóng trước 04/07/2026: giá trị cuối là 42\u00A0phút.',
    ])
  })
})
