// The reference cases of test/data/spc/kpi_aggregation.json, sent as measurements and read back through the API.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { query, weekly, weeklyKpi } from './company.ts'

const reference = JSON.parse(readFileSync('test/data/spc/kpi_aggregation.json', 'utf8'))
// Long after every case, so that all their periods are over.
const later = '2027-06-01T02:00:00Z'

let app: TestApp
type Client = Awaited<ReturnType<TestApp['setup']>>
let me: Client
const zones = new Map<string, Client>()

beforeAll(async () => {
  app = await startTestApp({ now: later })
  me = await app.setup()
  for (const timeZone of ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])
    zones.set(
      timeZone,
      await app.setup(timeZone, `${timeZone.slice(-4)}@x.example`, {
        workspace: { name: timeZone, timeZone },
      }),
    )
})
afterAll(() => app.stop())

const plain = { ...weeklyKpi, unit: '', target: null }

async function newKpi(more: Record<string, unknown>, rows: unknown[] = [], by: Client = me): Promise<string> {
  const { status, body } = await by.post('/kpis', { ...plain, ...more })
  expect([status, body.code]).toEqual([201, undefined])
  if (rows.length > 0) {
    const pushed = await by.post(`/kpis/${body.id}/measurements`, rows)
    expect(pushed.body).toEqual({ created: rows.length, replaced: 0, unchanged: 0 })
  }
  return body.id
}

type Period = { start: string; end: string; value: number | null; status: string; provisional: boolean }
const periods = async (id: string, asked = '', by: Client = me): Promise<Period[]> =>
  (await by.get(`/kpis/${id}/chart${asked}`)).body.periods
const values = async (id: string, asked = '', by: Client = me) =>
  (await periods(id, asked, by)).map(({ value }) => value)

const mondays = ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19']

describe('aggregation', () => {
  test('a ratio is of sums, by week and over all of them; 0 of 0 is no value', async () => {
    const { rows, per_period, total } = reference.ratio_of_sums
    const pairs = rows.map(({ won, closed }: { won: number; closed: number }, week: number) => ({
      at: mondays[week],
      numerator: won,
      denominator: closed,
    }))
    const id = await newKpi({ aggregation: 'ratio', direction: 'up' }, pairs)
    expect(await values(id)).toEqual(per_period)
    // The quarter that the fiscal year of January begins with holds all but the week of 29/12.
    const quarters = await periods(id, '?frequency=quarter')
    expect(quarters.map(({ start, value }) => [start, value])).toEqual([
      ['2025-10-01', 0.3],
      ['2026-01-01', 10 / 14],
    ])
    const won = await newKpi(
      { aggregation: 'ratio', direction: 'up' },
      pairs.map((pair: object) => ({ ...pair, at: '2026-01-07' })),
    )
    expect((await values(won))[0]).toBeCloseTo(total, 12)
  })

  test('a weighted mean is such a ratio', async () => {
    const { rows, expected } = reference.weighted_mean
    const id = await newKpi(
      { aggregation: 'ratio' },
      rows.map(({ mean_minutes, tickets }: { mean_minutes: number; tickets: number }) => ({
        at: '2026-01-05',
        numerator: mean_minutes * tickets,
        denominator: tickets,
      })),
    )
    expect((await values(id))[0]).toBeCloseTo(expected, 12)
  })

  test('NPS by formula from counts, by month and by quarter', async () => {
    const { periods: counts, per_period, combined } = reference.nps
    const months = ['2026-01-15', '2026-02-15']
    for (const [slug, of] of Object.entries(counts) as [string, number[]][])
      await newKpi(
        { name: slug, slug, aggregation: 'sum', frequency: 'month', direction: 'up' },
        of.map((value, month) => ({ at: months[month], value })),
      )
    const formula = '100 * (promoters - detractors) / (promoters + passives + detractors)'
    const byMonth = await newKpi({ formula, frequency: 'month', aggregation: 'mean', direction: 'up' })
    expect(await values(byMonth)).toEqual(per_period)
    const byQuarter = await newKpi({ formula, frequency: 'quarter', aggregation: 'mean', direction: 'up' })
    expect((await values(byQuarter))[0]).toBeCloseTo(combined, 12)
  })

  test('a stock by its last and by its mean present value; a missing day is neither 0 nor carried on', async () => {
    const { series, month_last, month_mean_of_present } = reference.stock_kpi
    const rows = series.day.flatMap((at: string, i: number) =>
      series.value[i] === null ? [] : [{ at, value: series.value[i] }],
    )
    for (const [aggregation, expected] of [
      ['last', month_last],
      ['mean', month_mean_of_present],
    ]) {
      const id = await newKpi({ aggregation, frequency: 'month' }, rows)
      const got = (await periods(id)).map(({ start, value }) => [start.slice(0, 7), value])
      expect(Object.fromEntries(got)).toEqual(expected)
      expect(await values(id, '?frequency=day')).toEqual(series.value)
    }
  })

  test('formulas: a missing input or a division by zero is no value', async () => {
    for (const [n, { expr, expect: wanted, ...inputs }] of reference.formula_nulls.entries()) {
      let formula: string = expr
      for (const [name, value] of Object.entries(inputs)) {
        const slug = `f${n}_${name}`
        await newKpi(
          { name: slug, slug, aggregation: 'sum' },
          value === null ? [] : [{ at: '2026-01-05', value }],
        )
        formula = formula.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), slug)
      }
      const id = await newKpi({ formula })
      expect(await values(id)).toEqual([wanted])
    }
  })
})

describe('limits', () => {
  test('no moving range across a missing week', async () => {
    const { values: given, moving_ranges } = reference.moving_range_gap
    const rows = weekly('2026-01-05', given).filter(({ value }) => value !== null)
    // As often as limits need, the pattern of the reference with a gap before each.
    const all = [0, 1, 2, 3].flatMap((n) => rows.map(({ at, value }) => ({ at: shift(at, n * 35), value })))
    const { body } = await me.get(`/kpis/${await newKpi({}, all)}/chart`)
    const [phase] = body.phases
    const present = moving_ranges.filter((range: number | null) => range !== null)
    expect(phase.points).toBe(12)
    expect(phase.movingRange).toBe(present[0])
    expect(phase.upper - phase.centre).toBeCloseTo(2.66 * present[0], 3)
  })

  test('the running period is shown and marked, and takes no part in limits, status, target or comparison', async () => {
    const { now, months, values: given, evaluated_through } = reference.partial_period.example
    app.moveTo(`${now}T02:00:00Z`)
    const rows = months.map((month: string, i: number) => ({ at: `${month}-03`, value: given[i] }))
    const id = await newKpi({ frequency: 'month', aggregation: 'sum', direction: 'up', target: 102 }, rows)
    const { body } = await me.get(`/kpis/${id}/chart`)
    const told = body.periods.map(({ start, provisional, status }: Period) => [
      start.slice(0, 7),
      provisional,
      status,
    ])
    expect(told).toEqual([
      ['2026-02', false, 'amber'],
      ['2026-03', false, 'green'],
      ['2026-04', true, 'none'],
    ])
    expect(body.phases[0].points).toBe(2)
    const { body: board } = await me.get('/kpis/board')
    const card = board.items.find((one: { id: string }) => one.id === id)
    expect([card.latest.start.slice(0, 7), card.latest.value]).toEqual([evaluated_through, 104])
    app.moveTo(later)
  })

  test('a correction: what was known is read as of then, what is known now by default', async () => {
    const { entries, current, as_of } = reference.correction
    const id = await newKpi({ frequency: 'month', aggregation: 'last' })
    for (const { period, value, recorded, reason } of entries) {
      app.moveTo(`${recorded}T02:00:00Z`)
      await me.post(`/kpis/${id}/measurements`, {
        at: `${period}-31`,
        value,
        ...(reason ? { note: reason } : {}),
      })
    }
    app.moveTo(later)
    expect(await values(id)).toEqual([current])
    for (const [day, value] of Object.entries(as_of)) {
      expect(await values(id, `?asOf=${day}T12:00:00Z`)).toEqual([value])
      const { body } = await me.get(`/kpis/${id}/measurements?asOf=${day}T12:00:00Z`)
      expect(body.items.map((one: { value: number }) => one.value)).toEqual([value])
    }
  })
})

describe('calendar', () => {
  test.each(reference.iso_weeks as { date: string; iso_week: string }[])(
    '$date lies in $iso_week',
    async ({ date, iso_week }) => {
      const id = await newKpi({}, [{ at: date, value: 1 }])
      const [period] = await periods(id)
      // A week is numbered by its Thursday.
      expect(isoWeekOf(shift(period?.start ?? '', 3))).toBe(iso_week)
    },
  )

  test.each([4, 10, 7, 1])('quarters of a fiscal year from month %i', async (startMonth) => {
    const own = await app.setup(`Năm ${startMonth}`, `n${startMonth}@x.example`)
    await own.patch('/workspace', { fiscalStartMonth: startMonth })
    const cases = reference.fiscal.filter((one: { start_month: number }) => one.start_month === startMonth)
    expect(cases.length).toBeGreaterThan(0)
    for (const { date, fy, quarter, named_by } of cases) {
      const id = await newKpi({ frequency: 'quarter', aggregation: 'sum' }, [{ at: date, value: 1 }], own)
      const [period] = await periods(id, '', own)
      // The quarter's first day: so many months after the first of a fiscal year, whichever of its years names it.
      const firstYear = startMonth === 1 || named_by === 'start' ? fy : fy - 1
      const months = startMonth - 1 + (quarter - 1) * 3
      const first = new Date(Date.UTC(firstYear, months, 1)).toISOString().slice(0, 10)
      const last = new Date(Date.UTC(firstYear, months + 3, 0)).toISOString().slice(0, 10)
      expect([date, period?.start, period?.end]).toEqual([date, first, last])
    }
  })

  test.each(reference.timezones as { instant: string; zone: string; business_day: string; month: string }[])(
    '$instant in $zone falls on $business_day',
    async ({ instant, zone, business_day, month }) => {
      const own = zones.get(zone) as Client
      const id = await newKpi({ frequency: 'month', aggregation: 'count' }, [{ at: instant }], own)
      const { body } = await own.get(`/kpis/${id}/measurements`)
      expect(body.items.map((one: { date: string }) => one.date)).toEqual([business_day])
      expect((await periods(id, '', own)).map(({ start, value }) => [start, value])).toEqual([
        [`${month}-01`, 1],
      ])
    },
  )

  test.each(reference.day_length_hours as { date: string; zone: string; hours: number }[])(
    '$date in $zone has $hours hours, each of its own day',
    async ({ date, zone, hours }) => {
      const own = zones.get(zone) as Client
      // Every half hour from the evening before to the morning after.
      const begin = Date.parse(`${shift(date, -1)}T12:00:00Z`)
      const rows = Array.from({ length: 96 }, (_, i) => ({
        at: new Date(begin + i * 1_800_000).toISOString(),
      }))
      const id = await newKpi({ frequency: 'day', aggregation: 'count' }, rows, own)
      const day = (await periods(id, '', own)).find(({ start }) => start === date)
      expect(day?.value).toBe(hours * 2)
    },
  )
})

describe('a calendar that changes', () => {
  const refusal = async (own: Client, changes: object) => {
    const { status, body } = await own.patch('/workspace', changes)
    return [status, body.code, body.errors?.[0]?.field]
  }

  test('another time zone is refused once it would date a measurement otherwise, and nothing moves', async () => {
    const own = await app.setup('Múi giờ', 'mui@x.example')
    expect((await own.patch('/workspace', { timeZone: 'Europe/Paris' })).status).toBe(200)
    expect((await own.patch('/workspace', { timeZone: 'Asia/Ho_Chi_Minh' })).status).toBe(200)
    const id = await newKpi({ frequency: 'day' }, [{ at: '2026-03-31T20:00:00Z', value: 5 }], own)
    expect(await refusal(own, { timeZone: 'Europe/Paris', name: 'Khác' })).toEqual([
      409,
      'time_zone_fixed',
      'timeZone',
    ])
    const { body } = await own.get('/workspace')
    expect([body.timeZone, body.name]).toEqual(['Asia/Ho_Chi_Minh', 'Múi giờ'])
    expect((await periods(id, '', own)).map(({ start }) => start)).toEqual(['2026-04-01'])
    // The same clock under another name dates nothing otherwise; and what was voided stays part of what was known.
    expect((await own.patch('/workspace', { timeZone: 'Asia/Bangkok' })).status).toBe(200)
    const { body: list } = await own.get(`/kpis/${id}/measurements`)
    await own.post(`/kpis/${id}/measurements/${list.items[0].id}/void`, {})
    expect(await refusal(own, { timeZone: 'Europe/Paris' })).toEqual([409, 'time_zone_fixed', 'timeZone'])
  })

  test('other weeks are refused once something was decided on those of now', async () => {
    const own = await app.setup('Tuần', 'tuan@x.example')
    const id = await newKpi({ aggregation: 'sum' }, weekly('2026-06-01', [1, 2]), own)
    expect((await own.patch('/workspace', { firstWeekday: 7 })).status).toBe(200)
    expect((await periods(id, '', own)).map(({ start }) => start)).toEqual(['2026-05-31', '2026-06-07'])
    await own.patch('/workspace', { firstWeekday: 1 })
    await own.put('/kpi-targets', { targets: [{ kpiId: id, start: '2026-06-08', target: 3 }] })
    expect(await refusal(own, { firstWeekday: 7 })).toEqual([409, 'weeks_fixed', 'firstWeekday'])
    // What is not a week is free to change.
    expect((await own.patch('/workspace', { fiscalStartMonth: 2, checkInWeekday: 5 })).status).toBe(200)
    await own.put('/kpi-targets', { targets: [{ kpiId: id, start: '2026-06-08', target: null }] })
    for (const mark of [
      () => own.put(`/kpis/${id}/left-out/2026-06-01`, { reason: 'Tết' }),
      () => own.post(`/kpis/${id}/phases`, { from: '2026-06-08' }),
    ]) {
      expect((await own.patch('/workspace', { firstWeekday: 7 })).status).toBe(200)
      expect((await own.patch('/workspace', { firstWeekday: 1 })).status).toBe(200)
      expect((await mark()).status).toBeLessThan(300)
      expect(await refusal(own, { firstWeekday: 7 })).toEqual([409, 'weeks_fixed', 'firstWeekday'])
      await own.put(`/kpis/${id}/left-out/2026-06-01`, { reason: '' })
    }
  })

  test('other quarters likewise, unless they are the same three months under another name', async () => {
    const own = await app.setup('Quý', 'quy@x.example')
    const id = await newKpi(
      { frequency: 'quarter', aggregation: 'sum' },
      [{ at: '2026-05-04', value: 1 }],
      own,
    )
    await own.put('/kpi-targets', { targets: [{ kpiId: id, start: '2026-04-01', target: 3 }] })
    expect(await refusal(own, { fiscalStartMonth: 2 })).toEqual([409, 'quarters_fixed', 'fiscalStartMonth'])
    expect((await own.patch('/workspace', { fiscalStartMonth: 4 })).status).toBe(200)
    expect((await periods(id, '', own)).map(({ start, value }) => [start, value])).toEqual([
      ['2026-04-01', 1],
    ])
    expect(
      await query(app, `select 1 from kpi_target where kpi_id = $1 and superseded_at is null`, [id]),
    ).toHaveLength(1)
  })
})

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function isoWeekOf(thursday: string): string {
  const year = Number(thursday.slice(0, 4))
  const days = (Date.parse(`${thursday}T00:00:00Z`) - Date.UTC(year, 0, 1)) / 86_400_000
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`
}
