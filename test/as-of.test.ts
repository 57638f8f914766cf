// Figures of OKRs as they were known at a past instant (DOMAIN.md 6 and 7.3), and the lines of a key result by days.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let unitId: string
let other: string
let objective: string
let manual: string
let bound: string
let kpi: string
let steps: string
let above: string

const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-01T02:00:00Z' })
  me = await app.setup()
  const make = async (path: string, body: object) => {
    const answer = await me.post(path, body)
    expect([path, answer.status, answer.body.errors]).toEqual([path, 201, undefined])
    return answer.body.id as string
  }
  const change = async (path: string, body: object) => {
    const answer = await me.patch(path, body)
    expect([path, answer.status, answer.body.errors]).toEqual([path, 200, undefined])
  }
  cycleId = await make('/cycles', {
    ...{ name: 'Bốn tuần', kind: 'custom', start: '2026-06-01', end: '2026-06-28', state: 'active' },
  })
  unitId = await make('/units', { name: 'Chăm sóc' })
  objective = await make('/objectives', { title: 'Nghe ngay', cycleId, unitId })
  above = await make('/objectives', { title: 'Khách ở lại', cycleId, countsAligned: true })
  manual = await make('/key-results', { objectiveId: objective, title: 'Xuống 30', measure: reach })
  kpi = await make('/kpis', weeklyKpi)
  bound = await make('/key-results', {
    ...{ objectiveId: objective, title: 'Theo KPI', measure: reach, kpi: { id: kpi, reading: 'latest' } },
  })
  // 8/6: a check-in and a measurement of the week before.
  app.moveTo('2026-06-08T02:00:00Z')
  await make(`/key-results/${manual}/check-ins`, { date: '2026-06-08', value: 39, confidence: 7 })
  await me.post(`/kpis/${kpi}/measurements`, [{ ...weekly('2026-06-01', [45])[0], externalId: 'w1' }])
  // 10/6: the check-in and the measurement are corrected.
  app.moveTo('2026-06-10T02:00:00Z')
  await make(`/key-results/${manual}/check-ins`, { date: '2026-06-08', value: 42 })
  await me.post(`/kpis/${kpi}/measurements`, [{ ...weekly('2026-06-01', [39])[0], externalId: 'w1' }])
  // 12/6: the bound one weighs three times as much, and what contributes to the one above is drawn.
  app.moveTo('2026-06-12T02:00:00Z')
  await change(`/key-results/${bound}`, { weight: 3 })
  await change(`/objectives/${objective}`, { parent: { kind: 'objective', id: above } })
  // 14/6: an easier target; a key result more, archived again two days later; the unit changes.
  app.moveTo('2026-06-14T02:00:00Z')
  await change(`/key-results/${manual}`, { measure: { ...reach, target: 36 }, easedBecause: 'Thiếu người' })
  steps = await make('/key-results', {
    ...{ objectiveId: objective, title: 'Bước', weight: 4 },
    measure: { kind: 'milestones', steps: [{ title: 'Một' }, { title: 'Hai' }] },
  })
  await make(`/key-results/${steps}/check-ins`, { date: '2026-06-14', stepsDone: [0, 1] })
  other = await make('/units', { name: 'Bán hàng' })
  app.moveTo('2026-06-16T02:00:00Z')
  await change(`/key-results/${steps}`, { archived: true })
  await change(`/objectives/${objective}`, { unitId: other, ambition: 'committed' })
  // 18/6: the cycle is a week longer, and the organisation judges more mildly.
  app.moveTo('2026-06-18T02:00:00Z')
  await change(`/cycles/${cycleId}`, { end: '2026-07-05' })
  await change('/workspace', { onTrackRatio: 0.4, atRiskRatio: 0.2 })
  app.moveTo('2026-06-20T02:00:00Z')
})
afterAll(() => app.stop())

const noon = (day: number) => `2026-06-${String(day).padStart(2, '0')}T05:00:00Z`
const round = (share: number | null) => (share === null ? null : Math.round(share * 1e4) / 1e4)
const at = (day: number | null) => (day === null ? '' : `?asOf=${encodeURIComponent(noon(day))}`)
const figures = ({ progress, expected, status }: { progress: number; expected: number; status: string }) => [
  round(progress),
  round(expected),
  status,
]

test('a key result is as its check-ins, its target and its dates were known at each instant', async () => {
  const asOf = async (day: number | null) => figures((await me.get(`/key-results/${manual}${at(day)}`)).body)
  // Of 28 days 7, 8, 10, 14 and 17 had passed; of 35, 20.
  expect(await asOf(7)).toEqual([null, 0.25, 'no_data'])
  expect(await asOf(8)).toEqual([0.5, 0.2857, 'on_track'])
  expect(await asOf(10)).toEqual([0.3333, 0.3571, 'on_track'])
  expect(await asOf(14)).toEqual([0.5, 0.5, 'on_track'])
  expect(await asOf(19)).toEqual([0.5, 0.5429, 'on_track'])
  expect(await asOf(null)).toEqual([0.5, 0.5714, 'on_track'])
  expect((await me.get(`/key-results/${manual}${at(12)}`)).body).toMatchObject({
    current: 42,
    measure: { target: 30 },
    confidence: null,
  })
  expect((await me.get(`/key-results/${manual}${at(9)}`)).body).toMatchObject({ current: 39, confidence: 7 })
})

test('a bound one is as its measurements were known, and the day tells which periods had closed', async () => {
  const asOf = async (day: number) => {
    const { current, progress, weight } = (await me.get(`/key-results/${bound}${at(day)}`)).body
    return [current, round(progress), weight]
  }
  expect(await asOf(7)).toEqual([null, null, 1])
  expect(await asOf(9)).toEqual([45, 0.1667, 1])
  expect(await asOf(11)).toEqual([39, 0.5, 1])
  expect(await asOf(13)).toEqual([39, 0.5, 3])
})

test('an objective is as its weights, its key results and what counts in it were', async () => {
  const asOf = async (id: string, day: number | null) =>
    figures((await me.get(`/objectives/${id}${at(day)}`)).body)
  // (0.5 + 0.1667) / 2; (0.3333 + 0.5) / 2; (0.3333 + 3 · 0.5) / 4; (0.5 + 1.5 + 4 · 1) / 8; without the steps again.
  expect(await asOf(objective, 9)).toEqual([0.3333, 0.3214, 'on_track'])
  expect(await asOf(objective, 11)).toEqual([0.4167, 0.3929, 'on_track'])
  expect(await asOf(objective, 13)).toEqual([0.4583, 0.4643, 'on_track'])
  expect(await asOf(objective, 15)).toEqual([0.75, 0.5357, 'on_track'])
  expect(await asOf(objective, 17)).toEqual([0.5, 0.6071, 'at_risk'])
  // More time, and milder thresholds: the same progress is on track.
  expect(await asOf(objective, 19)).toEqual([0.5, 0.5429, 'on_track'])
  // Nothing contributed to the one above before 12/6.
  expect(await asOf(above, 11)).toEqual([null, 0, 'no_data'])
  expect((await asOf(above, 13))[0]).toBe(0.4583)
  const before = (await me.get(`/objectives/${objective}${at(13)}`)).body
  expect(before).toMatchObject({
    unitId,
    ambition: 'aspirational',
    keyResults: [{}, {}],
    cycle: { end: '2026-06-28' },
  })
})

test('cycle and units come to what they came to, and explain it', async () => {
  const board = async (day: number | null) => (await me.get(`/cycles/${cycleId}/board${at(day)}`)).body
  const units = ({
    units: all,
  }: {
    units: { unitId: string; summary: Record<string, { progress: number }> }[]
  }) =>
    all.map(({ unitId: id, summary }) => [
      id,
      round(summary.committed?.progress ?? null),
      round(summary.aspirational?.progress ?? null),
    ])
  expect(units(await board(13))).toEqual([
    [unitId, null, 0.4583],
    [null, null, 0.4583],
  ])
  expect(units(await board(null))).toEqual([
    [other, 0.5, null],
    [null, null, 0.5],
  ])
  expect((await board(13)).items[0].keyResults).toHaveLength(2)
  expect((await board(15)).items[0].keyResults).toHaveLength(3)
  const explained = (await me.get(`/cycles/${cycleId}/explain${at(13)}&unitId=${unitId}`)).body
  expect(explained.committed).toBeNull()
  expect(round(explained.aspirational.progress.result)).toBe(0.4583)
  expect(explained.aspirational.progress.inputs).toMatchObject([
    { label: 'Nghe ngay', value: '45,8%', weight: 1 },
  ])
  const now = (await me.get(`/cycles/${cycleId}/explain`)).body
  expect(round(now.committed.progress.result)).toBe(0.5)
  expect(round(now.committed.expected.result)).toBe(0.5714)
})

test('before something was there it is not found; what is moved to another cycle stays in the one of then', async () => {
  const early = `?asOf=${encodeURIComponent('2026-05-31T00:00:00Z')}`
  for (const path of [`/objectives/${objective}`, `/key-results/${manual}`, `/cycles/${cycleId}/board`])
    expect([path, (await me.get(`${path}${early}`)).status]).toEqual([path, 404])
  const next = (
    await me.post('/cycles', { name: 'Sau', kind: 'custom', start: '2026-07-06', end: '2026-08-02' })
  ).body.id
  app.moveTo('2026-06-21T02:00:00Z')
  const moved = await me.patch('/objectives', { items: [{ id: above, cycleId: next }] })
  expect(moved.body.changed).toHaveLength(1)
  const titles = async (id: string, more: string) =>
    (await me.get(`/cycles/${id}/board${more}`)).body.items.map(({ title }: { title: string }) => title)
  expect(await titles(cycleId, '')).toEqual(['Nghe ngay'])
  expect(await titles(cycleId, at(20))).toEqual(['Nghe ngay', 'Khách ở lại'])
  expect(await titles(next, '')).toEqual(['Khách ở lại'])
  expect(await titles(next, at(20))).toEqual([])
})

test('an instant to come is refused on every read, in the reader’s language', async () => {
  const late = `asOf=${encodeURIComponent('2026-07-01T00:00:00Z')}`
  for (const path of [
    `/objectives/${objective}`,
    `/objectives/${objective}/explain`,
    `/objectives/${objective}/progress`,
    `/key-results/${manual}`,
    `/key-results/${manual}/explain`,
    `/key-results/${manual}/progress`,
    `/cycles/${cycleId}/board`,
    `/cycles/${cycleId}/progress`,
    `/cycles/${cycleId}/explain`,
    `/kpis/${kpi}/chart`,
    `/kpis/${kpi}/measurements`,
    `/kpis/${kpi}/targets`,
  ]) {
    const { status, body } = await me.get(`${path}?${late}`)
    expect([path, status, body.code, body.errors[0].field, body.title]).toEqual([
      ...[path, 422, 'as_of_future', 'asOf'],
      'Không xem được số liệu ở một thời điểm chưa tới. Hãy chọn một thời điểm đã qua.',
    ])
  }
  expect((await me.get(`/objectives/${objective}?asOf=hôm-qua`)).status).toBe(400)
})

test('explanations tell the inputs of then', async () => {
  const { body } = await me.get(`/key-results/${manual}/explain${at(9)}`)
  expect(body.progress.inputs.map(({ value }: { value: string }) => value)).toEqual([
    '48\u00a0phút',
    '30\u00a0phút',
    '39\u00a0phút',
  ])
})

const shares = (points: { day: string; progress: number | null; expected: number | null }[]) =>
  points.map(({ day, progress, expected }) => [day.slice(5), round(progress), round(expected)])

test('a key result’s line goes by days or weeks, from what is known now or was known then', async () => {
  const line = async (more: string) =>
    shares((await me.get(`/key-results/${manual}/progress?${more}`)).body.points)
  // 42 on the way from 48 to the eased 36, and 35 days in all.
  expect(await line('by=day&from=2026-06-07&to=2026-06-09')).toEqual([
    ['06-07', null, null],
    ['06-08', 0.5, 0.2286],
    ['06-09', 0.5, 0.2571],
  ])
  expect(await line(`by=day&from=2026-06-07&to=2026-06-09&asOf=${encodeURIComponent(noon(9))}`)).toEqual([
    ['06-07', null, null],
    ['06-08', 0.5, 0.2857],
    ['06-09', 0.5, 0.3214],
  ])
  expect(await line(`by=day&from=2026-06-08&to=2026-06-09&asOf=${encodeURIComponent(noon(11))}`)).toEqual([
    ['06-08', 0.3333, 0.2857],
    ['06-09', 0.3333, 0.3214],
  ])
  expect(await line('')).toEqual([
    ['06-07', null, null],
    ['06-14', 0.5, 0.4],
    ['06-21', 0.5, 0.6],
  ])
  expect(await line('from=2026-06-15')).toEqual([['06-21', 0.5, 0.6]])
  expect(await line('on=2026-06-10')).toEqual([['06-10', 0.5, 0.2857]])
})

test('a line of days to come, of reversed days or of too many is refused', async () => {
  const refused = async (more: string) => {
    const { status, body } = await me.get(`/key-results/${manual}/progress?${more}`)
    return [status, body.code, body.errors[0].field]
  }
  expect(await refused('to=2026-06-22')).toEqual([422, 'history_future', 'to'])
  expect(await refused('from=2026-06-10&to=2026-06-09')).toEqual([422, 'dates_reversed', 'to'])
  expect(await refused('by=day&from=2020-01-01')).toEqual([422, 'history_too_long', 'from'])
  // What is yet to come when looked at from then is so too.
  expect(await refused(`to=2026-06-12&asOf=${encodeURIComponent(noon(11))}`)).toEqual([
    422,
    'history_future',
    'to',
  ])
})

test('whoever cannot see an objective reads neither its line nor its past; it counts there, masked', async () => {
  await me.patch(`/objectives/${objective}`, { visibility: 'people' })
  const stranger = await addMember(app, me.workspaceId)
  for (const path of [
    `/objectives/${objective}${at(13)}`,
    `/key-results/${manual}/progress`,
    `/key-results/${manual}${at(13)}`,
  ])
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
  const board = (await stranger.get(`/cycles/${cycleId}/board${at(13)}`)).body
  expect([board.items.length, round(board.summary.aspirational.progress)]).toEqual([1, 0.4583])
  const { body } = await stranger.get(`/cycles/${cycleId}/explain${at(13)}`)
  expect(
    body.aspirational.progress.inputs.map(({ label, value }: Record<string, string>) => [label, value]),
  ).toEqual([
    ['Khách ở lại', '45,8%'],
    ['1 mục tiêu bạn không xem được, vẫn tính', '–'],
  ])
})

test('earlier versions are only ever added, and only where a figure rests on what changed', async () => {
  await me.patch(`/key-results/${manual}`, { title: 'Xuống 36' })
  const rows = await query<{ version: number; target: number }>(
    app,
    `select version, (measure->>'target')::int as target from earlier_key_result where key_result_id = $1`,
    [manual],
  )
  expect(rows).toEqual([{ version: 1, target: 30 }])
  const grants = await query(
    app,
    `select distinct privilege_type from information_schema.role_table_grants
     where grantee = 'nhipcau_app' and table_name like 'earlier\\_%' order by 1`,
  )
  expect(grants.map(({ privilege_type }) => privilege_type)).toEqual(['INSERT', 'SELECT'])
})
