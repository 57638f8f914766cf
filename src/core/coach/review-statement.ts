// The coach reads one statement: what it is, what is weak in it, and how it could read (DOMAIN.md section 9).
import type { Finding } from './finding.ts'
import { findingsOf, type StatementContext } from './findings.ts'
import { type KindProbabilities, kindOf, likeliest } from './kind.ts'
import { languageOf } from './language.ts'
import type { ReadMeasure } from './measure-shape.ts'
import { readMeasure } from './read-measure.ts'
import { readAbsence } from './read-zero.ts'
import { readText, type StatementKind, type StatementLanguage } from './statement.ts'

export type StatementReview = {
  /** What the statement reads as, and how probable that is, calibrated: of those at 0.8, four in five are. */
  kind: StatementKind
  probability: number
  probabilities: KindProbabilities
  language: StatementLanguage
  /** The gravest first; none for a text that says nothing. */
  findings: Finding[]
  /** As much of a measure as the text says, for the form; null where it holds none. */
  measure: ReadMeasure | null
}

export type ReviewOptions = StatementContext & {
  /** Where it is known; else it is read from the text. */
  language?: StatementLanguage
}

/**
 * Reads a statement in Vietnamese, with diacritics or without, or in English. Pure, offline, and never throws: of a
 * text of any length only the beginning is read. It advises and never stands in the way of saving.
 */
export function reviewStatement(typed: string, options: ReviewOptions = {}): StatementReview {
  const text = readText(typed)
  const language = options.language ?? languageOf(text)
  const located = readMeasure(text, language)
  const probabilities = kindOf(text, located, language, options.field)
  const kind = likeliest(probabilities)
  const isResult = kind === 'key_result' || options.field === 'key_result'
  const isEmpty = !/[\p{L}\p{N}]/u.test(text.typed)
  return {
    kind,
    probability: probabilities[kind],
    probabilities,
    language,
    findings: isEmpty ? [] : findingsOf({ text, language, probabilities, kind, located }, options),
    measure: located?.measure ?? (isResult ? readAbsence(text, language) : null),
  }
}
