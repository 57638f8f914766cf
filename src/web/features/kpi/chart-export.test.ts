import { expect, test } from 'vitest'
import { csvFile } from './chart-export.ts'

test('a CSV keeps its numbers, quotes what needs it and lets no text run as a formula', () => {
  expect(
    csvFile([
      ['kỳ', 'giá trị', 'ghi chú'],
      ['2026-06-22', -3.5, '=HYPERLINK("http://x")'],
      ['2026-06-29', null, 'hai, ba'],
      ['@x', 0, '-1'],
    ]),
  ).toBe(
    '\uFEFFkỳ,giá trị,ghi chú\r\n2026-06-22,-3.5,"\'=HYPERLINK(""http://x"")"\r\n2026-06-29,,"hai, ba"\r\n\'@x,0,\'-1\r\n',
  )
})
