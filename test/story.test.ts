// The story of DOMAIN.md section 1 through the REST API alone, with the figures of its worked examples.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { readCsv } from './csv.ts'

type Client = Awaited<ReturnType<TestApp['setup']>>

const responseTime = {
  name: 'Thời gian trả lời trung bình',
  unit: 'phút',
  direction: 'down',
  frequency: 'week',
  aggregation: 'mean',
  target: 30,
}

describe('the story, by the API', () => {
  let app: TestApp
  let me: Client

  beforeAll(async () => {
    // Monday of week 25; each week the clock moves on with the data.
    app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
    me = await app.setup()
  })
  afterAll(() => app.stop())

  test('240 calls become four weekly values; limits need more, and daily gives it; twice counts once', async () => {
    const unit = await me.post('/units', { name: 'Chăm sóc khách hàng' })
    expect(unit.status).toBe(201)
    const kpi = await me.post('/kpis', { ...responseTime, unitId: unit.body.id })
    expect(kpi.status).toBe(201)
    expect(kpi.body.slug).toBe('thoi_gian_tra_loi_trung_binh')
    const calls = (await readCsv('calls-four-weeks.csv')).map((row) => ({
      at: row.answered_at,
      value: Number(row.response_minutes),
      externalId: row.call_id,
    }))
    expect(calls).toHaveLength(240)
    const first = await me.post(`/kpis/${kpi.body.id}/measurements`, calls)
    expect(first.body).toEqual({ created: 240, replaced: 0, unchanged: 0 })
    const second = await me.post(`/kpis/${kpi.body.id}/measurements`, calls)
    expect(second.body).toEqual({ created: 0, replaced: 0, unchanged: 240 })

    const { body: chart } = await me.get(`/kpis/${kpi.body.id}/chart`)
    expect(chart.periods.map((period: { value: number }) => period.value)).toEqual([47, 50, 46, 49])
    expect(chart.phases).toHaveLength(1)
    expect(chart.phases[0]).toMatchObject({ points: 4, centre: 48, lower: null, upper: null, limits: 'none' })
    expect(chart.words.limits).toMatch(/Chưa có giới hạn: mới có 4 tuần/)
    expect(chart.finer).toEqual({ frequency: 'day', periods: 24 })

    const { body: daily } = await me.get(`/kpis/${kpi.body.id}/chart?frequency=day`)
    expect(daily.phases[0]).toMatchObject({ points: 24, limits: 'firm' })
    expect(daily.phases[0].centre).toBeCloseTo(48, 10)

    const draft = await me.post(`/kpis/${kpi.body.id}/okr-draft`, {})
    expect(draft.body).toMatchObject({ provisional: true, reliableTarget: null })
    expect(draft.body.keyResults[0].measure).toEqual({ kind: 'reach', start: 48, target: 30, unit: 'phút' })

    const switched = await me.patch(`/kpis/${kpi.body.id}`, { frequency: 'day' })
    expect(switched.body.frequency).toBe('day')
    expect(
      (await me.get(`/kpis/${kpi.body.id}/chart`)).body.periods.filter(
        (p: { value: number | null }) => p.value !== null,
      ),
    ).toHaveLength(24)
  })

  test('from 24 weeks to the close', async () => {
    const weeks = (await readCsv('response-time-weekly.csv')).map((row) => ({
      at: row.week_starting ?? '',
      value: Number(row.response_minutes),
    }))
    expect(weeks).toHaveLength(45)
    const { body: kpi } = await me.post('/kpis', { ...responseTime, name: 'Thời gian trả lời hằng tuần' })
    await me.post(`/kpis/${kpi.id}/measurements`, weeks.slice(0, 24))
    const { body: before } = await me.get(`/kpis/${kpi.id}/chart`)
    expect(before.phases[0]).toMatchObject({ points: 24, centre: 48, limits: 'firm', trustworthy: true })
    expect(before.phases[0].lower).toBeCloseTo(40.83, 2)
    expect(before.phases[0].upper).toBeCloseTo(55.17, 2)
    expect(before).toMatchObject({
      variation: 'common_cause',
      capability: 'incapable',
      remedy: 'change_system',
      signals: [],
    })
    expect(before.words.remedy).toMatch(/^Thay đổi hệ thống: soạn một OKR/)

    const { body: draft } = await me.post(`/kpis/${kpi.id}/okr-draft`, {})
    expect(draft.objective.title).toBe(
      'Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng',
    )
    expect(draft.keyResults[0].title).toBe('Giảm thời gian trả lời hằng tuần từ 48 phút xuống 30 phút')
    expect(draft.keyResults[0].measure).toEqual({ kind: 'reach', start: 48, target: 30, unit: 'phút' })
    expect(draft.keyResults[0].kpi).toEqual({ id: kpi.id, reading: 'mean', n: 4 })
    expect(draft.reliableTarget).toBeCloseTo(22.83, 2)
    expect(draft).toMatchObject({ targetCheck: 'stretch', provisional: false })

    const { body: cycle } = await me.post('/cycles', {
      name: 'Nâng nhịp chăm sóc',
      kind: 'custom',
      start: '2026-06-22',
      end: '2026-11-15',
    })
    const { body: objective } = await me.post('/objectives', {
      title: draft.objective.title,
      cycleId: cycle.id,
      fromKpiId: kpi.id,
    })
    const { body: speed } = await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút',
      measure: draft.keyResults[0].measure,
      kpi: { id: kpi.id },
    })
    const { body: rings } = await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Nghe điện thoại sau tối đa 3 hồi chuông',
      measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' },
    })
    await me.post('/initiatives', { title: 'Tổng đài gọi lại tự động', keyResultIds: [speed.id] })
    expect(speed.kpi).toMatchObject({ reading: 'mean', n: 4 })
    expect(rings).toMatchObject({ progress: null, status: 'no_data' })
    await me.patch(`/cycles/${cycle.id}`, { state: 'active' })
    const { body: frozen } = await me.get(`/kpis/${kpi.id}/chart`)
    expect(frozen.phases[0].frozenAt).toBe('2026-06-21')

    const progress: number[] = []
    for (const [index, week] of weeks.slice(24).entries()) {
      // The week is over on the Monday after it.
      app.moveTo(new Date(Date.parse(`${week.at}T02:00:00Z`) + 7 * 86_400_000).toISOString())
      const pushed = await me.post(`/kpis/${kpi.id}/measurements`, week)
      expect(pushed.body).toEqual({ created: 1, replaced: 0, unchanged: 0 })
      const { body } = await me.get(`/key-results/${speed.id}`)
      progress.push(body.progress)
      if (index === 0) {
        expect(body.current).toBeCloseTo(47.5, 10)
        expect(body.expected).toBeCloseTo(8 / 147, 10)
      }
    }
    expect(progress.at(-1)).toBeCloseTo(0.9722, 4)
    const { body: done } = await me.get(`/key-results/${speed.id}`)
    expect(done.current).toBeCloseTo(30.5, 10)
    expect(done).toMatchObject({ expected: 1, status: 'on_track' })

    for (const [date, value] of [
      ['2026-06-23', 2],
      ['2026-06-30', 3],
      ['2026-07-07', 4],
      ['2026-07-14', 3],
    ] as const)
      expect(
        (await me.post(`/key-results/${rings.id}/check-ins`, { date, value, confidence: 7 })).status,
      ).toBe(201)
    expect((await me.get(`/key-results/${rings.id}`)).body.progress).toBe(0.75)

    const { body: proof } = await me.get(`/key-results/${speed.id}/proof`)
    expect(proof).toMatchObject({
      verdict: 'improved',
      before: 48,
      beforePeriods: 24,
      afterPeriods: 21,
      from: '2026-06-22',
      firstOutside: '2026-07-20',
    })
    expect(proof.after).toBeCloseTo(34.24, 2)
    expect(proof.handOver).toMatchObject({ from: '2026-08-17', stillMoving: false })
    expect(proof.handOver.centre).toBeCloseTo(30.46, 2)
    expect(proof.handOver.lower).toBeCloseTo(26.69, 2)
    expect(proof.handOver.upper).toBeCloseTo(34.23, 2)

    await me.patch(`/cycles/${cycle.id}`, { state: 'review' })
    const refused = await me.patch(`/cycles/${cycle.id}`, { state: 'closed' })
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('cycle_not_decided')
    expect(refused.body.detail).toContain(objective.title)
    const { body: review } = await me.patch(`/objectives/${objective.id}/review`, {
      decision: 'done',
      learned: 'Gọi lại tự động là điều quyết định.',
    })
    expect(review.keyResults.map((item: { score: number }) => item.score)).toEqual([0.97, 0.75])
    expect(review.proposedScore).toBe(0.86)
    expect((await me.patch(`/cycles/${cycle.id}`, { state: 'closed' })).body.state).toBe('closed')
    expect(
      (await me.post(`/key-results/${rings.id}/check-ins`, { date: '2026-07-21', value: 3 })).body.code,
    ).toBe('cycle_closed')

    const { body: handed, status } = await me.post(`/kpis/${kpi.id}/hand-over`, {
      keyResultId: speed.id,
      target: 30,
    })
    expect(status).toBe(201)
    expect(handed.from).toBe('2026-08-17')
    const { body: after } = await me.get(`/kpis/${kpi.id}/chart`)
    expect(after.phases).toHaveLength(2)
    expect(after.phases[1]).toMatchObject({ start: '2026-08-17', end: '2026-11-15', points: 13 })
    expect(after.phases[1].centre).toBeCloseTo(30.46, 2)
    expect(after.capability).toBe('unreliable')
    expect(after.annotations[0].keyResultId).toBe(speed.id)
    expect(after.keyResults[0]).toMatchObject({
      id: speed.id,
      firstDay: '2026-06-22',
      lastDay: '2026-11-15',
      score: 0.97,
    })

    const undone = await me.post(`/kpis/${kpi.id}/hand-over/${handed.id}/undo`, {})
    expect(undone.body.chart.phases).toHaveLength(1)
    const { body: later } = await me.post(`/kpis/${kpi.id}/hand-over`, {
      keyResultId: speed.id,
      from: '2026-09-07',
    })
    const phase = later.chart.phases[1]
    expect(phase.centre).toBeCloseTo(30, 2)
    expect(phase.lower).toBeCloseTo(25.86, 2)
    expect(phase.upper).toBeCloseTo(34.14, 2)
    expect(later.target).toBe(30)

    const { body: signals } = await me.get(`/signals?kpiId=${kpi.id}`)
    expect(
      signals.items.map((signal: { rule: string; from: string }) => [signal.rule, signal.from]).sort(),
    ).toEqual([
      ['near_limit', '2026-06-29'],
      ['outside', '2026-07-20'],
      ['run', '2026-06-22'],
    ])
  })
})
