import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('a hundred thousand ids made at once are UUIDv7, different, and sort in the order they were made', () => {
  const began = Date.now()
  const ids = Array.from({ length: 100_000 }, newId)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBeGreaterThanOrEqual(began)
})
