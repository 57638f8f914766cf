import { expect, test } from 'vitest'
import { matchRank } from './match.ts'

test.each([
  ['Trả lời', 'tra LOI', 0],
  ['Trả lời trong ngày', 'trả lời', 1],
  ['Khách được trả lời', 'tra  loi', 2],
  ['Lời hứa được trả', 'tra loi', 3],
  ['Giao hàng', 'tra loi', null],
  ['Đơn hàng', 'don', 1],
])('%s for %s', (text, sought, rank) => {
  expect(matchRank(text, sought)).toBe(rank)
})
