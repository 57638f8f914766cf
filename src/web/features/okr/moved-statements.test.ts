import { expect, test } from 'vitest'
import { movedFromInitiatives, movedToInitiatives, movedToKeyResults } from './moved-statements.ts'
import { emptyInitiative, emptyObjective } from './objective-draft.ts'

const draft = { ...emptyObjective('lan', '', undefined), title: 'Doanh thu tăng từ 15 tỷ lên 30 tỷ' }
const [first, second] = draft.keyResults

test('work goes to the first free initiative, and its row is empty again', () => {
  const written = draft.keyResults.map((row) => (row === first ? { ...row, title: 'Tổ chức 5 buổi' } : row))
  const moved = movedToInitiatives({ ...draft, keyResults: written }, first?.key ?? '', 'Tổ chức 5 buổi')
  expect(moved.initiatives.map(({ title }) => title)).toEqual(['Tổ chức 5 buổi'])
  expect(moved.keyResults.map(({ title }) => title)).toEqual(['', ''])
  expect(moved.keyResults[1]).toBe(second)
  const again = movedToInitiatives(moved, second?.key ?? '', 'Viết bài')
  expect(again.initiatives.map(({ title }) => title)).toEqual(['Tổ chức 5 buổi', 'Viết bài'])
})

test('a number in the objective becomes a key result with its measure; the words without it stay', () => {
  const measure = { kind: 'reach', direction: 'up', start: 15e9, target: 30e9, unit: '₫' } as const
  const moved = movedToKeyResults(draft, { text: draft.title, measure, rewrite: 'Doanh thu bứt phá' }, 'vi')
  expect(moved.title).toBe('Doanh thu bứt phá')
  expect(moved.keyResults).toHaveLength(2)
  expect(moved.keyResults[0]).toMatchObject({
    title: draft.title,
    kind: 'reach',
    startText: '15000000000',
    targetText: '30000000000',
    unit: '₫',
  })
})

test('a result among the initiatives becomes a key result, and its row is free for the work behind it', () => {
  const [row] = draft.initiatives
  const written = {
    ...draft,
    initiatives: [{ ...emptyInitiative('lan'), key: row?.key ?? '', title: 'Rời bỏ còn 3%' }],
  }
  const measure = { kind: 'reach', direction: 'down', target: 3, unit: '%' } as const
  const moved = movedFromInitiatives(
    written,
    row?.key ?? '',
    { text: 'Rời bỏ còn 3%', measure, rewrite: null },
    'vi',
  )
  expect(moved.title).toBe(draft.title)
  expect(moved.initiatives.map(({ title }) => title)).toEqual([''])
  expect(moved.keyResults[0]).toMatchObject({ title: 'Rời bỏ còn 3%', targetText: '3', unit: '%' })
  expect(moved.keyResults).toHaveLength(2)
})
