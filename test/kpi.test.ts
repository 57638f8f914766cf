// KPIs through the API: what a measurement is, and what periods make of it (DOMAIN.md 7).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { query, weekly, weeklyKpi } from './company.ts'

// Monday, 9 in the morning in Việt Nam.
const monday = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await me.post('/kpis', { ...weeklyKpi, ...more })
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}

const push = async (id: string, measurements: unknown) =>
  (await me.post(`/kpis/${id}/measurements`, measurements)).body
const counts = (created: number, replaced: number, unchanged: number) => ({ created, replaced, unchanged })
const listed = async (id: string) => (await me.get(`/kpis/${id}/measurements`)).body.items

type Period = { start: string; end: string; value: number | null; provisional: boolean; status: string }
const periods = async (id: string): Promise<Period[]> => (await me.get(`/kpis/${id}/chart`)).body.periods
const values = async (id: string) => (await periods(id)).map(({ start, value }) => [start, value])

describe('what a measurement is', () => {
  test('an external id names it: sent again it changes nothing, or replaces, and moves with its date', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    const order = { at: '2026-06-03', value: 10, externalId: 'đơn-1' }
    expect(await push(id, order)).toEqual(counts(1, 0, 0))
    expect(await push(id, order)).toEqual(counts(0, 0, 1))
    expect(
      await push(id, [
        { ...order, value: 12 },
        { at: '2026-06-03', value: 1, externalId: 'đơn-2' },
      ]),
    ).toEqual(counts(1, 1, 0))
    expect(await values(id)).toEqual([['2026-06-01', 13]])
    expect(await push(id, { ...order, at: '2026-06-10', value: 12 })).toEqual(counts(0, 1, 0))
    expect(await values(id)).toEqual([
      ['2026-06-01', 1],
      ['2026-06-08', 12],
    ])
  })

  test('without one, its instant and its place in the batch do: a file sent twice counts once, for sums too', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    const file = [
      { at: '2026-06-03', value: 5 },
      { at: '2026-06-03', value: 5 },
      { at: '2026-06-04T08:00:00+07:00', value: 1 },
    ]
    expect(await push(id, file)).toEqual(counts(3, 0, 0))
    expect(await push(id, { measurements: file })).toEqual(counts(0, 0, 3))
    expect(await values(id)).toEqual([['2026-06-01', 11]])
    // The same instant, written in another zone.
    expect(await push(id, { at: '2026-06-04T01:00:00Z', value: 2 })).toEqual(counts(0, 1, 0))
    expect(await push(id, [file[0], { at: '2026-06-03', value: 7 }])).toEqual(counts(0, 1, 1))
    expect(await values(id)).toEqual([['2026-06-01', 14]])
  })

  test('a batch split at one instant begins its places anew; split between instants it is the same', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    expect(await push(id, { at: '2026-06-03', value: 5 })).toEqual(counts(1, 0, 0))
    expect(await push(id, { at: '2026-06-03', value: 6 })).toEqual(counts(0, 1, 0))
    expect(
      await push(id, [
        { at: '2026-06-03', value: 6 },
        { at: '2026-06-03', value: 1 },
      ]),
    ).toEqual(counts(1, 0, 1))
    expect(await push(id, { at: '2026-06-04', value: 3 })).toEqual(counts(1, 0, 0))
    expect(await values(id)).toEqual([['2026-06-01', 10]])
  })

  test('an identity twice in one batch means its last version', async () => {
    const id = await newKpi()
    const twice = [
      { at: '2026-06-03', value: 1, externalId: 'a' },
      { at: '2026-06-03', value: 2, externalId: 'a' },
    ]
    expect(await push(id, twice)).toEqual(counts(1, 1, 0))
    expect((await listed(id)).map(({ value }: { value: number }) => value)).toEqual([2])
  })

  test('a correction keeps what was there, when and by whom', async () => {
    const id = await newKpi()
    await push(id, { at: '2026-06-03', value: 40, note: 'gõ nhầm' })
    app.moveTo('2026-06-22T03:00:00Z')
    await push(id, { at: '2026-06-03', value: 48 })
    const [current] = await listed(id)
    const { body } = await me.get(`/kpis/${id}/measurements/${current.id}/history`)
    expect(body.items).toMatchObject([
      { id: current.id, value: 48, note: null, recordedAt: '2026-06-22T03:00:00.000Z', supersededAt: null },
      {
        value: 40,
        note: 'gõ nhầm',
        recordedAt: '2026-06-22T02:00:00.000Z',
        supersededAt: '2026-06-22T03:00:00.000Z',
        recordedBy: me.memberId,
      },
    ])
    expect((await me.get(`/kpis/${id}/measurements/${body.items[1].id}/history`)).body).toEqual(body)
    app.moveTo(monday)
  })

  test('voided it takes no part and stays readable; the same again does not bring it back, another value does', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    const two = [
      { at: '2026-06-03', value: 5 },
      { at: '2026-06-04', value: 7 },
    ]
    await push(id, two)
    const [, first] = await listed(id)
    const voided = await me.post(`/kpis/${id}/measurements/${first.id}/void`, { note: 'máy hỏng' })
    expect(voided.body).toMatchObject({ value: 5, voided: true, note: 'máy hỏng' })
    expect(await values(id)).toEqual([['2026-06-01', 7]])
    expect(
      await push(
        id,
        [two[0], two[1]].map((row) => ({ ...row, note: row?.value === 5 ? 'máy hỏng' : undefined })),
      ),
    ).toEqual(counts(0, 0, 2))
    expect(await values(id)).toEqual([['2026-06-01', 7]])
    expect(await push(id, { at: '2026-06-03', value: 6 })).toEqual(counts(0, 1, 0))
    expect(await values(id)).toEqual([['2026-06-01', 13]])
    const { body } = await me.get(`/kpis/${id}/measurements/${first.id}/history`)
    expect(
      body.items.map(({ value, voided: isVoid }: { value: number; voided: boolean }) => [value, isVoid]),
    ).toEqual([
      [6, false],
      [5, true],
      [5, false],
    ])
  })

  test('a voided measurement is not brought back by the feed that sent it', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    await push(id, { at: '2026-06-03', value: 5, note: 'ca sáng' })
    const [first] = await listed(id)
    await me.post(`/kpis/${id}/measurements/${first.id}/void`, { note: 'máy hỏng' })
    expect(await push(id, { at: '2026-06-03', value: 5, note: 'ca sáng' })).toEqual(counts(0, 0, 1))
    expect(await values(id)).toEqual([])
  })

  test('what was typed is what is read back, to 15 significant digits', async () => {
    const id = await newKpi({ frequency: 'day' })
    const typed = [0.1, 123456789012345, 0.000123456789012345, -5, 1e-9, 1.00000000000001, 15e9, 0]
    await push(
      id,
      typed.map((value, day) => ({ at: `2026-06-0${day + 1}`, value })),
    )
    expect((await listed(id)).map(({ value }: { value: number }) => value).toReversed()).toEqual(typed)
    expect((await periods(id)).map(({ value }) => value)).toEqual(typed)
  })

  test('its day is the one in the workspace’s time zone', async () => {
    const id = await newKpi({ frequency: 'day', aggregation: 'count' })
    await push(id, [
      { at: '2026-05-31T16:59:59Z' },
      { at: '2026-05-31T17:00:00Z' },
      { at: '2026-06-01T23:59:59+07:00' },
      { at: '2026-06-01' },
    ])
    expect((await listed(id)).map(({ date }: { date: string }) => date)).toEqual([
      '2026-06-01',
      '2026-06-01',
      '2026-06-01',
      '2026-05-31',
    ])
    expect(await values(id)).toEqual([
      ['2026-05-31', 1],
      ['2026-06-01', 3],
    ])
  })
})

describe('period values', () => {
  // Pushed out of order: `last` is the last by instant, not by arrival.
  const three = [
    { at: '2026-06-03', value: 8 },
    { at: '2026-06-05', value: 2 },
    { at: '2026-06-01', value: 5 },
  ]
  test.each([
    ['sum', 15],
    ['mean', 5],
    ['last', 2],
    ['min', 2],
    ['max', 8],
    ['median', 5],
    ['count', 3],
  ])('%s', async (aggregation, expected) => {
    const id = await newKpi({ aggregation })
    await push(id, three)
    expect(await values(id)).toEqual([['2026-06-01', expected]])
  })

  test('ratio is of sums, never the mean of ratios, and has no value over nothing', async () => {
    const id = await newKpi({ aggregation: 'ratio' })
    await push(id, [
      { at: '2026-06-01', numerator: 10, denominator: 40 },
      { at: '2026-06-02', numerator: 1, denominator: 10 },
      { at: '2026-06-08', numerator: 0, denominator: 0 },
    ])
    expect(await values(id)).toEqual([
      ['2026-06-01', 0.22],
      ['2026-06-08', null],
    ])
  })

  test('at one instant the later place is the last, also after the earlier one was corrected', async () => {
    const id = await newKpi({ aggregation: 'last' })
    await push(id, [
      { at: '2026-06-03', value: 5 },
      { at: '2026-06-03', value: 7 },
    ])
    expect(await values(id)).toEqual([['2026-06-01', 7]])
    expect(
      await push(id, [
        { at: '2026-06-03', value: 6 },
        { at: '2026-06-03', value: 7 },
      ]),
    ).toEqual(counts(0, 1, 1))
    expect(await values(id)).toEqual([['2026-06-01', 7]])
  })

  test('a period without measurement has no value; a sum may opt in to zero', async () => {
    const gap = [
      { at: '2026-06-01', value: 4 },
      { at: '2026-06-15', value: 6 },
    ]
    const plain = await newKpi({ aggregation: 'sum' })
    await push(plain, gap)
    expect(await values(plain)).toEqual([
      ['2026-06-01', 4],
      ['2026-06-08', null],
      ['2026-06-15', 6],
    ])
    const zero = await newKpi({ aggregation: 'sum', zeroWhenEmpty: true })
    await push(zero, gap)
    expect(await values(zero)).toEqual([
      ['2026-06-01', 4],
      ['2026-06-08', 0],
      ['2026-06-15', 6],
    ])
  })

  test('the running period is provisional until it is over', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    await push(id, [
      { at: '2026-06-21', value: 1 },
      { at: '2026-06-22', value: 2 },
    ])
    expect((await periods(id)).map(({ end, provisional }) => [end, provisional])).toEqual([
      ['2026-06-21', false],
      ['2026-06-28', true],
    ])
  })

  test('statuses against the target: green meets, amber misses by at most the margin, red by more', async () => {
    const id = await newKpi({ target: 30 })
    await push(id, weekly('2026-06-01', [30, 33, 33.1]))
    expect((await periods(id)).map(({ status }) => status)).toEqual(['green', 'amber', 'red'])
    const range = await newKpi({ direction: 'range', target: { lower: 10, upper: 20 } })
    await push(range, weekly('2026-06-01', [10, 20, 9.5]))
    expect((await periods(range)).map(({ status }) => status)).toEqual(['green', 'green', 'amber'])
  })

  test('weeks and quarters start where the workspace says, and everything follows when that changes', async () => {
    const week = await newKpi({ aggregation: 'sum' })
    const quarter = await newKpi({ aggregation: 'sum', frequency: 'quarter' })
    const rows = [
      { at: '2026-03-31', value: 1 },
      { at: '2026-04-05', value: 2 },
    ]
    await push(week, rows)
    await push(quarter, rows)
    expect(await values(week)).toEqual([['2026-03-30', 3]])
    expect(await values(quarter)).toEqual([
      ['2026-01-01', 1],
      ['2026-04-01', 2],
    ])
    expect((await me.patch('/workspace', { firstWeekday: 7, fiscalStartMonth: 2 })).status).toBe(200)
    expect(await values(week)).toEqual([
      ['2026-03-29', 1],
      ['2026-04-05', 2],
    ])
    expect(await values(quarter)).toEqual([['2026-02-01', 3]])
    await me.patch('/workspace', { firstWeekday: 1, fiscalStartMonth: 1 })
    expect(await values(week)).toEqual([['2026-03-30', 3]])
  })

  test('a workspace in New York has its own days, through the change of the clocks', async () => {
    const other = await app.setup('Acme', 'joe@acme.example', {
      workspace: { name: 'Acme', timeZone: 'America/New_York' },
    })
    const { body: kpi } = await other.post('/kpis', { ...weeklyKpi, frequency: 'day', aggregation: 'count' })
    await other.post(`/kpis/${kpi.id}/measurements`, [
      { at: '2026-03-08T04:59:59Z' }, // 23:59:59 on the 7th, winter time
      { at: '2026-03-08T05:00:00Z' },
      { at: '2026-03-09T03:59:59Z' }, // 23:59:59 on the 8th, summer time
      { at: '2026-03-09T04:00:00Z' },
    ])
    const { body } = await other.get(`/kpis/${kpi.id}/chart`)
    expect(body.periods.map(({ start, value }: Period) => [start, value])).toEqual([
      ['2026-03-07', 1],
      ['2026-03-08', 2],
      ['2026-03-09', 1],
    ])
  })

  test('a new frequency or aggregation recomputes them, and what is kept always agrees with the measurements', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    await push(id, [
      { at: '2026-05-30', value: 1 },
      { at: '2026-06-01', value: 2 },
      { at: '2026-06-03', value: 4 },
    ])
    await me.patch(`/kpis/${id}`, { frequency: 'month' })
    expect(await values(id)).toEqual([
      ['2026-05-01', 1],
      ['2026-06-01', 6],
    ])
    await me.patch(`/kpis/${id}`, { aggregation: 'max' })
    expect(await values(id)).toEqual([
      ['2026-05-01', 1],
      ['2026-06-01', 4],
    ])
    expect(await query(app, 'select first_day from period_value where kpi_id = $1', [id])).toHaveLength(2)
  })

  test('a definition reads back as it was given, with every kind of baseline', async () => {
    for (const baseline of ['all', { first: 12 }, { from: '2026-01-05', to: '2026-03-29' }]) {
      const id = await newKpi({ baseline })
      expect((await me.get(`/kpis/${id}`)).body.baseline).toEqual(baseline)
      const other = await newKpi()
      expect((await me.patch(`/kpis/${other}`, { baseline })).body.baseline).toEqual(baseline)
    }
    expect((await me.get(`/kpis/${await newKpi()}`)).body.baseline).toEqual({ first: 24 })
    expect((await me.get(`/kpis/${await newKpi({ ruleSet: 'nhs' })}`)).body.baseline).toBe('all')
  })
})
