// The measure that a statement holds, to fill the form for the user to confirm (DOMAIN.md section 9).

import type { ReachMeasure } from '../okr/measure.ts'
import { type FoundNumber, findNumbers } from './find-numbers.ts'
import type { LocatedMeasure, ReadChange, ReadMeasure } from './measure-shape.ts'
import { MONEY, SCORE } from './measure-words.ts'
import { readFactor } from './read-multiple.ts'
import { readFromTo, readRange } from './read-pair.ts'
import { readShare } from './read-share.ts'
import { readSingle } from './read-single.ts'
import { readZero } from './read-zero.ts'
import type { StatementLanguage, StatementText } from './statement.ts'

/** What a statement measures, or null. Never throws; dates, years, quarters and names with digits measure nothing. */
export function readMeasure(text: StatementText, language: StatementLanguage): LocatedMeasure | null {
  const numbers = findNumbers(text, language)
  const read =
    readFromTo(text, numbers) ??
    readRange(text, numbers) ??
    readFactor(text) ??
    readZero(text) ??
    readShare(text) ??
    readSingle(text, numbers)
  return read && withUnit(read, text, numbers, language)
}

/** The whole measure once the start is known, where the statement said enough. */
export function completeMeasure(read: ReadMeasure, start: number): ReachMeasure | null {
  if (read.kind === 'keep') return null
  const target = read.target ?? (read.change && changed(start, read.change))
  return target === undefined || target === start
    ? null
    : {
        kind: 'reach',
        start,
        target,
        unit: read.change?.as === 'percent' && read.unit === '%' ? '' : read.unit,
      }
}

function changed(start: number, { as, by }: ReadChange): number {
  if (as === 'factor') return start * by
  return as === 'amount' ? start + by : start + (Math.abs(start) * by) / 100
}

function withUnit(
  read: LocatedMeasure,
  { folded }: StatementText,
  numbers: readonly FoundNumber[],
  language: StatementLanguage,
): LocatedMeasure {
  const rate = read.measure.unit.startsWith('/') ? read.measure.unit : ''
  if (
    (read.measure.unit !== '' && rate === '') ||
    ('change' in read.measure && read.measure.change?.as === 'factor')
  )
    return read
  const used = numbers.filter(({ start, end }) => start >= read.start && end <= read.end)
  const isLarge = used.some(({ scale }) => scale >= 6)
  const isMoney = used.some(({ scale }) => scale >= 3) && MONEY.test(folded)
  if (language === 'vi' && (isLarge || isMoney))
    return { ...read, measure: { ...read.measure, unit: `₫${rate}` } }
  if (SCORE.test(folded))
    return { ...read, measure: { ...read.measure, unit: language === 'vi' ? 'điểm' : 'points' } }
  return read
}
