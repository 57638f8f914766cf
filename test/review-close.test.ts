// What the close decides and keeps: decisions, carrying over, frozen settings, restated figures (DOMAIN.md 8).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

const monday = '2026-06-22T02:00:00Z'
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let nextCycle: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  nextCycle = await make('/cycles', {
    name: 'Quý 3',
    kind: 'quarter',
    start: '2026-07-01',
    end: '2026-09-30',
  })
})
beforeEach(async () => {
  app.moveTo(monday)
  await me.patch('/workspace', { onTrackRatio: 0.9, atRiskRatio: 0.6, amberFrom: 0.4, greenFrom: 0.7 })
})
afterAll(() => app.stop())

async function make(path: string, body: object): Promise<string> {
  const answer = await me.post(path, body)
  expect([answer.status, answer.body.code]).toEqual([201, undefined])
  return answer.body.id
}
const state = async (cycleId: string, to: string) =>
  expect((await me.patch(`/cycles/${cycleId}`, { state: to })).status).toBe(200)
const decide = (id: string, decision: string | null) => me.put(`/key-results/${id}/decision`, { decision })

/** A cycle to 21/06, in review: a reach at 36 of 48 → 30, a keep at 1 of 2, steps at 1 of 3. */
async function inReview(more: object = {}) {
  const cycleId = await make('/cycles', {
    name: 'Quý 2',
    kind: 'custom',
    start: '2026-03-30',
    end: '2026-06-21',
    state: 'active',
  })
  const objectiveId = await make('/objectives', { title: 'Khách được nghe ngay', cycleId, ...more })
  const keyResult = (title: string, measure: object) =>
    make('/key-results', { objectiveId, title, measure, weight: 2 })
  const reaching = await keyResult('Xuống 30', reach)
  const keeping = await keyResult('Ba hồi', { kind: 'keep', upper: 3, unit: 'hồi chuông' })
  const steps = ['Chọn', 'Lắp', 'Dùng'].map((title) => ({ title }))
  const stepping = await keyResult('Tổng đài', { kind: 'milestones', steps })
  const doing = await make('/initiatives', {
    title: 'Gọi lại tự động',
    keyResultIds: [reaching, keeping],
    state: 'doing',
    bet: { keyResultId: reaching, effect: -6, lag: 4 },
  })
  const done = await make('/initiatives', { title: 'Thuê tổng đài', keyResultIds: [stepping], state: 'done' })
  await me.post(`/key-results/${reaching}/check-ins`, { date: '2026-06-15', value: 36 })
  await me.post(`/key-results/${keeping}/check-ins`, { date: '2026-06-08', value: 4 })
  await me.post(`/key-results/${keeping}/check-ins`, { date: '2026-06-15', value: 3 })
  await me.post(`/key-results/${stepping}/check-ins`, { date: '2026-06-15', stepsDone: [0] })
  await state(cycleId, 'review')
  return { cycleId, objectiveId, reaching, keeping, stepping, doing, done }
}
const review = async (cycleId: string) => (await me.get(`/cycles/${cycleId}/review`)).body

test('an objective that counts those aligned to it is proposed a score with theirs, each by its own weight', async () => {
  const { cycleId, objectiveId } = await inReview()
  const proposed = async (id: string) =>
    (await review(cycleId)).items.find(({ objective }: { objective: { id: string } }) => objective.id === id)
  // Three of weight 2: 0.67, 0.5 and 0.33.
  expect(await proposed(objectiveId)).toMatchObject({ proposedScore: 0.5, scoreNow: 0.5 })
  const below = await make('/objectives', {
    ...{ title: 'Ca trực đủ người', cycleId, weight: 3, parent: { kind: 'objective', id: objectiveId } },
  })
  const its = await make('/key-results', { objectiveId: below, title: 'Một phần tám', measure: reach })
  await me.post(`/key-results/${its}/check-ins`, { date: '2026-06-15', value: 45.75 })
  expect(await proposed(objectiveId)).toMatchObject({ proposedScore: 0.5 })
  await me.patch(`/objectives/${objectiveId}`, { countsAligned: true })
  // (2 · (0.67 + 0.5 + 0.33) + 3 · 0.13) / 9.
  expect(await proposed(objectiveId)).toMatchObject({ proposedScore: 0.38, scoreNow: 0.38 })
  // A score as proposed asks for no reason; the close keeps it.
  expect((await me.patch(`/objectives/${objectiveId}/review`, { score: 0.5 })).body.code).toBe(
    'score_needs_reason',
  )
  expect((await me.patch(`/objectives/${objectiveId}/review`, { decision: 'done' })).status).toBe(200)
  await me.patch(`/objectives/${below}/review`, { decision: 'done' })
  await state(cycleId, 'closed')
  expect(await proposed(objectiveId)).toMatchObject({ proposedScore: 0.38, score: 0.38, restated: false })
})

describe('decisions', () => {
  test('are made per key result, in review alone, by whoever may close its objective, and can be taken back', async () => {
    const { cycleId, reaching, stepping } = await inReview()
    expect((await decide(reaching, 'drop')).body).toEqual({ id: reaching, decision: 'drop' })
    expect((await decide(stepping, 'done')).status).toBe(200)
    const shown = (await review(cycleId)).items[0].keyResults
    expect(shown.map((item: { decision: string }) => item.decision)).toEqual(['drop', null, 'done'])
    expect((await decide(reaching, null)).body.decision).toBeNull()
    expect((await review(cycleId)).items[0].keyResults[0].decision).toBeNull()
    expect((await decide(reaching, 'later')).status).toBe(400)
    const stranger = await addMember(app, me.workspaceId)
    expect((await stranger.put(`/key-results/${reaching}/decision`, { decision: 'done' })).status).toBe(403)
    await me.patch(`/objectives/${(await review(cycleId)).items[0].objective.id}/review`, {
      decision: 'done',
    })
    await state(cycleId, 'closed')
    expect((await decide(reaching, 'done')).body.code).toBe('cycle_closed')
    await state(cycleId, 'active')
    expect((await decide(reaching, 'done')).body.code).toBe('cycle_not_in_review')
  })
})

describe('carrying over', () => {
  test('copies into the chosen cycle: start where it ended, open work along, no check-ins, a link both ways', async () => {
    const { cycleId, objectiveId, reaching, keeping, stepping, doing, done } = await inReview({ weight: 3 })
    await decide(stepping, 'drop')
    const answer = await me.post(`/objectives/${objectiveId}/carry-over`, { cycleId: nextCycle })
    expect([answer.status, answer.body.cycleId, answer.body.weight]).toEqual([201, nextCycle, 3])
    expect([answer.body.carriedFromId, answer.body.progress]).toEqual([objectiveId, null])
    const { body: copy } = await me.get(`/objectives/${answer.body.id}`)
    expect(
      copy.keyResults.map((item: Record<string, unknown>) => [
        item.title,
        item.measure,
        item.weight,
        item.lastCheckIn,
      ]),
    ).toEqual([
      ['Xuống 30', { ...reach, start: 36 }, 2, null],
      ['Ba hồi', { kind: 'keep', upper: 3, unit: 'hồi chuông' }, 2, null],
    ])
    const [first, second] = copy.keyResults
    const { body: moved } = await me.get(`/initiatives/${doing}`)
    expect(moved).toMatchObject({
      objectiveId: copy.id,
      bet: { keyResultId: first.id, effect: -6, lag: 4 },
      state: 'doing',
    })
    expect(moved.keyResultIds.toSorted()).toEqual([first.id, second.id].toSorted())
    expect((await me.get(`/initiatives/${done}`)).body.objectiveId).toBe(objectiveId)
    const [item] = (await review(cycleId)).items
    expect(item).toMatchObject({
      decision: 'carry_over',
      carriedTo: [{ id: copy.id, cycleId: nextCycle, title: 'Khách được nghe ngay' }],
    })
    expect(item.keyResults.map((one: { carriedTo: unknown }) => one.carriedTo)).toEqual([
      [{ id: first.id, objectiveId: copy.id }],
      [{ id: second.id, objectiveId: copy.id }],
      [],
    ])
    expect((await me.get(`/key-results/${reaching}/check-ins`)).body.items).toHaveLength(1)
    expect((await me.get(`/key-results/${keeping}`)).body.objectiveId).toBe(objectiveId)
  })

  test('steps go on as they stand; what has reached its target stays', async () => {
    const { objectiveId, reaching } = await inReview()
    await me.post(`/key-results/${reaching}/check-ins`, { date: '2026-06-16', value: 27 })
    const { body } = await me.post(`/objectives/${objectiveId}/carry-over`, { cycleId: nextCycle })
    const { keyResults, progress } = (await me.get(`/objectives/${body.id}`)).body
    expect(keyResults.map((item: { title: string }) => item.title)).toEqual(['Ba hồi', 'Tổng đài'])
    expect(keyResults[1].measure.steps.map((step: { done: boolean }) => step.done)).toEqual([
      true,
      false,
      false,
    ])
    expect(progress).toBeCloseTo(1 / 3, 10)
  })

  test('is refused: twice into a cycle, into its own, before review, of what is there or all decided, into a closed one', async () => {
    const { cycleId, objectiveId, reaching, keeping, stepping } = await inReview()
    const carry = async (to: string, id = objectiveId) => {
      const { status, body } = await me.post(`/objectives/${id}/carry-over`, { cycleId: to })
      return [status, body.code ?? null]
    }
    expect(await carry(cycleId)).toEqual([422, 'carry_over_same_cycle'])
    expect(await carry('0198c0de-0000-7000-8000-000000000000')).toEqual([422, 'not_in_workspace'])
    for (const id of [reaching, keeping, stepping]) await decide(id, 'done')
    expect(await carry(nextCycle)).toEqual([422, 'carry_over_nothing'])
    await me.post(`/key-results/${reaching}/check-ins`, { date: '2026-06-16', value: 30 })
    await decide(reaching, 'carry_over')
    const there = await me.post(`/objectives/${objectiveId}/carry-over`, { cycleId: nextCycle })
    expect([there.status, there.body.code]).toEqual([422, 'carry_over_reached'])
    expect(there.body.detail).toContain('“Xuống 30” đã tới đích')
    await decide(reaching, 'done')
    await decide(keeping, 'carry_over')
    expect(await carry(nextCycle)).toEqual([201, null])
    expect(await carry(nextCycle)).toEqual([409, 'carry_over_again'])
    await state(cycleId, 'closed')
    const later = await make('/cycles', {
      name: 'Quý 4',
      kind: 'quarter',
      start: '2026-10-01',
      end: '2026-12-31',
    })
    expect(await carry(later)).toEqual([201, null])
    const other = await inReview()
    expect(await carry(cycleId, other.objectiveId)).toEqual([409, 'cycle_closed'])
    const running = await make('/objectives', { title: 'Mới', cycleId: nextCycle })
    expect(await carry(later, running)).toEqual([409, 'cycle_not_in_review'])
    const stranger = await addMember(app, me.workspaceId)
    const refused = await stranger.post(`/objectives/${other.objectiveId}/carry-over`, { cycleId: nextCycle })
    expect([refused.status, refused.body.code]).toEqual([403, 'not_allowed'])
  })
})

describe('scores', () => {
  test('lie in bands of the organisation, each ambition on its own, and are summed up apart', async () => {
    const { cycleId, objectiveId } = await inReview()
    // 0.67, 0.5 and 0.33 of equal weight.
    const [item] = (await review(cycleId)).items
    expect([item.proposedScore, item.band]).toEqual([0.5, 'amber'])
    await me.patch(`/objectives/${objectiveId}`, { ambition: 'committed' })
    expect((await review(cycleId)).items[0].band).toBe('red')
    await me.patch('/workspace', { greenFrom: 0.5 })
    expect((await review(cycleId)).items[0].band).toBe('amber')
    expect((await me.patch('/workspace', { amberFrom: 0.6 })).body.code).toBe('bands_reversed')
    await me.patch(`/objectives/${objectiveId}/review`, { score: 0.5, decision: 'done' })
    const nothing = { objectives: 0, scored: 0, mean: null, red: 0, amber: 0, green: 0 }
    expect((await review(cycleId)).summary).toEqual({
      committed: { objectives: 1, scored: 1, mean: 0.5, red: 0, amber: 1, green: 0 },
      aspirational: nothing,
    })
  })
})

describe('a closed cycle', () => {
  test('keeps the statuses and bands of the settings it was closed with; reopened, it follows them again', async () => {
    const { cycleId, objectiveId, reaching } = await inReview()
    await me.patch(`/objectives/${objectiveId}/review`, { decision: 'done' })
    const statuses = async () => [
      (await me.get(`/key-results/${reaching}`)).body.status,
      (await me.get(`/objectives/${objectiveId}`)).body.status,
      (await review(cycleId)).items[0].band,
    ]
    // p 0.667 of e 1; the objective 0.5 of a mean of 1.
    expect(await statuses()).toEqual(['at_risk', 'off_track', 'amber'])
    await state(cycleId, 'closed')
    await me.patch('/workspace', { onTrackRatio: 0.5, atRiskRatio: 0.3, greenFrom: 0.5 })
    expect(await statuses()).toEqual(['at_risk', 'off_track', 'amber'])
    await state(cycleId, 'review')
    expect(await statuses()).toEqual(['on_track', 'on_track', 'green'])
  })

  test('shows data that was restated beside the score it was closed with', async () => {
    const { cycleId, objectiveId } = await inReview()
    const kpi = await make('/kpis', { ...weeklyKpi, name: 'Thời gian gọi lại' })
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-01', [42, 39, 36]))
    const bound = await make('/key-results', {
      objectiveId,
      title: 'Theo KPI',
      measure: reach,
      weight: 0,
      kpi: { id: kpi, reading: 'latest' },
    })
    await me.patch(`/objectives/${objectiveId}/review`, { decision: 'done' })
    await state(cycleId, 'closed')
    const ofBound = async () =>
      (await review(cycleId)).items[0].keyResults.find((item: { id: string }) => item.id === bound)
    const closed = { score: 0.67, progress: 12 / 18, current: 36, at: '2026-06-22T02:00:00.000Z' }
    expect(await ofBound()).toMatchObject({ score: 0.67, scoreNow: 0.67, restated: false, closed })
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-15', [45]))
    expect(await ofBound()).toMatchObject({
      score: 0.67,
      scoreNow: 0.17,
      restated: true,
      current: 45,
      closed,
    })
    const [item] = (await review(cycleId)).items
    expect([item.score, item.scoreNow, item.restated]).toEqual([0.5, 0.5, false])
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-15', [36]))
    expect((await ofBound()).restated).toBe(false)
  })
})
