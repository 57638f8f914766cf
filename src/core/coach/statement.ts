// What a statement can be, and the text as the coach reads it (DOMAIN.md section 9).
import { fold } from '../text/fold.ts'

export const STATEMENT_KINDS = ['objective', 'key_result', 'initiative', 'kpi'] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]
export type StatementLanguage = 'vi' | 'en'

/** A statement is short; of a text that is pasted in by mistake no more than this is read. */
const MAX_LENGTH = 600

/** The same text twice, character by character: as typed, and without diacritics or capitals. */
export type StatementText = { typed: string; folded: string }

/**
 * The text in one line, NFC, with plain spaces, hyphens and quotes. `typed` and `folded` have the same length, so that
 * what is found in one can be cut from the other.
 */
export function readText(text: string): StatementText {
  const typed = text
    .slice(0, MAX_LENGTH)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\u00A0\u202F\u200B]+/gu, ' ')
    .replace(/[\u2010-\u2012\u2212]/gu, '-')
    .trim()
  let folded = ''
  for (const character of typed) {
    const plain = fold(character)
    folded += plain.length === character.length ? plain : character
  }
  return { typed, folded }
}
