// What an outside examiner found: each of these once went wrong.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { type Client, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Client

beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

const kpi = async (over: Record<string, unknown> = {}) =>
  (await me.post('/kpis', { ...weeklyKpi, name: `KPI ${Math.random()}`, ...over })).body

async function objective(start: string, end: string) {
  const cycle = { name: 'Chu kỳ', kind: 'custom', start, end, state: 'active' }
  const { id } = (await me.post('/cycles', cycle)).body
  return (await me.post('/objectives', { title: 'Khách hàng hài lòng', cycleId: id })).body
}

describe('numbers of any size', () => {
  test('one whose sums or spans would not be finite is refused with its field', async () => {
    const { id } = await kpi()
    for (const value of [1e308, -1.7e308, 5e-324]) {
      const { status, body } = await me.post(`/kpis/${id}/measurements`, { at: '2026-11-02', value })
      expect([status, body.errors[0].field]).toEqual([400, 'value'])
    }
    const { id: objectiveId } = await objective('2026-10-01', '2026-12-31')
    const measure = { kind: 'reach', start: 1e308, target: -1e308, unit: '' }
    const refused = await me.post('/key-results', { objectiveId, title: 'Quá lớn', measure })
    expect([refused.status, refused.body.errors.map((error: { field: string }) => error.field)]).toEqual([
      400,
      ['measure.start', 'measure.target'],
    ])
  })

  test('the largest and the smallest that are taken can be added, divided and read', async () => {
    const { id } = await kpi({ aggregation: 'ratio', frequency: 'day' })
    const pairs = [
      { at: '2026-11-01', numerator: 1e100, denominator: 1e-100 },
      { at: '2026-11-02', numerator: -1e100, denominator: 1e-100 },
    ]
    expect((await me.post(`/kpis/${id}/measurements`, pairs)).status).toBe(200)
    const { status, body } = await me.get(`/kpis/${id}/chart`)
    expect([status, body.periods.map((period: { value: number }) => period.value)]).toEqual([
      200,
      [1e200, -1e200],
    ])
  })
})

test('a faulty row of a batch is named, whichever form the batch has', async () => {
  const { id } = await kpi()
  const rows = [
    { at: '2026-11-02', value: 1 },
    { at: '2026-02-30', value: 2 },
  ]
  const fieldsOf = async (body: unknown) =>
    (await me.post(`/kpis/${id}/measurements`, body)).body.errors.map(
      (error: { field: string }) => error.field,
    )
  expect(await fieldsOf(rows)).toEqual(['1.at'])
  expect(await fieldsOf({ measurements: rows })).toEqual(['measurements.1.at'])
  expect(await fieldsOf({ at: '2026-11-02', value: '5' })).toEqual(['value'])
})

describe('no measurement', () => {
  const values = async (id: string) =>
    (await me.get(`/kpis/${id}/chart`)).body.periods.map((period: { value: number | null }) => period.value)
  const two = [
    { at: '2026-10-12', value: 4 },
    { at: '2026-10-28', value: 6 },
  ]

  test('counts as 0 up to the last closed week, where a count opted in', async () => {
    const { id } = await kpi({ aggregation: 'count', zeroWhenEmpty: true })
    await me.post(`/kpis/${id}/measurements`, two)
    expect(await values(id)).toEqual([1, 0, 1, 0, 0, 0])
  })

  test('is no value for a mean, whatever was opted in', async () => {
    const { id } = await kpi({ aggregation: 'mean', zeroWhenEmpty: true })
    await me.post(`/kpis/${id}/measurements`, two)
    expect(await values(id)).toEqual([4, null, 6])
  })
})

describe('hand over', () => {
  const bound = async (over: Record<string, unknown>, measure: Record<string, unknown>) => {
    const made = await kpi(over)
    await me.post(
      `/kpis/${made.id}/measurements`,
      weekly('2026-08-03', [48, 50, 47, 49, 50, 46, 48, 50, 47, 49]),
    )
    // A Thursday: no week starts there.
    const { id: objectiveId } = await objective('2026-10-01', '2026-12-31')
    const keyResult = { objectiveId, title: 'Nhanh hơn', measure, kpi: { id: made.id } }
    return { id: made.id, keyResultId: (await me.post('/key-results', keyResult)).body.id }
  }

  test('without a change opens by default at the first period of the key result', async () => {
    const { id, keyResultId } = await bound({}, { kind: 'reach', start: 48, target: 30, unit: '' })
    const { status, body } = await me.post(`/kpis/${id}/hand-over`, { keyResultId })
    expect([status, body.from, body.target]).toEqual([201, '2026-10-05', 49])
  })

  test('of a range keeps its two bounds and refuses a target with one', async () => {
    const target = { lower: 40, upper: 60 }
    const { id, keyResultId } = await bound(
      { direction: 'range', target },
      { kind: 'keep', ...target, unit: '' },
    )
    const refused = await me.post(`/kpis/${id}/hand-over`, { keyResultId, target: 45 })
    expect([refused.status, refused.body.code]).toEqual([422, 'target_shape'])
    const { status, body } = await me.post(`/kpis/${id}/hand-over`, { keyResultId })
    expect([status, body.target, (await me.get(`/kpis/${id}`)).body.target]).toEqual([201, null, target])
  })
})

test('If-Match is never passed over: not without quotes, and not when it names no version', async () => {
  const { id } = await kpi()
  const rename = async (ifMatch: string, name: string) =>
    (await me.patch(`/kpis/${id}`, { name }, { 'if-match': ifMatch })).status
  expect(await rename('1', 'Một')).toBe(200)
  expect(await rename('1', 'Hai')).toBe(412)
  expect(await rename('W/"1"', 'Hai')).toBe(412)
  expect(await rename('"abc"', 'Hai')).toBe(412)
  expect(await rename('2', 'Hai')).toBe(200)
  expect(await rename('*', 'Ba')).toBe(200)
})

test('steps that were done stay done when others are put before them or taken away', async () => {
  const { id: objectiveId } = await objective('2026-10-01', '2026-12-31')
  const steps = (...titles: string[]) => ({ kind: 'milestones', steps: titles.map((title) => ({ title })) })
  const measure = steps('Chọn', 'Thử', 'Dùng')
  const { id } = (await me.post('/key-results', { objectiveId, title: 'Tổng đài mới', measure })).body
  await me.post(`/key-results/${id}/check-ins`, { date: '2026-11-20', stepsDone: [0, 1], confidence: 8 })

  const longer = await me.patch(`/key-results/${id}`, { measure: steps('Hỏi', 'Chọn', 'Thử', 'Dùng') })
  const done = longer.body.measure.steps.filter((step: { done: boolean }) => step.done)
  expect(done.map((step: { title: string }) => step.title)).toEqual(['Chọn', 'Thử'])
  expect([longer.body.progress, longer.body.confidence]).toEqual([0.5, 8])

  const shorter = await me.patch(`/key-results/${id}`, { measure: steps('Thử', 'Dùng') })
  expect(shorter.body.progress).toBe(0.5)
  const versions = (await me.get(`/key-results/${id}/check-ins?versions=true`)).body.items
  expect(versions.map((item: { stepsDone: number[] }) => item.stepsDone)).toEqual([[0], [1, 2], [0, 1]])
})

test('a baseline that ends before it begins is refused with its field', async () => {
  const { id } = await kpi()
  const reversed = { baseline: { from: '2026-06-01', to: '2026-01-05' } }
  const { status, body } = await me.patch(`/kpis/${id}`, reversed)
  expect([status, body.errors[0].field]).toEqual([400, 'baseline'])
  expect((await me.patch(`/kpis/${id}`, { baseline: { from: '2026-01-05', to: '2026-06-01' } })).status).toBe(
    200,
  )
})
