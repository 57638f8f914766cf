// When a check-in is awaited: from the key result's first day, but never from before it was made.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  // A Wednesday, eleven weeks into the cycle; check-ins are due on Mondays, with two days of grace.
  app = await startTestApp({ now: '2026-06-17T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

test('a key result made late in its cycle is first due on the next check-in day', async () => {
  const dates = { kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  const { body: cycle } = await me.post('/cycles', { name: 'Quý 2', ...dates })
  const { body: objective } = await me.post('/objectives', {
    title: 'Khách ở lại lâu hơn',
    cycleId: cycle.id,
  })
  const { body: made } = await me.post('/key-results', {
    objectiveId: objective.id,
    title: 'Giảm tỷ lệ rời bỏ từ 5% xuống 3%',
    measure: { kind: 'reach', start: 5, target: 3, unit: '%' },
  })
  expect(made).toMatchObject({ dueOn: '2026-06-22', stale: false })
  expect((await me.get('/check-ins/due')).body.items).toEqual([])

  app.moveTo('2026-06-25T02:00:00Z')
  expect((await me.get(`/key-results/${made.id}`)).body.stale).toBe(true)
  const { body: due } = await me.get('/check-ins/due')
  expect(due.items).toMatchObject([{ overdueDays: 3, keyResult: { id: made.id } }])
})
