// None of something: `0 sự cố`, `zero accidents`, `giảm về 0`.
import type { LocatedMeasure, ReadMeasure } from './measure-shape.ts'
import type { StatementLanguage, StatementText } from './statement.ts'
import { englishNoun } from './units.ts'

/** `0 sự cố`, `zero accidents`: keep at none; `giảm về 0` goes the way of any other target. */
export function readZero({ typed, folded }: StatementText): LocatedMeasure | null {
  const found = /\bzero[ -]/.exec(folded)
  const toZero = /\b(?:to|ve|con) (?:zero|khong)(?= ?(?:$|[.,;)]|by |in |before ))/.exec(folded)
  if (toZero !== null) {
    const measure: ReadMeasure = { kind: 'reach', direction: 'down', target: 0, unit: '' }
    return { measure, start: toZero.index, end: toZero.index + toZero[0].length }
  }
  if (found === null || /\b(?:to|at) $/.test(folded.slice(0, found.index))) return null
  const begin = found.index + found[0].length
  const noun = englishNoun(folded.slice(begin))
  const unit = noun ? typed.slice(begin + noun.from, begin + noun.to) : ''
  return {
    measure: { kind: 'keep', upper: 0, unit },
    start: found.index,
    end: begin + (noun?.to ?? 0),
  }
}

/** What is counted where it is best not to be at all. */
const UNWANTED = {
  vi: 'khieu nai|su co|tai nan(?: lao dong)?|loi|sai sot|vi pham|phan anh|phan nan|ticket|hoa don|ho so|giay phep|don hang|don|cuoc goi|yeu cau|ca nhiem khuan|ban ghi|no qua han|bao cao|viec|lo hang|lo|hop dong',
  en: 'complaints?|accidents?|incidents?|errors?|mistakes?|defects?|violations?|injur(?:y|ies)|breach(?:es)?|outages?|tickets?|invoices?|orders?|requests?|findings?|claims?|bugs?|stockouts?|delays?|infections?|licen[cs]es?|reports?|parcels?|shipments?|tasks?|payments?|contracts?',
}
const ABSENCE = {
  vi: new RegExp(
    `^(?:khong|ko|chua) (?:con|co|de|phat sinh|xay ra|ghi nhan)(?: (?:xay ra|mot|bat ky|phat sinh))? (${UNWANTED.vi})(?![a-z])`,
  ),
  en: new RegExp(`^(?:no|not a single|not one) (?:[a-z-]+ ){0,2}?(${UNWANTED.en})(?![a-z-])`),
}

/**
 * The zero that a statement means without naming it: `không còn khiếu nại quá hạn`, `no overdue invoices`. For the form
 * only, as the same words may stand in an objective.
 */
export function readAbsence(
  { typed, folded }: StatementText,
  language: StatementLanguage,
): ReadMeasure | null {
  const found = ABSENCE[language].exec(folded)
  const noun = found?.[1]
  if (found === null || noun === undefined) return null
  const end = found[0].length
  return { kind: 'keep', upper: 0, unit: typed.slice(end - noun.length, end).toLowerCase() }
}
