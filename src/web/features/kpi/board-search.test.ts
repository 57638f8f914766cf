import { expect, test } from 'vitest'
import { isShownOnBoard, readBoardSearch } from './board-search.ts'

const kpi = {
  ...{ name: 'Thời gian trả lời', category: 'CSKH', unitId: 'u', otherUnitIds: ['w'], ownerId: 'lan' },
  chart: { variation: 'concern', capability: 'incapable', remedy: 'find_cause' },
} as const

test.each([
  [{}, true],
  [{ q: 'thoi gian' }, true],
  [{ q: 'cskh' }, true],
  [{ q: 'doanh thu' }, false],
  [{ category: 'CSKH', unit: 'u', owner: 'lan' }, true],
  [{ unit: 'v' }, false],
  [{ unit: 'w' }, true],
  [{ owner: 'minh' }, false],
  [{ variation: 'concern', capability: 'incapable' }, true],
  [{ variation: 'common_cause' }, false],
  [{ capability: 'capable' }, false],
  [{ show: 'attention' }, true],
] as const)('%j: %s', (search, isShown) => expect(isShownOnBoard(kpi, search)).toBe(isShown))

test('what an address says that is not understood is dropped', () => {
  const search = { q: 'a', variation: 'worse', capability: 'capable', show: 'all', group: 'unit', other: 1 }
  expect(readBoardSearch(search)).toEqual({ q: 'a', capability: 'capable', group: 'unit' })
})
