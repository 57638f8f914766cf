import { expect, test } from 'vitest'
import { readFigure } from './typed-figure.ts'

test.each([
  ['48', 'phút', 48],
  ['48 phút', 'phút', 48],
  ['48 Phut', 'phút', 48],
  ['48 giờ', 'phút', 'other_unit'],
  ['70%', '%', 70],
  ['70%', 'phút', 'other_unit'],
  ['1.500.000', '₫', 1_500_000],
  ['15 tỷ', '₫', 15e9],
  ['15 tỷ đồng', 'VND', 15e9],
  ['15 tỷ', 'tỷ ₫', 15],
  ['15', 'tỷ ₫', 15],
  ['1,1 tỷ ₫', 'tỷ ₫', 1.1],
  ['1tr5', 'triệu', 1.5],
  ['500 triệu', 'tỷ', 0.5],
  ['15 tỷ', '', 15e9],
  ['3 km', '', 'other_unit'],
  ['3 km', null, 3],
  ['ba', 'phút', 'not_a_number'],
  ['', 'phút', 'empty'],
  ['−2,5 °C', '°C', -2.5],
] as const)('%s of a KPI in %s', (text, unit, expected) => {
  const read = readFigure(text, unit, 'vi')
  expect(read.ok ? read.value : read.code).toBe(expected)
})
