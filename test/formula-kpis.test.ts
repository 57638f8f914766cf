// Formula KPIs through the API: what they compute, what is recomputed when an input changes, what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periodRounds } from '../src/server/features/kpi/rounds.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, weekly, weeklyKpi } from './company.ts'
import { statementsOf } from './statements.ts'

const now = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(slug: string, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await me.post('/kpis', {
    ...weeklyKpi,
    ...{ name: slug, slug, unit: 'đơn', direction: 'up', aggregation: 'sum', target: null },
    ...more,
  })
  expect([status, body.code, body.detail]).toEqual([201, undefined, undefined])
  return body.id
}

const push = async (id: string, measurements: unknown) =>
  (await me.post(`/kpis/${id}/measurements`, measurements)).status
type Period = { start: string; value: number | null; provisional: boolean; status: string }
const periods = async (id: string): Promise<Period[]> => (await me.get(`/kpis/${id}/chart`)).body.periods
const values = async (id: string) => (await periods(id)).map(({ start, value }) => [start, value])

describe('what a formula computes', () => {
  test('missing stays missing, a division by zero has no value, arithmetic is arithmetic', async () => {
    const p = await newKpi('p')
    const d = await newKpi('d')
    const r = await newKpi('r')
    const margin = await newKpi('bien', { formula: '100 × (p − d) / r', target: 40 })
    await push(p, weekly('2026-05-25', [5, 5, 5, 5]))
    await push(d, weekly('2026-05-25', [2, 2, 2]))
    await push(r, weekly('2026-05-25', [7, 0]))
    expect(await values(margin)).toEqual([
      ['2026-05-25', 42.857142857142854],
      ['2026-06-01', null],
      ['2026-06-08', null],
      ['2026-06-15', null],
    ])
    await push(r, weekly('2026-06-08', [10]))
    expect(await values(margin)).toEqual([
      ['2026-05-25', 42.857142857142854],
      ['2026-06-01', null],
      ['2026-06-08', 30],
      ['2026-06-15', null],
    ])
    expect((await periods(margin)).map(({ status }) => status)).toEqual(['green', 'none', 'red', 'none'])
    const { body } = await me.get(`/kpis/${margin}`)
    expect(body.formula).toBe('100 × (p − d) / r')
    // A comma parts the decimals, as people here write them.
    expect((await values(await newKpi('phay', { formula: '1,5 × p + 0,25' }))).at(-1)).toEqual([
      '2026-06-15',
      7.75,
    ])
  })

  test('coarser than its inputs: each is aggregated from its measurements by its own aggregation', async () => {
    const revenue = await newKpi('doanh_thu', { frequency: 'day' })
    const stock = await newKpi('ton_kho', { frequency: 'week', aggregation: 'last' })
    const share = await newKpi('ty_le', { frequency: 'day', aggregation: 'ratio' })
    const month = await newKpi('thang', { frequency: 'month', formula: 'doanh_thu / ton_kho + ty_le' })
    await push(revenue, [
      { at: '2026-04-30', value: 1 },
      { at: '2026-05-01', value: 10 },
      { at: '2026-05-31', value: 20 },
    ])
    await push(stock, [
      { at: '2026-05-04', value: 99 },
      { at: '2026-05-30', value: 5 },
      { at: '2026-06-01', value: 7 },
    ])
    await push(share, [
      { at: '2026-05-05', numerator: 1, denominator: 2 },
      { at: '2026-05-06', numerator: 2, denominator: 10 },
    ])
    // 30 / 5 + 3/12; the week of 25/05 holds days of both months, and each measurement counts in its own.
    expect(await values(month)).toEqual([
      ['2026-04-01', null],
      ['2026-05-01', 6.25],
      ['2026-06-01', null],
    ])
  })

  test('a formula of a formula follows, and a ratio is computed anew over the longer period', async () => {
    const won = await newKpi('thang_thau', { frequency: 'day' })
    const all = await newKpi('du_thau', { frequency: 'day' })
    await newKpi('ty_le_thang', { frequency: 'day', aggregation: 'ratio', formula: 'thang_thau / du_thau' })
    const monthly = await newKpi('ty_le_thang_thang', { frequency: 'month', formula: 'ty_le_thang * 100' })
    await push(won, [
      { at: '2026-05-04', value: 1 },
      { at: '2026-05-05', value: 9 },
    ])
    await push(all, [
      { at: '2026-05-04', value: 2 },
      { at: '2026-05-05', value: 10 },
    ])
    expect(await values(monthly)).toEqual([['2026-05-01', (10 / 12) * 100]])
    const [may] = (await me.get('/kpis?q=ty_le_thang')).body.items
    expect(await values(may.id)).toEqual([
      ['2026-05-04', 0.5],
      ['2026-05-05', 0.9],
    ])
  })

  test('phases, signals and targets are as for any KPI; a signal is raised once, with the input that brings it', async () => {
    const a = await newKpi('a1')
    const double = await newKpi('gap_doi', { formula: 'a1 * 2' })
    await push(a, weekly('2026-03-30', [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10]))
    await push(a, weekly('2026-06-15', [30]))
    const { body } = await me.get(`/signals?kpiId=${double}`)
    expect(
      body.items.map(({ rule, side, from }: Record<string, string>) => [rule, side, from]),
    ).toContainEqual(['outside', 'above', '2026-06-15'])
    const chart = (await me.get(`/kpis/${double}/chart`)).body
    expect(chart.phases[0]).toMatchObject({ points: 12, limits: 'firm' })
    expect((await me.post(`/kpis/${double}/phases`, { from: '2026-06-15' })).status).toBe(201)
    await push(a, weekly('2026-06-15', [30]))
    expect((await me.get(`/signals?kpiId=${double}`)).body.items).toHaveLength(body.items.length)
  })

  test('an input that counts nothing as zero closes its empty periods in the formula too', async () => {
    const faults = await newKpi('loi', { zeroWhenEmpty: true })
    const plus = await newKpi('loi_cong_mot', { formula: 'loi + 1' })
    await push(faults, weekly('2026-06-01', [4]))
    for (const round of periodRounds(app.server)) await round.run()
    expect(await values(plus)).toEqual([
      ['2026-06-01', 5],
      ['2026-06-08', 1],
      ['2026-06-15', 1],
    ])
  })
})

describe('only what depends is recomputed', () => {
  const touched = async (work: () => Promise<unknown>) => {
    const rows = () =>
      query<{ key: string; row: string }>(
        app,
        `select k.slug || ' ' || p.first_day as key, p.xmin::text || p.ctid::text as row
         from period_value p join kpi k on k.id = p.kpi_id`,
      )
    const before = new Map((await rows()).map(({ key, row }) => [key, row]))
    const statements = await statementsOf(work)
    const after = await rows()
    return {
      changed: after.filter(({ key, row }) => before.get(key) !== row).map(({ key }) => key),
      statements: statements.length,
    }
  }

  test('through every formula above it, only in the periods that changed, with the same statements whatever lies beside', async () => {
    const x = await newKpi('x')
    const y = await newKpi('y')
    await newKpi('tong', { formula: 'x + y' })
    await newKpi('tong_hai', { formula: 'tong * 2', frequency: 'month' })
    await newKpi('chi_y', { formula: 'y * 10' })
    await push(x, weekly('2026-04-27', [1, 2, 3, 4, 5, 6, 7, 8]))
    await push(y, weekly('2026-04-27', [1, 1, 1, 1, 1, 1, 1, 1]))
    const one = await touched(() => push(x, { at: '2026-05-12', value: 9 }))
    // The running and the older periods of `x` and `tong` stay; `tong` counts on the first day of its weeks.
    expect(one.changed.toSorted()).toEqual(['tong 2026-05-11', 'tong_hai 2026-05-01', 'x 2026-05-11'])
    await newKpi('ben_canh', { formula: 'y + 1' })
    const again = await touched(() => push(x, { at: '2026-05-12', value: 8 }))
    expect(again.changed.toSorted()).toEqual(one.changed.toSorted())
    // One more than before: the first version of the measurement is superseded.
    expect(again.statements).toBe(one.statements + 1)
  })

  test('a change of definition carries through: aggregation, frequency, slug, formula, calendar', async () => {
    const base = await newKpi('co_so', { frequency: 'day' })
    const upper = await newKpi('tren', { formula: 'co_so * 1', frequency: 'month' })
    await push(base, [
      { at: '2026-05-04', value: 2 },
      { at: '2026-05-05', value: 4 },
    ])
    expect(await values(upper)).toEqual([['2026-05-01', 6]])
    await me.patch(`/kpis/${base}`, { aggregation: 'mean' })
    expect(await values(upper)).toEqual([['2026-05-01', 3]])
    expect((await me.patch(`/kpis/${base}`, { slug: 'nen' })).status).toBe(200)
    expect((await me.get(`/kpis/${upper}`)).body.formula).toBe('nen * 1')
    await me.patch(`/kpis/${upper}`, { formula: 'nen * 100' })
    expect(await values(upper)).toEqual([['2026-05-01', 300]])
    await me.patch(`/kpis/${upper}`, { frequency: 'quarter' })
    expect(await values(upper)).toEqual([['2026-04-01', 300]])
    await me.patch('/workspace', { fiscalStartMonth: 2 })
    expect(await values(upper)).toEqual([['2026-05-01', 300]])
    await me.patch('/workspace', { fiscalStartMonth: 1 })
    await me.patch(`/kpis/${upper}`, { formula: null })
    expect(await values(upper)).toEqual([])
    expect(await push(upper, { at: '2026-05-04', value: 1 })).toBe(200)
  })
})

describe('as it was known', () => {
  test('a formula reads what was known of its inputs, through formulas and coarser frequencies', async () => {
    const at = async (id: string, asOf: string) => {
      const { body } = await me.get(`/kpis/${id}/chart?asOf=${asOf}`)
      return [body.asOf, body.periods.map(({ start, value }: Period) => [start, value])]
    }
    const orders = await newKpi('don_hang_khi_do')
    const sold = await newKpi('ban_khi_do')
    const basket = await newKpi('gio_khi_do', {
      formula: 'ban_khi_do / don_hang_khi_do',
      aggregation: 'ratio',
    })
    const byMonth = await newKpi('gio_thang_khi_do', { formula: 'gio_khi_do * 1000', frequency: 'month' })
    await push(orders, weekly('2026-06-01', [4, 5]))
    await push(sold, weekly('2026-06-01', [100, 100]))
    app.moveTo('2026-06-23T02:00:00Z')
    await push(sold, weekly('2026-06-08', [150]))
    await push(orders, weekly('2026-06-15', [10]))
    await push(sold, weekly('2026-06-15', [100]))
    const before = '2026-06-22T12:00:00.000Z'
    const both = [
      ['2026-06-01', 25],
      ['2026-06-08', 20],
    ]
    expect(await at(basket, before)).toEqual([before, both])
    expect(await at(basket, '2026-06-20T00:00:00.000Z')).toEqual(['2026-06-20T00:00:00.000Z', []])
    // 200 sold in 9 orders then, 350 in 19 now: of sums, never a mean of ratios.
    expect(await at(byMonth, before)).toEqual([before, [['2026-06-01', (200 / 9) * 1000]]])
    expect(await values(byMonth)).toEqual([['2026-06-01', (350 / 19) * 1000]])
    app.moveTo('2026-06-23T13:00:00Z')
    expect((await at(basket, '2026-06-23T12:00:00.000Z'))[1]).toEqual(await values(basket))
    app.moveTo(now)
  })
})

describe('what is refused', () => {
  const refused = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer
    return [status, body.code, body.detail]
  }
  const given = (more: Record<string, unknown>) => me.post('/kpis', { ...weeklyKpi, target: null, ...more })

  test('no arithmetic, no KPI, unknown, finer than its inputs, a circle with its path', async () => {
    await newKpi('m1', { frequency: 'month' })
    expect(await refused(given({ formula: 'm1 ** 2' }))).toEqual([
      422,
      'formula_not_arithmetic',
      expect.stringContaining('“**”'),
    ])
    expect(await refused(given({ formula: '2 + 3' }))).toEqual([422, 'formula_no_input', expect.anything()])
    expect(await refused(given({ formula: 'khong_co + 1' }))).toEqual([
      422,
      'formula_unknown_input',
      expect.stringContaining('“khong_co”'),
    ])
    expect(await refused(given({ formula: 'm1 + 1' }))).toEqual([
      422,
      'formula_finer',
      expect.stringContaining('“m1”'),
    ])
    expect(await refused(given({ slug: 'tu_minh', formula: 'tu_minh + 1' }))).toEqual([
      422,
      'formula_circle',
      expect.stringContaining('tu_minh → tu_minh'),
    ])
    const c1 = await newKpi('c1')
    const c2 = await newKpi('c2', { formula: 'c1 + 1' })
    await newKpi('c3', { formula: 'c2 + 1' })
    expect(await refused(me.patch(`/kpis/${c1}`, { formula: 'c3 * 2' }))).toEqual([
      422,
      'formula_circle',
      expect.stringContaining('c1 → c3 → c2 → c1'),
    ])
    expect(await refused(me.patch(`/kpis/${c1}`, { frequency: 'month' }))).toEqual([
      409,
      'kpi_feeds_finer',
      expect.stringContaining('“c2”'),
    ])
    expect(await refused(me.post(`/kpis/${c2}/measurements`, { at: '2026-06-01', value: 1 }))).toEqual([
      409,
      'formula_computed',
      expect.stringContaining('c1 + 1'),
    ])
  })

  test('the check says the same before saving, and what the formula would read', async () => {
    const check = async (formula: string, more = '') =>
      (await me.get(`/kpis/formula-check?formula=${encodeURIComponent(formula)}&frequency=week${more}`)).body
    const k1 = await newKpi('k1')
    expect(await check('k1 / 2')).toEqual({ problem: null, inputs: [{ id: k1, slug: 'k1', name: 'k1' }] })
    expect((await check('k1 +')).problem).toContain('“k1 +”')
    expect((await check('k1 + 1', `&id=${k1}`)).problem).toContain('k1 → k1')
  })

  test('what its author cannot see is unknown to them; what they can is computed for everyone', async () => {
    const secret = await newKpi('luong', { visibility: 'people' })
    await push(secret, weekly('2026-06-08', [7]))
    const stranger = await addMember(app, me.workspaceId)
    const tried = await stranger.post('/kpis', { ...weeklyKpi, formula: 'luong * 2' })
    expect([tried.status, tried.body.code]).toEqual([422, 'formula_unknown_input'])
    const open = await newKpi('luong_hai_lan', { formula: 'luong * 2' })
    expect((await stranger.get(`/kpis/${open}/chart`)).body.periods.map((p: Period) => p.value)).toEqual([14])
  })

  test('an archived KPI takes no measurements until it is restored', async () => {
    const old = await newKpi('cu')
    await me.patch(`/kpis/${old}`, { archived: true })
    expect(await refused(me.post(`/kpis/${old}/measurements`, { at: '2026-06-01', value: 1 }))).toEqual([
      409,
      'archived',
      expect.anything(),
    ])
    await me.patch(`/kpis/${old}`, { archived: false })
    expect(await push(old, { at: '2026-06-01', value: 1 })).toBe(200)
  })
})
