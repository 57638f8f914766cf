import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumber, type NumberFormat } from './format-number.ts'
import { type NumberLocale, parseNumber } from './parse-number.ts'

/** With plain spaces, so that expectations can be read. */
const shown = (value: number, format: NumberFormat) => formatNumber(value, format).replaceAll('\u00A0', ' ')

describe('formatNumber', () => {
  test.each<[number, Omit<NumberFormat, 'locale'>, string, string]>([
    [1500.5, {}, '1.500,5', '1,500.5'],
    [-0.2222, { precision: 2 }, '\u22120,22', '\u22120.22'],
    [-0.001, { precision: 2 }, '0', '0'],
    [-0, {}, '0', '0'],
    [30.456, { precision: 1, unit: 'phút' }, '30,5 phút', '30.5 phút'],
    [70, { unit: '%' }, '70%', '70%'],
    [15_000, { unit: '₫' }, '15.000 ₫', '₫15,000'],
    [-15_000, { unit: '₫' }, '\u221215.000 ₫', '\u2212₫15,000'],
    [15e9, { isCompact: true }, '15 tỷ', '15B'],
    [1.5e6, { isCompact: true }, '1,5 triệu', '1.5M'],
    [1_234_567, { isCompact: true }, '1,23 triệu', '1.23M'],
    [999_950_000, { isCompact: true }, '1 tỷ', '1B'],
    [5.2e12, { isCompact: true }, '5,2 nghìn tỷ', '5.2T'],
    [15_000, { isCompact: true }, '15 nghìn', '15K'],
    [1500, { isCompact: true }, '1.500', '1,500'],
    [15e9, { isCompact: true, unit: '₫' }, '15 tỷ ₫', '₫15B'],
    [-15e9, { isCompact: true }, '\u221215 tỷ', '\u221215B'],
    [0.1 + 0.2, {}, '0,3', '0.3'],
  ])('%d with %j', (value, format, vi, en) => {
    expect(shown(value, { ...format, locale: 'vi' })).toBe(vi)
    expect(shown(value, { ...format, locale: 'en' })).toBe(en)
  })

  test('the space before a unit does not break', () => {
    expect(formatNumber(48, { locale: 'vi', unit: 'phút' })).toBe('48\u00A0phút')
  })
})

describe('what is shown can be typed back', () => {
  const locale = fc.constantFrom<NumberLocale>('vi', 'en')
  const unit = fc.constantFrom(undefined, '₫', '%', 'phút', 'hồi chuông')
  const typedNumber = fc
    .tuple(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.integer({ min: -9, max: 6 }))
    .map(([digits, power]) => Number(`${digits}e${power}`))

  test('plain, in both languages, with any unit', () => {
    fc.assert(
      fc.property(typedNumber, locale, unit, (value, language, named) => {
        const text = formatNumber(value, {
          locale: language,
          ...(named === undefined ? {} : { unit: named }),
        })
        const result = parseNumber(text, language)
        // Zero comes back without a sign.
        const expected = {
          value: value === 0 ? 0 : value,
          scale: 0,
          ...(named === undefined ? {} : { unit: named }),
        }
        expect(result).toEqual({ ok: true, number: expected })
      }),
    )
  })

  test('compact, to three digits, in Vietnamese', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 12 }), (digits, power) => {
        const value = Number(`${digits}e${power}`)
        const result = parseNumber(formatNumber(value, { locale: 'vi', isCompact: true }), 'vi')
        expect(result.ok && result.number.value).toBe(value)
      }),
    )
  })
})
