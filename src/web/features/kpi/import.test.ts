import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { numberStyle, readMoment } from '../../../core/kpi/table-cells.ts'
import { noColumns, type RowRules, readRows } from '../../../core/kpi/table-rows.ts'
import { guessColumns, signatureOf, withRemembered } from './import-columns.ts'
import { batchesOf, sendAll } from './import-send.ts'
import { readText, tableOf } from './import-table.ts'

const zone = 'Asia/Ho_Chi_Minh'
const story = (name: string) => readText(readFileSync(`test/data/story/${name}`, 'utf8'))
const hints = { name: 'Thời gian trả lời trung bình', unit: 'phút', isRatio: false }
const rules: RowRules = {
  columns: { ...noColumns, at: 0, value: 1 },
  isRatio: false,
  isCount: false,
  style: 'vi',
  timeZone: zone,
  today: '2026-11-23',
  from: null,
  to: null,
}

describe('the columns', () => {
  test('of four weeks of calls: when, which call, minutes and not rings', async () => {
    const calls = await story('calls-four-weeks.csv')
    expect(calls.rows).toHaveLength(240)
    expect(guessColumns(calls, zone, hints)).toEqual({ ...noColumns, at: 0, externalId: 1, value: 2 })
  })
  test('of weekly values', async () => {
    expect(guessColumns(await story('response-time-weekly.csv'), zone, hints)).toEqual({
      ...noColumns,
      at: 0,
      value: 1,
    })
  })
  test('with Vietnamese names in any order', async () => {
    const table = await readText(
      'Mã phiếu;Ghi chú;Doanh thu;Ngày\nA1;;1.500.000;22/06/2026\nA2;lễ;2 tỷ rưỡi;23/06/2026',
    )
    const guess = guessColumns(table, zone, { name: 'Doanh thu', unit: '₫', isRatio: false })
    expect(guess).toEqual({ ...noColumns, externalId: 0, note: 1, value: 2, at: 3 })
  })
  test('of a ratio', async () => {
    const table = await readText('tuần,tổng,đạt\n2026-06-22,40,38\n2026-06-29,50,41')
    const guess = guessColumns(table, zone, { ...hints, isRatio: true })
    expect(guess).toEqual({ ...noColumns, at: 0, denominator: 1, numerator: 2 })
  })
  test('of two pasted columns without names', () => {
    const table = tableOf([
      ['22/06/2026', '46'],
      ['29/06/2026', '44'],
    ])
    expect(table.head).toEqual(['#1', '#2'])
    expect(guessColumns(table, zone, hints)).toEqual({ ...noColumns, at: 0, value: 1 })
  })
})

describe('a moment', () => {
  test.each([
    ['2026-06-22', '2026-06-22'],
    ['22/06/2026', '2026-06-22'],
    ['1/6/2026', '2026-06-01'],
    ['06/2026', '2026-06-01'],
    ['2026-06', '2026-06-01'],
    ['2025-12-01T08:00:00+07:00', '2025-12-01T01:00:00.000Z'],
    ['22/06/2026 08:30', '2026-06-22T01:30:00.000Z'],
    ['2026-06-22 00:15:00', '2026-06-21T17:15:00.000Z'],
  ])('%s is %s', (text, at) => expect(readMoment(text, zone)).toBe(at))
  test.each(['31/02/2026', '06/22/2026', '46', 'hôm qua', ''])('%s is none', (text) =>
    expect(readMoment(text, zone)).toBeNull(),
  )
  test('around a change of the clock is what the wall showed', () => {
    expect(readMoment('25/10/2026 04:00', 'Europe/Berlin')).toBe('2026-10-25T03:00:00.000Z')
    expect(readMoment('24/10/2026 04:00', 'Europe/Berlin')).toBe('2026-10-24T02:00:00.000Z')
  })
})

test('how a column writes decimals is read from the column, not from the cell', () => {
  expect(numberStyle(['1.125', '46.5'], 'vi')).toBe('en')
  expect(numberStyle(['1.125', '2.000'], 'vi')).toBe('vi')
  expect(numberStyle(['1.125,5'], 'en')).toBe('vi')
  expect(numberStyle(['46,5'], 'en')).toBe('vi')
  expect(numberStyle(['1,125.5'], 'vi')).toBe('en')
})

describe('rows', () => {
  test('through week 24 are 24, the rest is passed over', async () => {
    const read = readRows(await story('response-time-weekly.csv'), { ...rules, to: '2026-06-21' })
    expect(read.measurements).toHaveLength(24)
    expect(read.measurements.at(-1)).toEqual({ at: '2026-06-15', value: 48 })
    expect(read).toMatchObject({ skipped: 21, problems: [] })
  })
  test('with faults are told one by one, with what stood there', async () => {
    const table = await readText(
      'ngày,giá trị\n22/06/2026,48 phút\nhôm qua,3\n29/06/2026,nhiều\n6/7/2026,\n30/11/2026,4',
    )
    const read = readRows(table, rules)
    expect(read.measurements).toEqual([{ at: '2026-06-22', value: 48 }])
    expect(read.problems).toEqual([
      { row: 2, fault: 'no_date', text: 'hôm qua' },
      { row: 3, fault: 'not_a_number', text: 'nhiều' },
      { row: 4, fault: 'no_value', text: '' },
      { row: 5, fault: 'in_future', text: '30/11/2026' },
    ])
  })
  test('of a count need no value', async () => {
    const read = readRows(await readText('ngày,ghi chú\n22/06/2026,a'), {
      ...rules,
      isCount: true,
      columns: { ...noColumns, at: 0 },
    })
    expect(read.measurements).toEqual([{ at: '2026-06-22' }])
  })
})

describe('batches', () => {
  const at = (day: number, value: number) => ({ at: `2026-06-0${day}`, value })
  test('never part measurements of the same instant', () => {
    const batches = batchesOf([at(2, 1), at(1, 2), at(2, 3), at(2, 4), at(3, 5)], 2)
    expect(batches.map((batch) => batch.map(({ value }) => value))).toEqual([[2, 1, 3, 4], [5]])
  })
  test('stop when told to, and count what went out', async () => {
    const stop = new AbortController()
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      at: new Date(i * 60_000).toISOString(),
      value: i,
    }))
    const counts = await sendAll(many, {
      push: async (batch) => ({ created: batch.length, replaced: 0, unchanged: 0 }),
      onSent: () => stop.abort(),
      signal: stop.signal,
    })
    expect(counts).toEqual({ created: 2_000, replaced: 0, unchanged: 0 })
  })
})

describe('what is remembered of a table', () => {
  test('its column names without capitals, marks and spaces; the remembered columns go before the guess', () => {
    const table = { head: ['Ngày  đo', ' Phút', 'GHI CHÚ'], rows: [] }
    expect(signatureOf(table)).toBe('ngay do | phut | ghi chu')
    const guess = { ...noColumns, at: 0, value: 1, note: 2 }
    const remembered = { ...noColumns, at: 0, value: 2 }
    expect(withRemembered(guess, remembered, 3)).toEqual({ ...noColumns, at: 0, value: 2 })
    expect(withRemembered(guess, { ...remembered, value: 7 }, 3)).toEqual({
      ...noColumns,
      at: 0,
      value: 1,
      note: 2,
    })
  })
})
