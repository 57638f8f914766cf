// A cycle from draft to closed and back: scores and proofs stay what they were decided on (DOMAIN.md 2, 7.3, 8).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { weekly, weeklyKpi } from './company.ts'

const monday = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

const setState = (cycleId: string, state: string) => me.patch(`/cycles/${cycleId}`, { state })

/** A cycle of twelve weeks to 21/06 with one key result bound to a KPI that came down from 48 to 30, and one by hand. */
async function company() {
  const { body: kpi } = await me.post('/kpis', weeklyKpi)
  const before = Array.from({ length: 12 }, (_, week) => (week % 2 ? 49 : 47))
  const after = Array.from({ length: 12 }, (_, week) => (week % 2 ? 29 : 31))
  await me.post(`/kpis/${kpi.id}/measurements`, weekly('2026-01-05', [...before, ...after]))
  const { body: cycle } = await me.post('/cycles', {
    name: 'Quý 2',
    kind: 'custom',
    start: '2026-03-30',
    end: '2026-06-21',
  })
  const { body: objective } = await me.post('/objectives', { title: 'Nghe ngay', cycleId: cycle.id })
  const { body: bound } = await me.post('/key-results', {
    objectiveId: objective.id,
    title: 'Xuống 30',
    measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
    kpi: { id: kpi.id },
  })
  const { body: manual } = await me.post('/key-results', {
    objectiveId: objective.id,
    title: 'Ba hồi',
    measure: { kind: 'keep', upper: 3 },
  })
  await setState(cycle.id, 'active')
  await me.post(`/key-results/${manual.id}/check-ins`, { date: '2026-06-15', value: 4 })
  return { kpi, cycle, objective, bound, manual }
}

describe('states', () => {
  test('go on one by one, come back only from closed, and every step is in the history', async () => {
    const { body: cycle } = await me.post('/cycles', {
      name: 'Thử',
      kind: 'custom',
      start: '2026-06-01',
      end: '2026-06-30',
    })
    const order = ['draft', 'active', 'review', 'closed']
    expect(cycle.state).toBe('draft')
    for (const [at, state] of order.entries()) {
      for (const other of order.filter((_, i) => i !== at && i !== at + 1 && state !== 'closed')) {
        const { status, body } = await setState(cycle.id, other)
        expect([state, other, status, body.code]).toEqual([state, other, 409, 'cycle_step_refused'])
      }
      const next = order[at + 1]
      if (next) expect((await setState(cycle.id, next)).body.state).toBe(next)
    }
    expect((await setState(cycle.id, 'draft')).body.code).toBe('cycle_step_refused')
    const reopened = await me.patch(`/cycles/${cycle.id}`, { state: 'active', reason: 'Thiếu số tháng 6' })
    const once = {
      at: '2026-06-22T02:00:00.000Z',
      byId: me.memberId,
      byName: 'Lan',
      reason: 'Thiếu số tháng 6',
      state: 'active',
      closedAt: '2026-06-22T02:00:00.000Z',
    }
    expect(reopened.body).toMatchObject({ state: 'active', closedAt: null, reopenings: [once] })
    expect(
      (await me.get('/cycles')).body.items.find(({ id }: { id: string }) => id === cycle.id).reopenings,
    ).toEqual([once])
    const { body: audit } = await me.get(`/audit?subjectId=${cycle.id}`)
    expect(audit.items.slice(0, 3)).toMatchObject([
      { before: { state: 'closed' }, after: { state: 'active' } },
      { after: { reopenedBecause: 'Thiếu số tháng 6' } },
      { after: { state: 'closed' } },
    ])
  })

  test('becoming active publishes its key results and freezes the baseline before their first day', async () => {
    const { kpi, bound } = await company()
    expect((await me.get(`/key-results/${bound.id}`)).body.publishedAt).toBe('2026-06-22T02:00:00.000Z')
    const [phase] = (await me.get(`/kpis/${kpi.id}/chart`)).body.phases
    expect(phase).toMatchObject({ frozenAt: '2026-03-29', points: 24, baselinePoints: 12, centre: 48 })
  })
})

describe('the fiscal calendar', () => {
  const generate = (body: object) =>
    me.post('/cycles/generate', { fiscalYear: 2028, kinds: ['year', 'quarter'], ...body })
  type Row = { name: string; start: string; end: string; isNew: boolean; cycleId: string | null }
  const told = (items: Row[]) =>
    items.map(({ name, start, end, isNew }) => [name, start, end, isNew].join(' '))

  test('gives a year of cycles, previewed first; those that are there are not made again', async () => {
    await me.post('/cycles', { name: 'Mùa xuân', kind: 'quarter', start: '2028-01-01', end: '2028-03-31' })
    const { body: preview } = await generate({ preview: true })
    expect(told(preview.items)).toEqual([
      'Năm 2028 2028-01-01 2028-12-31 true',
      'Mùa xuân 2028-01-01 2028-03-31 false',
      'Quý 2/2028 2028-04-01 2028-06-30 true',
      'Quý 3/2028 2028-07-01 2028-09-30 true',
      'Quý 4/2028 2028-10-01 2028-12-31 true',
    ])
    const count = async () => (await me.get('/cycles?limit=500')).body.items.length
    const before = await count()
    const { body: made } = await generate({})
    expect(await count()).toBe(before + 4)
    expect((await me.get(`/cycles/${made.items[2].cycleId}`)).body).toMatchObject({
      name: 'Quý 2/2028',
      kind: 'quarter',
      start: '2028-04-01',
      end: '2028-06-30',
      state: 'draft',
    })
    const { body: again } = await generate({})
    expect([await count(), again.items.filter(({ isNew }: Row) => isNew).length]).toEqual([before + 4, 0])
    expect(again.items.map(({ cycleId }: Row) => cycleId)).toEqual(
      made.items.map(({ cycleId }: Row) => cycleId),
    )
  })

  test('begins in the month that the organisation’s year begins in', async () => {
    await me.patch('/workspace', { fiscalStartMonth: 4 })
    const { body } = await generate({ kinds: ['half', 'month'], preview: true })
    await me.patch('/workspace', { fiscalStartMonth: 1 })
    expect(told(body.items).slice(0, 3)).toEqual([
      'Nửa đầu năm 2028 2027-04-01 2027-09-30 true',
      'Nửa cuối năm 2028 2027-10-01 2028-03-31 true',
      'Tháng 4/2027 2027-04-01 2027-04-30 true',
    ])
    expect(told(body.items).at(-2)).toBe('Tháng 2/2028 2028-02-01 2028-02-29 true')
  })

  test('no kind, a kind of one’s own or a year out of reach is refused', async () => {
    for (const wrong of [{ kinds: [] }, { kinds: ['custom'] }, { fiscalYear: 1066 }, { fiscalYear: 2026.5 }])
      expect((await generate(wrong)).status).toBe(400)
  })
})

describe('review', () => {
  test('proposes scores, asks a reason for another, and does not close before each objective is decided', async () => {
    const { cycle, objective } = await company()
    expect((await me.patch(`/objectives/${objective.id}/review`, { learned: 'x' })).body.code).toBe(
      'cycle_not_in_review',
    )
    await setState(cycle.id, 'review')
    const { body: review } = await me.get(`/cycles/${cycle.id}/review`)
    expect(review.items[0]).toMatchObject({ proposedScore: 0.5, score: null, band: 'amber', decision: null })
    expect(review.items[0].keyResults.map(({ score }: { score: number }) => score)).toEqual([1, 0])
    expect(review.blocking).toEqual([{ id: objective.id, title: 'Nghe ngay' }])
    const undecided = await setState(cycle.id, 'closed')
    expect([undecided.status, undecided.body.code, undecided.body.errors]).toEqual([
      409,
      'cycle_not_decided',
      [{ field: objective.id, code: 'cycle_not_decided', message: 'Nghe ngay' }],
    ])
    const unreasoned = await me.patch(`/objectives/${objective.id}/review`, { score: 0.7 })
    expect([unreasoned.status, unreasoned.body.code, unreasoned.body.errors[0].field]).toEqual([
      422,
      'score_needs_reason',
      'scoreReason',
    ])
    expect((await me.patch(`/objectives/${objective.id}/review`, { score: 0.5 })).body).toMatchObject({
      score: 0.5,
      band: 'amber',
    })
    const scored = await me.patch(`/objectives/${objective.id}/review`, {
      score: 0.7,
      scoreReason: 'Mất điện hai tuần',
    })
    expect(scored.body).toMatchObject({ score: 0.7, band: 'green', proposedScore: 0.5 })
    expect((await setState(cycle.id, 'closed')).body).toMatchObject({
      state: 'closed',
      closedAt: '2026-06-22T02:00:00.000Z',
    })
    expect((await me.get(`/objectives/${objective.id}`)).body.score).toBe(0.7)
    // What the owner said of the score outlives a reopening.
    await setState(cycle.id, 'review')
    expect((await me.get(`/cycles/${cycle.id}/review`)).body.items[0]).toMatchObject({
      score: 0.7,
      scoreReason: 'Mất điện hai tuần',
    })
  })

  test('an objective without key results is decided all the same, and its score is kept', async () => {
    const { body: cycle } = await me.post('/cycles', {
      name: 'Thử',
      kind: 'custom',
      start: '2026-06-01',
      end: '2026-06-30',
      state: 'active',
    })
    const { body: objective } = await me.post('/objectives', { title: 'Chỉ có đích', cycleId: cycle.id })
    await setState(cycle.id, 'review')
    await me.patch(`/objectives/${objective.id}/review`, { score: 0.4, scoreReason: 'Theo cảm nhận' })
    await setState(cycle.id, 'closed')
    expect((await me.get(`/objectives/${objective.id}`)).body.score).toBe(0.4)
    expect((await me.get(`/objectives?cycleId=${cycle.id}`)).body.items[0].score).toBe(0.4)
  })
})

describe('closed', () => {
  test('late data changes the chart, never the score or the verdict, which say that the data has changed since', async () => {
    const { kpi, cycle, objective, bound } = await company()
    await setState(cycle.id, 'review')
    await me.patch(`/objectives/${objective.id}/review`, { decision: 'done' })
    await setState(cycle.id, 'closed')
    const decided = (await me.get(`/key-results/${bound.id}/proof`)).body
    expect(decided).toMatchObject({
      verdict: 'improved',
      before: 48,
      after: 30,
      restated: false,
      decidedAt: '2026-06-22T02:00:00.000Z',
    })

    app.moveTo('2026-06-29T02:00:00Z')
    await me.post(
      `/kpis/${kpi.id}/measurements`,
      weekly(
        '2026-03-30',
        Array.from({ length: 12 }, (_, week) => (week % 2 ? 48.5 : 47.5)),
      ),
    )
    const late = (await me.get(`/key-results/${bound.id}`)).body
    expect(late.current).toBe(48)
    expect(late.score).toBe(1)
    const proof = (await me.get(`/key-results/${bound.id}/proof`)).body
    expect(proof).toMatchObject({
      verdict: 'improved',
      before: 48,
      after: 30,
      restated: true,
      decidedAt: decided.decidedAt,
    })
    expect((await me.get(`/objectives/${objective.id}`)).body.score).toBe(0.5)

    const reopened = await setState(cycle.id, 'review')
    expect(reopened.status).toBe(200)
    expect((await me.get(`/key-results/${bound.id}/proof`)).body).toMatchObject({
      verdict: 'not_shown',
      after: 48,
      restated: false,
      decidedAt: null,
    })
    expect((await me.get(`/key-results/${bound.id}`)).body.score).toBeNull()
    expect((await me.get(`/cycles/${cycle.id}/review`)).body.items[0]).toMatchObject({
      proposedScore: 0,
      score: null,
      decision: 'done',
    })
    await setState(cycle.id, 'closed')
    expect((await me.get(`/key-results/${bound.id}`)).body.score).toBe(0)
    expect((await me.get(`/objectives/${objective.id}`)).body.score).toBe(0)
    expect((await me.get(`/key-results/${bound.id}/proof`)).body).toMatchObject({
      verdict: 'not_shown',
      restated: false,
      decidedAt: '2026-06-29T02:00:00.000Z',
    })
  })

  test('reopened, what was read-only may be changed again', async () => {
    const { cycle, objective, manual } = await company()
    await setState(cycle.id, 'review')
    await me.patch(`/objectives/${objective.id}/review`, { decision: 'done' })
    await setState(cycle.id, 'closed')
    const checkIn = () => me.post(`/key-results/${manual.id}/check-ins`, { date: '2026-06-15', value: 2 })
    expect((await checkIn()).body.code).toBe('cycle_closed')
    await setState(cycle.id, 'active')
    expect((await checkIn()).status).toBe(201)
    expect((await me.patch(`/objectives/${objective.id}`, { reason: 'Vì sao' })).status).toBe(200)
  })
})
