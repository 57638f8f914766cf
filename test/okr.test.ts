// Objectives, key results, check-ins and initiatives through the API: what progress is made of, and what is kept (DOMAIN.md 3 to 6).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { weekly, weeklyKpi } from './company.ts'

// Day 83 of the 91 of the second quarter.
const monday = '2026-06-22T02:00:00Z'
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
const keep = { kind: 'keep', upper: 3, unit: 'hồi chuông' }
const milestones = {
  kind: 'milestones',
  steps: [{ title: 'Chọn tổng đài', weight: 2 }, { title: 'Lắp' }, { title: 'Tắt máy cũ' }],
}

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let objectiveId: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  cycleId = (
    await me.post('/cycles', {
      name: 'Quý 2',
      kind: 'quarter',
      start: '2026-04-01',
      end: '2026-06-30',
      state: 'active',
    })
  ).body.id
  objectiveId = await newObjective()
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

async function make(path: string, body: object): Promise<string> {
  const answer = await me.post(path, body)
  expect([answer.status, answer.body.code]).toEqual([201, undefined])
  return answer.body.id
}
const newObjective = (more: object = {}) =>
  make('/objectives', { title: 'Khách hàng được nghe ngay', cycleId, ...more })
const newKeyResult = (measure: object = reach, more: object = {}) =>
  make('/key-results', { objectiveId, title: 'Từ 48 xuống 30', measure, ...more })
const newKpi = (more: object = {}) => make('/kpis', { ...weeklyKpi, ...more })
const keyResult = async (id: string) => (await me.get(`/key-results/${id}`)).body
const checkIn = (id: string, more: object) =>
  me.post(`/key-results/${id}/check-ins`, { date: '2026-06-22', ...more })

describe('alignment', () => {
  test('makes no circle, over objectives and key results, and the path is named', async () => {
    const a = await newObjective({ title: 'A' })
    const b = await newObjective({ title: 'B', parent: { kind: 'objective', id: a } })
    const ofB = await newKeyResult(reach, { objectiveId: b })
    const c = await newObjective({ title: 'C', parent: { kind: 'key_result', id: ofB } })
    const closing = await me.patch(`/objectives/${a}`, { parent: { kind: 'objective', id: c } })
    expect([closing.status, closing.body.code, closing.body.errors[0].field]).toEqual([
      422,
      'alignment_circle',
      'parent',
    ])
    for (const title of ['A', 'B', 'C']) expect(closing.body.errors[0].message.split(' → ')).toContain(title)
    expect((await me.patch(`/objectives/${a}`, { parent: { kind: 'objective', id: a } })).body.code).toBe(
      'alignment_circle',
    )
    expect((await me.get(`/objectives/${c}`)).body.parent).toEqual({ kind: 'key_result', id: ofB })
    expect((await me.patch(`/objectives/${b}`, { parent: null })).body.parent).toBeNull()
    expect((await me.patch(`/objectives/${a}`, { parent: { kind: 'objective', id: c } })).status).toBe(200)
  })
})

describe('targets', () => {
  test('easing keeps the first promise beside the new one; hardening asks for nothing', async () => {
    const id = await newKeyResult()
    const eased = await me.patch(`/key-results/${id}`, {
      measure: { ...reach, target: 35 },
      easedBecause: 'Hai người nghỉ việc',
    })
    expect(eased.body).toMatchObject({
      measure: { target: 35 },
      originalTarget: 30,
      easedBecause: 'Hai người nghỉ việc',
    })
    const again = await me.patch(`/key-results/${id}`, {
      measure: { ...reach, target: 38 },
      easedBecause: 'Ba',
    })
    expect(again.body).toMatchObject({ measure: { target: 38 }, originalTarget: 30 })
    expect((await me.patch(`/key-results/${id}`, { measure: { ...reach, target: 25 } })).body).toMatchObject({
      measure: { target: 25 },
      originalTarget: 30,
    })
    const { body: audit } = await me.get(`/audit?subjectId=${id}`)
    expect(audit.items[1].before.measure.target).toBe(35)
  })

  test('a plan says what is expected on the way, and is taken back as a whole', async () => {
    const id = await newKeyResult(reach, {
      plan: [
        { date: '2026-06-01', value: 44 },
        { date: '2026-06-22', value: 36 },
      ],
    })
    expect((await keyResult(id)).expected).toBeCloseTo((48 - 36) / 18, 12)
    expect((await me.patch(`/key-results/${id}`, { plan: [] })).body).toMatchObject({
      plan: [],
      expected: 83 / 91,
    })
    expect((await me.patch(`/key-results/${id}`, { plan: null })).body.plan).toBeNull()
  })
})

describe('progress', () => {
  test('reach: null before a check-in, raw when it moves away or beyond', async () => {
    const id = await newKeyResult()
    expect(await keyResult(id)).toMatchObject({ progress: null, status: 'no_data', current: null })
    for (const [value, progress] of [
      [52, -4 / 18],
      [39, 0.5],
      [30, 1],
      [27, 21 / 18],
    ] as const) {
      expect((await checkIn(id, { value })).status).toBe(201)
      expect((await keyResult(id)).progress).toBeCloseTo(progress, 12)
    }
    expect((await keyResult(id)).status).toBe('achieved')
  })

  test('milestones: by weight, from the newest check-in that speaks of steps', async () => {
    const id = await newKeyResult(milestones)
    expect(await keyResult(id)).toMatchObject({ progress: null, status: 'no_data' })
    await checkIn(id, { date: '2026-06-08', stepsDone: [] })
    expect((await keyResult(id)).progress).toBe(0)
    await checkIn(id, { date: '2026-06-15', stepsDone: [0] })
    expect((await keyResult(id)).progress).toBe(0.5)
    await checkIn(id, { stepsDone: [0, 2] })
    expect(await keyResult(id)).toMatchObject({
      progress: 0.75,
      measure: { steps: [{ done: true }, { done: false }, { done: true }] },
    })
    await checkIn(id, { confidence: 5 })
    expect((await keyResult(id)).progress).toBe(0.5)
  })

  test('keep, bound: the KPI’s closed periods inside the dates, one by one', async () => {
    const kpi = await newKpi({ name: 'Hồi chuông', unit: 'hồi' })
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-05-18', [9, 2, 3, 4, 3, 8]))
    const id = await newKeyResult(keep, { kpi: { id: kpi }, firstDay: '2026-05-25' })
    const read = await keyResult(id)
    expect(read).toMatchObject({ progress: 0.75, expected: 1, status: 'on_track', measure: { unit: 'hồi' } })
    expect(read.kept.map(({ value, inside }: { value: number; inside: boolean }) => [value, inside])).toEqual(
      [
        [2, true],
        [3, true],
        [4, false],
        [3, true],
      ],
    )
    app.moveTo('2026-06-29T02:00:00Z')
    expect(await keyResult(id)).toMatchObject({ progress: 0.6, status: 'at_risk' })
  })

  test('cycle_to_date: the pace counts, and achieved only with the whole of it', async () => {
    const span = { firstDay: '2026-05-25', lastDay: '2026-06-21' }
    const measure = { kind: 'reach', start: 15, target: 30, unit: 'tỷ' }
    app.moveTo('2026-06-08T02:00:00Z')
    for (const [first, second, progress, status] of [
      [8, 7, 0.5, 'on_track'],
      [4, 3.5, 0, 'off_track'],
      [12.5, 10, 1, 'on_track'],
    ] as const) {
      const kpi = await newKpi({
        name: 'Doanh thu',
        unit: 'tỷ',
        direction: 'up',
        aggregation: 'sum',
        target: null,
      })
      await me.post(`/kpis/${kpi}/measurements`, [
        ...weekly('2026-05-18', [99]),
        ...weekly('2026-05-25', [first, second]),
      ])
      const id = await newKeyResult(measure, { kpi: { id: kpi, reading: 'cycle_to_date' }, ...span })
      expect(await keyResult(id)).toMatchObject({
        progress,
        status,
        expected: 0.5,
        current: first + second,
        kpi: { reading: 'cycle_to_date', n: null },
      })
    }
  })

  test('an objective averages what has data, clamped and by weight; initiatives never move it', async () => {
    const objective = await newObjective()
    const beyond = await newKeyResult(reach, { objectiveId: objective, weight: 2 })
    await newKeyResult(reach, { objectiveId: objective })
    const half = await newKeyResult(reach, { objectiveId: objective })
    await checkIn(beyond, { value: 20 })
    await checkIn(half, { value: 39 })
    const progress = async () => (await me.get(`/objectives/${objective}`)).body.progress
    expect(await progress()).toBeCloseTo(2.5 / 3, 12)
    await make('/initiatives', { title: 'Xong rồi', objectiveId: objective, state: 'done' })
    expect(await progress()).toBeCloseTo(2.5 / 3, 12)
    await me.patch(`/key-results/${half}`, { archived: true })
    expect(await progress()).toBe(1)
    await me.patch(`/key-results/${half}`, { archived: false })
    expect(await progress()).toBeCloseTo(2.5 / 3, 12)
  })
})

describe('check-ins', () => {
  test('a second one that day is a new version of the first; the first stays readable', async () => {
    const id = await newKeyResult()
    await checkIn(id, { value: 40, confidence: 6, note: 'nhầm' })
    await checkIn(id, { value: 42, call: 'at_risk', callReason: 'Thiếu người' })
    await checkIn(id, { date: '2026-06-15', value: 45 })
    const current = await me.get(`/key-results/${id}/check-ins`)
    expect(
      current.body.items.map(({ date, value }: { date: string; value: number }) => [date, value]),
    ).toEqual([
      ['2026-06-22', 42],
      ['2026-06-15', 45],
    ])
    const all = await me.get(`/key-results/${id}/check-ins?versions=true`)
    expect(all.body.items).toMatchObject([
      { value: 42, supersededAt: null },
      { value: 40, note: 'nhầm', supersededAt: '2026-06-22T02:00:00.000Z' },
      { value: 45 },
    ])
    expect(await keyResult(id)).toMatchObject({
      current: 42,
      call: 'at_risk',
      callReason: 'Thiếu người',
      confidence: null,
    })
  })

  test('twenty at once leave one current version for the day', async () => {
    const id = await newKeyResult()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, value) => checkIn(id, { value })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect((await me.get(`/key-results/${id}/check-ins`)).body.items).toHaveLength(1)
    expect((await me.get(`/key-results/${id}/check-ins?versions=true`)).body.items).toHaveLength(20)
  })

  test('a call lapses with the next check-in', async () => {
    const id = await newKeyResult()
    await checkIn(id, { date: '2026-06-15', value: 40, call: 'off_track', callReason: 'x' })
    await checkIn(id, { value: 39 })
    expect(await keyResult(id)).toMatchObject({ call: null, callReason: null })
  })
})

describe('initiatives', () => {
  test('done has its day, undone has none; what it serves may change, and that is in its history', async () => {
    const [one, other] = [await newKeyResult(), await newKeyResult()]
    const bet = { keyResultId: one, effect: -5, lag: 4 }
    const id = await make('/initiatives', { title: 'Tổng đài', keyResultIds: [one, one], bet })
    expect((await me.get(`/initiatives/${id}`)).body).toMatchObject({
      objectiveId,
      keyResultIds: [one],
      bet,
      doneOn: null,
    })
    expect((await me.patch(`/initiatives/${id}`, { state: 'done' })).body).toMatchObject({
      state: 'done',
      doneOn: '2026-06-22',
    })
    expect((await me.patch(`/initiatives/${id}`, { state: 'doing' })).body.doneOn).toBeNull()
    const moved = await me.patch(`/initiatives/${id}`, { keyResultIds: [other], bet: null })
    expect(moved.body).toMatchObject({ keyResultIds: [other], bet: null })
    const { body } = await me.get(`/audit?subjectId=${id}`)
    expect(
      body.items.some(
        ({ after }: { after: { keyResultIds?: string[] } }) => after.keyResultIds?.[0] === other,
      ),
    ).toBe(true)
  })
})

describe('check-ins at once', () => {
  const publish = (checkIns: object[]) => me.post('/check-ins', { checkIns })

  test('are published all together, each as a version of its day', async () => {
    const [one, other] = [await newKeyResult(), await newKeyResult(keep)]
    await checkIn(one, { value: 45, note: 'Trước' })
    const answer = await publish([
      { keyResultId: one, date: '2026-06-22', value: 39, confidence: 7 },
      { keyResultId: other, date: '2026-06-22', value: 3, blockers: 'Thiếu người' },
    ])
    expect([answer.status, answer.body.items.map((item: { value: number }) => item.value)]).toEqual([
      201,
      [39, 3],
    ])
    expect(await keyResult(one)).toMatchObject({ progress: 0.5, confidence: 7 })
    const versions = (await me.get(`/key-results/${one}/check-ins?versions=true`)).body.items
    expect(versions.map((item: { value: number; note: string }) => [item.value, item.note])).toEqual([
      [39, null],
      [45, 'Trước'],
    ])
  })

  test('all or none: what stands against one is named by its place, and nothing is kept of the others', async () => {
    const [one, other] = [await newKeyResult(), await newKeyResult()]
    const refused = await publish([
      { keyResultId: one, date: '2026-06-22', value: 39 },
      { keyResultId: other, date: '2026-06-23', value: 39 },
    ])
    expect([refused.status, refused.body.code, refused.body.errors[0].field]).toEqual([
      422,
      'check_in_future',
      'checkIns.1.date',
    ])
    expect((await keyResult(one)).lastCheckIn).toBeNull()
    const missing = await publish([{ keyResultId: cycleId, date: '2026-06-22', value: 1 }])
    expect([missing.status, missing.body.errors[0].field]).toEqual([404, 'checkIns.0.keyResultId'])
    expect((await publish([])).status).toBe(400)
  })
})
