import { expect, test } from 'vitest'
import { confidenceLine } from './confidence-line.ts'

const said = (keyResultId: string, date: string, confidence: number | null) => ({
  keyResultId,
  date,
  confidence,
})

test('each day carries the mean of what was last said of each key result', () => {
  const line = confidenceLine([
    said('b', '2026-10-12', 8),
    said('a', '2026-10-05', 6),
    said('a', '2026-10-19', 3),
    said('b', '2026-10-19', null),
  ])
  expect(line).toEqual([
    { date: '2026-10-05', confidence: 6 },
    { date: '2026-10-12', confidence: 7 },
    { date: '2026-10-19', confidence: 5.5 },
  ])
})

test('a day with several check-ins is one point', () => {
  expect(confidenceLine([said('a', '2026-10-05', 4), said('b', '2026-10-05', 9)])).toEqual([
    { date: '2026-10-05', confidence: 6.5 },
  ])
})

test('nobody said anything: no line', () => {
  expect(confidenceLine([said('a', '2026-10-05', null)])).toEqual([])
})
