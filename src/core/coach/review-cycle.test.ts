import { expect, test } from 'vitest'
import { type CycleKeyResult, type CycleObjective, reviewCycle } from './review-cycle.ts'
import { nearlySame, similarityOf } from './similarity.ts'

let made = 0
const keyResult = (given: Partial<CycleKeyResult> = {}): CycleKeyResult => {
  made += 1
  const title = `${made * 7919} ${['Doanh thu', 'Số đơn', 'Điểm hài lòng', 'Thời gian chờ', 'Tỷ lệ lỗi', 'Tồn kho', 'Sản lượng'][made % 7]} nhóm ${'abcdefgh'[made % 8]}${made}`
  return {
    id: `kr${made}`,
    title,
    measure: { kind: 'keep', unit: '%' },
    isUnderWay: false,
    initiatives: 0,
    ...given,
  }
}
const objective = (keyResults: CycleKeyResult[], given: Partial<CycleObjective> = {}): CycleObjective => ({
  id: 'o1',
  title: 'Khách hàng quay lại vì hài lòng',
  ownerId: 'an',
  keyResults,
  ...given,
})
const found = (...objectives: CycleObjective[]) =>
  reviewCycle(objectives).map(({ id, on, values }) => [id, on.id, values.count])

test('two to five key results are neither too few nor too many', () => {
  const of = (count: number) => objective(Array.from({ length: count }, () => keyResult()))
  expect(found(of(0))).toEqual([['too_few', 'o1', 0]])
  expect(found(of(1))).toEqual([['too_few', 'o1', 1]])
  expect(found(of(2))).toEqual([])
  expect(found(of(5))).toEqual([])
  expect(found(of(6))).toEqual([['too_many', 'o1', 6]])
})

test('more than five objectives of one owner are too many, and nobody’s are nobody’s', () => {
  const titles = ['Hoa', 'Giao hàng', 'Nhân sự vững', 'Kho sạch', 'Tài chính lành', 'Mạng nhanh']
  const six = (ownerId: string | null) =>
    titles.map((title, index) => objective([keyResult(), keyResult()], { id: `o${index}`, title, ownerId }))
  expect(found(...six('an'))).toEqual([['too_many', 'an', 6]])
  expect(found(...six(null))).toEqual([])
})

test('an objective of steps only is only outputs', () => {
  const steps = () => keyResult({ measure: { kind: 'milestones' } })
  expect(found(objective([steps(), steps()]))).toEqual([['only_outputs', 'o1', 2]])
  expect(found(objective([steps(), keyResult()]))).toEqual([])
})

test('numbers of one unit that are all pushed want a guardrail; a bound or another unit is one', () => {
  const pushed = (unit: string) => keyResult({ measure: { kind: 'reach', unit } })
  expect(found(objective([pushed('₫'), pushed('₫')]))).toEqual([['no_guardrail', 'o1', undefined]])
  expect(found(objective([pushed('₫'), pushed('điểm')]))).toEqual([])
  expect(found(objective([pushed('₫'), keyResult()]))).toEqual([])
})

test('a key result under way that nothing serves has no initiative', () => {
  const under = keyResult({ isUnderWay: true })
  const served = keyResult({ isUnderWay: true, initiatives: 1 })
  expect(found(objective([under, served]))).toEqual([['no_initiative', under.id, undefined]])
})

test('nearly the same statements are named with each other, across objectives and without diacritics', () => {
  const first = keyResult({ title: 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút' })
  const again = keyResult({ title: 'giam thoi gian tra loi trung binh tu 48 phut xuong 25 phut' })
  const findings = reviewCycle([
    objective([first, keyResult()]),
    objective([again, keyResult()], { id: 'o2', title: 'Kho gọn và đúng' }),
  ])
  expect(findings).toEqual([
    {
      id: 'duplicate',
      values: { phrase: again.title, other: first.title },
      on: { type: 'key_result', id: again.id },
      others: [{ type: 'key_result', id: first.id }],
    },
  ])
})

test('the same form of words about different things is no duplicate', () => {
  expect(similarityOf('Tăng doanh thu từ 15 tỷ lên 30 tỷ', 'Tăng năng suất từ 15 ca lên 30 ca')).toBeLessThan(
    0.72,
  )
})

test('comparing only texts that share rare triples finds what comparing each with each finds', () => {
  const words = [
    'doanh thu',
    'khách hàng',
    'giao nhận',
    'kho vận',
    'nhân sự',
    'đào tạo',
    'chất lượng',
    'hồ sơ',
  ]
  const texts = Array.from({ length: 150 }, (_, index) =>
    [1, 3, 5, 7].map((step) => words[(index * step + (index >> (step % 4))) % words.length]).join(' '),
  )
  const each = texts.flatMap((first, index) =>
    texts.slice(index + 1).map((second) => similarityOf(first, second) >= 0.72),
  )
  const found = nearlySame(texts)
  expect(found.length).toBe(each.filter(Boolean).length)
  expect(found.length).toBeGreaterThan(100)
})
