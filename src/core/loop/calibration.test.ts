import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysIn } from '../calendar/iso-date.ts'
import { calibrationOf, middleThird } from './calibration.ts'

test('the middle third of 21 days is days 8 to 14; of 92, days 31 to 61; of one day there is none', () => {
  expect(middleThird({ start: '2026-06-01', end: '2026-06-21' })).toEqual({
    start: '2026-06-08',
    end: '2026-06-14',
  })
  // Day 31 is the first by which more than a third of 92 has passed, day 61 the last by which no more than two thirds.
  expect(middleThird({ start: '2026-07-01', end: '2026-09-30' })).toEqual({
    start: '2026-07-31',
    end: '2026-08-30',
  })
  expect(middleThird({ start: '2026-06-01', end: '2026-06-02' })).toEqual({
    start: '2026-06-01',
    end: '2026-06-01',
  })
  expect(middleThird({ start: '2026-06-01', end: '2026-06-01' })).toBeNull()
})

test('it lies within the time, and leaves about a third before and after', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 800 }), (days) => {
      const dates = { start: '2026-01-01', end: addDays('2026-01-01', days - 1) }
      const middle = middleThird(dates)
      expect(middle).not.toBeNull()
      expect(Math.abs(daysIn(middle ?? dates) - days / 3)).toBeLessThan(1)
    }),
  )
})

test('eleven bins: of those that said 7, three of four reached 1.00; 0.99 did not', () => {
  const closed = [
    ...[1, 1, 1, 0.99].map((score) => ({ confidence: 7, score })),
    ...[0, 1].map((score) => ({ confidence: 10, score })),
    { confidence: 0, score: 0 },
  ]
  const { counted, missing, bins, said, reached } = calibrationOf(closed)
  expect([counted, missing, bins.length]).toEqual([7, 13, 11])
  expect(bins[7]).toEqual({ confidence: 7, keyResults: 4, reached: 3, share: 0.75 })
  expect(bins[10]).toEqual({ confidence: 10, keyResults: 2, reached: 1, share: 0.5 })
  expect(bins[0]).toEqual({ confidence: 0, keyResults: 1, reached: 0, share: 0 })
  expect(bins[5]).toEqual({ confidence: 5, keyResults: 0, reached: 0, share: null })
  // (4 · 7 + 2 · 10 + 0) / 70, and 4 of 7.
  expect(said).toBeCloseTo(48 / 70, 12)
  expect(reached).toBeCloseTo(4 / 7, 12)
})

test('nothing closed: empty bins, nothing said; twenty are enough', () => {
  expect(calibrationOf([])).toMatchObject({ counted: 0, missing: 20, said: null, reached: null })
  const twenty = Array.from({ length: 20 }, () => ({ confidence: 5, score: 1 }))
  expect(calibrationOf(twenty)).toMatchObject({ missing: 0, said: 0.5, reached: 1 })
})
