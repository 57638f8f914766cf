import { describe, expect, test } from 'vitest'
import { type NumberLocale, type NumberRefusal, parseNumber } from './parse-number.ts'

function read(text: string, locale: NumberLocale = 'vi'): string {
  const result = parseNumber(text, locale)
  return result.ok ? [result.number.value, result.number.unit ?? ''].join(' ').trim() : result.code
}

describe('Vietnamese readers type', () => {
  test.each([
    ['1.500.000', '1500000'],
    ['1.500', '1500'],
    ['1.5', '1.5'],
    ['1,5', '1.5'],
    ['0.500', '0.5'],
    ['1,500', '1.5'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1 500 000', '1500000'],
    ['1\u00A0500,5', '1500.5'],
    [',5', '0.5'],
    ['1.5 tỷ', '1500000000'],
    ['1,5 tỷ', '1500000000'],
    ['1.500 tỷ', '1500000000000'],
    ['15 tỉ', '15000000000'],
    ['15tr', '15000000'],
    ['15 TRIỆU', '15000000'],
    ['1.1tr', '1100000'],
    ['1tr5', '1500000'],
    ['1tr05', '1050000'],
    ['1tr500', '1500000'],
    ['1 triệu 500 nghìn', '1500000'],
    ['2 tỷ 500 triệu', '2500000000'],
    ['2 tỷ rưỡi', '2500000000'],
    ['2 rưỡi', '2.5'],
    ['2 ty ruoi', '2500000000'],
    ['1 tỷ 1,5 triệu', '1001500000'],
    ['5 constructor', '5 constructor'],
    ['5 nghìn tỷ', '5000000000000'],
    ['3k', '3000'],
    ['3 ngàn', '3000'],
    ['48 phút', '48 phút'],
    ['48phút', '48 phút'],
    ['3 hồi chuông', '3 hồi chuông'],
    ['70%', '70 %'],
    ['12,5 %', '12.5 %'],
    ['70 phần trăm', '70 %'],
    ['15 tỷ đồng', '15000000000 ₫'],
    ['15.000đ', '15000 ₫'],
    ['15.000 ₫', '15000 ₫'],
    ['₫15.000', '15000 ₫'],
    ['-₫15', '-15 ₫'],
    ['200 triệu VND', '200000000 ₫'],
    ['80 km/giờ', '80 km/giờ'],
    ['120 m2', '120 m2'],
    ['15m', '15 m'],
    ['3 trang', '3 trang'],
    ['3kg', '3 kg'],
    ['\u22121.500', '-1500'],
    ['-0', '0'],
    ['+5', '5'],
    [' 7 ', '7'],
  ])('%s for %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('English readers type', () => {
  test.each([
    ['1,234.5', '1234.5'],
    ['1,500', '1500'],
    ['1.500', '1.5'],
    ['1,5', '1.5'],
    ['1.234,5', '1234.5'],
    ['1.500.000', '1500000'],
    ['0,500', '0.5'],
    ['$1.5m', '1500000 $'],
    ['2.5 billion', '2500000000'],
    ['15 tỷ', '15000000000'],
    ['48 minutes', '48 minutes'],
  ])('%s for %s', (text, expected) => {
    expect(read(text, 'en')).toBe(expected)
  })
})

test.each<[string, NumberRefusal]>([
  ['', 'empty'],
  [' \u00A0 ', 'empty'],
  ['abc', 'not_a_number'],
  ['triệu', 'not_a_number'],
  ['1.2.3', 'not_a_number'],
  ['1.50.000', 'not_a_number'],
  ['1,2,3', 'not_a_number'],
  ['1.234.56,7', 'not_a_number'],
  ['1,5.5,5', 'not_a_number'],
  ['1 50', 'not_a_number'],
  ['5.', 'not_a_number'],
  ['--5', 'not_a_number'],
  ['5 phút 30', 'not_a_number'],
  ['1 giờ 30 phút', 'not_a_number'],
  ['$5 phút', 'not_a_number'],
  ['1 triệu 2 tỷ', 'not_a_number'],
  ['1,5tr5', 'not_a_number'],
  ['1tr5 rưỡi', 'not_a_number'],
  ['1,5 tỷ rưỡi', 'not_a_number'],
  ['5%%', 'not_a_number'],
  ['1e5', 'not_a_number'],
  ['Infinity', 'not_a_number'],
  ['=1+1', 'not_a_number'],
  ['1234567890123456', 'too_many_digits'],
])('“%s” is refused: %s', (text, code) => {
  expect(read(text)).toBe(code)
})

test('fifteen digits are kept, and zeros at either end are not among them', () => {
  expect(read('123456789012345')).toBe('123456789012345')
  expect(read('0,000123456789012345')).toBe('0.000123456789012345')
  expect(read('1000000000000000')).toBe('1000000000000000')
})

test('the scale that was spelled out is told', () => {
  expect(parseNumber('1tr5', 'vi')).toEqual({ ok: true, number: { value: 1_500_000, scale: 6 } })
  expect(parseNumber('70%', 'vi')).toEqual({ ok: true, number: { value: 70, scale: 0, unit: '%' } })
})
