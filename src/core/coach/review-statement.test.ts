import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reviewStatement } from './review-statement.ts'
import { STATEMENT_KINDS } from './statement.ts'

const ids = (...given: Parameters<typeof reviewStatement>) =>
  reviewStatement(...given).findings.map(({ id }) => id)

describe('the examples of section 9', () => {
  test('an output in the field of a key result is offered a place among the initiatives', () => {
    const review = reviewStatement('Tổ chức 5 buổi đào tạo', { field: 'key_result' })
    expect(review).toMatchObject({ kind: 'initiative', language: 'vi' })
    expect(review.findings).toEqual([
      {
        id: 'initiative_as_key_result',
        values: { phrase: 'Tổ chức 5 buổi đào tạo' },
        rewrite: 'Nhờ tổ chức 5 buổi đào tạo: … tăng từ … lên …',
        moveTo: 'initiative',
      },
    ])
  })

  test('a bare indicator is asked: from what, to what', () => {
    const review = reviewStatement('Điểm NPS', { field: 'key_result' })
    expect(review.findings).toEqual([
      {
        id: 'kpi_without_target',
        values: { phrase: 'Điểm NPS' },
        rewrite: 'Tăng điểm NPS từ … lên …',
        moveTo: 'kpi',
      },
    ])
    expect(reviewStatement('Thời gian chờ', { field: 'key_result' }).findings[0]?.rewrite).toBe(
      'Giảm thời gian chờ từ … xuống …',
    )
  })

  test('a number in an objective is a key result', () => {
    const text = 'Tăng doanh thu của dòng sản phẩm mới lên 30 tỷ một cách bền vững'
    expect(reviewStatement(text, { field: 'objective' }).findings).toEqual([
      {
        id: 'measure_in_objective',
        values: { phrase: '30 tỷ' },
        rewrite: 'Tăng doanh thu của dòng sản phẩm mới một cách bền vững',
        moveTo: 'key_result',
      },
    ])
  })

  test('a target with no start is asked for it, and not again once the form has it', () => {
    const text = 'giam thoi gian tra loi xuong 30 phut'
    expect(reviewStatement(text, { field: 'key_result' }).findings).toEqual([
      {
        id: 'no_baseline',
        values: { phrase: '30 phut' },
        rewrite: 'giam thoi gian tra loi tu … xuong 30 phut',
      },
    ])
    const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' } as const
    expect(ids(text, { field: 'key_result', measure })).toEqual([])
  })

  test('what the form knows of KPI and initiatives is said', () => {
    const text = 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút'
    expect(ids(text, { field: 'key_result' })).toEqual([])
    expect(ids(text, { field: 'key_result', targetCheck: 'noise', hasInitiative: false })).toEqual([
      'noise_target',
      'no_initiative',
    ])
    expect(ids(text, { field: 'key_result', targetCheck: 'already_met' })).toEqual(['already_met'])
    expect(ids(text, { field: 'key_result', targetCheck: 'stretch', hasInitiative: true })).toEqual([])
  })

  test.each([
    ['Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng', 'objective'],
    ['Tăng doanh thu của dòng sản phẩm mới một cách bền vững', 'objective'],
    ['Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút', 'key_result'],
    ['Nghe điện thoại sau tối đa 3 hồi chuông', 'key_result'],
    ['Doanh thu tăng từ 15 tỷ lên 30 tỷ', 'key_result'],
    ['Cải thiện điểm NPS từ 70 lên 80', 'key_result'],
  ] as const)('the founders’ %s is fine where it stands', (text, field) => {
    expect(reviewStatement(text, { field })).toMatchObject({ kind: field, findings: [] })
  })
})

describe('where work or an indicator is asked for', () => {
  test('a measured result is not yet work, and may be moved to the key results', () => {
    const text = 'Tỷ lệ rời bỏ giảm từ 5% xuống 3%'
    expect(reviewStatement(text, { field: 'initiative' }).findings).toEqual([
      { id: 'result_as_initiative', values: { phrase: text }, moveTo: 'key_result' },
    ])
  })
  test('a target does not belong in the name of a KPI', () => {
    expect(ids('Churn from 5% to 3%', { field: 'kpi' })).toEqual(['target_in_kpi'])
  })
  test.each([
    ['Tổ chức 5 buổi đào tạo', 'initiative'],
    ['Write 20 blog posts', 'initiative'],
    ['Tỷ lệ đơn giao trong 48 giờ', 'kpi'],
    ['Calls answered within 20 seconds', 'kpi'],
    ['Điểm NPS', 'kpi'],
  ] as const)('%s is fine as %s', (text, field) => expect(ids(text, { field })).toEqual([]))
  test('words that say nothing are asked what they mean', () => {
    expect(ids('Cải thiện hơn nữa', { field: 'initiative' })).toEqual(['vague'])
  })
})

test('nothing makes it throw, and the same text is read the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'grapheme-ascii' }),
        fc.string({ unit: 'grapheme' }),
      ),
      fc.constantFrom(...STATEMENT_KINDS, undefined),
      (text, field) => {
        const options = field === undefined ? {} : { field }
        const review = reviewStatement(text, options)
        expect(reviewStatement(text, options)).toEqual(review)
        expect(Object.values(review.probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
      },
    ),
    { numRuns: 300 },
  )
})

test.each([
  '',
  ' ',
  '\uD800',
  '…',
  '🙂'.repeat(50_000),
  'a'.repeat(100_000),
  '1.'.repeat(50_000),
  'từ 1 lên '.repeat(12_000),
])('an odd text is read without a finding or a pause (%#)', (text) => {
  const began = performance.now()
  expect(() => reviewStatement(text, { field: 'key_result' })).not.toThrow()
  // Ten times the promised 50 ms, for a machine that is busy; the bench holds the promise itself.
  expect(performance.now() - began).toBeLessThan(500)
})

test('a text that says nothing has no finding', () => {
  for (const text of ['', '  ', '…', '?!']) expect(ids(text, { field: 'key_result' })).toEqual([])
})
