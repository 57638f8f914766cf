// Scores at the close of a cycle (DOMAIN.md section 8).
import { clampToUnit, roundTo, weightedMean } from '../arithmetic.ts'
import type { Ambition } from './rollup.ts'

export type ScoreBand = 'red' | 'amber' | 'green'

/** Lowest score of a band: `amber` for aspirational objectives, `green` for both but in its own way. */
export type ScoreBands = { amber: number; green: number }

export const DEFAULT_SCORE_BANDS: ScoreBands = { amber: 0.4, green: 0.7 }

/** What scores come to: how many there are, their weighted mean, and how many lie in each band. */
export type ScoreSummary = {
  objectives: number
  scored: number
  mean: number | null
  red: number
  amber: number
  green: number
}

/** The scores of a cycle, committed and aspirational each on their own: never averaged together (section 3). */
export function summariseScores(
  objectives: readonly { score: number | null; weight: number; ambition: Ambition }[],
  bands: ScoreBands = DEFAULT_SCORE_BANDS,
): Record<Ambition, ScoreSummary> {
  const summaryOf = (ambition: Ambition): ScoreSummary => {
    const ofThis = objectives.filter((objective) => objective.ambition === ambition)
    const scored = ofThis.flatMap(({ score, weight }) => (score === null ? [] : [{ value: score, weight }]))
    const mean = weightedMean(scored)
    const count = (band: ScoreBand) =>
      scored.filter(({ value }) => scoreBand(value, ambition, bands) === band).length
    return {
      objectives: ofThis.length,
      scored: scored.length,
      mean: mean === null ? null : roundTo(mean, 2),
      red: count('red'),
      amber: count('amber'),
      green: count('green'),
    }
  }
  return { committed: summaryOf('committed'), aspirational: summaryOf('aspirational') }
}

/**
 * The score proposed for a key result, or for an objective that another one counts: its progress in [0, 1], to two
 * decimals. Null without data.
 */
export function proposedItemScore(progress: number | null): number | null {
  return progress === null ? null : roundTo(clampToUnit(progress), 2)
}

/**
 * The score proposed for an objective: the weighted mean of the scores of its key results and of the objectives that
 * it counts, to two decimals.
 */
export function proposedObjectiveScore(
  items: readonly { score: number | null; weight?: number }[],
): number | null {
  const mean = weightedMean(
    items.flatMap(({ score, weight = 1 }) => (score === null ? [] : [{ value: score, weight }])),
  )
  return mean === null ? null : roundTo(mean, 2)
}

/**
 * The band of a score to two decimals. Aspirational: 0.00–0.39 red, 0.40–0.69 amber, from 0.70 green.
 * Committed: green only at 1.00, red below 0.70.
 */
export function scoreBand(
  score: number,
  ambition: Ambition,
  bands: ScoreBands = DEFAULT_SCORE_BANDS,
): ScoreBand {
  const [green, amber] = ambition === 'committed' ? [1, bands.green] : [bands.green, bands.amber]
  const shown = roundTo(score, 2)
  if (shown >= green) return 'green'
  return shown >= amber ? 'amber' : 'red'
}
