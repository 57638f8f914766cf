import { describe, expect, test } from 'vitest'
import type { BoardObjectiveView } from '../../../contract/okr-board.ts'
import { okrSearch, savedPart } from '../../app/okr-search.ts'
import { bandOf, filterLines, groupLines, sortLines, unitsFrom } from './board-lines.ts'

const line = (id: string, more: Partial<BoardObjectiveView> = {}): BoardObjectiveView => ({
  id,
  cycleId: 'c',
  title: id,
  ownerId: 'lan',
  unitId: null,
  ambition: 'aspirational',
  weight: 1,
  progress: 0.5,
  expected: 0.5,
  status: 'on_track',
  stale: false,
  score: null,
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
  confidence: 5,
  keyResults: [],
  ...more,
})

const units = [
  { id: 'khoi', parentId: null },
  { id: 'doi', parentId: 'khoi' },
  { id: 'nhom', parentId: 'doi' },
  { id: 'khac', parentId: null },
]
const lines = [
  line('a', { title: 'Khách hàng được nghe ngay', unitId: 'nhom', status: 'at_risk', progress: 0.4 }),
  line('b', { title: 'Doanh thu', unitId: 'khac', ownerId: 'binh', confidence: 3, stale: true }),
  line('c', { title: 'Ánh sáng', status: 'no_data', progress: null, confidence: null }),
  line('d', { title: 'Bền vững', unitId: 'khoi', status: 'off_track', progress: 0.1, confidence: 8 }),
]
const shown = (search: Record<string, unknown>) =>
  filterLines(lines, { search: okrSearch(search), units, me: 'binh' }).map(({ id }) => id)

describe('what is shown', () => {
  test('a unit comes with every unit below it', () => {
    expect([...unitsFrom('khoi', units)].toSorted()).toEqual(['doi', 'khoi', 'nhom'])
    expect(shown({ unit: 'khoi' })).toEqual(['a', 'd'])
  })
  test('words are found without their accents', () => {
    expect(shown({ q: 'khach hang' })).toEqual(['a'])
    expect(shown({ q: ' ANH SANG ' })).toEqual(['c'])
  })
  test('mine is what I own, and where a key result is mine', () => {
    expect(shown({ owner: 'me' })).toEqual(['b'])
    expect(shown({ owner: 'lan' })).toEqual(['a', 'c', 'd'])
  })
  test('status, confidence and being overdue', () => {
    expect(shown({ status: 'at_risk,off_track' })).toEqual(['a', 'd'])
    expect(shown({ confidence: 'low' })).toEqual(['b'])
    expect(shown({ confidence: 'none' })).toEqual(['c'])
    expect(shown({ stale: 'yes' })).toEqual(['b'])
    expect([0, 3, 4, 6, 7, 10].map(bandOf)).toEqual(['low', 'low', 'middle', 'middle', 'high', 'high'])
  })
  test('what an address says wrong is left out', () => {
    expect(okrSearch({ status: 'x,at_risk', group: 'y', sort: 1, q: 12, layout: 'list' })).toEqual({
      status: 'at_risk',
      q: '12',
      layout: 'list',
    })
    expect(savedPart({ cycle: 'c', view: 'v', q: 'a' })).toEqual({ q: 'a' })
  })
})

describe('in which order', () => {
  const sorted = (...[order, isDown]: [Parameters<typeof sortLines>[1], boolean]) =>
    sortLines(lines, order, isDown, (id) => id)
      .map(({ id }) => id)
      .join('')
  test.each([
    ['given', false, 'abcd'],
    ['attention', false, 'dabc'],
    ['title', false, 'cdba'],
    ['title', true, 'abdc'],
    ['progress', false, 'dabc'],
    ['progress', true, 'badc'],
    ['confidence', false, 'badc'],
    ['owner', false, 'bacd'],
  ] as const)('%s, down: %s', (order, isDown, expected) => {
    expect(sorted(order, isDown)).toBe(expected)
  })
})

test('headings stand in the order asked for; what is not named comes after', () => {
  const groups = groupLines(lines, 'unit', ['', 'khac', 'khoi'])
  expect(groups.map(({ key, lines: own }) => [key, own.map(({ id }) => id)])).toEqual([
    ['', ['c']],
    ['khac', ['b']],
    ['khoi', ['d']],
    ['nhom', ['a']],
  ])
  expect(groupLines(lines, 'none', []).map(({ lines: own }) => own.length)).toEqual([4])
  expect(groupLines([], 'none', [])).toEqual([])
})
