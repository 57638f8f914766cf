// The board and the map of a cycle: the figures of each line, what is hidden, and how much is read for them.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillWithOkrs, todayOf } from '../bench/okr-data.ts'
import type { BoardView, MapView } from '../src/contract/okr-board.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, weekly, weeklyKpi } from './company.ts'
import { scansOf } from './plans.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let binh: Client & { memberId: string }
let ids: Record<
  'unit' | 'year' | 'quarter' | 'top' | 'open' | 'hidden' | 'below' | 'keyResult' | 'kpi',
  string
>

const created = async (answer: Promise<{ status: number; body: { id: string } }>): Promise<string> => {
  const { status, body } = await answer
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

// Monday 22/06/2026, day 83 of 91 of the quarter.
beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  const unit = await created(lan.post('/units', { name: 'Chăm sóc khách hàng' }))
  binh = await addMember(app, lan.workspaceId, { units: [unit] })
  const cycle = (name: string, kind: string, start: string, end: string) =>
    created(lan.post('/cycles', { name, kind, start, end, state: 'active' }))
  const year = await cycle('Năm 2026', 'year', '2026-01-01', '2026-12-31')
  const quarter = await cycle('Quý 2', 'quarter', '2026-04-01', '2026-06-30')
  await cycle('Quý 4', 'quarter', '2026-10-01', '2026-12-31')
  const objective = (title: string, cycleId: string, more = {}) =>
    created(lan.post('/objectives', { title, cycleId, ...more }))
  const keyResult = (objectiveId: string, more: Record<string, unknown>) =>
    created(
      lan.post('/key-results', {
        objectiveId,
        title: 'Trả lời nhanh hơn',
        measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
        ...more,
      }),
    )
  const checkIn = (id: string, date: string, more: Record<string, unknown>) =>
    created(lan.post(`/key-results/${id}/check-ins`, { date, ...more }))

  const top = await objective('Khách hàng ở lại', year)
  const topKeyResult = await keyResult(top, { title: 'Giữ chân' })
  const open = await objective('Khách hàng được nghe ngay', quarter, {
    unitId: unit,
    parent: { kind: 'key_result', id: topKeyResult },
  })
  // The newest says nothing of the value: it stands as the one before said.
  const reach = await keyResult(open, {})
  await checkIn(reach, '2026-06-08', { value: 39, confidence: 7 })
  await checkIn(reach, '2026-06-15', { confidence: 4, call: 'at_risk', callReason: 'Thiếu người' })
  const keep = await keyResult(open, { measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' } })
  for (const [date, value] of [
    ['2026-06-01', 2],
    ['2026-06-08', 3],
    ['2026-06-15', 4],
    ['2026-06-22', 3],
  ] as const)
    await checkIn(keep, date, { value, confidence: 8 })
  const steps = [{ title: 'Khảo sát' }, { title: 'Thử' }, { title: 'Áp dụng', weight: 2 }]
  const milestones = await keyResult(open, { measure: { kind: 'milestones', steps }, weight: 2 })
  await checkIn(milestones, '2026-06-08', { stepsDone: [0] })
  await checkIn(milestones, '2026-06-22', { note: 'Chờ đối tác', confidence: 9 })
  const kpi = await created(lan.post('/kpis', { ...weeklyKpi, unitId: unit }))
  // Four weeks with a value, a gap, two more: a mean of four reaches back over the gap.
  const values = [
    ...weekly('2026-01-05', Array(12).fill(48)),
    ...weekly('2026-05-04', [40, 38]),
    ...weekly('2026-06-08', [36, 34]),
  ]
  await lan.post(`/kpis/${kpi}/measurements`, values)
  await keyResult(open, { kpi: { id: kpi, reading: 'mean', n: 4 } })
  const hidden = await objective('Sáp nhập', quarter, {
    unitId: unit,
    visibility: 'people',
    ambition: 'committed',
    countsAligned: true,
    parent: { kind: 'objective', id: top },
  })
  const hiddenKeyResult = await keyResult(hidden, {})
  await checkIn(hiddenKeyResult, '2026-06-22', { value: 30 })
  const below = await objective('Ký với hai bên', quarter, { parent: { kind: 'objective', id: hidden } })
  await created(lan.post(`/objectives/${below}/supports`, { to: { kind: 'key_result', id: reach } }))
  ids = { unit, year, quarter, top, open, hidden, below, keyResult: reach, kpi }
})
afterAll(() => app.stop())

describe('the board of a cycle', () => {
  test('what changed alone, by its own id or a key result’s, with all above it; what the whole comes to stays whole', async () => {
    const whole = (await lan.get<BoardView>(`/cycles/${ids.quarter}/board`)).body
    const titles = async (who: Pick<typeof lan, 'get'>, ...changed: string[]) => {
      const { body } = await who.get<BoardView>(`/cycles/${ids.quarter}/board?changed=${changed.join(',')}`)
      expect(body.summary).toEqual(whole.summary)
      return body.items.map(({ title }) => title)
    }
    expect(await titles(lan, ids.keyResult)).toEqual(['Khách hàng được nghe ngay'])
    expect(await titles(lan, ids.below)).toEqual(['Sáp nhập', 'Ký với hai bên'])
    expect(await titles(binh, ids.below)).toEqual(['Ký với hai bên'])
    expect(await titles(lan, ids.kpi)).toEqual([])
    const refused = await lan.get(`/cycles/${ids.quarter}/board?changed=tất cả`)
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'changed'])
  })

  test('each line says what its own page says, whatever its measure', async () => {
    const { body } = await lan.get<BoardView>(`/cycles/${ids.quarter}/board`)
    expect(body.items.map(({ title }) => title)).toEqual([
      'Khách hàng được nghe ngay',
      'Sáp nhập',
      'Ký với hai bên',
    ])
    const [line] = body.items
    expect(line?.keyResults.map(({ progress }) => progress)).toEqual([0.5, 0.75, 0.25, (48 - 37) / 18])
    expect(line?.confidence).toBe(4)
    expect(line?.keyResults[0]).toMatchObject({ call: 'at_risk', confidence: 4, current: 39 })
    expect(line?.keyResults[1]?.kept.map(({ inside }) => inside)).toEqual([true, true, false, true])
    for (const { keyResults, ...objective } of body.items) {
      const { body: page } = await lan.get(`/objectives/${objective.id}`)
      const { confidence: _, ...figures } = objective
      expect(page).toMatchObject(figures)
      for (const [place, { kpi, kept, ...keyResult }] of keyResults.entries())
        expect(page.keyResults[place]).toMatchObject(keyResult)
    }
  })

  test('what one cannot see counts in the figures and is not shown', async () => {
    const [all, some] = await Promise.all([
      lan.get<BoardView>(`/cycles/${ids.quarter}/board`),
      binh.get<BoardView>(`/cycles/${ids.quarter}/board`),
    ])
    expect(all.body.summary).toMatchObject({
      committed: { progress: 1, objectives: 1, withData: 1, byStatus: { achieved: 1 } },
      aspirational: { objectives: 2, withData: 1 },
    })
    expect(some.body.summary).toEqual(all.body.summary)
    expect(some.body.items.map(({ id }) => id)).toEqual([ids.open, ids.below])
    expect(some.body.units.map(({ unitId, hidden }) => [unitId, hidden])).toEqual([
      [ids.unit, 1],
      [null, 0],
    ])
    expect(JSON.stringify(some.body)).not.toContain('Sáp nhập')
    expect(all.body.units[0]?.hidden).toBe(0)
  })

  test('a cycle that is not there is refused; an archived objective is left out', async () => {
    expect((await lan.get(`/cycles/${ids.unit}/board`)).status).toBe(404)
    await lan.patch(`/objectives/${ids.below}`, { archived: true })
    const { body } = await lan.get<BoardView>(`/cycles/${ids.quarter}/board`)
    expect(body.items.map(({ id }) => id)).toEqual([ids.open, ids.hidden])
    await lan.patch(`/objectives/${ids.below}`, { archived: false })
  })
})

describe('the map of a cycle', () => {
  test('holds every cycle that overlaps it, each objective below what it serves', async () => {
    const { body } = await lan.get<MapView>(`/cycles/${ids.quarter}/map`)
    expect(body.cycles.map(({ name }) => name)).toEqual(['Năm 2026', 'Quý 2'])
    expect(body.nodes.map(({ key, parent }) => [key, parent])).toEqual([
      [ids.top, null],
      [ids.open, ids.top],
      [ids.hidden, ids.top],
      [ids.below, ids.hidden],
    ])
    expect(body.supports).toEqual([{ from: ids.below, to: ids.open }])
    expect(body.nodes[1]?.objective).toMatchObject({ keyResults: 4, servesKeyResult: true })
    expect(body.nodes[2]?.objective).toMatchObject({
      progress: 1,
      status: 'achieved',
      servesKeyResult: false,
    })
  })

  test('of the year holds its quarters, of another quarter the year alone', async () => {
    const keys = async (id: string) =>
      (await lan.get<MapView>(`/cycles/${id}/map`)).body.nodes.map(({ key }) => key)
    expect(await keys(ids.year)).toEqual([ids.top, ids.open, ids.hidden, ids.below])
    const { body: cycles } = await lan.get('/cycles')
    const q4 = cycles.items.find(({ name }: { name: string }) => name === 'Quý 4')
    expect(await keys(q4.id)).toEqual([ids.top])
  })

  test('what one cannot see keeps its place and shows nothing', async () => {
    const { body } = await binh.get<MapView>(`/cycles/${ids.quarter}/map`)
    expect(body.nodes[2]).toEqual({ key: 'hidden-1', parent: ids.top, objective: null })
    expect(body.nodes[3]).toMatchObject({ key: ids.below, parent: 'hidden-1' })
    const answer = JSON.stringify(body)
    expect(answer).not.toContain(ids.hidden)
    expect(answer).not.toContain('Sáp nhập')
  })
})

describe('how much is read', () => {
  const objectives = 60
  let cycleIds: string[]

  beforeAll(async () => {
    const client = new pg.Client({ connectionString: app.connectionString })
    await client.connect()
    const sizes = [{ objectives: 500 }, { objectives }, { objectives: 500 }]
    cycleIds = (await fillWithOkrs(client, lan, sizes, 'plans')).cycleIds
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    await fillWithOkrs(client, other, [{ objectives: 500 }], 'others')
    await client.end()
    app.moveTo(todayOf(1))
  })

  // It reads its objectives, in three statements, their four key results each and what tells of them; nothing of other
  // cycles.
  const most: Record<string, number> = {
    objective: objectives * 3,
    // And the one that an objective elsewhere supports.
    key_result: objectives * 4 + 1,
    check_in: objectives * 4 * 3,
    period_value: objectives * 15,
  }

  test.each(['board', 'map'])('by the %s of a small cycle among large ones', async (what) => {
    const scans = await scansOf(app, lan.workspaceId, () => lan.get(`/cycles/${cycleIds[1]}/${what}`))
    const read: Record<string, number> = {}
    for (const { table, touched, how, statement } of scans.filter(({ table: name }) => name in most)) {
      expect([how, statement]).not.toEqual(['Seq Scan', statement])
      read[table] = (read[table] ?? 0) + touched
    }
    expect(Object.keys(read).toSorted()).toEqual(Object.keys(most).toSorted())
    for (const [table, rows] of Object.entries(read))
      expect(rows, table).toBeLessThanOrEqual(most[table] ?? 0)
  })
})
