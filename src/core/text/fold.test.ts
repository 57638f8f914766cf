import { expect, test } from 'vitest'
import { fold, slugFrom } from './fold.ts'

test('diacritics are folded, đ as well, composed or not', () => {
  expect(fold('Đường Đi Khó')).toBe('duong di kho')
  expect(fold('Tỷ lệ chốt đơn'.normalize('NFD'))).toBe('ty le chot don')
})

test('slugs can stand in a formula', () => {
  expect(slugFrom('Doanh thu')).toBe('doanh_thu')
  expect(slugFrom(' Số đơn hàng / tháng ')).toBe('so_don_hang_thang')
  expect(slugFrom('5S')).toBe('kpi_5s')
  expect(slugFrom('???')).toBe('kpi')
})

test('slugs are unique', () => {
  const taken = new Set(['doanh_thu', 'doanh_thu_2'])
  expect(slugFrom('Doanh thu', (slug) => taken.has(slug))).toBe('doanh_thu_3')
})
