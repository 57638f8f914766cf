import { expect, test } from 'vitest'
import { idsToNames, mentionedIn, namesToIds, textParts } from './mentions.ts'

const lan = '01a20ce5-2457-7001-8144-b78889c253c8'
const binh = '01a20ce5-2457-7001-8144-b78889c253c9'
const people = [
  { id: lan, name: 'Lan' },
  { id: binh, name: 'Lan Bình' },
]

test('the people that a text calls in, each once, in order', () => {
  expect(mentionedIn(`@{${binh}} và @{${lan}}, rồi lại @{${binh}}`)).toEqual([binh, lan])
  expect(mentionedIn('lan@saomai.vn @{không phải} @{}')).toEqual([])
})

test('a text falls into words and people, and comes back whole', () => {
  expect(textParts(`Nhờ @{${lan}} xem`)).toEqual([{ words: 'Nhờ ' }, { memberId: lan }, { words: ' xem' }])
  expect(textParts('')).toEqual([])
  expect(textParts(`@{${lan}}`)).toEqual([{ memberId: lan }])
})

test('names become ids, the longest that fits, and ids names again', () => {
  const written = '@Lan Bình ơi, @Lan hỏi; ghi lan@saomai.vn'
  const kept = namesToIds(written, people)
  expect(kept).toBe(`@{${binh}} ơi, @{${lan}} hỏi; ghi lan@saomai.vn`)
  expect(idsToNames(kept, (id) => people.find((person) => person.id === id)?.name ?? '?')).toBe(written)
})
