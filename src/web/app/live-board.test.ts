import { expect, test } from 'vitest'
import type { BoardView } from '../../contract/okr-board.ts'
import { mergeBoard } from './live-board.ts'

const item = (id: string, title: string, keyResults: string[] = []) =>
  ({ id, title, keyResults: keyResults.map((one) => ({ id: one })) }) as BoardView['items'][number]
const board = (progress: number, items: BoardView['items']) =>
  ({ summary: { progress }, items }) as unknown as BoardView

const before = board(0.1, [item('a', 'A', ['k']), item('b', 'B'), item('c', 'C')])

test('what changed is put in its place, with what the whole comes to now; the rest is the very same', () => {
  const merged = mergeBoard(before, board(0.4, [item('b', 'B mới')]), new Set(['b']))
  expect(merged).toEqual(board(0.4, [item('a', 'A', ['k']), item('b', 'B mới'), item('c', 'C')]))
  expect(merged?.items[0]).toBe(before.items[0])
})

test('what was asked for and did not come is gone, by its own id or by a key result of it', () => {
  expect(mergeBoard(before, board(0, []), new Set(['c']))?.items.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(mergeBoard(before, board(0, []), new Set(['k']))?.items.map(({ id }) => id)).toEqual(['b', 'c'])
})

test('one that was not there has no place yet: the whole is asked for', () => {
  expect(mergeBoard(before, board(0, [item('d', 'D')]), new Set(['d']))).toBeNull()
})
