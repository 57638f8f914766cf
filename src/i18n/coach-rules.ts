// The names of the coach's rules and what each looks for, for screens and API alike.
import type { FindingId } from '../core/coach/finding.ts'
import type { MessageId } from './translator.ts'

type Words = { name: MessageId; about: MessageId }

const RULE_WORDS: Record<FindingId, Words> = {
  initiative_as_key_result: {
    name: 'coach.rule.initiative_as_key_result',
    about: 'coach.rule.initiative_as_key_result.about',
  },
  kpi_without_target: { name: 'coach.rule.kpi_without_target', about: 'coach.rule.kpi_without_target.about' },
  result_as_initiative: {
    name: 'coach.rule.result_as_initiative',
    about: 'coach.rule.result_as_initiative.about',
  },
  target_in_kpi: { name: 'coach.rule.target_in_kpi', about: 'coach.rule.target_in_kpi.about' },
  measure_in_objective: {
    name: 'coach.rule.measure_in_objective',
    about: 'coach.rule.measure_in_objective.about',
  },
  vague: { name: 'coach.rule.vague', about: 'coach.rule.vague.about' },
  no_baseline: { name: 'coach.rule.no_baseline', about: 'coach.rule.no_baseline.about' },
  too_many: { name: 'coach.rule.too_many', about: 'coach.rule.too_many.about' },
  too_few: { name: 'coach.rule.too_few', about: 'coach.rule.too_few.about' },
  only_outputs: { name: 'coach.rule.only_outputs', about: 'coach.rule.only_outputs.about' },
  noise_target: { name: 'coach.rule.noise_target', about: 'coach.rule.noise_target.about' },
  already_met: { name: 'coach.rule.already_met', about: 'coach.rule.already_met.about' },
  no_initiative: { name: 'coach.rule.no_initiative', about: 'coach.rule.no_initiative.about' },
  no_guardrail: { name: 'coach.rule.no_guardrail', about: 'coach.rule.no_guardrail.about' },
  duplicate: { name: 'coach.rule.duplicate', about: 'coach.rule.duplicate.about' },
}

export const ruleName = (id: FindingId): MessageId => RULE_WORDS[id].name
export const ruleDescription = (id: FindingId): MessageId => RULE_WORDS[id].about
