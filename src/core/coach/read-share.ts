// So many of so many: `eight in ten customers`, `9 trên 10 khách`, `98 of 100 orders`.
import { type LocatedMeasure, precise, type ReadMeasure } from './measure-shape.ts'
import { readNumberWords } from './number-words.ts'
import type { StatementText } from './statement.ts'

const COUNT =
  '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|mot|hai|ba|bon|nam|sau|bay|tam|chin|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)'
const OF =
  '(?:(?:in|out of|in every|out of every) (3|4|5|10|20|100|three|four|five|ten|twenty|(?:a |one )?hundred)|(?:of|of every) (10|100|ten|(?:a )?hundred)|(?:tren|trong) (?:so |moi )?(10|100|muoi|(?:mot )?tram))'
const SHARE = new RegExp(`\\b${COUNT} ${OF}\\b(?= [a-z])`)
const FLOOR = /\b(?:at least|it nhat|toi thieu|more than|hon)\b[ ]?$/

/** The share as a percentage, to be reached or, behind `at least`, kept. */
export function readShare({ folded }: StatementText): LocatedMeasure | null {
  const found = SHARE.exec(folded)
  if (found === null) return null
  const whole = numberOf(found.slice(2).find((part) => part !== undefined) ?? '')
  const part = numberOf(found[1] ?? '')
  if (part <= 0 || part > whole) return null
  const share = precise((100 * part) / whole)
  const measure: ReadMeasure = FLOOR.test(folded.slice(0, found.index))
    ? { kind: 'keep', lower: share, unit: '%' }
    : { kind: 'reach', direction: 'up', target: share, unit: '%' }
  return { measure, start: found.index, end: found.index + found[0].length }
}

function numberOf(words: string): number {
  if (/^\d/.test(words)) return Number(words)
  if (/hundred|tram/.test(words)) return 100
  return words === 'muoi' ? 10 : (readNumberWords(words.split(/[ -]/))?.value ?? 0)
}
