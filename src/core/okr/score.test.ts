import { expect, test } from 'vitest'
import { proposedItemScore, proposedObjectiveScore, scoreBand, summariseScores } from './score.ts'

test('a key result is scored by its progress, in [0, 1], to two decimals', () => {
  expect(proposedItemScore(0.9722)).toBe(0.97)
  expect(proposedItemScore(1.1667)).toBe(1)
  expect(proposedItemScore(-0.2222)).toBe(0)
  expect(proposedItemScore(0.285)).toBe(0.29)
  expect(proposedItemScore(null)).toBeNull()
})

test('an objective is scored by the weighted mean of its key results that have a score', () => {
  expect(proposedObjectiveScore([{ score: 0.97 }, { score: 0.71 }, { score: null }])).toBe(0.84)
  expect(proposedObjectiveScore([{ score: 1, weight: 3 }, { score: 0 }])).toBe(0.75)
  expect(proposedObjectiveScore([{ score: 1, weight: 0 }])).toBeNull()
  expect(proposedObjectiveScore([])).toBeNull()
})

test.each([
  [0, 'red', 'red'],
  [0.39, 'red', 'red'],
  [0.4, 'amber', 'red'],
  [0.69, 'amber', 'red'],
  [0.7, 'green', 'amber'],
  [0.99, 'green', 'amber'],
  [1, 'green', 'green'],
])('%d is %s if aspirational, %s if committed', (score, aspirational, committed) => {
  expect(scoreBand(score, 'aspirational')).toBe(aspirational)
  expect(scoreBand(score, 'committed')).toBe(committed)
})

test('bands are the workspace’s', () => {
  expect(scoreBand(0.5, 'aspirational', { amber: 0.5, green: 0.8 })).toBe('amber')
  expect(scoreBand(0.75, 'committed', { amber: 0.5, green: 0.8 })).toBe('red')
})

test('scores are summed up by ambition, by weight, each in its own bands', () => {
  const of = (ambition: 'committed' | 'aspirational', score: number | null, weight = 1) => ({
    ambition,
    score,
    weight,
  })
  const summary = summariseScores([
    of('aspirational', 0.7),
    of('aspirational', 0.4, 3),
    of('aspirational', null),
    of('committed', 0.7),
    of('committed', 1),
  ])
  expect(summary.aspirational).toEqual({ objectives: 3, scored: 2, mean: 0.48, red: 0, amber: 1, green: 1 })
  expect(summary.committed).toEqual({ objectives: 2, scored: 2, mean: 0.85, red: 0, amber: 1, green: 1 })
  expect(summariseScores([]).committed).toEqual({
    objectives: 0,
    scored: 0,
    mean: null,
    red: 0,
    amber: 0,
    green: 0,
  })
})
