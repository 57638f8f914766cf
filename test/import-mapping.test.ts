// How a table was read when it was imported is remembered by its column names, for the KPI, and in part for others.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
beforeAll(async () => {
  app = await startTestApp()
  me = await app.setup()
})
afterAll(() => app.stop())

test('remembered for its KPI, replaced by the next, and offered to another without the figures’ column', async () => {
  const [one, other] = await Promise.all(
    ['Một', 'Hai'].map(async (name) => (await me.post('/kpis', { ...weeklyKpi, name })).body.id as string),
  )
  const signature = 'ngày | phút & giờ | ghi chú'
  const asked = (id: string | undefined, of = signature) =>
    me.get(`/kpis/${id}/import-mapping?signature=${encodeURIComponent(of)}`)
  expect((await asked(one)).body).toEqual({ mapping: null, isOwn: false })
  const columns = { at: 0, value: 2, numerator: null, denominator: null, externalId: 1, note: 3 }
  const put = (body: unknown) => me.put(`/kpis/${one}/import-mapping`, body)
  expect((await put({ signature, columns, style: 'en' })).status).toBe(200)
  expect((await asked(one)).body).toEqual({ mapping: { columns, style: 'en' }, isOwn: true })
  const shared = { ...columns, value: null }
  expect((await asked(other)).body).toEqual({ mapping: { columns: shared, style: 'en' }, isOwn: false })
  expect((await asked(one, 'khác')).body).toEqual({ mapping: null, isOwn: false })
  await put({ signature, columns: { ...columns, value: 4 }, style: 'vi' })
  expect((await asked(one)).body.mapping).toEqual({ columns: { ...columns, value: 4 }, style: 'vi' })
  for (const bad of [
    { signature: '', columns, style: 'vi' },
    { signature, columns: { ...columns, value: -1 }, style: 'vi' },
    { signature, columns: { at: 0 }, style: 'vi' },
    { signature, columns, style: 'fr' },
  ])
    expect((await put(bad)).status).toBe(400)
  const elsewhere = await app.setup('Khác', 'khac@x.example')
  expect((await elsewhere.get(`/kpis/${one}/import-mapping?signature=a`)).status).toBe(404)
})
