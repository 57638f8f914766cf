// What a statement reads as, from cues of both languages (DOMAIN.md section 9).
import type { LocatedMeasure } from './read-measure.ts'
import { STATEMENT_KINDS, type StatementKind, type StatementText } from './statement.ts'

export type KindProbabilities = Record<StatementKind, number>

/** How much the field counts, in log odds: enough to tip a doubtful case, too little to decide a clear one. */
const FIELD_WEIGHT = 0.5

const WORK =
  /^(?:to chuc|trien khai|viet|xay dung|thiet ke|lap|soan|hop|chay|ra mat|phat hanh|tuyen|dao tao|cai dat|cap nhat|mua|ky|gui|goi|khao sat|chuan hoa|so hoa|ap dung|hoan thien|hoan thanh|lam|tao|nang cap|mo|build|launch|write|create|run|organi[sz]e|implement|hire|train|design|develop|publish|set up|ship|roll out|conduct|host|deploy|migrate|send|interview|install|redesign|document|introduce|hold|plan|prepare|draft)\b/
const MOVEMENT =
  /\b(?:tang|giam|nang|rut ngan|cai thien|dat|tu|len|xuong|con|toi da|it nhat|toi thieu|khong con|increase|reduce|improve|grow|cut|raise|reach|achieve|from|at least|at most|no more than|zero)\b/
const INDICATOR =
  /^(?:ty le|so|so luong|muc|diem|thoi gian|doanh thu|chi phi|nang suat|chi so|do|gia tri|luong|loi nhuan|bien|vong quay|average|number|rate|percentage|total|share|cost|monthly|weekly|net|customer|employee|revenue|gross|time)\b/

/** Probabilities of the four kinds; they sum to 1. */
export function kindOf(
  { folded }: StatementText,
  measure: LocatedMeasure | null,
  field?: StatementKind,
): KindProbabilities {
  const scores: KindProbabilities = { objective: 0.8, key_result: 0, initiative: 0, kpi: 0 }
  const isChange =
    measure !== null &&
    (measure.measure.kind === 'keep' || 'start' in measure.measure || 'change' in measure.measure)
  if (isChange) scores.key_result += 4
  else if (measure !== null) scores.key_result += 1.5
  if (WORK.test(folded)) scores.initiative += isChange ? 1 : 3.5
  if (MOVEMENT.test(folded)) scores.key_result += 0.8
  if (INDICATOR.test(folded) && measure === null) scores.kpi += 2.5
  if (folded.split(' ').length <= 5 && !MOVEMENT.test(folded) && !WORK.test(folded)) scores.kpi += 1
  if (field !== undefined) scores[field] += FIELD_WEIGHT
  const total = STATEMENT_KINDS.reduce((sum, kind) => sum + Math.exp(scores[kind]), 0)
  for (const kind of STATEMENT_KINDS) scores[kind] = Math.exp(scores[kind]) / total
  return scores
}
