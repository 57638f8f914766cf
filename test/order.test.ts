// The order that people give, copies, and the archive: objectives, key results and initiatives alike.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { stirredWeeks, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let objectiveId: string

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
beforeEach(async () => {
  const cycle = { name: 'Quý 2', kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  cycleId = (await me.post('/cycles', cycle)).body.id
  objectiveId = (await me.post('/objectives', { title: 'Nghe ngay', cycleId })).body.id
})
afterAll(() => app.stop())

const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
const keyResult = async (title: string, more: object = {}): Promise<string> =>
  (await me.post('/key-results', { objectiveId, title, measure: reach, ...more })).body.id
const titlesOf = (items: { title: string }[]) => items.map(({ title }) => title).join(' ')
const keyResults = async () => titlesOf((await me.get(`/objectives/${objectiveId}`)).body.keyResults)
const move = (kind: string, id: string, beside: object, more: Record<string, string> = {}) =>
  me.post(`/${kind}/${id}/move`, beside, more)

describe('order', () => {
  test('after, before, to either end; what is new comes last', async () => {
    const [a, b, c] = [await keyResult('A'), await keyResult('B'), await keyResult('C')]
    expect(await keyResults()).toBe('A B C')
    expect((await move('key-results', a, { after: b })).status).toBe(200)
    expect(await keyResults()).toBe('B A C')
    await move('key-results', c, { before: b })
    expect(await keyResults()).toBe('C B A')
    await move('key-results', c, { after: a })
    await keyResult('D')
    expect(await keyResults()).toBe('B A C D')
  })

  test('sixty moves into the same gap find a place each, and moves at once none the same', async () => {
    const first = await keyResult('0')
    const ids: string[] = []
    for (const title of ['1', '2', '3', '4', '5', '6']) ids.push(await keyResult(title))
    for (let round = 0; round < 10; round += 1)
      for (const id of ids) expect((await move('key-results', id, { after: first })).status).toBe(200)
    expect(await keyResults()).toBe('0 6 5 4 3 2 1')
    const answers = await Promise.all(ids.map((id) => move('key-results', id, { after: first })))
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
    const order = (await keyResults()).split(' ')
    expect(order.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    // Whatever the order became, the next move between two of them lands between them.
    const last = ids.find((_, i) => String(i + 1) === order.at(-1)) ?? ''
    await move('key-results', last, { after: first })
    expect((await keyResults()).split(' ')[1]).toBe(order.at(-1))
  })

  test('objectives within their cycle, and initiatives from state to state', async () => {
    const second = (await me.post('/objectives', { title: 'Hai', cycleId })).body.id
    await move('objectives', second, { before: objectiveId })
    const listed = async () => titlesOf((await me.get(`/objectives?cycleId=${cycleId}&limit=1`)).body.items)
    expect(await listed()).toBe('Hai')
    const { body: page } = await me.get(`/objectives?cycleId=${cycleId}&limit=1`)
    const next = await me.get(`/objectives?cycleId=${cycleId}&limit=1&cursor=${page.nextCursor}`)
    expect([titlesOf(next.body.items), next.body.nextCursor]).toEqual(['Nghe ngay', null])

    const initiative = async (title: string) =>
      (await me.post('/initiatives', { title, objectiveId })).body.id as string
    const [x, y] = [await initiative('X'), await initiative('Y')]
    expect((await move('initiatives', x, { after: y, state: 'doing' })).body.state).toBe('doing')
    expect(titlesOf((await me.get(`/initiatives?objectiveId=${objectiveId}`)).body.items)).toBe('Y X')
    expect((await move('initiatives', y, { state: 'done' })).body).toMatchObject({
      state: 'done',
      doneOn: '2026-06-22',
    })
    expect(titlesOf((await me.get(`/initiatives?objectiveId=${objectiveId}`)).body.items)).toBe('Y X')
    expect((await move('initiatives', y, { state: 'doing' })).body.doneOn).toBeNull()
  })

  test('a place that is not said, said twice, its own, elsewhere or nowhere is refused', async () => {
    const a = await keyResult('A')
    const b = await keyResult('B')
    const other = (await me.post('/objectives', { title: 'Khác', cycleId })).body.id
    const far = (await me.post('/key-results', { objectiveId: other, title: 'Xa', measure: reach })).body.id
    for (const [beside, code, field] of [
      [{}, 'place_unclear', 'before'],
      [{ after: b, before: b }, 'place_unclear', 'after'],
      [{ after: a }, 'place_unclear', 'after'],
      [{ before: far }, 'not_in_workspace', 'before'],
      [{ after: newId() }, 'not_in_workspace', 'after'],
    ] as const) {
      const { status, body } = await move('key-results', a, beside)
      expect([status, body.code, body.errors[0].field]).toEqual([422, code, field])
    }
    for (const kind of ['objectives', 'key-results', 'initiatives'])
      expect((await move(kind, newId(), { after: b })).body.code).toBe('not_found')
  })

  test('If-Match: another edit does not stand in the way, another move does', async () => {
    const a = await keyResult('A')
    const b = await keyResult('B')
    await me.patch(`/key-results/${a}`, { weight: 2 })
    expect((await move('key-results', a, { after: b }, { 'if-match': '"1"' })).status).toBe(200)
    const late = await move('key-results', a, { before: b }, { 'if-match': '"1"' })
    expect([late.status, late.body.errors[0].field]).toEqual([412, 'position'])
  })
})

describe('a copy', () => {
  test('takes key results and initiatives along as they were first written, and no check-in', async () => {
    const a = await keyResult('A', {
      weight: 2,
      firstDay: '2026-05-01',
      plan: [{ date: '2026-06-01', value: 40 }],
    })
    const steps = await keyResult('Bước', {
      measure: { kind: 'milestones', steps: [{ title: 'Một' }, { title: 'Hai', weight: 2, done: true }] },
    })
    await move('key-results', steps, { before: a })
    await me.post(`/key-results/${a}/check-ins`, { date: '2026-06-22', value: 40, confidence: 7 })
    await me.patch(`/key-results/${a}`, { measure: { ...reach, target: 35 }, easedBecause: 'Mất điện' })
    const links = [{ url: 'https://viec.vn/1', title: 'Việc 1' }]
    const bet = { keyResultId: a, effect: -8, lag: 2 }
    await me.post('/initiatives', {
      title: 'Gọi lại',
      keyResultIds: [a],
      bet,
      links,
      due: '2026-06-01',
      state: 'done',
    })
    await me
      .post('/initiatives', { title: 'Đã lưu trữ', objectiveId })
      .then(({ body }) => me.patch(`/initiatives/${body.id}`, { archived: true }))
    const { body: next } = await me.post('/cycles', {
      name: 'Quý 3',
      kind: 'quarter',
      start: '2026-07-01',
      end: '2026-09-30',
    })
    const { status, body: copy } = await me.post(`/objectives/${objectiveId}/duplicate`, { cycleId: next.id })
    expect([status, copy.title, copy.cycleId, copy.progress, copy.status]).toEqual([
      201,
      'Nghe ngay',
      next.id,
      null,
      'no_data',
    ])
    expect(copy.keyResults).toMatchObject([
      { title: 'Bước', measure: { steps: [{ done: false }, { title: 'Hai', weight: 2, done: false }] } },
      {
        title: 'A',
        weight: 2,
        measure: { ...reach, target: 35 },
        originalTarget: null,
        firstDay: '2026-07-01',
        plan: null,
        lastCheckIn: null,
        publishedAt: null,
      },
    ])
    expect(copy.initiatives).toMatchObject([
      {
        title: 'Gọi lại',
        state: 'planned',
        due: null,
        doneOn: null,
        links,
        keyResultIds: [copy.keyResults[1].id],
        bet: { keyResultId: copy.keyResults[1].id, effect: -8, lag: 2 },
      },
    ])
    // In the same cycle its days still mean the same, and it counts at once.
    const { body: beside } = await me.post(`/objectives/${objectiveId}/duplicate`, {
      cycleId,
      title: 'Bản hai',
    })
    expect([beside.title, beside.keyResults[1].firstDay, beside.keyResults[1].plan]).toEqual([
      'Bản hai',
      '2026-05-01',
      [{ date: '2026-06-01', value: 40 }],
    ])
    expect(beside.keyResults[1].publishedAt).toBe('2026-06-22T02:00:00.000Z')
    expect((await me.get(`/objectives/${objectiveId}`)).body.keyResults).toHaveLength(2)
  })
})

describe('the archive', () => {
  test('what is archived is read-only until it is restored, and out of the figures', async () => {
    const a = await keyResult('A')
    const b = await keyResult('B')
    await me.post(`/key-results/${a}/check-ins`, { date: '2026-06-22', value: 39 })
    await me.post(`/key-results/${b}/check-ins`, { date: '2026-06-22', value: 30 })
    const initiative = (await me.post('/initiatives', { title: 'Việc', objectiveId })).body.id
    expect((await me.get(`/objectives/${objectiveId}`)).body.progress).toBe(0.75)
    await me.patch(`/key-results/${b}`, { archived: true })
    expect((await me.get(`/objectives/${objectiveId}`)).body.progress).toBe(0.5)
    const refused = async (call: Promise<{ status: number; body: { code: string } }>) => {
      const { status, body } = await call
      expect([status, body.code]).toEqual([409, 'archived'])
    }
    await refused(me.patch(`/key-results/${b}`, { title: 'x' }))
    await refused(move('key-results', b, { before: a }))
    await me.patch(`/initiatives/${initiative}`, { archived: true })
    await refused(me.patch(`/initiatives/${initiative}`, { state: 'done' }))
    await refused(move('initiatives', initiative, { state: 'doing' }))
    await me.patch(`/initiatives/${initiative}`, { archived: false })
    expect((await me.patch(`/key-results/${b}`, { archived: false })).status).toBe(200)
    expect((await me.get(`/objectives/${objectiveId}`)).body.progress).toBe(0.75)

    await me.patch(`/objectives/${objectiveId}`, { archived: true })
    await me
      .patch(`/initiatives/${initiative}`, { archived: true })
      .then(({ body }) => expect(body.code).toBe('archived'))
    const { body: archive } = await me.get('/archive')
    expect(archive.items[0]).toMatchObject({
      kind: 'objective',
      title: 'Nghe ngay',
      objective: null,
      archivedAt: '2026-06-22T02:00:00.000Z',
      isReadOnly: false,
    })
    await refused(me.patch(`/objectives/${objectiveId}`, { title: 'x' }))
    await refused(move('objectives', objectiveId, { after: objectiveId }))
    await refused(me.post('/key-results', { objectiveId, title: 'x', measure: reach }))
    await refused(me.patch(`/key-results/${a}`, { weight: 2 }))
    await refused(me.post('/initiatives', { title: 'x', objectiveId }))
    await refused(me.patch(`/initiatives/${initiative}`, { state: 'doing' }))
    await refused(me.post(`/objectives/${objectiveId}/supports`, { to: { kind: 'objective', id: newId() } }))
    await refused(me.delete(`/objectives/${objectiveId}/supports/${newId()}`))
    const restored = await me.patch(`/objectives/${objectiveId}`, { archived: false, title: 'Nghe ngay lại' })
    expect(restored.body).toMatchObject({ archivedAt: null, title: 'Nghe ngay lại', progress: 0.75 })
  })

  test('an archived KPI is there as well, the latest first, and out of board, list and home until it is restored', async () => {
    const kpi = (await me.post('/kpis', { ...weeklyKpi, name: 'Cuộc gọi nhỡ' })).body.id
    await me.post(`/kpis/${kpi}/measurements`, stirredWeeks)
    const shown = async () => {
      const { body: home } = await me.get('/home')
      const { body: list } = await me.get('/kpis')
      const { body: board } = await me.get('/kpis/board')
      return [home.signals.map((signal: { kpiId: string }) => signal.kpiId), ids(list), ids(board)].map(
        (of) => of.includes(kpi),
      )
    }
    const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)
    expect(await shown()).toEqual([true, true, true])
    await me.patch(`/kpis/${kpi}`, { archived: true })
    expect(await shown()).toEqual([false, false, false])
    const { body } = await me.get('/archive?limit=1')
    expect(body.items).toEqual([
      {
        ...{
          id: kpi,
          kind: 'kpi',
          title: 'Cuộc gọi nhỡ',
          ownerId: me.memberId,
          unitId: null,
          objective: null,
        },
        ...{ archivedAt: '2026-06-22T02:00:00.000Z', isReadOnly: false },
      },
    ])
    await me.patch(`/kpis/${kpi}`, { archived: false })
    expect(await shown()).toEqual([true, true, true])
  })
})
