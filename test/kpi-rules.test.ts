// The rules of KPIs and the loop, sentence by sentence, at their edges (DOMAIN.md 7, 7.1, 7.2, 7.3).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { falseImprovedRate } from '../src/core/kpi/false-alarms.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, weekly, weeklyKpi } from './company.ts'

// Monday of week 25: 24 weeks from 05/01/2026 are over.
const monday = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

/** 47 and 49 in turn: mean 48, every moving range 2, limits 48 ± 5.32: 42.68 to 53.32. */
const quiet = (weeks = 24) => Array.from({ length: weeks }, (_, week) => 47 + 2 * (week % 2))

async function make(path: string, body: object): Promise<string> {
  const answer = await me.post(path, body)
  expect([path, answer.status, answer.body.errors]).toEqual([path, 201, undefined])
  return answer.body.id
}
async function push(id: string, measurements: unknown): Promise<void> {
  const { status, body } = await me.post(`/kpis/${id}/measurements`, measurements)
  expect([status, body.errors]).toEqual([200, undefined])
}
async function newKpi(values: number[] = [], more: object = {}): Promise<string> {
  const id = await make('/kpis', { ...weeklyKpi, ...more })
  if (values.length > 0) await push(id, weekly('2026-01-05', values))
  return id
}
const chart = async (id: string, query = '') => (await me.get(`/kpis/${id}/chart${query}`)).body
const raised = async (id: string) => (await me.get(`/signals?kpiId=${id}`)).body.items

type Span = { start?: string; end?: string; state?: string }
async function newObjective({ start = '2026-05-04', end = '2026-08-09', state = 'active' }: Span = {}) {
  const cycleId = await make('/cycles', { name: 'Đợt', kind: 'custom', start, end, state })
  return { cycleId, objectiveId: await make('/objectives', { title: 'Nghe ngay', cycleId }) }
}
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
const newKeyResult = (objectiveId: string, more: object = {}) =>
  make('/key-results', { objectiveId, title: 'Nhanh hơn', measure: reach, ...more })

describe('definition', () => {
  test('a slug comes from the name, and the next one of that name has the next number', async () => {
    const slugs: string[] = []
    for (const name of ['Số đơn hàng', 'Số đơn hàng', 'SO DON HANG!'])
      slugs.push((await me.get(`/kpis/${await newKpi([], { name })}`)).body.slug)
    expect(slugs).toEqual(['so_don_hang', 'so_don_hang_2', 'so_don_hang_3'])
    const atOnce = await Promise.all(
      Array.from({ length: 4 }, () => me.post('/kpis', { ...weeklyKpi, name: 'Cùng lúc' })),
    )
    expect(atOnce.map(({ body }) => body.slug).toSorted()).toEqual([
      ...['cung_luc', 'cung_luc_2', 'cung_luc_3', 'cung_luc_4'],
    ])
  })

  test('of several units: theirs to see, to find and to lead, on the board under each', async () => {
    const [sales, support, aside] = await Promise.all(
      ['Bán hàng', 'Chăm sóc', 'Cạnh'].map((name) => make('/units', { name })),
    )
    const person = (more: object) => addMember(app, me.workspaceId, more)
    const [seller, helper, lead, other] = await Promise.all([
      person({ units: [sales] }),
      person({ units: [support] }),
      person({ leads: [support] }),
      person({ units: [aside] }),
    ])
    const more = { unitId: sales, otherUnitIds: [support, sales, support], source: ' Tổng đài 1800 ' }
    const id = await newKpi([], { ...more, name: 'Cuộc gọi lỡ', visibility: 'unit' })
    const { body } = await me.get(`/kpis/${id}`)
    expect([body.unitId, body.otherUnitIds, body.source]).toEqual([sales, [support], 'Tổng đài 1800'])
    for (const [who, seen] of [
      [seller, true],
      [helper, true],
      [lead, true],
      [other, false],
    ] as const) {
      const named = (items: { id: string }[]) => items.some((item) => item.id === id)
      expect([
        (await who.get(`/kpis/${id}`)).status,
        named((await who.get('/kpis/board')).body.items),
        named((await who.get('/kpis?limit=500')).body.items),
        named((await who.get('/search?q=cuoc%20goi%20lo')).body.items),
      ]).toEqual([seen ? 200 : 404, seen, seen, seen])
    }
    expect((await helper.patch(`/kpis/${id}`, { target: 3 })).status).toBe(403)
    expect((await lead.patch(`/kpis/${id}`, { target: 3 })).status).toBe(200)
    const { status, body: told } = await me.patch(`/kpis/${id}`, { otherUnitIds: [me.memberId] })
    expect([status, told.errors[0].field]).toEqual([422, 'otherUnitIds'])
    // Who answers for it is not named twice.
    expect((await me.patch(`/kpis/${id}`, { unitId: support })).body.otherUnitIds).toEqual([])
    expect((await seller.get(`/kpis/${id}`)).status).toBe(404)
    await me.patch(`/kpis/${id}`, { archived: true })
    const archived = async (who: typeof lead) => JSON.stringify((await who.get('/archive')).body).includes(id)
    expect([await archived(helper), await archived(seller)]).toEqual([true, false])
  })

  test('running totals and rolling averages are no aggregation: a chart would see signals in their own memory', async () => {
    const id = await newKpi(quiet())
    for (const aggregation of ['running_total', 'rolling_mean', 'cumulative'])
      for (const answer of [
        await me.post('/kpis', { ...weeklyKpi, aggregation }),
        await me.patch(`/kpis/${id}`, { aggregation }),
      ])
        expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'aggregation'])
    expect((await me.get(`/kpis/${id}`)).body.aggregation).toBe('mean')
  })

  test('the amber margin is a share of the size of the target, below 0 too, and may be another than 10 %', async () => {
    const statuses = async (more: object, values: number[]) => {
      const id = await newKpi(values, more)
      return (await chart(id)).periods.map(({ status }: { status: string }) => status)
    }
    const below = { direction: 'up', target: -100 }
    expect(await statuses(below, [-100, -110, -110.1])).toEqual(['green', 'amber', 'red'])
    expect(await statuses({ amberMargin: 0.5 }, [30, 45, 45.1])).toEqual(['green', 'amber', 'red'])
    expect(await statuses({ target: 0 }, [0, 0.1])).toEqual(['green', 'red'])
    expect(await statuses({ target: null }, [0])).toEqual(['none'])
  })

  test('another frequency: is refused while targets, periods left out or phases of the old one would mean something else', async () => {
    const id = await newKpi(quiet())
    const change = async (frequency: string) => {
      const { status, body } = await me.patch(`/kpis/${id}`, { frequency })
      return status === 200 ? body.frequency : [status, body.code, body.errors[0].field]
    }
    const refused = [409, 'frequency_fixed', 'frequency']
    const target = (value: number | null) =>
      me.put('/kpi-targets', { targets: [{ kpiId: id, start: '2026-06-01', target: value }] })
    // 01/06 is the first day of a week and of a month: a week's target would become the month's.
    await target(40)
    expect(await change('month')).toEqual(refused)
    expect(await change('week')).toBe('week')
    await target(null)
    await me.put(`/kpis/${id}/left-out/2026-06-01`, { reason: 'Tết' })
    expect(await change('month')).toEqual(refused)
    await me.put(`/kpis/${id}/left-out/2026-06-01`, { reason: '' })
    const { body } = await me.post(`/kpis/${id}/phases`, { from: '2026-03-30' })
    expect(await change('month')).toEqual(refused)
    // A Monday begins a day as it begins a week.
    expect(await change('day')).toBe('day')
    expect(await change('week')).toBe('week')
    await me.delete(`/kpis/${id}/phases/${body.phases[1].id}`)
    // The mean of four weeks would become that of four months.
    const { objectiveId } = await newObjective({ state: 'draft' })
    const bound = await newKeyResult(objectiveId, { kpi: { id } })
    expect(await change('month')).toEqual(refused)
    await me.patch(`/key-results/${bound}`, { archived: true })
    expect(await change('month')).toBe('month')
  })

  test('archived it stays as it is, and nothing new rests on it, until it is restored', async () => {
    const id = await newKpi(quiet())
    await push(id, { at: '2026-06-15', value: 48, externalId: 'một' })
    const { objectiveId } = await newObjective({ state: 'draft' })
    const bound = await newKeyResult(objectiveId, { kpi: { id } })
    await me.patch(`/kpis/${id}`, { archived: true })
    const before = await chart(id)
    const measured = (await me.get(`/kpis/${id}/measurements`)).body.items[0].id
    const changes = [
      me.patch(`/kpis/${id}`, { name: 'Khác' }),
      me.patch(`/kpis/${id}`, { archived: true, target: 1 }),
      me.put('/kpi-targets', { targets: [{ kpiId: id, start: null, target: 40 }] }),
      me.post(`/kpis/${id}/phases`, { from: '2026-03-30' }),
      me.patch(`/kpis/${id}/phases/${before.phases[0].id}`, { reason: 'Đổi ca' }),
      me.put(`/kpis/${id}/left-out/2026-06-08`, { reason: 'Tết' }),
      me.post(`/kpis/${id}/annotations`, { date: '2026-05-01', text: 'Đổi ca' }),
      me.post(`/kpis/${id}/measurements`, { at: '2026-06-16', value: 1 }),
      me.patch(`/kpis/${id}/measurements/${measured}`, { value: 1 }),
      me.post(`/kpis/${id}/measurements/${measured}/void`, {}),
      me.post(`/kpis/${id}/drivers`, { driverId: await newKpi(), note: 'Thêm người' }),
      me.post(`/kpis/${id}/hand-over`, { keyResultId: bound }),
      me.post('/key-results', { objectiveId, title: 'Nữa', measure: reach, kpi: { id } }),
    ]
    for (const { status, body } of await Promise.all(changes))
      expect([status, body.code]).toEqual([409, 'archived'])
    expect(await chart(id)).toEqual(before)
    // What rests on it from before can still be changed, and it comes back changed in one go.
    expect((await me.patch(`/key-results/${bound}`, { title: 'Nhanh hơn nữa' })).status).toBe(200)
    const { body } = await me.patch(`/kpis/${id}`, { archived: false, name: 'Khác' })
    expect([body.name, body.archivedAt]).toEqual(['Khác', null])
  })

  test('a key result has the unit of its KPI, also once the KPI has another', async () => {
    const id = await newKpi(quiet())
    const { objectiveId, cycleId } = await newObjective()
    const bound = await newKeyResult(objectiveId, { kpi: { id }, measure: { ...reach, unit: 'giây' } })
    const unit = async () => (await me.get(`/key-results/${bound}`)).body.measure.unit
    expect(await unit()).toBe('phút')
    await me.patch(`/kpis/${id}`, { unit: 'phút/cuộc' })
    expect(await unit()).toBe('phút/cuộc')
    // What was closed stays as it was read.
    await me.patch(`/key-results/${bound}`, { weight: 2, measure: reach, easedBecause: 'x' })
    await me.patch(`/cycles/${cycleId}`, { state: 'review' })
    await me.patch(`/objectives/${objectiveId}/review`, { decision: 'done' })
    await me.patch(`/cycles/${cycleId}`, { state: 'closed' })
    await me.patch(`/kpis/${id}`, { unit: 'giờ' })
    expect(await unit()).toBe('phút/cuộc')
  })
})

describe('a finer frequency', () => {
  /** Daily values from the 1st of a month on. */
  const days = (month: string, count: number) =>
    Array.from({ length: count }, (_, day) => ({
      at: `2026-${month}-${String(day + 1).padStart(2, '0')}`,
      value: 40 + (day % 3),
    }))

  test.each([
    [
      'none closed yet: 20 days of the running month',
      'month',
      days('06', 20),
      { frequency: 'day', periods: 20 },
    ],
    [
      'the coarsest that is enough',
      'quarter',
      weekly('2026-01-05', quiet(13)),
      { frequency: 'week', periods: 13 },
    ],
    ['11 days are not enough', 'month', days('06', 11), null],
    ['12 weeks are enough as they are', 'week', weekly('2026-01-05', quiet(12)), null],
  ])('%s', async (_, frequency, measurements, expected) => {
    const id = await newKpi([], { frequency })
    await push(id, measurements)
    const { finer, words } = await chart(id)
    expect(finer).toEqual(expected)
    if (expected)
      expect(words.limits).toMatch(new RegExp(`^Chưa có giới hạn: mới có \\d .*sẽ có ${expected.periods} kỳ`))
    if (expected?.periods === 20)
      expect(words).toMatchObject({
        summary: 'Chưa có kỳ nào khép lại.',
        limits: expect.stringContaining('0 tháng'),
      })
  })
})

describe('limits', () => {
  test('2.66 and 3.268 mean moving ranges, of the first 24 for wheeler and of all for nhs', async () => {
    const values = [...quiet(), ...Array<number>(6).fill(60)]
    app.moveTo('2026-08-03T02:00:00Z')
    const wheeler = await chart(await newKpi(values))
    expect(wheeler.phases[0]).toMatchObject({
      ...{ points: 30, baselinePoints: 24, centre: 48, lower: 42.68, upper: 53.32 },
      ...{ movingRange: 2, upperRange: 6.536 },
    })
    // Σ = 24 · 48 + 6 · 60. The range of 11 is screened out: Σ mR = 23 · 2 + 5 · 0 over 28.
    const nhs = (await chart(await newKpi(values, { ruleSet: 'nhs' }))).phases[0]
    expect([nhs.baselinePoints, nhs.centre]).toEqual([30, 50.4])
    expect(nhs.movingRange).toBeCloseTo(46 / 28, 12)
    expect(nhs.upper).toBeCloseTo(50.4 + (2.66 * 46) / 28, 12)
  })

  test('a phase begins its moving ranges anew: none reaches over the border', async () => {
    const id = await newKpi([...quiet(12), ...quiet(12).map((value) => value - 20)])
    const { body } = await me.post(`/kpis/${id}/phases`, { from: '2026-03-30' })
    expect(body.phases.map(({ movingRange }: { movingRange: number }) => movingRange)).toEqual([2, 2])
  })

  test('a period left out takes both moving ranges beside it along', async () => {
    const values = quiet().with(10, 80)
    const id = await newKpi(values)
    const { body } = await me.put(`/kpis/${id}/left-out/2026-03-16`, { reason: 'Tết' })
    expect(body.periods[10]).toMatchObject({ value: 80, leftOut: 'Tết' })
    expect(body.phases[0]).toMatchObject({ points: 23, movingRange: 2 })
    expect(body.phases[0].centre).toBeCloseTo((11 * 47 + 12 * 49) / 23, 12)
    expect(body.signals).toEqual([])
  })

  test('where no value can pass 0 or 100, limits are drawn clipped on both sides and computed unclipped', async () => {
    const values = Array.from({ length: 12 }, (_, week) => (week % 2 ? 98 : 2))
    const id = await newKpi(values, { direction: 'up', floor: 0, ceiling: 100, target: null })
    // 50 ± 2.66 · 96.
    expect((await chart(id)).phases[0]).toMatchObject({
      ...{ lower: -205.36, upper: 305.36, drawnLower: 0, drawnUpper: 100 },
    })
  })
})

describe('a published key result freezes the baseline before its first day', () => {
  const frozenAt = async (id: string) => (await chart(id)).phases[0].frozenAt

  test('made in a running cycle; its own first day counts, in the middle of a week too', async () => {
    const id = await newKpi(quiet())
    const { objectiveId } = await newObjective()
    await newKeyResult(objectiveId, { kpi: { id }, firstDay: '2026-06-03' })
    // 21 weeks ended before Wednesday 03/06.
    expect((await chart(id)).phases[0]).toMatchObject({ frozenAt: '2026-06-02', baselinePoints: 21 })
  })

  test('bound to the KPI only later', async () => {
    const id = await newKpi(quiet())
    const { objectiveId } = await newObjective()
    const manual = await newKeyResult(objectiveId)
    expect(await frozenAt(id)).toBeNull()
    expect((await me.patch(`/key-results/${manual}`, { kpi: { id } })).status).toBe(200)
    expect(await frozenAt(id)).toBe('2026-05-03')
  })

  test('of a draft cycle, once its objective goes to a running one: alone or with others', async () => {
    for (const move of [
      (id: string, cycleId: string) => me.patch(`/objectives/${id}`, { cycleId }),
      (id: string, cycleId: string) => me.patch('/objectives', { items: [{ id, cycleId }] }),
    ]) {
      const id = await newKpi(quiet())
      const { objectiveId } = await newObjective({ state: 'draft' })
      const bound = await newKeyResult(objectiveId, { kpi: { id } })
      const { cycleId } = await newObjective({ start: '2026-06-01' })
      expect([await frozenAt(id), (await me.get(`/key-results/${bound}`)).body.publishedAt]).toEqual([
        null,
        null,
      ])
      expect((await move(objectiveId, cycleId)).status).toBe(200)
      expect([await frozenAt(id), (await me.get(`/key-results/${bound}`)).body.publishedAt]).toEqual([
        '2026-05-31',
        '2026-06-22T02:00:00.000Z',
      ])
    }
  })

  test('archived while its cycle began, once it is restored', async () => {
    const id = await newKpi(quiet())
    const { objectiveId, cycleId } = await newObjective({ state: 'draft' })
    const bound = await newKeyResult(objectiveId, { kpi: { id } })
    await me.patch(`/key-results/${bound}`, { archived: true })
    await me.patch(`/cycles/${cycleId}`, { state: 'active' })
    expect(await frozenAt(id)).toBeNull()
    await me.patch(`/key-results/${bound}`, { archived: false })
    expect(await frozenAt(id)).toBe('2026-05-03')
  })
})

describe('raise once', () => {
  test('a period that was voided and measured anew has closed before: drawn, not raised', async () => {
    const id = await newKpi(quiet())
    const { items } = (await me.get(`/kpis/${id}/measurements?from=2026-03-16&to=2026-03-22`)).body
    await me.post(`/kpis/${id}/measurements/${items[0].id}/void`, {})
    await push(id, { at: '2026-03-16', value: 90 })
    expect((await chart(id)).signals).toContainEqual(
      expect.objectContaining({ rule: 'outside', side: 'above', points: ['2026-03-16'] }),
    )
    expect(await raised(id)).toEqual([])
  })

  test('one that had no value, as 0 of 0, closes with its first, whatever was computed anew in between', async () => {
    const id = await newKpi([], { aggregation: 'ratio' })
    const pairs = quiet().map((value, week) => ({
      ...weekly('2026-01-05', quiet())[week],
      value: undefined,
      numerator: value,
      denominator: 1,
    }))
    await push(id, pairs.with(23, { ...pairs[23], numerator: 0, denominator: 0 } as (typeof pairs)[number]))
    await me.patch(`/kpis/${id}`, { frequency: 'day' })
    await me.patch(`/kpis/${id}`, { frequency: 'week' })
    expect(await raised(id)).toEqual([])
    await push(id, { at: '2026-06-15', numerator: 60, denominator: 1 })
    expect((await raised(id)).map(({ side }: { side: string }) => side).sort()).toEqual(['above', 'range'])
  })

  test('home tells of a point outside, not of its moving range, which has no side', async () => {
    const id = await newKpi(quiet())
    app.moveTo('2026-06-29T02:00:00Z')
    await push(id, { at: '2026-06-22', value: 60 })
    const { body } = await me.get('/home')
    const card = body.signals.find((signal: { kpiId: string }) => signal.kpiId === id)
    expect([card.rule, card.side, card.reading]).toEqual(['outside', 'above', 'concern'])
  })
})

describe('variation, capability and the remedy that follows', () => {
  test('a target against the limits 42.68 to 53.32: on a limit it is unreliable', async () => {
    const table: [string, unknown, string | null, string | null][] = [
      ['down', 53.33, 'capable', 'leave_alone'],
      ['down', 53.32, 'unreliable', 'aim_centre_or_variation'],
      ['down', 42.68, 'unreliable', 'aim_centre_or_variation'],
      ['down', 42.67, 'incapable', 'change_system'],
      ['up', 42.67, 'capable', 'leave_alone'],
      ['up', 42.68, 'unreliable', 'aim_centre_or_variation'],
      ['up', 53.32, 'unreliable', 'aim_centre_or_variation'],
      ['up', 53.33, 'incapable', 'change_system'],
      ['range', { lower: 42.67, upper: 53.33 }, 'capable', 'leave_alone'],
      ['range', { lower: 42.68, upper: 53.33 }, 'unreliable', 'aim_centre_or_variation'],
      ['range', { lower: 53.32, upper: 60 }, 'unreliable', 'aim_centre_or_variation'],
      ['range', { lower: 53.33, upper: 60 }, 'incapable', 'change_system'],
      ['down', null, null, null],
    ]
    const id = await newKpi(quiet())
    for (const [direction, target, capability, remedy] of table) {
      expect((await me.patch(`/kpis/${id}`, { direction, target })).status).toBe(200)
      const read = await chart(id)
      expect([direction, target, read.variation, read.capability, read.remedy]).toEqual([
        ...[direction, target, 'common_cause', capability, remedy],
      ])
    }
    const few = await chart(await newKpi(quiet(5)))
    expect([few.variation, few.capability, few.remedy]).toEqual([null, null, null])
  })

  test.each([
    ['down', 60, 'concern', 'find_cause', /^Tìm nguyên nhân/],
    ['down', 40, 'improvement', 'protect_gain', /^Tìm hiểu vì sao tốt lên/],
    ['up', 60, 'improvement', 'protect_gain', /^Tìm hiểu vì sao tốt lên/],
    ['up', 40, 'concern', 'find_cause', /^Tìm nguyên nhân/],
    ['range', 60, 'change', 'find_cause', /^Tìm nguyên nhân/],
  ])('%s at %d: %s, %s', async (direction, value, variation, remedy, words) => {
    const target = direction === 'range' ? { lower: 0, upper: 100 } : 50
    const read = await chart(await newKpi([...quiet(23), value], { direction, target }))
    expect([read.variation, read.remedy]).toEqual([variation, remedy])
    expect(read.words.remedy).toMatch(words)
    expect(read.capability).not.toBeNull()
  })

  test('of signals of both readings the trend goes before the run', async () => {
    // Seven below the centre, which is better, and seven rising, which is worse.
    const values = [...quiet(12), 43, 43.5, 44, 44.5, 45, 45.5, 46]
    const id = await newKpi(values, { ruleSet: 'nhs', baseline: { first: 12 } })
    const read = await chart(id)
    const ofNewest = read.signals.filter(({ to }: { to: string }) => to === '2026-05-11')
    expect(ofNewest.map(({ rule, reading }: { rule: string; reading: string }) => [rule, reading])).toEqual([
      ['trend', 'concern'],
      ['run', 'improvement'],
    ])
    expect(read.variation).toBe('concern')
  })

  test('untrustworthy limits: the screen says why', async () => {
    const id = await newKpi(Array.from({ length: 24 }, (_, week) => 48 + week))
    expect((await chart(id)).words.limits).toMatch(/^Giới hạn chưa đáng tin: .*tự tương quan/)
  })
})

describe('from KPI to OKR', () => {
  const draft = async (id: string, target?: unknown) =>
    (await me.post(`/kpis/${id}/okr-draft`, target === undefined ? {} : { target })).body

  test('the target check, on each side of the centre and of a limit', async () => {
    const [down, up] = [await newKpi(quiet()), await newKpi(quiet(), { direction: 'up', target: 60 })]
    const table: [string, number, string][] = [
      [down, 48.01, 'already_met'],
      [down, 48, 'already_met'],
      [down, 47.99, 'noise'],
      [down, 42.68, 'noise'],
      [down, 42.67, 'stretch'],
      [up, 48, 'already_met'],
      [up, 53.32, 'noise'],
      [up, 53.33, 'stretch'],
    ]
    for (const [id, target, check] of table) {
      const { targetCheck, words } = await draft(id, target)
      expect([target, targetCheck]).toEqual([target, check])
      expect(words.targetCheck.length).toBeGreaterThan(20)
    }
    // Both honest targets: reach it once, or keep to it with today's variation.
    expect([(await draft(down, 30)).reliableTarget, (await draft(up)).reliableTarget]).toEqual([
      expect.closeTo(24.68, 10),
      expect.closeTo(65.32, 10),
    ])
    expect((await draft(down)).words.guardrail).toMatch(/không được xấu đi/)
  })

  test('the start is the centre at the precision of the unit; under 6 periods the mean of what there is', async () => {
    const id = await newKpi([...quiet(23), 50.1], { precision: 0 })
    expect((await draft(id)).keyResults[0].measure.start).toBe(48)
    await me.patch(`/kpis/${id}`, { precision: 2 })
    // (12 · 47 + 11 · 49 + 50.1) / 24.
    expect((await draft(id)).keyResults[0].measure.start).toBe(48.05)
    const few = await newKpi([47, 50, 46, 49, 50])
    expect(await draft(few, 47)).toMatchObject({ provisional: true, targetCheck: null, reliableTarget: null })
    expect(await draft(few, 49)).toMatchObject({ provisional: true, targetCheck: 'already_met' })
    expect((await draft(few)).keyResults[0]).toMatchObject({
      ...{ measure: { start: 48.4 }, kpi: { reading: 'mean', n: 4 } },
    })
  })

  test('a bound key result that keeps within bounds is checked too: by whether every period does, none or some', async () => {
    const id = await newKpi(quiet())
    const check = async (measure: object) => {
      const { body } = await me.post('/coach/review', {
        ...{ text: 'Giữ thời gian trả lời', field: 'key_result', kpiId: id, measure },
      })
      return [body.targetCheck, body.findings.map((finding: { id: string }) => finding.id)]
    }
    const keep = (bounds: object) => check({ kind: 'keep', ...bounds })
    expect(await keep({ upper: 50 })).toEqual(['noise', ['noise_target']])
    expect(await keep({ upper: 53.32 })).toEqual(['noise', ['noise_target']])
    // What every period keeps already is a guardrail: it is told, and not found fault with.
    expect(await keep({ upper: 53.33 })).toEqual(['already_met', []])
    expect(await keep({ upper: 42.67 })).toEqual(['stretch', []])
    expect(await keep({ lower: 42.67 })).toEqual(['already_met', []])
    expect(await keep({ lower: 45 })).toEqual(['noise', ['noise_target']])
    expect(await keep({ lower: 53.33 })).toEqual(['stretch', []])
    expect(await keep({ lower: 42.67, upper: 53.33 })).toEqual(['already_met', []])
    expect(await keep({ lower: 42.67, upper: 50 })).toEqual(['noise', ['noise_target']])
    expect(await keep({})).toEqual([null, []])
    expect(await check({ kind: 'reach', start: 48, target: 47 })).toEqual(['noise', ['noise_target']])
    expect(await check({ kind: 'reach', start: 48, target: 30 })).toEqual(['stretch', []])
    const range = await newKpi(quiet(), { direction: 'range', target: { lower: 40, upper: 60 } })
    const { body } = await me.post('/coach/review', {
      ...{
        text: 'Xuống 30',
        field: 'key_result',
        kpiId: range,
        measure: { kind: 'reach', start: 48, target: 30 },
      },
    })
    expect(body.targetCheck).toBe('stretch')
  })
})

describe('proof and hand over', () => {
  /** 24 quiet weeks, and a key result from that Monday on: what follows comes week by week. */
  async function begun(more: object = {}) {
    const id = await newKpi(quiet(), more)
    const { objectiveId } = await newObjective({ start: '2026-06-22', end: '2026-12-27' })
    return { id, keyResult: await newKeyResult(objectiveId, { kpi: { id } }) }
  }
  async function follow(id: string, values: number[]): Promise<void> {
    app.moveTo(new Date(Date.parse(monday) + 7 * values.length * 86_400_000).toISOString())
    await push(id, weekly('2026-06-22', values))
  }
  const proof = async (keyResult: string) => (await me.get(`/key-results/${keyResult}/proof`)).body

  test('only closed periods that lie wholly within the dates count', async () => {
    const id = await newKpi(quiet())
    const { objectiveId } = await newObjective({ start: '2026-05-06', end: '2026-06-20' })
    // From Wednesday 06/05 to Saturday 20/06: the weeks from 11/05 to 14/06.
    const keyResult = await newKeyResult(objectiveId, { kpi: { id } })
    expect(await proof(keyResult)).toMatchObject({ beforePeriods: 17, afterPeriods: 5, verdict: 'too_early' })
  })

  test('nothing shown: with the smallest shift that eight weeks would have shown 4 times in 5', async () => {
    const { id, keyResult } = await begun()
    await follow(id, quiet(8))
    const { verdict, smallestShift, words } = await proof(keyResult)
    expect(verdict).toBe('not_shown')
    // In the simulation 1.68 standard deviations of 5.32 / 3.
    expect(smallestShift).toBeCloseTo((1.68 * 5.32) / 3, 10)
    expect(words).toContain('2,98')
  })

  test('improved: the Why says how often an unchanged process would look like that', async () => {
    const { id, keyResult } = await begun()
    await follow(id, Array<number>(8).fill(46))
    const { falseRate, words } = await proof(keyResult)
    expect(falseRate).toBe(falseImprovedRate('wheeler', 24, 8))
    // 0.0114 in the table.
    expect(words).toContain('khoảng 1,1%')
  })

  test('still moving: no stretch is quiet, and the first period of the change is offered', async () => {
    const { id, keyResult } = await begun()
    await follow(
      id,
      Array.from({ length: 10 }, (_, week) => 46 - 2 * week),
    )
    expect((await proof(keyResult)).handOver).toMatchObject({ from: '2026-06-22', stillMoving: true })
  })

  test('a hand over keeps the values it was decided on, and shows that the data has changed since', async () => {
    const { id, keyResult } = await begun()
    await follow(id, Array<number>(9).fill(46))
    const { body: handed } = await me.post(`/kpis/${id}/hand-over`, { keyResultId: keyResult })
    expect([handed.from, handed.target]).toEqual(['2026-06-22', 46])
    expect((await proof(keyResult)).handedOver).toMatchObject({ id: handed.id, target: 46, restated: false })
    await push(id, { at: '2026-06-29', value: 45 })
    expect((await proof(keyResult)).handedOver).toMatchObject({ id: handed.id, target: 46, restated: true })
    expect((await me.get(`/kpis/${id}`)).body.target).toBe(46)
  })

  test('a hand over puts aside the targets of single periods from its opening on; undone, they are back', async () => {
    const { id, keyResult } = await begun()
    const weeks = ['2026-06-15', '2026-06-29', '2026-07-06']
    await me.put('/kpi-targets', { targets: weeks.map((start) => ({ kpiId: id, start, target: 41 })) })
    await follow(id, Array<number>(9).fill(46))
    const targets = async () => {
      const { constant, byPeriod } = (await me.get(`/kpis/${id}/targets`)).body
      return [constant, byPeriod.map(({ start }: { start: string }) => start)]
    }
    const { body } = await me.post(`/kpis/${id}/hand-over`, { keyResultId: keyResult, target: 45 })
    expect([body.from, await targets()]).toEqual(['2026-06-22', [45, ['2026-06-15']]])
    await me.post(`/kpis/${id}/hand-over/${body.id}/undo`, {})
    expect(await targets()).toEqual([30, weeks])
  })

  test('an annotation may last: it reads back with its end, which is not before its beginning', async () => {
    const id = await newKpi(quiet())
    const strike = { date: '2026-03-02', until: '2026-03-15', text: 'Đình công' }
    const { body } = await me.post(`/kpis/${id}/annotations`, strike)
    expect((await chart(id)).annotations).toEqual([{ id: body.id, ...strike, keyResultId: null }])
    const reversed = await me.patch(`/kpis/${id}/annotations/${body.id}`, { until: '2026-03-01' })
    expect([reversed.status, reversed.body.errors[0].field]).toEqual([422, 'until'])
    expect((await chart(id)).annotations[0].until).toBe('2026-03-15')
  })

  test('an initiative that is done is marked on the chart, and no longer once it is not', async () => {
    const { id, keyResult } = await begun()
    const initiative = await make('/initiatives', { title: 'Gọi lại', keyResultIds: [keyResult] })
    expect((await chart(id)).initiatives).toEqual([])
    await me.patch(`/initiatives/${initiative}`, { state: 'done', doneOn: '2026-06-15' })
    expect((await chart(id)).initiatives).toEqual([
      { id: initiative, title: 'Gọi lại', doneOn: '2026-06-15' },
    ])
    await me.patch(`/initiatives/${initiative}`, { state: 'doing' })
    expect((await chart(id)).initiatives).toEqual([])
  })
})

describe('the history of phases', () => {
  test('each version with the level that it had, and who took it back', async () => {
    const binh = await addMember(app, me.workspaceId, { role: 'admin' })
    const id = await newKpi([...quiet(12), ...quiet(12).map((value) => value - 8)])
    const { body } = await me.post(`/kpis/${id}/phases`, { from: '2026-03-16', reason: 'Tổng đài mới' })
    const phaseId = body.phases[1].id
    app.moveTo('2026-06-22T03:00:00Z')
    await me.patch(`/kpis/${id}/phases/${phaseId}`, { from: '2026-03-30' })
    app.moveTo('2026-06-22T04:00:00Z')
    await binh.delete(`/kpis/${id}/phases/${phaseId}`, {}, { reason: 'Mở nhầm' })
    type Version = { phaseId: string; version: number; centre: number | null; removedBy: string | null }
    const versions = (await me.get(`/kpis/${id}/phases`)).body.items as Version[]
    const told = (of: string) =>
      versions
        .filter((one) => one.phaseId === of)
        .map(({ version, centre, removedBy }) => [version, centre, removedBy])
    // From 16/03 it held 47 and 49 as well: (2 · 48 + 12 · 40) / 14.
    expect(told(phaseId)).toEqual([
      [2, 40, binh.memberId],
      [1, expect.closeTo(576 / 14, 10), null],
    ])
    expect(told(body.phases[0].id)).toEqual([[1, 44, null]])
    // Later weeks move the level of what stands, not of what is past.
    app.moveTo('2026-06-29T02:00:00Z')
    await push(id, { at: '2026-06-22', value: 40 })
    const again = (await me.get(`/kpis/${id}/phases`)).body.items as Version[]
    expect(again.find((one) => one.phaseId === phaseId && one.version === 2)?.centre).toBe(40)
    expect(again.find((one) => one.phaseId !== phaseId)?.centre).toBe(44)
  })
})
