// What the coach can find weak in a statement or a cycle; its words are in the catalogue (DOMAIN.md section 9).
import type { StatementKind } from './statement.ts'

export const FINDING_IDS = [
  'initiative_as_key_result',
  'kpi_without_target',
  'result_as_initiative',
  'target_in_kpi',
  'measure_in_objective',
  'vague',
  'no_baseline',
  'too_many',
  'too_few',
  'only_outputs',
  'noise_target',
  'already_met',
  'no_initiative',
  'no_guardrail',
  'duplicate',
] as const
export type FindingId = (typeof FINDING_IDS)[number]

export type Finding = {
  id: FindingId
  /** What the message says it of: `phrase` and `other` are the statement's own words, `count` a number of items. */
  values: Record<string, string | number>
  /** How the statement could read, in its own words and language; `…` stands where only its author knows. */
  rewrite?: string
  /** Where the statement as it stands belongs, for one click. */
  moveTo?: StatementKind
}
