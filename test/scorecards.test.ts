// KPI scorecards (DOMAIN.md section 11): achievement, submission with evidence, approval by a lead, and what is frozen.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
type Person = Awaited<ReturnType<typeof addMember>>
let minh: Person
let lead: Person
let stranger: Person
let viewer: Person
let unit: string
let calls: string
let time: string

beforeAll(async () => {
  app = await startTestApp({ now: '2026-07-01T02:00:00Z' })
  me = await app.setup()
  unit = (await me.post('/units', { name: 'Chăm sóc khách hàng' })).body.id
  minh = await addMember(app, me.workspaceId, { units: [unit] })
  lead = await addMember(app, me.workspaceId, { leads: [unit] })
  stranger = await addMember(app, me.workspaceId)
  viewer = await addMember(app, me.workspaceId, { role: 'viewer', units: [unit] })
  const kpi = async (more: Record<string, unknown>, values: number[]) => {
    const { body } = await me.post('/kpis', { ...weeklyKpi, target: null, ...more })
    await me.post(`/kpis/${body.id}/measurements`, weekly('2026-04-06', values))
    return body.id as string
  }
  calls = await kpi({ name: 'Cuộc gọi', direction: 'up', aggregation: 'sum' }, [10, 12, 13])
  time = await kpi({ name: 'Thời gian' }, [40, 44, 48])
})
afterAll(() => app.stop())

const quarter = { name: 'Quý 2', start: '2026-04-01', end: '2026-06-30' }
const items = () => [
  // 35 of 40: half way from 30; 44 minutes: 0.3 of the way from 50 to 30.
  { kpiId: calls, weight: 3, min: 30, target: 40, max: 50 },
  { kpiId: time, weight: 1, min: 50, target: 30, max: 20 },
]
const evidence = [
  { kind: 'text', text: 'Số của tổng đài' },
  { kind: 'link', url: 'https://saomai.vn/bao-cao' },
]

test('drafted, submitted with evidence, returned with a reason, submitted again, approved and frozen', async () => {
  const none = (await me.post('/kpis', { ...weeklyKpi, name: 'Chưa đo' })).body.id
  const made = await minh.post('/scorecards', {
    ...quarter,
    memberId: minh.memberId,
    items: [...items(), { kpiId: none, weight: 9, min: 9, target: 5, max: 1 }],
  })
  expect([made.status, made.body.code]).toEqual([201, undefined])
  const { id } = made.body
  expect(made.body.items.map((item: { value: number }) => item.value)).toEqual([35, 44, null])
  expect(made.body.items[0].achievement).toBeCloseTo(0.5, 12)
  expect(made.body.items[1].achievement).toBeCloseTo(0.3, 12)
  // (3 · 0.5 + 1 · 0.3) / 4; what has no value is listed and weighs nothing.
  expect(made.body.score).toBeCloseTo(0.45, 12)
  expect(made.body).toMatchObject({
    state: 'draft',
    withoutValue: [none],
    canSubmit: true,
    canApprove: false,
  })

  const code = async (answer: Promise<{ status: number; body: { code: string } }>) => {
    const { status, body } = await answer
    return [status, body.code]
  }
  expect(await code(lead.post(`/scorecards/${id}/approve`, {}))).toEqual([409, 'scorecard_not_submitted'])
  expect(await code(minh.post(`/scorecards/${id}/submit`, { evidence: [] }))).toEqual([400, 'invalid_input'])
  const script = [{ kind: 'link', url: 'javascript:alert(1)' }]
  expect(await code(minh.post(`/scorecards/${id}/submit`, { evidence: script }))).toEqual([
    400,
    'invalid_input',
  ])
  const submitted = await minh.post(`/scorecards/${id}/submit`, { evidence })
  expect(submitted.body).toMatchObject({ state: 'submitted', evidence, submittedBy: minh.memberId })
  expect(await code(minh.patch(`/scorecards/${id}`, { name: 'Khác' }))).toEqual([409, 'scorecard_frozen'])
  expect(await code(minh.post(`/scorecards/${id}/approve`, {}))).toEqual([403, 'not_allowed'])
  expect(await code(viewer.get(`/scorecards/${id}`))).toEqual([404, 'not_found'])
  for (const call of ['approve', 'return'])
    expect(await code(stranger.post(`/scorecards/${id}/${call}`, { reason: 'x' }))).toEqual([
      404,
      'not_found',
    ])
  expect(await code(lead.post(`/scorecards/${id}/return`, { reason: ' ' }))).toEqual([400, 'invalid_input'])
  const returned = await lead.post(`/scorecards/${id}/return`, { reason: 'Thiếu tuần 17' })
  expect(returned.body).toMatchObject({ state: 'returned', returnedBecause: 'Thiếu tuần 17' })

  const changed = await minh.patch(`/scorecards/${id}`, { items: items() })
  expect(changed.body).toMatchObject({ withoutValue: [], state: 'returned' })
  await minh.post(`/scorecards/${id}/submit`, { evidence })
  expect((await lead.get(`/scorecards/${id}`)).body).toMatchObject({ canApprove: true, canSubmit: false })
  const approved = await lead.post(`/scorecards/${id}/approve`, {})
  expect(approved.body).toMatchObject({ state: 'approved', decidedBy: lead.memberId })
  await me.post(`/kpis/${calls}/measurements`, { at: '2026-04-06', value: 100 })
  const { body: frozen } = await minh.get(`/scorecards/${id}`)
  expect(frozen.items[0].value).toBe(35)
  expect(frozen.score).toBeCloseTo(0.45, 12)
  for (const answer of [
    minh.patch(`/scorecards/${id}`, { name: 'Khác' }),
    minh.post(`/scorecards/${id}/submit`, { evidence }),
  ])
    expect(await code(answer)).toEqual([409, 'scorecard_frozen'])
  expect((await minh.get('/scorecards?state=approved')).body.items).toHaveLength(1)
  expect((await stranger.get('/scorecards')).body.items).toEqual([])
})

test('a unit’s scorecard is submitted by its lead and approved by somebody else', async () => {
  const make = (by: Person) => by.post('/scorecards', { ...quarter, unitId: unit, items: items() })
  expect((await make(minh)).status).toBe(403)
  const { body } = await make(lead)
  await lead.post(`/scorecards/${body.id}/submit`, { evidence })
  const own = await lead.post(`/scorecards/${body.id}/approve`, {})
  expect([own.status, own.body.code]).toEqual([409, 'scorecard_own'])
  expect((await minh.get(`/scorecards/${body.id}`)).status).toBe(200)
  expect((await me.post(`/scorecards/${body.id}/approve`, {})).body.state).toBe('approved')
})

test('what is refused of a draft, each with its row', async () => {
  const range = (await me.post('/kpis', { ...weeklyKpi, direction: 'range', target: { lower: 1, upper: 2 } }))
    .body.id
  const hidden = (await me.post('/kpis', { ...weeklyKpi, visibility: 'people' })).body.id
  const [up] = items()
  const post = async (more: Record<string, unknown>) => {
    const draft = { ...quarter, memberId: minh.memberId, items: items(), ...more }
    const { status, body } = await minh.post('/scorecards', draft)
    return [status, body.code, body.errors?.[0]?.field]
  }
  expect(await post({ unitId: unit })).toEqual([422, 'scorecard_subject', 'memberId'])
  expect(await post({ memberId: undefined })).toEqual([422, 'scorecard_subject', 'memberId'])
  expect(await post({ end: '2026-03-01' })).toEqual([422, 'dates_reversed', 'end'])
  expect(await post({ items: [{ ...up, max: 40 }] })).toEqual([422, 'scorecard_bounds', 'items.0'])
  expect(await post({ items: [up, { ...up, kpiId: range }] })).toEqual([
    422,
    'scorecard_direction',
    'items.1',
  ])
  expect(await post({ items: [up, up] })).toEqual([422, 'scorecard_twice', 'items.1'])
  expect(await post({ items: [{ ...up, kpiId: hidden }] })).toEqual([422, 'not_in_workspace', 'items.0'])
  expect(await post({ items: [] })).toEqual([400, 'invalid_input', 'items'])
  expect(await post({ items: [{ ...up, weight: -1 }] })).toEqual([400, 'invalid_input', 'items.0.weight'])
  expect(await post({ memberId: lead.memberId })).toEqual([403, 'not_allowed', undefined])
})

test('a file as evidence: attached, named, read byte for byte by who sees the scorecard, and kept once frozen', async () => {
  const draft = () => minh.post('/scorecards', { ...quarter, memberId: minh.memberId, items: items() })
  const { id } = (await draft()).body
  const other = (await draft()).body.id
  const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 31) % 256)
  const content = Buffer.from(bytes).toString('base64')
  const attach = (by: Person, more = {}) =>
    by.post(`/scorecards/${id}/files`, { name: 'bảng kê.xlsx', content, ...more })
  const attached = await attach(minh)
  expect([attached.status, attached.body]).toEqual([
    201,
    { kind: 'file', fileId: expect.any(String), name: 'bảng kê.xlsx', bytes: 70_000 },
  ])
  const { fileId } = attached.body
  const refused = async (answer: Promise<{ status: number; body: { code: string } }>) => {
    const { status, body } = await answer
    return [status, body.code]
  }
  expect(await refused(attach(stranger))).toEqual([404, 'not_found'])
  expect(await refused(attach(viewer))).toEqual([404, 'not_found'])
  expect(await refused(attach(lead))).toEqual([201, undefined])
  for (const name of ['', 'a/b.txt', 'a\\b.txt', 'a\nb', 'x'.repeat(201)])
    expect(await refused(attach(minh, { name }))).toEqual([400, 'invalid_input'])
  for (const wrong of ['', 'không phải', 'A', 'AAAA='])
    expect(await refused(attach(minh, { content: wrong }))).toEqual([400, 'invalid_input'])
  const most = Buffer.alloc(5 * 1024 * 1024, 7)
  expect((await attach(minh, { content: most.toString('base64') })).body.bytes).toBe(5_242_880)
  const more = Buffer.alloc(5 * 1024 * 1024 + 1, 7).toString('base64')
  expect(await refused(attach(minh, { content: more }))).toEqual([413, 'too_large'])

  const full = (await draft()).body.id
  const small = (place: number) => ({ name: `${place}.txt`, content: 'YQ==' })
  for (let place = 0; place < 50; place++)
    expect((await minh.post(`/scorecards/${full}/files`, small(place))).status).toBe(201)
  expect(await refused(minh.post(`/scorecards/${full}/files`, small(50)))).toEqual([422, 'scorecard_files'])

  const named = [
    { kind: 'text', text: 'Bảng kê của tổng đài' },
    { kind: 'file', fileId },
  ]
  expect(await refused(minh.post(`/scorecards/${other}/submit`, { evidence: named }))).toEqual([
    422,
    'scorecard_file_unknown',
  ])
  const submitted = await minh.post(`/scorecards/${id}/submit`, { evidence: named })
  expect(submitted.body.evidence).toEqual([named[0], attached.body])
  expect(await refused(attach(minh))).toEqual([409, 'scorecard_frozen'])

  const headers = { authorization: `Bearer ${lead.key}` }
  const read = await fetch(`${app.url}/api/v1/scorecards/${id}/files/${fileId}`, { headers })
  expect(read.headers.get('content-type')).toBe('application/octet-stream')
  expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes)
  expect(await refused(lead.get(`/scorecards/${other}/files/${fileId}`))).toEqual([404, 'not_found'])
  expect(await refused(stranger.get(`/scorecards/${id}/files/${fileId}`))).toEqual([404, 'not_found'])
  await lead.post(`/scorecards/${id}/approve`, {})
  expect((await minh.get(`/scorecards/${id}`)).body.evidence[1]).toEqual(attached.body)
  const log = (await me.get(`/audit?subjectId=${id}&limit=50`)).body
  expect(JSON.stringify(log)).not.toContain(content.slice(0, 60))
})
