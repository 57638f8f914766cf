// Numbers typed in a grid of periods and KPIs, and measurements corrected whatever they came from (DOMAIN.md 7).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, weeklyKpi } from './company.ts'

// A Monday.
const monday = '2026-06-22T02:00:00Z'
let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await me.post('/kpis', { ...weeklyKpi, target: null, ...more })
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}
const fill = (cells: unknown[], by: Pick<typeof me, 'put'> = me) => by.put('/measurement-grid', { cells })
const counts = (created: number, replaced: number, emptied: number, unchanged: number) => ({
  created,
  replaced,
  emptied,
  unchanged,
})
async function rowOf(id: string) {
  const { body } = await me.get('/measurement-grid?frequency=week&from=2026-06-01&to=2026-06-28')
  return body.items.find((item: { kpiId: string }) => item.kpiId === id)
}
type Period = { start: string; value: number | null }
const values = async (id: string) =>
  (await me.get(`/kpis/${id}/chart`)).body.periods.map(({ start, value }: Period) => [start, value])

describe('the grid', () => {
  test('one save for several KPIs; the same again changes nothing; another value replaces, none empties; all of it readable', async () => {
    const minutes = await newKpi({ name: 'Phút' })
    const won = await newKpi({ name: 'Tỷ lệ', aggregation: 'ratio', direction: 'up' })
    const cells = [
      { kpiId: minutes, start: '2026-06-01', value: 48 },
      { kpiId: minutes, start: '2026-06-22', value: 15e9 },
      { kpiId: won, start: '2026-06-01', numerator: 3, denominator: 4 },
    ]
    expect((await fill(cells)).body).toEqual(counts(3, 0, 0, 0))
    expect((await fill(cells)).body).toEqual(counts(0, 0, 0, 3))
    expect(await values(minutes)).toEqual([
      ['2026-06-01', 48],
      ['2026-06-08', null],
      ['2026-06-15', null],
      ['2026-06-22', 15e9],
    ])
    expect(await values(won)).toEqual([['2026-06-01', 0.75]])
    expect((await rowOf(won)).cells).toEqual([
      { start: '2026-06-01', count: 1, value: null, numerator: 3, denominator: 4 },
    ])
    app.moveTo('2026-06-22T03:00:00Z')
    const changed = [
      { kpiId: minutes, start: '2026-06-01', value: 47 },
      { kpiId: minutes, start: '2026-06-08', value: null },
      { kpiId: won, start: '2026-06-01' },
    ]
    expect((await fill(changed)).body).toEqual(counts(0, 1, 1, 1))
    expect(await values(won)).toEqual([])
    expect((await rowOf(won)).cells).toEqual([])
    // Undone: what was there is there again, the voided one under its own history.
    expect((await fill(cells)).body).toEqual(counts(1, 1, 0, 1))
    expect(await values(won)).toEqual([['2026-06-01', 0.75]])
    const { body: list } = await me.get(`/kpis/${won}/measurements`)
    const { body: history } = await me.get(`/kpis/${won}/measurements/${list.items[0].id}/history`)
    expect(
      history.items.map(({ numerator, voided }: { numerator: number; voided: boolean }) => [
        numerator,
        voided,
      ]),
    ).toEqual([
      [3, false],
      [3, true],
      [3, false],
    ])
    // What is typed in the grid is what the same date, typed or pushed elsewhere, would be.
    const again = await me.post(`/kpis/${minutes}/measurements`, { at: '2026-06-01', value: 48 })
    expect(again.body).toEqual({ created: 0, replaced: 0, unchanged: 1 })
    app.moveTo(monday)
  })

  test('a number that came otherwise is typed over under its own name and date; of several the period is not typed over', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    await me.post(`/kpis/${id}/measurements`, [
      { at: '2026-06-10T08:00:00+07:00', value: 5, externalId: 'don-1', note: 'từ sổ' },
      { at: '2026-06-16', value: 1 },
      { at: '2026-06-17', value: 2 },
    ])
    expect((await fill([{ kpiId: id, start: '2026-06-08', value: 6 }])).body).toEqual(counts(0, 1, 0, 0))
    const { body } = await me.get(`/kpis/${id}/measurements?to=2026-06-14`)
    expect(body.items).toMatchObject([{ value: 6, date: '2026-06-10', externalId: 'don-1', note: 'từ sổ' }])
    expect((await rowOf(id)).cells).toMatchObject([
      { start: '2026-06-08', count: 1, value: 6 },
      { start: '2026-06-15', count: 2, value: 3 },
    ])
    const refused = await fill([
      { kpiId: id, start: '2026-06-08', value: 7 },
      { kpiId: id, start: '2026-06-15', value: 9 },
    ])
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      422,
      'grid_several',
      [{ field: 'cells.1', code: 'grid_several', message: expect.stringContaining('nhiều số đo') }],
    ])
    expect(await values(id)).toEqual([
      ['2026-06-08', 6],
      ['2026-06-15', 3],
    ])
  })

  test('every fault is told at its cell, and one refuses all', async () => {
    const id = await newKpi()
    const ratio = await newKpi({ aggregation: 'ratio' })
    const count = await newKpi({ aggregation: 'count' })
    const formula = await newKpi({ name: 'f', slug: 'f_x', formula: 'thoi_gian_tra_loi * 2' })
    const archived = await newKpi()
    await me.patch(`/kpis/${archived}`, { archived: true })
    const { body } = await fill([
      { kpiId: id, start: '2026-06-15', value: 1 },
      { kpiId: me.workspaceId, start: '2026-06-15', value: 1 },
      { kpiId: id, start: '2026-06-16', value: 1 },
      { kpiId: id, start: '2026-06-29', value: 1 },
      { kpiId: id, start: '1899-12-25', value: 1 },
      { kpiId: ratio, start: '2026-06-15', value: 1 },
      { kpiId: ratio, start: '2026-06-15', numerator: 1 },
      { kpiId: id, start: '2026-06-08', numerator: 1, denominator: 2 },
      { kpiId: count, start: '2026-06-15', value: 1 },
      { kpiId: formula, start: '2026-06-15', value: 1 },
      { kpiId: archived, start: '2026-06-15', value: 1 },
    ])
    expect(
      body.errors.map(({ field, code }: { field: string; code: string }) => [Number(field.slice(6)), code]),
    ).toEqual([
      [1, 'not_in_workspace'],
      [2, 'grid_period'],
      [3, 'measurement_future'],
      [4, 'measurement_too_old'],
      [5, 'measurement_ratio'],
      [6, 'measurement_ratio'],
      [7, 'measurement_value'],
      [8, 'grid_count'],
      [9, 'grid_computed'],
      [10, 'grid_archived'],
    ])
    expect(await values(id)).toEqual([])
    const grid = await me.get('/measurement-grid?frequency=week&from=2024-01-01&to=2026-06-30')
    expect([grid.status, grid.body.code]).toEqual([422, 'grid_too_long'])
    expect((await rowOf(count)).canFill).toBe(false)
    expect(await rowOf(formula)).toBeUndefined()
    expect(await rowOf(archived)).toBeUndefined()
  })

  test('whose number it is not may read it, and types none of the batch', async () => {
    const { body: unit } = await me.post('/units', { name: 'Kho' })
    const mine = await newKpi({ unitId: unit.id })
    const bình = await addMember(app, me.workspaceId, { units: [unit.id] })
    const own = (await bình.post('/kpis', { ...weeklyKpi, name: 'Của Bình', unitId: unit.id })).body.id
    const both = [
      { kpiId: own, start: '2026-06-15', value: 1 },
      { kpiId: mine, start: '2026-06-15', value: 1 },
    ]
    expect((await fill(both, bình)).status).toBe(403)
    expect(await query(app, 'select 1 from measurement where kpi_id = $1', [own])).toEqual([])
    expect((await fill(both.slice(0, 1), bình)).body).toEqual(counts(1, 0, 0, 0))
    const { body } = await bình.get('/measurement-grid?frequency=week&from=2026-06-01&to=2026-06-28')
    const may = (id: string) => body.items.find((item: { kpiId: string }) => item.kpiId === id).canFill
    expect([may(own), may(mine)]).toEqual([true, false])
    const viewer = await addMember(app, me.workspaceId, { role: 'viewer' })
    expect((await fill(both, viewer)).status).toBe(403)
  })

  test('a formula follows, the audit holds what was and what is, and a signal is raised once', async () => {
    const id = await newKpi({ name: 'Đơn', slug: 'don_luoi', aggregation: 'sum' })
    const twice = await newKpi({ name: 'Đôi', slug: 'doi_luoi', formula: 'don_luoi * 2' })
    await fill([
      { kpiId: id, start: '2026-06-08', value: 1 },
      { kpiId: id, start: '2026-06-15', value: 2 },
    ])
    expect(await values(twice)).toEqual([
      ['2026-06-08', 2],
      ['2026-06-15', 4],
    ])
    await fill([{ kpiId: id, start: '2026-06-15', value: 3 }])
    const [last] = await query(
      app,
      `select before, after from audit where subject_id = $1 order by at desc, id desc limit 1`,
      [id],
    )
    expect(last).toMatchObject({
      before: { grid: [{ start: '2026-06-15', value: 2 }] },
      after: { grid: [{ start: '2026-06-15', value: 3 }] },
    })
  })
})

describe('a correction', () => {
  const correct = (id: string, measurementId: string, body: unknown) =>
    me.patch(`/kpis/${id}/measurements/${measurementId}`, body)

  test('reaches the measurement that is meant: the second of one instant, one from a feed, one that was voided', async () => {
    const id = await newKpi({ aggregation: 'sum' })
    await me.post(`/kpis/${id}/measurements`, [
      { at: '2026-06-15', value: 5 },
      { at: '2026-06-15', value: 7 },
    ])
    const { body: list } = await me.get(`/kpis/${id}/measurements`)
    const second = list.items.find(({ value }: { value: number }) => value === 7)
    const done = await correct(id, second.id, { value: 8, note: 'đếm lại' })
    expect(done.body).toMatchObject({ value: 8, note: 'đếm lại', date: '2026-06-15', voided: false })
    expect(await values(id)).toEqual([['2026-06-15', 13]])
    // By the id of the version that was replaced, the same measurement is meant; the same figures again make no version.
    expect((await correct(id, second.id, { value: 8 })).body).toEqual(done.body)
    // As if a feed had sent it: under a name of its own, without an external id.
    await query(
      app,
      `update measurement set source = 'pull x', identity = replace(identity, 'push', 'pull x') where kpi_id = $1`,
      [id],
    )
    expect((await correct(id, done.body.id, { value: 1 })).body).toMatchObject({ value: 1, source: 'pull x' })
    expect(await values(id)).toEqual([['2026-06-15', 6]])
    const { body: now } = await me.get(`/kpis/${id}/measurements`)
    expect(now.items).toHaveLength(2)
    await me.post(`/kpis/${id}/measurements/${now.items[0].id}/void`, { note: 'nhầm' })
    const { body: voided } = await me.get(`/kpis/${id}/measurements`)
    const gone = voided.items.find((one: { voided: boolean }) => one.voided)
    expect((await correct(id, gone.id, { value: gone.value })).body).toMatchObject({
      voided: false,
      note: 'nhầm',
    })
    expect(await values(id)).toEqual([['2026-06-15', 6]])
  })

  test('is refused with the wrong figures, for nothing, and on what takes no numbers', async () => {
    const ratio = await newKpi({ aggregation: 'ratio' })
    await me.post(`/kpis/${ratio}/measurements`, { at: '2026-06-15', numerator: 1, denominator: 2 })
    const { body: list } = await me.get(`/kpis/${ratio}/measurements`)
    const [one] = list.items
    const told = async (body: unknown, measurementId = one.id) => {
      const answer = await correct(ratio, measurementId, body)
      return [answer.status, answer.body.code]
    }
    expect(await told({ value: 3 })).toEqual([422, 'measurement_ratio'])
    expect(await told({ numerator: 3 })).toEqual([422, 'measurement_ratio'])
    expect(await told({ numerator: 3, denominator: 4 }, me.workspaceId)).toEqual([404, 'not_found'])
    await me.patch(`/kpis/${ratio}`, { archived: true })
    expect(await told({ numerator: 3, denominator: 4 })).toEqual([409, 'archived'])
    expect((await me.get(`/kpis/${ratio}/measurements`)).body).toEqual(list)
  })
})
