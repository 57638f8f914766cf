// Of those that one said 7/10 of, how many reached their target? (DOMAIN.md 7.3)
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client } from './company.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let binh: Awaited<ReturnType<typeof addMember>>
let objectiveId: string
let cycleId: string

const made = async (path: string, body: object) => {
  const answer = await lan.post(path, body)
  expect([path, answer.status, answer.body.code]).toEqual([path, 201, undefined])
  return answer.body.id as string
}

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-21T02:00:00Z' })
  lan = await app.setup()
  binh = await addMember(app, lan.workspaceId, { role: 'admin' })
  await cycle()
})
afterAll(() => app.stop())

/** 21 days: the middle third is 8/6 to 14/6. */
async function cycle() {
  cycleId = await made('/cycles', {
    ...{ name: 'Ba tuần', kind: 'custom', start: '2026-06-01', end: '2026-06-21', state: 'active' },
  })
  objectiveId = await made('/objectives', { title: 'Nghe ngay', cycleId, visibility: 'people' })
}

type Said = [by: Client, date: string, confidence: number]

async function keyResult(ends: number, ...said: Said[]): Promise<string> {
  const measure = { kind: 'reach', start: 0, target: 10, unit: 'điểm' }
  const id = await made('/key-results', { objectiveId, title: 'Lên 10', measure })
  for (const [by, date, confidence] of said) {
    const { status } = await by.post(`/key-results/${id}/check-ins`, { date, confidence, value: 1 })
    expect(status).toBe(201)
  }
  await lan.post(`/key-results/${id}/check-ins`, { date: '2026-06-21', value: ends })
  return id
}

async function close() {
  expect((await lan.patch(`/cycles/${cycleId}`, { state: 'review' })).status).toBe(200)
  expect((await lan.patch(`/objectives/${objectiveId}/review`, { decision: 'done' })).status).toBe(200)
  expect((await lan.patch(`/cycles/${cycleId}`, { state: 'closed' })).status).toBe(200)
}
const read = async (who: Client, scope = 'me', language = 'vi') =>
  (await who.get(`/calibration?scope=${scope}`, { 'accept-language': language })).body

test('with fewer than twenty it says how many are missing and shows nothing', async () => {
  expect(await read(lan)).toMatchObject({
    ...{ scope: 'me', counted: 0, needed: 20, missing: 20, bins: null, said: null, reached: null },
    words: 'Chưa có kết quả then chốt nào đã chốt để đối chiếu: cần 20, còn thiếu 20.',
  })
  // What counts: the last that was said from 8/6 to 14/6; whoever said it.
  await keyResult(
    10,
    [lan, '2026-06-07', 1],
    [lan, '2026-06-08', 3],
    [lan, '2026-06-14', 7],
    [lan, '2026-06-15', 9],
  )
  await keyResult(9.9, [lan, '2026-06-10', 7])
  await keyResult(10, [lan, '2026-06-09', 2], [binh, '2026-06-12', 10])
  await keyResult(0, [binh, '2026-06-12', 10])
  // Nothing said in the middle third; not archived; not of a cycle that is still open.
  await keyResult(10, [lan, '2026-06-07', 4], [lan, '2026-06-15', 4])
  const archived = await keyResult(10, [lan, '2026-06-10', 5])
  await lan.patch(`/key-results/${archived}`, { archived: true })
  expect((await read(lan, 'workspace')).counted).toBe(0)
  await close()
  expect(await read(lan)).toMatchObject({ counted: 2, missing: 18, bins: null, said: null })
  expect((await read(binh)).counted).toBe(2)
  expect(await read(lan, 'workspace')).toMatchObject({ counted: 4, missing: 16, bins: null })
  expect((await read(binh, 'me', 'en')).words).toBe(
    'Only 2 closed key results to compare so far: it takes 20, 18 are missing.',
  )
})

test('from twenty on: eleven bins, the means and a sentence; a person’s own to that person alone', async () => {
  await cycle()
  // 18 more of Lan’s, 12 of them reached: 9 of 15 that said 8, 3 of 3 that said 6.
  for (let index = 0; index < 15; index++) await keyResult(index < 9 ? 10 : 5, [lan, '2026-06-10', 8])
  for (let index = 0; index < 3; index++) await keyResult(10, [lan, '2026-06-10', 6])
  await close()
  const own = await read(lan)
  expect(own).toMatchObject({ counted: 20, missing: 0 })
  expect(own.bins).toHaveLength(11)
  expect(own.bins[8]).toEqual({ confidence: 8, keyResults: 15, reached: 9, share: 0.6 })
  expect(own.bins[7]).toEqual({ confidence: 7, keyResults: 2, reached: 1, share: 0.5 })
  expect(own.bins[6]).toEqual({ confidence: 6, keyResults: 3, reached: 3, share: 1 })
  expect(own.bins[10]).toEqual({ confidence: 10, keyResults: 0, reached: 0, share: null })
  // (15 · 8 + 3 · 6 + 2 · 7) / 200, and 13 of 20.
  expect([own.said, own.reached]).toEqual([0.76, 0.65])
  expect(own.words).toBe(
    'Trên 20 kết quả then chốt, mức tự tin trung bình là 7,6/10 mà 65% chạm đích: nói cao hơn thực tế 11 điểm phần trăm.',
  )
  expect((await read(binh)).bins).toBeNull()
  // One figure for all, of whatever the reader may see.
  const viewer = await addMember(app, lan.workspaceId, { role: 'viewer' })
  const all = await read(viewer, 'workspace')
  expect(all).toMatchObject({ counted: 22, missing: 0, said: 172 / 22 / 10, reached: 14 / 22 })
  expect(all.bins[10]).toEqual({ confidence: 10, keyResults: 2, reached: 1, share: 0.5 })
})

test('a cycle that is opened again no longer counts; another scope is refused', async () => {
  expect((await lan.patch(`/cycles/${cycleId}`, { state: 'review', reason: 'Thiếu số' })).status).toBe(200)
  expect(await read(lan)).toMatchObject({ counted: 2, bins: null })
  await lan.patch(`/cycles/${cycleId}`, { state: 'closed' })
  expect(await read(lan)).toMatchObject({ counted: 20 })
  expect((await lan.get('/calibration?scope=unit')).status).toBe(400)
})
