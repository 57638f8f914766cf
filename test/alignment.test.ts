// Alignment: one parent and any number of supports, no circle over both; objectives that count those below (DOMAIN.md 3, 10).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let binh: Client & { memberId: string }
let cycleId: string

beforeAll(async () => {
  // Day 83 of the 91 of the second quarter.
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
  binh = await addMember(app, me.workspaceId)
  const cycle = { name: 'Quý 2', kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  cycleId = (await me.post('/cycles', cycle)).body.id
})
afterAll(() => app.stop())

async function objective(title: string, more: object = {}): Promise<string> {
  const { status, body } = await me.post('/objectives', { title, cycleId, ...more })
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}

/** A key result from 0 to 10 that stands at `value`. */
async function keyResult(objectiveId: string, value: number | null, more: object = {}): Promise<string> {
  const measure = { kind: 'reach', start: 0, target: 10, unit: '' }
  const { body } = await me.post('/key-results', { objectiveId, title: `đến ${value}`, measure, ...more })
  if (value !== null) await me.post(`/key-results/${body.id}/check-ins`, { date: '2026-06-22', value })
  return body.id
}

const onto = (id: string) => ({ kind: 'objective', id })
const support = (id: string, to: object, as: Client = me) => as.post(`/objectives/${id}/supports`, { to })
const titles = (side: { items: { title: string }[] }) => side.items.map(({ title }) => title)

describe('supports', () => {
  test('any number beside the parent, shown from both ends, and taken back', async () => {
    const company = await objective('Công ty')
    const other = await objective('Khối')
    const result = await keyResult(other, 4)
    const third = await objective('Đội bạn')
    const team = await objective('Đội', { parent: onto(company) })
    expect((await support(team, { kind: 'key_result', id: result })).status).toBe(201)
    expect((await support(team, onto(third))).status).toBe(201)
    // The same line again is the same line.
    expect((await support(team, onto(third))).status).toBe(201)
    const { body: ofTeam } = await me.get(`/objectives/${team}/alignment`)
    expect(titles(ofTeam.up)).toEqual(['Công ty', 'Đội bạn', 'Khối'])
    expect(ofTeam.up.items[2]).toMatchObject({
      relation: 'support',
      end: { kind: 'key_result', id: result },
      keyResultTitle: 'đến 4',
      progress: 0.4,
      status: 'off_track',
      counts: false,
    })
    const { body: ofOther } = await me.get(`/objectives/${other}/alignment`)
    expect(ofOther.down.items).toMatchObject([{ relation: 'support', title: 'Đội', objectiveId: team }])
    expect((await me.delete(`/objectives/${team}/supports/${third}`)).status).toBe(200)
    expect(titles((await me.get(`/objectives/${team}/alignment`)).body.up)).toEqual(['Công ty', 'Khối'])
    expect((await me.delete(`/objectives/${team}/supports/${third}`)).body.code).toBe('not_found')
    const { body: audit } = await me.get(`/audit?subjectId=${team}`)
    expect(audit.items.slice(0, 2)).toMatchObject([
      { before: { supports: { id: third } }, after: { supports: null } },
      { before: { supports: null }, after: { supports: onto(third) } },
    ])
  })

  test('one to the parent itself, to nothing, or over the wall is refused', async () => {
    const parent = await objective('Trên')
    const child = await objective('Dưới', { parent: onto(parent) })
    const told = async (
      call: Promise<{ status: number; body: { code: string; errors?: { field: string }[] } }>,
    ) => {
      const { status, body } = await call
      return [status, body.code, body.errors?.[0]?.field]
    }
    expect(await told(support(child, onto(parent)))).toEqual([422, 'support_is_parent', 'to'])
    expect(await told(support(child, onto(newId())))).toEqual([422, 'not_in_workspace', 'to'])
    expect(await told(support(child, { kind: 'key_result', id: newId() }))).toEqual([
      422,
      'not_in_workspace',
      'to',
    ])
    expect((await support(child, { kind: 'kpi', id: parent })).status).toBe(400)
    // What one cannot see is not there to be supported.
    const hidden = await objective('Kín', { visibility: 'people' })
    const own = (await binh.post('/objectives', { title: 'Của Bình', cycleId })).body.id
    expect(await told(support(own, onto(hidden), binh))).toEqual([422, 'not_in_workspace', 'to'])
    expect((await binh.patch(`/objectives/${own}`, { parent: onto(hidden) })).body.errors[0].field).toBe(
      'parent',
    )
  })
})

describe('circles', () => {
  test('over parents, key results and supports together, each way round, with the path named', async () => {
    const a = await objective('A')
    const resultOfA = await keyResult(a, 1)
    const b = await objective('B', { parent: { kind: 'key_result', id: resultOfA } })
    const c = await objective('C')
    expect((await support(c, onto(b))).status).toBe(201)
    const byParent = await me.patch(`/objectives/${a}`, { parent: onto(c) })
    expect([byParent.status, byParent.body.code, byParent.body.errors[0]]).toEqual([
      422,
      'alignment_circle',
      { field: 'parent', code: 'alignment_circle', message: 'A → C → B → A' },
    ])
    const bySupport = await support(a, onto(c))
    expect(bySupport.body.errors[0]).toEqual({
      field: 'to',
      code: 'alignment_circle',
      message: 'A → C → B → A',
    })
    expect((await support(a, { kind: 'key_result', id: resultOfA })).body.errors[0].message).toBe('A → A')
    expect((await support(a, onto(a))).body.code).toBe('alignment_circle')
    // Two ways up to the same place are no circle.
    expect((await support(c, onto(a))).status).toBe(201)
  })

  test('the path does not tell the title of what the reader cannot see', async () => {
    const mine = (await binh.post('/objectives', { title: 'Của Bình', cycleId })).body.id
    const hidden = await objective('Điều kín', { parent: onto(mine), visibility: 'people' })
    const open = await objective('Điều mở', { parent: onto(hidden) })
    const { body } = await binh.patch(`/objectives/${mine}`, { parent: onto(open) })
    expect(body.errors[0].message).toBe('Của Bình → Điều mở → mục tiêu bạn không xem được → Của Bình')
  })

  test('two lines drawn at once that would close one together: the second is refused', async () => {
    const [a, b] = [await objective('Một'), await objective('Hai')]
    const answers = await Promise.all([
      me.patch(`/objectives/${a}`, { parent: onto(b) }),
      me.patch(`/objectives/${b}`, { parent: onto(a) }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })
})

describe('counting those below', () => {
  test('each contributing objective is one more item with its own weight; others stay out', async () => {
    const top = await objective('Trên cùng')
    const result = await keyResult(top, 2)
    const heavy = await objective('Nặng', { parent: onto(top), weight: 3 })
    await keyResult(heavy, 8)
    const light = await objective('Nhẹ', { parent: onto(top) })
    await keyResult(light, 5)
    const nothing = await objective('Chưa có số', { parent: onto(top), weight: 9 })
    await keyResult(nothing, null)
    const tracked = await objective('Chỉ theo dõi', { parent: onto(top), weight: 0 })
    await keyResult(tracked, 10)
    const toResult = await objective('Góp vào kết quả', { parent: { kind: 'key_result', id: result } })
    await keyResult(toResult, 10)
    const supporter = await objective('Hỗ trợ')
    await keyResult(supporter, 10)
    await support(supporter, onto(top))

    expect((await me.get(`/objectives/${top}`)).body.progress).toBe(0.2)
    const opted = await me.patch(`/objectives/${top}`, { countsAligned: true })
    // (0.2 + 3 · 0.8 + 0.5) / 5
    expect(opted.body.progress).toBeCloseTo(0.62, 12)
    expect(opted.body.expected).toBeCloseTo(83 / 91, 12)
    expect((await me.get(`/key-results/${result}`)).body.progress).toBe(0.2)
    const { body: list } = await me.get(`/objectives?cycleId=${cycleId}&limit=500`)
    const listed = list.items.find(({ id }: { id: string }) => id === top)
    expect([listed.progress, listed.keyResults.length]).toEqual([opted.body.progress, 1])
    const { body: around } = await me.get(`/objectives/${top}/alignment`)
    expect(
      around.down.items.map(({ title, counts }: { title: string; counts: boolean }) => [title, counts]),
    ).toEqual([
      ['Nặng', true],
      ['Nhẹ', true],
      ['Chưa có số', true],
      ['Chỉ theo dõi', true],
      ['Góp vào kết quả', false],
      ['Hỗ trợ', false],
    ])
    // Archived, it no longer counts.
    await me.patch(`/objectives/${heavy}`, { archived: true })
    expect((await me.get(`/objectives/${top}`)).body.progress).toBeCloseTo(0.35, 12)
    await me.patch(`/objectives/${heavy}`, { archived: false })
    expect((await me.get(`/objectives/${top}`)).body.progress).toBeCloseTo(0.62, 12)
  })

  test('through as many levels as count theirs', async () => {
    const top = await objective('Đỉnh', { countsAligned: true })
    const middle = await objective('Giữa', { parent: onto(top), countsAligned: true })
    const bottom = await objective('Đáy', { parent: onto(middle) })
    await keyResult(bottom, 6)
    await keyResult(middle, 2)
    expect((await me.get(`/objectives/${top}`)).body.progress).toBeCloseTo(0.4, 12)
    await me.patch(`/objectives/${middle}`, { countsAligned: false })
    expect((await me.get(`/objectives/${top}`)).body.progress).toBe(0.2)
  })

  test('what a reader cannot see counts for everyone alike, and is one line without title or value', async () => {
    const top = await objective('Chung', { countsAligned: true })
    await keyResult(top, 2)
    const hidden = await objective('Điều kín', { parent: onto(top), visibility: 'people' })
    await keyResult(hidden, 8)
    const twice = await objective('Điều kín nữa', { visibility: 'people' })
    await support(twice, onto(top))
    for (const reader of [me, binh])
      expect((await reader.get(`/objectives/${top}`)).body.progress).toBeCloseTo(0.5, 12)
    expect((await me.get(`/objectives/${top}/alignment`)).body.down).toMatchObject({
      items: [{ title: 'Điều kín' }, { title: 'Điều kín nữa' }],
      hidden: 0,
    })
    const seen = await binh.get(`/objectives/${top}/alignment`)
    expect(seen.body.down).toEqual({ items: [], hidden: 2 })
    const { body: why } = await binh.get(`/objectives/${top}/explain`)
    expect(why.progress.inputs).toEqual([
      { label: 'đến 2', value: '20%', weight: 1, source: null, date: null },
      {
        label: '1 mục tiêu bạn không xem được, vẫn tính',
        value: '–',
        weight: null,
        source: null,
        date: null,
      },
    ])
    expect((await me.get(`/objectives/${top}/explain`)).body.progress.inputs[1]).toMatchObject({
      label: 'Điều kín (mục tiêu góp phần)',
      value: '80%',
    })
  })
})
