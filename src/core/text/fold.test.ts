import { expect, test } from 'vitest'
import { fold, holdsWords, slugFrom } from './fold.ts'

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

test('a text holds words that begin its own, in any order', () => {
  const text = 'Điện thoại được nghe sau tối đa 3 hồi chuông; khách hàng hài lòng'
  for (const sought of ['', '  ', 'hoi CHUONG', 'chuông điện', '3 hồi', 'khach hai long', 'dien tho'])
    expect([sought, holdsWords(text, sought)]).toEqual([sought, true])
  for (const sought of ['huong', 'chuông reo', '33'])
    expect([sought, holdsWords(text, sought)]).toEqual([sought, false])
})
