// The rules of OKRs, sentence by sentence, at their edges: measures, expected progress, status, check-ins (DOMAIN.md 2 to 6).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { query, weekly, weeklyKpi } from './company.ts'

// Day 50 of 100: half is expected.
const monday = '2026-06-22T02:00:00Z'
const span = { start: '2026-05-04', end: '2026-08-11' }
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let objectiveId: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  cycleId = await newCycle()
  objectiveId = await newObjective()
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

async function make(path: string, body: object): Promise<string> {
  const answer = await me.post(path, body)
  expect([path, answer.status, answer.body.errors]).toEqual([path, 201, undefined])
  return answer.body.id
}
const newCycle = (more: object = {}) =>
  make('/cycles', { name: 'Trăm ngày', kind: 'custom', ...span, state: 'active', ...more })
const newObjective = (more: object = {}) => make('/objectives', { title: 'Nghe ngay', cycleId, ...more })
const newKeyResult = (measure: object = reach, more: object = {}) =>
  make('/key-results', { objectiveId, title: 'Kết quả', measure, ...more })
const keyResult = async (id: string) => (await me.get(`/key-results/${id}`)).body
const tryCheckIn = (id: string, more: object) =>
  me.post(`/key-results/${id}/check-ins`, { date: '2026-06-22', ...more })
async function checkIn(id: string, more: object): Promise<void> {
  const { status, body } = await tryCheckIn(id, more)
  expect([status, body.errors]).toEqual([201, undefined])
}
const round = (share: number | null) => (share === null ? null : Math.round(share * 1e4) / 1e4)

test('a workspace begins with the settings that are written down', async () => {
  expect((await me.get('/workspace')).body).toMatchObject({
    ...{ locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh', firstWeekday: 1, fiscalStartMonth: 1 },
    ...{ onTrackRatio: 0.9, atRiskRatio: 0.6, earlyShare: 0.1, amberFrom: 0.4, greenFrom: 0.7 },
  })
})

describe('reach', () => {
  test.each([
    [48, 30, 48, 0, 'off_track'],
    [48, 30, 39, 0.5, 'on_track'],
    [48, 30, 52, -0.2222, 'off_track'],
    [48, 30, 30, 1, 'achieved'],
    [48, 30, 27, 1.1667, 'achieved'],
    [15, 30, 21, 0.4, 'at_risk'],
    [15, 30, 30, 1, 'achieved'],
    // In binary 0.1 + 0.2 is more than 0.3: at the target is at the target.
    [0, 0.3, 0.3, 1, 'achieved'],
    [-10, 10, 0, 0.5, 'on_track'],
  ])('%d → %d at %d: %d', async (start, target, value, progress, status) => {
    const id = await newKeyResult({ kind: 'reach', start, target, unit: '' })
    await checkIn(id, { value })
    const read = await keyResult(id)
    expect([round(read.progress), read.current, read.status]).toEqual([progress, value, status])
  })

  test('numbers that are not finite are refused, with the field named', async () => {
    const send = async (measure: string) => {
      const answer = await fetch(`${app.url}/api/v1/key-results`, {
        method: 'POST',
        headers: { authorization: `Bearer ${me.apiKey}`, 'content-type': 'application/json' },
        body: `{"objectiveId": "${objectiveId}", "title": "x", "measure": ${measure}}`,
      })
      return [answer.status, (await answer.json()).errors[0].field]
    }
    expect(await send('{"kind": "reach", "start": 1e999, "target": 30, "unit": ""}')).toEqual([
      400,
      'measure.start',
    ])
    expect(await send('{"kind": "keep", "upper": -1e999, "unit": ""}')).toEqual([400, 'measure.upper'])
  })
})

describe('keep', () => {
  test('bounds are inside; the newest of an interval counts; two outside in a row are off track', async () => {
    const id = await newKeyResult({ kind: 'keep', lower: 2, upper: 4, unit: 'hồi' })
    expect(await keyResult(id)).toMatchObject({ progress: null, status: 'no_data', expected: 1, kept: [] })
    // Weeks are due on Mondays with two days of grace: each from Thursday to Wednesday.
    const stands = async (date: string, value: number) => {
      await checkIn(id, { date, value })
      const { progress, status, kept } = await keyResult(id)
      return [round(progress), status, kept.length]
    }
    expect(await stands('2026-05-11', 4.01)).toEqual([0, 'at_risk', 1])
    expect(await stands('2026-05-13', 4)).toEqual([1, 'on_track', 1])
    expect(await stands('2026-05-18', 2)).toEqual([1, 'on_track', 2])
    expect(await stands('2026-05-25', 1.99)).toEqual([0.6667, 'at_risk', 3])
    expect(await stands('2026-06-01', 5)).toEqual([0.5, 'off_track', 4])
    expect(await stands('2026-06-08', 3)).toEqual([0.6, 'on_track', 5])
    // All periods inside is a pace so far, never achieved.
    const all = await newKeyResult({ kind: 'keep', upper: 3, unit: '' })
    await checkIn(all, { value: 3 })
    expect(await keyResult(all)).toMatchObject({ progress: 1, status: 'on_track' })
  })

  test('eased asks for a reason and keeps the first bounds beside the new; narrower asks for nothing', async () => {
    const id = await newKeyResult({ kind: 'keep', upper: 3, unit: '' })
    const change = (measure: object, more = {}) =>
      me.patch(`/key-results/${id}`, { measure: { kind: 'keep', unit: '', ...measure }, ...more })
    expect((await change({ upper: 4 })).body.code).toBe('easing_needs_reason')
    expect((await keyResult(id)).measure.upper).toBe(3)
    expect((await change({ lower: 1, upper: 2 })).body).toMatchObject({ originalMeasure: null })
    const eased = await change({ upper: 5 }, { easedBecause: 'Ca đêm' })
    expect(eased.body).toMatchObject({
      ...{ measure: { upper: 5 }, originalMeasure: { lower: 1, upper: 2 }, easedBecause: 'Ca đêm' },
    })
  })
})

describe('a bound one', () => {
  test.each([
    ['day', 7],
    ['week', 4],
    ['month', 3],
    ['quarter', 2],
  ])('by the %s reads the mean of the last %d unless told otherwise', async (frequency, n) => {
    const kpi = await make('/kpis', { ...weeklyKpi, frequency })
    expect((await keyResult(await newKeyResult(reach, { kpi: { id: kpi } }))).kpi).toMatchObject({
      ...{ reading: 'mean', n },
    })
  })

  test('is stale once its KPI’s last period is missing past its grace', async () => {
    const kpi = await make('/kpis', weeklyKpi)
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-05-04', [48, 47, 46, 45, 44, 43, 42]))
    const id = await newKeyResult(reach, { kpi: { id: kpi, reading: 'latest' } })
    const stale = async (day: string) => {
      app.moveTo(`${day}T02:00:00Z`)
      return (await keyResult(id)).stale
    }
    expect(await stale('2026-06-22')).toBe(false)
    // The week to 28/6 has two days of grace: it may come on the 29th and the 30th.
    expect(await stale('2026-06-30')).toBe(false)
    expect(await stale('2026-07-01')).toBe(true)
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-06-22', [41]))
    expect(await stale('2026-07-01')).toBe(false)
    expect((await keyResult(id)).current).toBe(41)
  })

  test('cycle_to_date is achieved with the whole total, however early', async () => {
    const kpi = await make('/kpis', {
      ...{ ...weeklyKpi, direction: 'up', aggregation: 'sum', target: null },
    })
    const dates = { firstDay: '2026-05-25', lastDay: '2026-07-19' }
    await me.post(`/kpis/${kpi}/measurements`, weekly('2026-05-25', [10, 10, 9, 1]))
    const measure = { kind: 'reach', start: 15, target: 30, unit: '' }
    const id = await newKeyResult(measure, { kpi: { id: kpi, reading: 'cycle_to_date' }, ...dates })
    // (30 − 15 · 0.5) / 15.
    expect(await keyResult(id)).toMatchObject({
      ...{ progress: 1.5, expected: 0.5, current: 30, status: 'achieved' },
    })
  })
})

describe('an objective', () => {
  test('clamps what moved away to 0, leaves out weight 0 and no data, and is null with nothing left', async () => {
    const objective = await newObjective()
    const [away, half, unweighted] = [
      await newKeyResult(reach, { objectiveId: objective, weight: 1 }),
      await newKeyResult(reach, { objectiveId: objective, weight: 3 }),
      await newKeyResult(reach, { objectiveId: objective, weight: 0 }),
    ]
    const stands = async () => {
      const { progress, expected, status } = (await me.get(`/objectives/${objective}`)).body
      return [round(progress), round(expected), status]
    }
    await checkIn(unweighted, { value: 30 })
    expect((await stands()).toSpliced(1, 1)).toEqual([null, 'no_data'])
    await checkIn(away, { value: 52 })
    expect(await stands()).toEqual([0, 0.5, 'off_track'])
    await checkIn(half, { value: 39 })
    expect(await stands()).toEqual([0.375, 0.5, 'at_risk'])
  })

  test('expects the mean over the same key results: a reach at 0.667 of 0.62 and a keep at 5 of 7 are at risk', async () => {
    // Day 62 of 100.
    app.moveTo('2026-07-04T02:00:00Z')
    const objective = await newObjective()
    const reaching = await newKeyResult(reach, { objectiveId: objective })
    await newKeyResult(reach, { objectiveId: objective })
    const keeping = await newKeyResult({ kind: 'keep', upper: 3, unit: '' }, { objectiveId: objective })
    await checkIn(reaching, { date: '2026-07-04', value: 36 })
    for (const [week, value] of [4, 5, 3, 3, 3, 3, 3].entries()) {
      const date = new Date(Date.UTC(2026, 4, 11 + 7 * week)).toISOString().slice(0, 10)
      await checkIn(keeping, { date, value })
    }
    const { progress, expected, status, keyResults } = (await me.get(`/objectives/${objective}`)).body
    expect([round(progress), round(expected), status]).toEqual([0.6905, 0.81, 'at_risk'])
    expect(keyResults.map((one: { status: string }) => one.status)).toEqual([
      'on_track',
      'no_data',
      'on_track',
    ])
  })
})

describe('expected progress', () => {
  test('day 46 of a quarter of 92 is half of it; before it nothing, after it all', async () => {
    const dates = { start: '2026-07-01', end: '2026-09-30' }
    const quarter = await newCycle({ ...dates, kind: 'quarter' })
    const objective = await newObjective({ cycleId: quarter })
    const id = await newKeyResult(reach, { objectiveId: objective })
    const expected = async (day: string) => {
      app.moveTo(`${day}T02:00:00Z`)
      return (await keyResult(id)).expected
    }
    expect(await expected('2026-06-30')).toBe(0)
    expect(await expected('2026-07-01')).toBeCloseTo(1 / 92, 12)
    expect(await expected('2026-08-15')).toBe(0.5)
    expect(await expected('2026-09-30')).toBe(1)
    expect(await expected('2026-10-09')).toBe(1)
  })

  test('by its own dates, inside or beyond the cycle, and by its own plan, linear in between', async () => {
    const inside = await newKeyResult(reach, { firstDay: '2026-06-15', lastDay: '2026-07-04' })
    expect((await keyResult(inside)).expected).toBe(0.4)
    const beyond = await newKeyResult(reach, { firstDay: '2026-06-13', lastDay: '2026-09-20' })
    expect((await keyResult(beyond)).expected).toBe(0.1)
    const plan = [
      { date: '2026-06-02', value: 48 },
      { date: '2026-06-22', value: 45 },
      { date: '2026-07-12', value: 33 },
    ]
    const planned = await newKeyResult(reach, { plan })
    const expected = async (day: string) => {
      app.moveTo(`${day}T02:00:00Z`)
      return round((await keyResult(planned)).expected)
    }
    expect(await expected('2026-05-20')).toBe(0)
    // Half way from 48 to 45, then half way from 45 to 33.
    expect(await expected('2026-06-12')).toBe(0.0833)
    expect(await expected('2026-06-22')).toBe(0.1667)
    expect(await expected('2026-07-02')).toBe(0.5)
    expect(await expected('2026-08-11')).toBe(1)
  })
})

describe('status', () => {
  const at = async (value: number, more = {}) => {
    const id = await newKeyResult({ kind: 'reach', start: 0, target: 100, unit: '' }, more)
    await checkIn(id, { value })
    return (await keyResult(id)).status
  }

  test('changes at 0.9 and 0.6 of what is expected, each at the threshold still the better', async () => {
    const statuses: [number, string][] = [
      [100, 'achieved'],
      [99.99, 'on_track'],
      [45, 'on_track'],
      [44.99, 'at_risk'],
      [30, 'at_risk'],
      [29.99, 'off_track'],
      [-1, 'off_track'],
    ]
    for (const [value, status] of statuses) expect([value, await at(value)]).toEqual([value, status])
  })

  test('early on whatever did not move away is on track; the thresholds are the workspace’s', async () => {
    // Day 10 of 101, then of 100.
    const early = { firstDay: '2026-06-13', lastDay: '2026-09-21' }
    expect([await at(0, early), await at(-0.01, early)]).toEqual(['on_track', 'off_track'])
    const later = { firstDay: '2026-06-13', lastDay: '2026-09-20' }
    expect([await at(0, later), await at(6, later), await at(9, later)]).toEqual([
      'off_track',
      'at_risk',
      'on_track',
    ])
    await me.patch('/workspace', { earlyShare: 0.2, onTrackRatio: 0.8, atRiskRatio: 0.5 })
    try {
      expect([await at(0, later), await at(40), await at(39.9), await at(25), await at(24.9)]).toEqual([
        ...['on_track', 'on_track', 'at_risk', 'at_risk', 'off_track'],
      ])
    } finally {
      await me.patch('/workspace', { earlyShare: 0.1, onTrackRatio: 0.9, atRiskRatio: 0.6 })
    }
  })

  test('the owner’s call stands beside the computed one, and lapses with the next check-in', async () => {
    const id = await newKeyResult()
    await checkIn(id, { date: '2026-06-15', value: 30, call: 'off_track', callReason: 'Khách vẫn kêu' })
    expect(await keyResult(id)).toMatchObject({
      ...{ status: 'achieved', call: 'off_track', callReason: 'Khách vẫn kêu' },
    })
    await checkIn(id, { confidence: 10 })
    expect(await keyResult(id)).toMatchObject({ status: 'achieved', call: null, callReason: null })
  })

  test('a manual one is stale the day after the grace of the check-in that was due', async () => {
    const id = await newKeyResult()
    await checkIn(id, { value: 40 })
    const stale = async (day: string) => {
      app.moveTo(`${day}T02:00:00Z`)
      const { stale: flag, dueOn } = await keyResult(id)
      return [flag, dueOn]
    }
    expect(await stale('2026-06-29')).toEqual([false, '2026-06-29'])
    expect(await stale('2026-07-01')).toEqual([false, '2026-06-29'])
    expect(await stale('2026-07-02')).toEqual([true, '2026-06-29'])
  })
})

describe('check-ins', () => {
  test('are taken from the key result’s first day to today, by the workspace’s clock', async () => {
    const id = await newKeyResult(reach, { firstDay: '2026-06-10' })
    const answers = async (date: string) => {
      const { status, body } = await tryCheckIn(id, { date, value: 40 })
      return [status, body.code]
    }
    expect(await answers('2026-06-09')).toEqual([422, 'check_in_too_early'])
    expect(await answers('2026-06-10')).toEqual([201, undefined])
    expect(await answers('2026-06-22')).toEqual([201, undefined])
    // 23:59 in Việt Nam, and a minute later.
    app.moveTo('2026-06-22T16:59:00Z')
    expect(await answers('2026-06-23')).toEqual([422, 'check_in_future'])
    app.moveTo('2026-06-22T17:00:00Z')
    expect(await answers('2026-06-23')).toEqual([201, undefined])
    expect((await me.get(`/key-results/${id}/check-ins`)).body.items).toHaveLength(3)
  })

  test('confidence is a whole number from 0 to 10', async () => {
    const id = await newKeyResult()
    for (const confidence of [-1, 11, 5.5]) {
      const { status, body } = await tryCheckIn(id, { confidence })
      expect([confidence, status, body.errors[0].field]).toEqual([confidence, 400, 'confidence'])
    }
    expect((await keyResult(id)).lastCheckIn).toBeNull()
    for (const confidence of [0, 10]) {
      await checkIn(id, { confidence })
      expect((await keyResult(id)).confidence).toBe(confidence)
    }
  })

  test('what one said is never overwritten: the app may only add, and say what it superseded', async () => {
    const rows = await query<{ column_name: string }>(
      app,
      `select column_name from information_schema.column_privileges
       where grantee = 'nhipcau_app' and table_name = 'check_in' and privilege_type = 'UPDATE'`,
    )
    expect(rows.map(({ column_name }) => column_name)).toEqual(['superseded_at'])
  })
})

describe('scores', () => {
  test('are clamped and of two decimals; bands change at 0.40 and 0.70, a promise’s at 0.70 and 1.00', async () => {
    const cycle = await newCycle({ name: 'Đã qua' })
    const objective = await newObjective({ cycleId: cycle })
    const of = (measure: object) => newKeyResult(measure, { objectiveId: objective })
    const hundred = { kind: 'reach', start: 0, target: 100, unit: '' }
    const [beyond, away, third] = [await of(hundred), await of(hundred), await of(hundred)]
    await of(hundred)
    await checkIn(beyond, { value: 140 })
    await checkIn(away, { value: -20 })
    await checkIn(third, { value: 33.6 })
    await me.patch(`/cycles/${cycle}`, { state: 'review' })
    const review = async () => (await me.get(`/cycles/${cycle}/review`)).body.items[0]
    const proposed = await review()
    expect(proposed.keyResults.map(({ score }: { score: number | null }) => score)).toEqual([
      1,
      0,
      0.34,
      null,
    ])
    // (1 + 0 + 0.34) / 3; what has no data is left out.
    expect(proposed.proposedScore).toBe(0.45)
    const band = async (score: number) =>
      (await me.patch(`/objectives/${objective}/review`, { score, scoreReason: 'Theo nhóm' })).body.band
    const bands = async (...scores: number[]) => {
      const found: string[] = []
      for (const score of scores) found.push(await band(score))
      return found
    }
    expect(await bands(0, 0.39, 0.4, 0.69, 0.7, 1)).toEqual([
      'red',
      'red',
      'amber',
      'amber',
      'green',
      'green',
    ])
    await me.patch(`/objectives/${objective}`, { ambition: 'committed' })
    expect(await bands(0.69, 0.7, 0.99, 1)).toEqual(['red', 'amber', 'amber', 'green'])
    const reflection = { worked: 'Gọi lại ngay', didNot: 'Ca đêm thiếu người', learned: 'Chia ca sớm' }
    expect((await me.patch(`/objectives/${objective}/review`, reflection)).status).toBe(200)
    expect(await review()).toMatchObject({ score: 1, scoreReason: 'Theo nhóm', ...reflection })
  })
})
