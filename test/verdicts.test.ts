// Every verdict of the proof, and bets, brought about through the API with figures that are summed by hand (DOMAIN.md 7.3).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { weekly, weeklyKpi } from './company.ts'

const monday = '2026-06-22T02:00:00Z'
let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  const cycle = { name: 'Nửa sau', kind: 'custom', start: '2026-06-22', end: '2026-12-27', state: 'active' }
  cycleId = (await me.post('/cycles', cycle)).body.id
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

/** 47 and 49 in turn: mean 48, every moving range 2, limits 48 ± 5.32. */
const quiet = (weeks: number) => Array.from({ length: weeks }, (_, week) => 47 + 2 * (week % 2))

/** A KPI with so many quiet weeks up to 21/06/2026 and a key result on it from 22/06 on. */
async function begun(weeks: number, more: Record<string, unknown> = {}) {
  const { body: kpi } = await me.post('/kpis', { ...weeklyKpi, ...more })
  const from = new Date(Date.UTC(2026, 5, 22 - 7 * weeks)).toISOString().slice(0, 10)
  await me.post(`/kpis/${kpi.id}/measurements`, weekly(from, quiet(weeks)))
  const { body: objective } = await me.post('/objectives', { title: 'Nghe ngay', cycleId })
  const isRange = more.direction === 'range'
  const { body: keyResult } = await me.post('/key-results', {
    objectiveId: objective.id,
    title: 'Trả lời nhanh hơn',
    measure: isRange
      ? { kind: 'keep', lower: 40, upper: 56, unit: 'phút' }
      : { kind: 'reach', start: 48, target: 30, unit: 'phút' },
    kpi: { id: kpi.id },
  })
  return { kpi: kpi.id as string, keyResult: keyResult.id as string }
}

/** Pushes the weeks from 22/06 on, each when it is over; all of them at once, on the Monday after the last. */
async function follow(kpi: string, values: number[]): Promise<void> {
  app.moveTo(new Date(Date.parse(monday) + 7 * values.length * 86_400_000).toISOString())
  await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-22', values))
}

describe('verdicts', () => {
  const eight = (value: number) => Array<number>(8).fill(value)
  const nothing = { from: null, firstOutside: null, handOver: null }
  test.each<[string, number, number[], Record<string, unknown>, Record<string, unknown>]>([
    [
      'improved: a run of eight from a firm baseline',
      24,
      eight(46),
      {},
      { verdict: 'improved', before: 48, after: 46, difference: -2, from: '2026-06-22', firstOutside: null },
    ],
    [
      'likely: the same from a provisional baseline',
      8,
      eight(46),
      {},
      { verdict: 'likely', before: 48, beforePeriods: 8, after: 46, from: '2026-06-22', falseRate: null },
    ],
    [
      'likely: a single point outside that holds',
      24,
      [48, 48, 47.5, 42],
      {},
      {
        verdict: 'likely',
        after: 46.375,
        difference: -1.625,
        from: '2026-07-13',
        firstOutside: '2026-07-13',
      },
    ],
    [
      'worsened: a run of eight to the other side',
      24,
      eight(50),
      {},
      { verdict: 'worsened', before: 48, after: 50, difference: 2, from: '2026-06-22' },
    ],
    [
      'changed: a KPI that is to lie within a range',
      24,
      eight(46),
      { direction: 'range', target: { lower: 40, upper: 56 } },
      { verdict: 'changed', before: 48, after: 46, from: '2026-06-22' },
    ],
    [
      'changed_back: the last two weeks on both sides of the old centre',
      24,
      [...eight(46), 50, 46],
      {},
      { verdict: 'changed_back', after: 46.4, afterPeriods: 10, from: '2026-06-22' },
    ],
    [
      'not_shown: eight weeks and no signal of level',
      24,
      quiet(8),
      {},
      { verdict: 'not_shown', before: 48, after: 48, difference: 0, ...nothing },
    ],
    [
      'too_early: seven weeks and no signal',
      24,
      quiet(7),
      {},
      { verdict: 'too_early', afterPeriods: 7, smallestShift: null, ...nothing },
    ],
    [
      'no_baseline: five weeks before; both means, nothing claimed',
      5,
      eight(30),
      {},
      { verdict: 'no_baseline', before: 47.8, beforePeriods: 5, after: 30, limits: null, ...nothing },
    ],
  ])('%s', async (_, weeks, values, more, expected) => {
    const { kpi, keyResult } = await begun(weeks, more)
    await follow(kpi, values)
    const { body } = await me.get(`/key-results/${keyResult}/proof`)
    expect(body).toMatchObject(expected)
    expect(body.words.length).toBeGreaterThan(20)
    // What eight weeks would have shown 4 times in 5 is more than nothing and less than the distance to the limit.
    if (expected.verdict === 'not_shown') {
      expect(body.smallestShift).toBeGreaterThan(0)
      expect(body.smallestShift).toBeLessThan(5.32)
    }
  })

  test('a week left out in the middle of the run neither counts nor ends it; a missing one neither', async () => {
    const { kpi, keyResult } = await begun(24)
    await follow(kpi, [46, 46, 46, 90, 46, 46, 46, 46, 46])
    await me.put(`/kpis/${kpi}/left-out/2026-07-13`, { reason: 'Mất điện' })
    const { body } = await me.get(`/key-results/${keyResult}/proof`)
    expect(body).toMatchObject({ verdict: 'improved', after: 46, afterPeriods: 8, from: '2026-06-22' })
    const { items } = (await me.get(`/kpis/${kpi}/measurements?from=2026-07-20&to=2026-07-26`)).body
    await me.post(`/kpis/${kpi}/measurements/${items[0].id}/void`, {})
    expect((await me.get(`/key-results/${keyResult}/proof`)).body).toMatchObject({
      verdict: 'too_early',
      afterPeriods: 7,
    })
  })
})

describe('bets', () => {
  test('judged once their lag has passed; those that finished close together are said to be inseparable', async () => {
    const { kpi, keyResult } = await begun(24)
    const bet = async (title: string, effect: number, lag: number) => {
      const { body } = await me.post('/initiatives', {
        ...{ title, keyResultIds: [keyResult], bet: { keyResultId: keyResult, effect, lag } },
      })
      return me.patch(`/initiatives/${body.id}`, { state: 'done' })
    }
    await bet('Gọi lại tự động', -2, 0)
    app.moveTo('2026-06-29T02:00:00Z')
    await bet('Kịch bản mới', -5, 1)
    await bet('Đào tạo lại', -1, 40)
    await follow(kpi, Array<number>(10).fill(46))
    const { body } = await me.get(`/kpis/${kpi}/bets`)
    const [first, second, third] = body.items
    // Done on Monday 22/06, so the week that begins then is not after it: nine weeks from 29/06.
    expect(first).toMatchObject({
      ...{ title: 'Gọi lại tự động', verdict: 'improved', before: 48, beforePeriods: 24 },
      ...{ after: 46, afterPeriods: 9, difference: -2, isMet: true, from: '2026-06-29' },
    })
    // From 06/07, and one week later still: seven weeks.
    expect(second).toMatchObject({ verdict: 'too_early', afterPeriods: 7, isMet: null })
    expect(third).toMatchObject({ verdict: null, inseparable: [] })
    expect(first.inseparable.map(({ title }: { title: string }) => title)).toEqual(['Kịch bản mới'])
    expect(first.words).toContain(
      'Hoàn thành gần nhau nên không thể tách riêng tác động khỏi “Kịch bản mới”.',
    )
    expect(first.words).toContain('không chứng minh đâu là nguyên nhân')
  })
})
