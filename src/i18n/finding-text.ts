// The coach's words for what it finds, for screens, API and mail alike: what, why it matters, and a question.
import type { Finding, FindingId } from '../core/coach/finding.ts'
import type { MessageId, Translate } from './translator.ts'

type Words = { what: MessageId; why: MessageId; question: MessageId }

const FINDING_WORDS: Record<FindingId, Words> = {
  initiative_as_key_result: {
    what: 'coach.finding.initiative_as_key_result.what',
    why: 'coach.finding.initiative_as_key_result.why',
    question: 'coach.finding.initiative_as_key_result.question',
  },
  kpi_without_target: {
    what: 'coach.finding.kpi_without_target.what',
    why: 'coach.finding.kpi_without_target.why',
    question: 'coach.finding.kpi_without_target.question',
  },
  result_as_initiative: {
    what: 'coach.finding.result_as_initiative.what',
    why: 'coach.finding.result_as_initiative.why',
    question: 'coach.finding.result_as_initiative.question',
  },
  target_in_kpi: {
    what: 'coach.finding.target_in_kpi.what',
    why: 'coach.finding.target_in_kpi.why',
    question: 'coach.finding.target_in_kpi.question',
  },
  measure_in_objective: {
    what: 'coach.finding.measure_in_objective.what',
    why: 'coach.finding.measure_in_objective.why',
    question: 'coach.finding.measure_in_objective.question',
  },
  vague: {
    what: 'coach.finding.vague.what',
    why: 'coach.finding.vague.why',
    question: 'coach.finding.vague.question',
  },
  no_baseline: {
    what: 'coach.finding.no_baseline.what',
    why: 'coach.finding.no_baseline.why',
    question: 'coach.finding.no_baseline.question',
  },
  too_many: {
    what: 'coach.finding.too_many.what',
    why: 'coach.finding.too_many.why',
    question: 'coach.finding.too_many.question',
  },
  too_few: {
    what: 'coach.finding.too_few.what',
    why: 'coach.finding.too_few.why',
    question: 'coach.finding.too_few.question',
  },
  only_outputs: {
    what: 'coach.finding.only_outputs.what',
    why: 'coach.finding.only_outputs.why',
    question: 'coach.finding.only_outputs.question',
  },
  noise_target: {
    what: 'coach.finding.noise_target.what',
    why: 'coach.finding.noise_target.why',
    question: 'coach.finding.noise_target.question',
  },
  already_met: {
    what: 'coach.finding.already_met.what',
    why: 'coach.finding.already_met.why',
    question: 'coach.finding.already_met.question',
  },
  no_initiative: {
    what: 'coach.finding.no_initiative.what',
    why: 'coach.finding.no_initiative.why',
    question: 'coach.finding.no_initiative.question',
  },
  no_guardrail: {
    what: 'coach.finding.no_guardrail.what',
    why: 'coach.finding.no_guardrail.why',
    question: 'coach.finding.no_guardrail.question',
  },
  duplicate: {
    what: 'coach.finding.duplicate.what',
    why: 'coach.finding.duplicate.why',
    question: 'coach.finding.duplicate.question',
  },
}

/** What the coach says of a finding, in the reader's language. */
export function findingText(finding: Finding, t: Translate): { what: string; why: string; question: string } {
  const { what, why, question } = FINDING_WORDS[finding.id]
  const { values } = finding
  return { what: t(what, values), why: t(why, values), question: t(question, values) }
}
