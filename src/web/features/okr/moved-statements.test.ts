import { expect, test } from 'vitest'
import { movedToInitiatives, movedToKeyResults } from './moved-statements.ts'
import { emptyObjective } from './objective-draft.ts'

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
