import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test.each([
  ['chữ thường', 'chữ thường'],
  ['có, dấu phẩy', '"có, dấu phẩy"'],
  ['có "ngoặc"', '"có ""ngoặc"""'],
  ['hai\ndòng', '"hai\ndòng"'],
  ['=1+1', `"'=1+1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['+84 912', `"'+84 912"`],
  ['-cmd', `"'-cmd"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['-12.5', '-12.5'],
  ['+3%', '+3%'],
  ['-12,5', '"-12,5"'],
])('%j', (text, written) => {
  expect(toCsv([[text, 'b']])).toBe(`\uFEFF${written},b\r\n`)
})

test('numbers and days stay what they are, nothing stays empty', () => {
  expect(
    toCsv([
      ['kỳ', 'giá trị'],
      [{ date: '2026-06-22' }, -3.5],
      [{ date: '2026-06-29' }, null],
      ['@x', 0],
    ]),
  ).toBe(`\uFEFFkỳ,giá trị\r\n2026-06-22,-3.5\r\n2026-06-29,\r\n"'@x",0\r\n`)
})
