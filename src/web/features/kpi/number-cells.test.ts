import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeasurementRowView } from '../../../contract/kpi-measurement-grid.ts'
import { parseNumber } from '../../../core/text/parse-number.ts'
import { changesOf, linesOf, pasteOver, savedText, toSave, toUndo } from './number-cells.ts'

const row = (kpiId: string, more: Partial<MeasurementRowView> = {}): MeasurementRowView => ({
  ...{ kpiId, name: kpiId, category: '', unitId: null, unit: 'phút', precision: 0 },
  ...{ aggregation: 'mean', canFill: true, cells: [] },
  ...more,
})
const none = { value: null, numerator: null, denominator: null }
const rows = [
  row('a', { cells: [{ start: '2026-06-01', count: 1, ...none, value: 0.1234567890123 }] }),
  row('r', {
    aggregation: 'ratio',
    unit: '%',
    cells: [{ start: '2026-06-01', count: 1, ...none, numerator: 3, denominator: 4 }],
  }),
  row('n', { cells: [{ start: '2026-06-01', count: 3, ...none, value: 7 }] }),
  row('c', { aggregation: 'count' }),
  row('o', { canFill: false }),
]
const starts = ['2026-06-01', '2026-06-08', '2026-06-15']
const block = { lines: linesOf(rows), starts, today: '2026-06-10' }

test('a block pasted over periods and KPIs: what may be typed is filled, the rest is counted', () => {
  const pasted = '1\t2 phút\t9\r\n3\t4\t\r\n5\t6\r\n7\t8\r\n1\r\n1\r\n1\n'
  const { filled, left } = pasteOver(pasted, 0, 0, block)
  expect(filled).toEqual({
    'a value 2026-06-01': '1',
    'a value 2026-06-08': '2 phút',
    'r numerator 2026-06-01': '3',
    'r numerator 2026-06-08': '4',
    'r denominator 2026-06-01': '5',
    'r denominator 2026-06-08': '6',
    'n value 2026-06-08': '8',
  })
  // The week to come, the week of three measurements, the count, another's KPI, and below the last row.
  expect(left).toBe(5)
  const changes = changesOf(rows, filled, 'vi')
  expect(changes.flatMap(({ errors }) => errors)).toEqual([])
  expect(toSave(changes)).toEqual([
    { kpiId: 'a', start: '2026-06-01', value: 1 },
    { kpiId: 'a', start: '2026-06-08', value: 2 },
    { kpiId: 'r', start: '2026-06-08', numerator: 4, denominator: 6 },
    { kpiId: 'r', start: '2026-06-01', numerator: 3, denominator: 5 },
    { kpiId: 'n', start: '2026-06-08', value: 8 },
  ])
  expect(toUndo(changes)).toEqual([
    { kpiId: 'a', start: '2026-06-01', value: 0.1234567890123 },
    { kpiId: 'a', start: '2026-06-08' },
    { kpiId: 'r', start: '2026-06-08' },
    { kpiId: 'r', start: '2026-06-01', numerator: 3, denominator: 4 },
    { kpiId: 'n', start: '2026-06-08' },
  ])
})

test.each([
  [{ 'a value 2026-06-08': 'chừng ba' }, [['a value 2026-06-08', 'not_a_number']]],
  [{ 'a value 2026-06-08': '3 giờ' }, [['a value 2026-06-08', 'other_unit']]],
  [{ 'r numerator 2026-06-08': '3' }, [['r denominator 2026-06-08', 'pair']]],
  [{ 'r numerator 2026-06-01': '' }, [['r numerator 2026-06-01', 'pair']]],
  [{ 'r numerator 2026-06-01': '', 'r denominator 2026-06-01': '' }, []],
  [{ 'r numerator 2026-06-01': '2' }, []],
  [{ 'a value 2026-06-01': '' }, []],
])('%o is wrong in %o', (typed, expected) => {
  const errors = changesOf(rows, typed as Record<string, string>, 'vi').flatMap((change) => change.errors)
  expect(errors.map(({ key, error }) => [key, error])).toEqual(expected)
})

test('what is typed as it stands is no change', () => {
  expect(
    changesOf(rows, { 'a value 2026-06-01': ' 0,1234567890123 ', 'r numerator 2026-06-01': '3' }, 'vi'),
  ).toEqual([])
})

test.each(['vi', 'en'] as const)(
  'what stands in a cell reads back as the number that is saved (%s)',
  (locale) => {
    const start = '2026-06-01'
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e13, max: 1e13 }), (drawn) => {
        const value = Number(drawn.toPrecision(12))
        const line = {
          row: row('x', { cells: [{ start, count: 1, ...none, value }] }),
          part: 'value' as const,
        }
        expect(parseNumber(savedText(line, start, locale), locale)).toMatchObject({
          number: { value: value || 0 },
        })
      }),
    )
    const sales = row('s', { unit: '₫', cells: [{ start, count: 1, ...none, value: 2_439_000_000 }] })
    expect(savedText({ row: sales, part: 'value' }, start, 'vi')).toBe('2.439.000.000')
  },
)
