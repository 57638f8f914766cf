import { expect, test } from 'vitest'
import { alignmentRefusal } from './alignment.ts'

// company ← kr1 (its key result) ← sales (parent: kr1) ← team (supports sales and people)
const links: Record<string, string[]> = { kr1: ['company'], sales: ['kr1'], team: ['sales', 'people'] }
const contributesTo = (id: string) => links[id] ?? []

test('an objective may contribute where nothing leads back to it', () => {
  expect(alignmentRefusal('people', 'company', contributesTo)).toBeNull()
  expect(alignmentRefusal('team', 'company', contributesTo)).toBeNull()
})

test('a circle is refused with its path, over parents, supports and key results together', () => {
  expect(alignmentRefusal('company', 'team', contributesTo)).toEqual({
    code: 'circle',
    path: ['company', 'team', 'sales', 'kr1', 'company'],
  })
  expect(alignmentRefusal('people', 'team', contributesTo)?.path).toEqual(['people', 'team', 'people'])
  expect(alignmentRefusal('company', 'kr1', contributesTo)?.path).toEqual(['company', 'kr1', 'company'])
  expect(alignmentRefusal('company', 'company', contributesTo)?.path).toEqual(['company', 'company'])
})

test('a circle elsewhere, which should not be there, does not hang or blame this link', () => {
  const broken: Record<string, string[]> = { a: ['b'], b: ['a'] }
  expect(alignmentRefusal('new', 'a', (id) => broken[id] ?? [])).toBeNull()
})
