import { expect, test } from 'vitest'
import type { TargetRowView } from '../../../contract/kpi-targets.ts'
import { fillFrom, readCell, targetText } from './target-cells.ts'

test.each([
  ['1.500', 'up', 1500, null],
  ['15 tỷ', 'up', 15e9, null],
  ['', 'down', null, null],
  ['chừng ba', 'down', null, 'number'],
  ['20 – 25', 'range', { lower: 20, upper: 25 }, null],
  ['-5 - 5', 'range', { lower: -5, upper: 5 }, null],
  ['20 đến 25', 'range', { lower: 20, upper: 25 }, null],
  ['25 – 20', 'range', null, 'range'],
  ['20', 'range', null, 'range'],
] as const)('%s for %s', (text, direction, target, error) => {
  expect(readCell(text, { direction }, 'vi')).toEqual({ target, error })
})

test.each([
  ['vi', 2_300_000_000, '2.300.000.000'],
  ['vi', 12_345.678, '12.345,678'],
  ['en', -12_345.5, '−12,345.5'],
  ['vi', 2.5, '2,5'],
] as const)('in %s %d reads %s in its cell, and reads back as the same', (locale, target, text) => {
  const row = { direction: 'up', constant: target, byPeriod: [] } as unknown as TargetRowView
  expect(targetText(row, null, locale)).toBe(text)
  expect(readCell(text, row, locale)).toEqual({ target, error: null })
})

test('a paste fills to the right and down, and leaves out what does not fit or may not be set', () => {
  const rows = [
    { kpiId: 'a', canEdit: true },
    { kpiId: 'b', canEdit: false },
    { kpiId: 'c', canEdit: true },
  ]
  const starts = [null, '2026-01-01', '2026-02-01']
  expect(fillFrom('1\t2\t3\r\n4\t5\t6\r\n7\t8\n', 0, 1, rows, starts)).toEqual({
    filled: {
      'a 2026-01-01': '1',
      'a 2026-02-01': '2',
      'c 2026-01-01': '7',
      'c 2026-02-01': '8',
    },
    // 3 lies beyond the last column; 4, 5 and 6 are another's.
    left: 4,
  })
})
