// Phases, periods left out and targets keep their versions: each change has its way back, and the chart can be asked
// as it was known at an earlier instant (DOMAIN.md 7, 7.1, 7.3).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periodRounds } from '../src/server/features/kpi/rounds.ts'
import { startTestApp, type TestApp } from './app.ts'
import { weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

/** 12 weeks about 48, then 12 about 40, to 21/06/2026. */
const twoLevels = Array.from({ length: 24 }, (_, week) => (week < 12 ? 47 : 39) + (week % 2) * 2)

async function newKpi(values: number[], more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await me.post('/kpis', { ...weeklyKpi, ...more })
  await me.post(`/kpis/${body.id}/measurements`, weekly('2026-01-05', values))
  return body.id
}

const chart = async (id: string, query = '') => (await me.get(`/kpis/${id}/chart${query}`)).body
const centres = ({ phases }: { phases: { centre: number }[] }) => phases.map(({ centre }) => centre)

describe('phases', () => {
  test('added, moved, given a baseline, removed and brought back: one id, every version with its reason', async () => {
    const id = await newKpi(twoLevels)
    app.moveTo('2026-06-22T03:00:00Z')
    const added = await me.post(`/kpis/${id}/phases`, { from: '2026-03-23', reason: 'Tổng đài mới' })
    expect(added.body.phases.map((phase: { points: number }) => phase.points)).toEqual([11, 13])
    const phaseId = added.body.phases[1].id
    expect(added.body.phases[1].reason).toBe('Tổng đài mới')

    app.moveTo('2026-06-22T04:00:00Z')
    const moved = await me.patch(`/kpis/${id}/phases/${phaseId}`, { from: '2026-03-30' })
    expect(moved.body.phases[1]).toMatchObject({ id: phaseId, start: '2026-03-30', points: 12, centre: 40 })
    // Two weeks apart by 2 each time: mR̄ = 2, limits 40 ± 5.32.
    expect(moved.body.phases[1]).toMatchObject({ lower: 34.68, upper: 45.32, limits: 'firm' })

    app.moveTo('2026-06-22T05:00:00Z')
    const first6 = await me.patch(`/kpis/${id}/phases/${phaseId}`, {
      baseline: { first: 6 },
      reason: 'Đủ 6 tuần',
    })
    expect(first6.body.phases[1]).toMatchObject({
      baselinePoints: 6,
      limits: 'provisional',
      baseline: { first: 6 },
      reason: 'Đủ 6 tuần',
    })
    const ranged = await me.patch(`/kpis/${id}/phases/${phaseId}`, {
      baseline: { from: '2026-04-13', to: '2026-06-08' },
    })
    expect(ranged.body.phases[1].baselinePoints).toBe(9)
    const own = await me.patch(`/kpis/${id}/phases/${phaseId}`, { baseline: null })
    expect(own.body.phases[1]).toMatchObject({ baselinePoints: 12, baseline: null })

    app.moveTo('2026-06-22T06:00:00Z')
    const removed = await me.delete(`/kpis/${id}/phases/${phaseId}`, {}, { reason: 'Mở nhầm' })
    expect(centres(removed.body)).toEqual([44])
    app.moveTo('2026-06-22T07:00:00Z')
    const back = await me.post(`/kpis/${id}/phases/${phaseId}/restore`, {})
    expect(back.body.phases[1]).toMatchObject({ id: phaseId, start: '2026-03-30', centre: 40 })

    const { body: history } = await me.get(`/kpis/${id}/phases`)
    const versions = history.items.filter((item: { phaseId: string }) => item.phaseId === phaseId)
    expect(versions.map((item: { version: number }) => item.version)).toEqual([6, 5, 4, 3, 2, 1])
    expect(versions.map((item: { start: string }) => item.start).at(-1)).toBe('2026-03-23')
    expect(versions[1]).toMatchObject({ removedBecause: 'Mở nhầm', recordedBy: me.memberId })
    expect(versions[2].removedBecause).toBeNull()

    app.moveTo('2026-06-22T08:00:00Z')
    expect(centres(await chart(id, '?asOf=2026-06-22T02:30:00Z'))).toEqual([44])
    expect((await chart(id, '?asOf=2026-06-22T03:30:00Z')).phases[1].points).toBe(13)
    expect((await chart(id, '?asOf=2026-06-22T04:30:00Z')).phases[1].points).toBe(12)
    expect((await chart(id, '?asOf=2026-06-22T05:30:00Z')).phases[1].baselinePoints).toBe(12)
    expect(centres(await chart(id, '?asOf=2026-06-22T06:30:00Z'))).toEqual([44])
    expect(centres(await chart(id, '?asOf=2026-06-22T07:30:00Z'))).toEqual([48, 40])
  })

  test('what is refused', async () => {
    const id = await newKpi(twoLevels)
    const [first] = (await chart(id)).phases
    const add = (from: string) => me.post(`/kpis/${id}/phases`, { from })
    const phaseId = (await add('2026-03-30')).body.phases[1].id
    const code = async (answer: Promise<{ status: number; body: { code: string } }>) => {
      const { status, body } = await answer
      return [status, body.code]
    }
    expect(await code(add('2026-03-31'))).toEqual([422, 'period_not_start'])
    expect(await code(add('2026-03-30'))).toEqual([422, 'phase_taken'])
    expect(await code(add('2027-01-04'))).toEqual([422, 'phase_future'])
    const change = (of: string, body: unknown) => me.patch(`/kpis/${id}/phases/${of}`, body)
    expect(await code(change(first.id, { from: '2026-02-02' }))).toEqual([409, 'phase_is_first'])
    expect(await code(me.delete(`/kpis/${id}/phases/${first.id}`))).toEqual([409, 'phase_is_first'])
    expect(await code(change(phaseId, { from: '2026-03-31' }))).toEqual([422, 'period_not_start'])
    expect(await code(change(phaseId, { baseline: { from: '2026-05-04', to: '2026-04-06' } }))).toEqual([
      400,
      'invalid_input',
    ])
    expect(await code(me.post(`/kpis/${id}/phases/${phaseId}/restore`, {}))).toEqual([
      409,
      'phase_not_removed',
    ])
    expect((await change(first.id, { baseline: { first: 8 } })).body.phases[0].baselinePoints).toBe(8)
  })

  test('a bound key result freezes the phase that its baseline lies in; that baseline then stays', async () => {
    const id = await newKpi(twoLevels)
    // A phase that opens with the key result has no period before it: the one before is frozen.
    const opened = await me.post(`/kpis/${id}/phases`, { from: '2026-05-04' })
    const { body: cycle } = await me.post('/cycles', {
      ...{ name: 'Đợt 1', kind: 'custom', start: '2026-05-04', end: '2026-06-21' },
    })
    const { body: objective } = await me.post('/objectives', { title: 'Nhanh hơn', cycleId: cycle.id })
    await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Trả lời nhanh hơn',
      measure: { kind: 'reach', start: 40, target: 30, unit: 'phút' },
      kpi: { id },
    })
    await me.patch(`/cycles/${cycle.id}`, { state: 'active' })
    const { phases } = await chart(id)
    expect(phases.map((phase: { frozenAt: string }) => phase.frozenAt)).toEqual(['2026-05-03', null])
    const refused = await me.patch(`/kpis/${id}/phases/${phases[0].id}`, { baseline: 'all' })
    expect([refused.status, refused.body.code]).toEqual([409, 'phase_frozen'])
    const kept = await me.patch(`/kpis/${id}/phases/${phases[0].id}`, { reason: 'Nền của OKR' })
    expect(kept.body.phases[0]).toMatchObject({ frozenAt: '2026-05-03', reason: 'Nền của OKR' })
    expect((await me.delete(`/kpis/${id}/phases/${opened.body.phases[1].id}`)).status).toBe(200)
  })
})

describe('as it was known', () => {
  test('measurements, corrections, voids and periods left out, each by the instant it was recorded', async () => {
    app.moveTo('2026-06-22T02:00:00Z')
    const id = await newKpi([...twoLevels.slice(0, 12), 90])
    app.moveTo('2026-06-23T02:00:00Z')
    await me.put(`/kpis/${id}/left-out/2026-03-30`, { reason: 'Mất điện' })
    app.moveTo('2026-06-24T02:00:00Z')
    await me.put(`/kpis/${id}/left-out/2026-03-30`, { reason: '' })
    await me.post(`/kpis/${id}/measurements`, { at: '2026-03-30', value: 49 })
    const last = ({ periods }: { periods: { value: number; leftOut: string | null }[] }) => periods.at(-1)
    expect(last(await chart(id, '?asOf=2026-06-22T12:00:00Z'))).toMatchObject({ value: 90, leftOut: null })
    expect(last(await chart(id, '?asOf=2026-06-23T12:00:00Z'))).toMatchObject({
      value: 90,
      leftOut: 'Mất điện',
    })
    expect((await chart(id, '?asOf=2026-06-23T12:00:00Z')).phases[0].centre).toBe(48)
    expect(last(await chart(id))).toMatchObject({ value: 49, leftOut: null })
    expect((await chart(id, '?asOf=2026-06-21T12:00:00Z')).periods).toEqual([])
    // Then the week of 30/03 was still running: what was pushed later is not known yet.
    expect((await chart(id, '?asOf=2026-06-22T12:00:00Z')).asOf).toBe('2026-06-22T12:00:00.000Z')
  })
})

describe('targets', () => {
  test('a year in one grid: statuses and capability take the target of their period, every version kept', async () => {
    app.moveTo('2026-06-22T02:00:00Z')
    const id = await newKpi(twoLevels, { target: 45 })
    const status = (body: { periods: { status: string }[] }) =>
      body.periods.slice(-3).map((period) => period.status)
    expect(status(await chart(id))).toEqual(['green', 'green', 'green'])
    app.moveTo('2026-06-23T02:00:00Z')
    const set = await me.put('/kpi-targets', {
      targets: [
        { kpiId: id, start: '2026-06-01', target: 40 },
        { kpiId: id, start: '2026-06-15', target: 30 },
        { kpiId: id, start: '2026-06-22', target: 30 },
      ],
    })
    expect(set.body).toEqual({ changed: 3, unchanged: 0 })
    const after = await chart(id)
    // 39 against 40 meets it, 41 against 45 as well; 41 against 30 misses by more than a tenth.
    expect(after.periods.slice(-3).map((period: { value: number }) => period.value)).toEqual([39 + 2, 39, 41])
    expect(status(after)).toEqual(['amber', 'green', 'red'])
    expect(after).toMatchObject({ targetNow: 30, capability: 'incapable' })
    expect(after.targets).toEqual({
      constant: 45,
      byPeriod: [
        { start: '2026-06-01', target: 40 },
        { start: '2026-06-15', target: 30 },
        { start: '2026-06-22', target: 30 },
      ],
    })
    const again = await me.put('/kpi-targets', {
      targets: [
        { kpiId: id, start: '2026-06-01', target: 40 },
        { kpiId: id, start: '2026-06-15', target: null },
        { kpiId: id, start: null, target: 44 },
      ],
    })
    expect(again.body).toEqual({ changed: 2, unchanged: 1 })
    expect((await me.get(`/kpis/${id}`)).body.target).toBe(44)
    expect((await me.get(`/kpis/${id}/targets?asOf=2026-06-22T12:00:00Z`)).body).toEqual({
      constant: 45,
      byPeriod: [],
    })
    const { body: grid } = await me.get('/kpi-targets?frequency=week&from=2026-06-10&to=2026-06-30')
    expect(grid.periods.map((period: { start: string }) => period.start)).toEqual([
      '2026-06-08',
      '2026-06-15',
      '2026-06-22',
      '2026-06-29',
    ])
    expect(grid.items.find((item: { kpiId: string }) => item.kpiId === id)).toMatchObject({
      constant: 44,
      byPeriod: [{ start: '2026-06-22', target: 30 }],
      canEdit: true,
    })
  })

  test('all or none: a fault is told with its row', async () => {
    const id = await newKpi(twoLevels)
    const range = await newKpi(twoLevels, { direction: 'range', target: { lower: 35, upper: 50 } })
    const put = async (target: unknown) => {
      const { status, body } = await me.put('/kpi-targets', {
        targets: [{ kpiId: id, start: '2026-06-01', target: 20 }, target],
      })
      return [status, body.code, body.errors?.[0]?.field]
    }
    expect(await put({ kpiId: id, start: '2026-06-02', target: 20 })).toEqual([
      422,
      'target_period',
      'targets.1',
    ])
    expect(await put({ kpiId: range, start: '2026-06-01', target: 20 })).toEqual([
      422,
      'target_shape',
      'targets.1',
    ])
    expect(await put({ kpiId: range, start: '2026-06-01', target: { lower: 3, upper: 2 } })).toEqual([
      422,
      'target_shape',
      'targets.1',
    ])
    expect(await put({ kpiId: me.workspaceId, start: null, target: 20 })).toEqual([
      422,
      'not_in_workspace',
      'targets.1',
    ])
    expect((await me.get(`/kpis/${id}/targets`)).body).toEqual({ constant: 30, byPeriod: [] })
    for (const [from, to, code] of [
      ['2026-06-30', '2026-06-01', 'dates_reversed'],
      ['2024-01-01', '2026-06-01', 'grid_too_long'],
    ])
      expect((await me.get(`/kpi-targets?frequency=week&from=${from}&to=${to}`)).body.code).toBe(code)
    const ranged = await me.put('/kpi-targets', {
      targets: [{ kpiId: range, start: '2026-06-22', target: { lower: 30, upper: 55 } }],
    })
    expect(ranged.body).toEqual({ changed: 1, unchanged: 0 })
    expect((await chart(range)).targetNow).toEqual({ lower: 30, upper: 55 })
  })
})

describe('what stands beside the value', () => {
  test('the same period a year ago, where it was measured', async () => {
    const { body } = await me.post('/kpis', weeklyKpi)
    await me.post(`/kpis/${body.id}/measurements`, [
      { at: '2025-06-16', value: 61 },
      { at: '2026-06-15', value: 48 },
    ])
    expect((await chart(body.id)).yearAgo).toEqual({ start: '2025-06-16', value: 61 })
    await me.post(`/kpis/${body.id}/measurements`, { at: '2026-06-08', value: 48 })
    expect((await chart(body.id)).yearAgo).toEqual({ start: '2025-06-16', value: 61 })
  })

  test('the median variant takes its centre from the mean or the median', async () => {
    const values = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 11, 100]
    const id = await newKpi(values, { limitMethod: 'median', target: null })
    // Σ = 221; the moving ranges are 2 ten times, 1 and 89: median 2, limits ± 3.145 · 2.
    expect((await chart(id)).phases[0]).toMatchObject({ movingRange: 2, upperRange: 7.73 })
    expect((await chart(id)).phases[0].centre).toBeCloseTo(221 / 12, 10)
    await me.patch(`/kpis/${id}`, { centreMethod: 'median' })
    expect((await chart(id)).phases[0]).toMatchObject({ centre: 11.5, lower: 5.21, upper: 17.79 })
  })
})

describe('periods in which nothing was measured count as 0 where the KPI says so', () => {
  test('such a period closes, and is news, without any measurement; the round raises it once', async () => {
    app.moveTo('2026-06-22T02:00:00Z')
    const values = Array.from({ length: 24 }, (_, week) => 20 + (week % 2))
    const id = await newKpi(values, {
      aggregation: 'sum',
      direction: 'up',
      zeroWhenEmpty: true,
      target: null,
    })
    const raised = async () => (await me.get(`/signals?kpiId=${id}`)).body.items
    expect(await raised()).toEqual([])
    app.moveTo('2026-06-29T02:00:00Z')
    const [round] = periodRounds(app.server)
    await round?.run()
    await round?.run()
    const signals = await raised()
    expect(signals.map(({ side, from }: { side: string; from: string }) => [side, from]).sort()).toEqual([
      ['below', '2026-06-22'],
      ['range', '2026-06-22'],
    ])
    const { periods } = await chart(id)
    expect(periods.at(-1)).toMatchObject({ start: '2026-06-22', value: 0, provisional: false })
  })
})
