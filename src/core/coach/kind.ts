// What a statement reads as, with a calibrated probability (DOMAIN.md section 9).
import { featuresOf } from './features.ts'
import type { LocatedMeasure } from './measure-shape.ts'
import { scoresOf } from './model.ts'
import {
  STATEMENT_KINDS,
  type StatementKind,
  type StatementLanguage,
  type StatementText,
} from './statement.ts'

export type KindProbabilities = Record<StatementKind, number>

/** How much the field counts, in log odds: enough to tip a doubtful case, too little to decide a clear one. */
const FIELD_WEIGHT = 0.2

/** Probabilities of the four kinds; they sum to 1. */
export function kindOf(
  text: StatementText,
  measure: LocatedMeasure | null,
  language: StatementLanguage,
  field?: StatementKind,
): KindProbabilities {
  const scores = scoresOf(featuresOf(text, measure, language))
  if (field !== undefined) scores[field] += FIELD_WEIGHT
  return probabilitiesOf(scores)
}

export function probabilitiesOf(scores: Record<StatementKind, number>): KindProbabilities {
  // Against the highest, as its exponential alone may be too large.
  const highest = Math.max(...STATEMENT_KINDS.map((kind) => scores[kind]))
  const total = STATEMENT_KINDS.reduce((sum, kind) => sum + Math.exp(scores[kind] - highest), 0)
  const share = (kind: StatementKind) => Math.exp(scores[kind] - highest) / total
  return {
    objective: share('objective'),
    key_result: share('key_result'),
    initiative: share('initiative'),
    kpi: share('kpi'),
  }
}

export function likeliest(probabilities: Record<StatementKind, number>): StatementKind {
  return STATEMENT_KINDS.reduce((best, next) => (probabilities[next] > probabilities[best] ? next : best))
}
