// The same measurements give the same chart, in whatever order and in however many batches they come
// (DOMAIN.md section 7); and the board's false alarms, from the simulation.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newSignalRate } from '../src/core/kpi/false-alarms.ts'
import { startTestApp, type TestApp } from './app.ts'
import { weekly } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

const fields = { name: 'Số cuộc gọi', unit: 'cuộc', direction: 'up', frequency: 'week' }
const newKpi = async (more: object) => (await me.post('/kpis', { ...fields, ...more })).body.id as string

/** Periods, limits and which signals there are; ids are each KPI's own. */
async function chartOf(id: string) {
  const { body } = await me.get(`/kpis/${id}/chart`)
  const { periods, variation, capability } = body
  const phases = body.phases.map(({ id: _, ...phase }: { id: string }) => phase)
  const signals = body.signals.map(({ rule, reading, from, to, points }: Record<string, unknown>) => ({
    ...{ rule, reading, from, to, points },
  }))
  return { periods, variation, capability, phases, signals }
}

const measurement = fc.record({
  day: fc.integer({ min: 0, max: 167 }),
  value: fc.integer({ min: 0, max: 90 }),
})
const arrivals = fc.array(measurement, { minLength: 30, maxLength: 60 }).chain((given) =>
  fc.record({
    given: fc.constant(given),
    places: fc.shuffledSubarray([...given.keys()], { minLength: given.length }),
    cuts: fc.array(fc.integer({ min: 1, max: given.length - 1 }), { minLength: 1, maxLength: 3 }),
    aggregation: fc.constantFrom('sum', 'mean', 'median', 'max'),
  }),
)

test('order of arrival and splitting a batch change nothing of the chart', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ given, places, cuts, aggregation }) => {
      const sent = given.map(({ day, value }, index) => ({
        at: new Date(Date.UTC(2026, 0, 5 + day, 3)).toISOString(),
        ...{ value, externalId: `c${index}` },
      }))
      const [whole, pieces] = [await newKpi({ aggregation }), await newKpi({ aggregation })]
      await me.post(`/kpis/${whole}/measurements`, sent)
      const shuffled = places.flatMap((place) => sent[place] ?? [])
      const edges = [0, ...new Set(cuts.toSorted((a, b) => a - b)), shuffled.length]
      for (const [index, from] of edges.slice(0, -1).entries())
        expect(
          (await me.post(`/kpis/${pieces}/measurements`, shuffled.slice(from, edges[index + 1]))).status,
        ).toBe(200)
      const chart = await chartOf(whole)
      expect(chart.periods.length).toBeGreaterThan(0)
      expect(await chartOf(pieces)).toEqual(chart)
    }),
    { numRuns: 5, seed: 7 },
  )
})

test('the board says how many false alarms to expect: the sum over its KPIs of the rate of each', async () => {
  const before = (await me.get('/kpis/board')).body.falseAlarms ?? 0
  const locked = await newKpi({ aggregation: 'mean' })
  await me.post(
    `/kpis/${locked}/measurements`,
    weekly(
      '2026-01-05',
      Array.from({ length: 24 }, (_, week) => 48 + (week % 3)),
    ),
  )
  const few = await newKpi({ aggregation: 'mean' })
  await me.post(`/kpis/${few}/measurements`, weekly('2026-05-25', [1, 2, 3, 4]))
  const { falseAlarms } = (await me.get('/kpis/board')).body
  expect(falseAlarms - before).toBeCloseTo(newSignalRate('wheeler', 24, true) ?? Number.NaN, 10)
})

test('a value that cannot be below 0: limits are drawn clipped and computed unclipped', async () => {
  const id = await newKpi({ aggregation: 'mean', floor: 0 })
  await me.post(`/kpis/${id}/measurements`, weekly('2026-03-30', [1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5]))
  const [phase] = (await me.get(`/kpis/${id}/chart`)).body.phases
  // Centre 3, mean moving range 4: 3 − 2.66 · 4.
  expect(phase.lower).toBeCloseTo(-7.64, 2)
  expect([phase.drawnLower, phase.limits]).toEqual([0, 'firm'])
})

test('the median variant: centre and limits that one outlier does not move', async () => {
  const values = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 90]
  const id = await newKpi({ aggregation: 'mean', centreMethod: 'median', limitMethod: 'median' })
  await me.post(`/kpis/${id}/measurements`, weekly('2026-03-30', values))
  const [phase] = (await me.get(`/kpis/${id}/chart`)).body.phases
  // Median 11, median moving range 2: 11 ± 3.145 · 2.
  expect(phase.centre).toBe(11)
  expect([phase.lower, phase.upper]).toEqual([expect.closeTo(4.71, 2), expect.closeTo(17.29, 2)])
})

test('none under 6 points, provisional from 6, firm from 12', async () => {
  for (const [points, limits] of [
    [5, 'none'],
    [6, 'provisional'],
    [11, 'provisional'],
    [12, 'firm'],
  ] as const) {
    const id = await newKpi({ aggregation: 'mean' })
    await me.post(
      `/kpis/${id}/measurements`,
      weekly(
        '2026-03-30',
        Array.from({ length: points }, (_, week) => 40 + (week % 3)),
      ),
    )
    const [phase] = (await me.get(`/kpis/${id}/chart`)).body.phases
    expect([points, phase.limits, phase.lower === null]).toEqual([points, limits, limits === 'none'])
  }
})
