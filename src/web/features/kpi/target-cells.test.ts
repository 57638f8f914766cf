import { expect, test } from 'vitest'
import { fillFrom, readCell } from './target-cells.ts'

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

test('a paste fills to the right and down, and leaves out what does not fit or may not be set', () => {
  const rows = [
    { kpiId: 'a', canEdit: true },
    { kpiId: 'b', canEdit: false },
    { kpiId: 'c', canEdit: true },
  ]
  const starts = [null, '2026-01-01', '2026-02-01']
  expect(fillFrom('1\t2\t3\r\n4\t5\t6\r\n7\t8\n', 0, 1, rows, starts)).toEqual({
    'a 2026-01-01': '1',
    'a 2026-02-01': '2',
    'c 2026-01-01': '7',
    'c 2026-02-01': '8',
  })
})
