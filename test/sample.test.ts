// The sample company tells the story: what a new user sees on the first page.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T02:00:00Z' })
  me = await app.setup('Công ty mẫu', 'mau@saomai.vn', { sample: true })
})
afterAll(() => app.stop())

test('three units, twelve KPIs with two years of weeks, a closed cycle and an active one', async () => {
  expect((await me.get('/units')).body.items).toHaveLength(3)
  const { body: board } = await me.get('/kpis/board')
  expect(board.items).toHaveLength(12)
  for (const item of board.items) {
    expect(item.chart.periods, item.name).toHaveLength(60)
    expect((await me.get(`/kpis/${item.id}/chart`)).body.periods, item.name).toHaveLength(104)
  }
  const { body: cycles } = await me.get('/cycles')
  expect(cycles.items.map((cycle: { state: string }) => cycle.state).sort()).toEqual(['active', 'closed'])
})

test('the OKR born of a KPI was proven, closed and handed over, and its gain holds', async () => {
  const { body: board } = await me.get('/kpis/board')
  const response = board.items.find((item: { name: string }) => item.name === 'Thời gian trả lời trung bình')
  const { body: chart } = await me.get(`/kpis/${response.id}/chart`)
  expect(chart.phases).toHaveLength(2)
  expect(chart.phases[0].centre).toBeGreaterThan(47)
  expect(chart.phases[1].centre).toBeLessThan(31.5)
  expect(chart.variation).toBe('common_cause')
  const [keyResult] = chart.keyResults
  expect(keyResult).toMatchObject({ cycleState: 'closed', start: 48, target: 30 })
  const { body: proof } = await me.get(`/key-results/${keyResult.id}/proof`)
  expect(proof.verdict).toBe('improved')
})

test('the objective of the new product line is under way, and home says what needs the owner', async () => {
  const { body: objectives } = await me.get('/objectives')
  const growth = objectives.items.find(
    (item: { title: string }) => item.title === 'Tăng doanh thu của dòng sản phẩm mới một cách bền vững',
  )
  expect(growth.keyResults.map((item: { title: string }) => item.title)).toEqual([
    'Doanh thu tăng từ 15 tỷ lên 30 tỷ',
    'Cải thiện điểm NPS từ 70 lên 80',
  ])
  for (const item of growth.keyResults) expect(item.progress, item.title).toBeGreaterThan(0)
  const { body: home } = await me.get('/home')
  expect(home.due.map((item: { keyResult: { title: string } }) => item.keyResult.title)).toContain(
    'Cải thiện điểm NPS từ 70 lên 80',
  )
  expect(home.signals.map((signal: { kpiName: string }) => signal.kpiName)).toContain('Thời gian giao hàng')
  for (const signal of home.signals) expect(signal.reading).not.toBe('improvement')
})

test('what the three teams aim at contributes to where the whole company wants to be', async () => {
  const { body: objectives } = await me.get('/objectives')
  const company = objectives.items.find(
    (item: { title: string }) => item.title === 'Trở thành nơi khách hàng chọn đầu tiên, và chọn lại',
  )
  const under = objectives.items.filter(({ parent }: { parent: { id: string } | null }) =>
    [company.id, company.keyResults[0].id].includes(parent?.id),
  )
  expect(under).toHaveLength(3)
  // Week 8 of the quarter on 23/11: 42 and one a week from 01/10, the last on 12/11.
  expect(company.keyResults[0].current).toBe(48)
})
