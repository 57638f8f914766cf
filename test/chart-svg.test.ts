// The chart as a picture by the API: exact, in the reader's words, for those who may see the KPI, and inert.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

const nasty = `Thời gian "var(--ink)" </title><script>alert(1)</script> & 'x' onload="y"\u0001`

async function charted(more = {}) {
  const { body: kpi } = await me.post('/kpis', { ...weeklyKpi, ...more })
  // Weeks to and fro around the centre, then one far above, and the running week.
  const values = [...Array.from({ length: 23 }, (_, i) => (i % 2 === 0 ? 54 : 46)), 76, 47]
  await me.post(`/kpis/${kpi.id}/measurements`, weekly('2026-01-05', values))
  return kpi.id as string
}

async function svg(id: string, query = '', key = me.apiKey, language = 'vi') {
  const headers = { authorization: `Bearer ${key}`, 'accept-language': language }
  const answer = await fetch(`${app.url}/api/v1/kpis/${id}/chart.svg${query}`, { headers })
  return { answer, text: await answer.text() }
}
const count = (text: string, part: string) => text.split(part).length - 1

test('every period has its dot, the centre its figure, and signals their shape; colours stand in it', async () => {
  const id = await charted()
  const { answer, text } = await svg(id)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  const { body: chart } = await me.get(`/kpis/${id}/chart`)
  expect(chart.periods).toHaveLength(25)
  const dots = ['common', 'concern', 'provisional'].map((kind) => count(text, `<path class="${kind}"`))
  expect(dots).toEqual([23, 1, 1])
  expect(chart.phases[0].centre).toBeCloseTo((12 * 54 + 11 * 46 + 76) / 24, 10)
  expect(chart.signals).toMatchObject([{ rule: 'outside', reading: 'concern', points: ['2026-06-15'] }])
  expect(text).toContain('>51,25</text>')
  expect(text).toContain(chart.words.summary)
  expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  expect(text).not.toMatch(/var\(|style=|tabindex|<script|href/)
  expect(text).toContain('fill="#ffffff"')
})

test('theme, language, size and instant are as asked for', async () => {
  const id = await charted()
  const dark = (await svg(id, '?theme=dark')).text
  expect(dark).not.toContain('"#ffffff"')
  expect(count(dark, '<text')).toBe(count((await svg(id)).text, '<text'))
  expect((await svg(id, '?locale=en')).text).toContain('>51.25</text>')
  expect((await svg(id, '', me.apiKey, 'en')).text).toContain('>51.25</text>')
  const small = (await svg(id, '?size=small')).text
  expect([count(small, '<text'), count(small, 'width="280"')]).toEqual([0, 1])
  const before = (await svg(id, '?asOf=2026-01-01T00:00:00Z')).text
  expect(count(before, '<path class=')).toBe(0)
})

test('a name that is a script stays a name', async () => {
  const id = await charted({ name: nasty.replace('\u0001', '') })
  const { text } = await svg(id)
  expect(text).not.toContain('<script')
  expect(text).not.toContain('onload="')
  expect(text).toContain('&quot;var(--ink)&quot; &lt;/title&gt;&lt;script&gt;')
})

test('who may not see the KPI sees no picture, and wrong words are refused in words', async () => {
  const id = await charted({ name: 'Lương bí mật', visibility: 'people', visibleTo: [] })
  const bình = await addMember(app, me.workspaceId)
  const hidden = await svg(id, '', bình.key)
  expect(hidden.answer.status).toBe(404)
  expect(hidden.text).not.toContain('Lương')
  for (const query of ['?theme=pink', '?size=huge', '?locale=fr', '?asOf=yesterday']) {
    const { answer, text } = await svg(id, query)
    expect(answer.status, query).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(JSON.parse(text).detail).toMatch(/\p{L}{2}/u)
  }
})

test('the description of the API says what comes back', async () => {
  const described = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: Record<string, { content: object }> } }>
  }
  const answer = described.paths['/kpis/{id}/chart.svg']?.get.responses['200']
  expect(Object.keys(answer?.content ?? {})).toEqual(['image/svg+xml'])
})
