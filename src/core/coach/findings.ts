// What is weak in one statement, the gravest first (DOMAIN.md section 9).
import type { TargetCheck } from '../loop/draft.ts'
import type { Measure } from '../okr/measure.ts'
import type { Finding } from './finding.ts'
import type { KindProbabilities } from './kind.ts'
import type { LocatedMeasure, ReadMeasure } from './measure-shape.ts'
import {
  rewriteAsOutcome,
  rewriteIndicator,
  rewriteVague,
  rewriteWithoutMeasure,
  rewriteWithStart,
} from './rewrite.ts'
import type { StatementKind, StatementLanguage, StatementText } from './statement.ts'
import { vaguePhrase } from './vague.ts'

/** Above this a statement in the key result's field is said to be work: a false accusation is worse than a miss. */
export const ACCUSED_FROM = 0.94
/** Above this a statement is said to be a bare indicator. */
const INDICATOR_FROM = 0.6

/** Above this a statement with a measure is said to be a result where work or an indicator is asked for. */
const RESULT_FROM = 0.85

export type Read = {
  text: StatementText
  language: StatementLanguage
  probabilities: KindProbabilities
  kind: StatementKind
  located: LocatedMeasure | null
}

/** What the form or the saved statement knows besides its words. */
export type StatementContext = {
  /** The field that the statement stands in. */
  field?: StatementKind
  /** The measure as the form has it, whole or in part. */
  measure?: Measure | ReadMeasure | null
  /** How the target stands to the process of the bound KPI (section 7.2). */
  targetCheck?: TargetCheck | null
  /** Whether an initiative serves the key result; left out while that is not known. */
  hasInitiative?: boolean
}

export function findingsOf(read: Read, context: StatementContext): Finding[] {
  const place = context.field ?? read.kind
  if (place === 'objective') return inObjective(read)
  if (place === 'initiative') return inInitiative(read)
  if (place === 'kpi') return inKpi(read)
  return inKeyResult(read, context)
}

/** A result in the place of work leaves open what will be done. */
function inInitiative(read: Read): Finding[] {
  const { text, language } = read
  if (isSurelyResult(read))
    return [{ id: 'result_as_initiative', values: { phrase: text.typed }, moveTo: 'key_result' }]
  const vague = vaguePhrase(text, language)
  return vague?.isAll ? [{ id: 'vague', values: { phrase: vague.phrase } }] : []
}

/** The name of an indicator says what is measured; how far it is to go changes with every cycle. */
function inKpi(read: Read): Finding[] {
  return isSurelyResult(read) ? [{ id: 'target_in_kpi', values: { phrase: read.text.typed } }] : []
}

function isSurelyResult({ kind, probabilities, located }: Read): boolean {
  // A mere bound may say which things are meant: `clear stock older than 180 days`.
  const isMeasured = located?.measure.kind === 'reach'
  return kind === 'key_result' && probabilities.key_result >= RESULT_FROM && isMeasured
}

function inObjective({ text, language, located }: Read): Finding[] {
  if (located !== null) {
    const phrase = text.typed.slice(located.start, located.end)
    const rewrite = rewriteWithoutMeasure(text, located)
    return [
      {
        id: 'measure_in_objective',
        values: { phrase },
        ...(rewrite === null ? {} : { rewrite }),
        moveTo: 'key_result',
      },
    ]
  }
  const vague = vaguePhrase(text, language)
  return vague?.isAll ? [{ id: 'vague', values: { phrase: vague.phrase } }] : []
}

function inKeyResult(read: Read, context: StatementContext): Finding[] {
  const { text, language, probabilities, located } = read
  const findings: Finding[] = []
  const known = context.measure ?? located?.measure ?? null
  if (read.kind === 'initiative' && probabilities.initiative >= ACCUSED_FROM) {
    findings.push({
      id: 'initiative_as_key_result',
      values: { phrase: text.typed },
      rewrite: rewriteAsOutcome(text, language),
      moveTo: 'initiative',
    })
  } else if (known === null && read.kind === 'kpi' && probabilities.kpi >= INDICATOR_FROM) {
    findings.push({
      id: 'kpi_without_target',
      values: { phrase: text.typed },
      rewrite: rewriteIndicator(text, language),
      moveTo: 'kpi',
    })
  } else if (known === null) {
    const vague = vaguePhrase(text, language)
    if (vague !== null)
      findings.push({ id: 'vague', values: { phrase: vague.phrase }, rewrite: rewriteVague(text, language) })
  } else if (lacksStart(known) && (read.kind !== 'initiative' || context.measure)) {
    const rewrite = located && rewriteWithStart(text, located, language)
    findings.push({
      id: 'no_baseline',
      values: { phrase: located ? text.typed.slice(located.start, located.end) : text.typed },
      ...(rewrite ? { rewrite } : {}),
    })
  }
  const isKept = context.measure?.kind === 'keep'
  if (context.targetCheck === 'noise')
    findings.push({ id: 'noise_target', values: { measure: isKept ? 'keep' : 'reach' } })
  // What every period keeps already is what a guardrail is.
  if (context.targetCheck === 'already_met' && !isKept) findings.push({ id: 'already_met', values: {} })
  if (context.hasInitiative === false) findings.push({ id: 'no_initiative', values: { phrase: text.typed } })
  return findings
}

function lacksStart(measure: Measure | ReadMeasure): boolean {
  return measure.kind === 'reach' && measure.start === undefined
}
