// How the coach fares on labelled statements, through the same door as everyone else: `reviewStatement`.

import type { ReadMeasure } from '../../src/core/coach/measure-shape.ts'
import { reviewStatement } from '../../src/core/coach/review-statement.ts'
import { STATEMENT_KINDS, type StatementKind } from '../../src/core/coach/statement.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Row } from './data-set.ts'
import { calibrationError, type Judged, macroF1 } from './score.ts'

export type Figures = {
  count: number
  f1: Record<'vi' | 'en', number>
  wrongFieldF1: Record<'vi' | 'en', number>
  hardF1: number
  unmarkedF1: number
  accusationPrecision: number
  accusationRecall: number
  calibrationError: number
  measuresRead: number
}

/** Every figure that the coach promises, over these rows. */
export function figuresOf(rows: readonly Row[]): Figures {
  const of = (language: 'vi' | 'en') => rows.filter((row) => row.language === language)
  const plain = (part: readonly Row[]) => part.map((row) => judge(row))
  const accused = rows.filter(({ text }) => isAccused(text))
  const initiatives = rows.filter(({ kind }) => kind === 'initiative')
  const measured = rows.filter(({ measure }) => measure !== '')
  return {
    count: rows.length,
    f1: { vi: macroF1(plain(of('vi'))), en: macroF1(plain(of('en'))) },
    wrongFieldF1: { vi: macroF1(inWrongFields(of('vi'))), en: macroF1(inWrongFields(of('en'))) },
    hardF1: macroF1(plain(rows.filter(({ isHard }) => isHard))),
    unmarkedF1: macroF1(of('vi').map((row) => judge({ ...row, text: fold(row.text) }))),
    accusationPrecision: share(accused, ({ kind }) => kind === 'initiative'),
    accusationRecall: share(initiatives, ({ text }) => isAccused(text)),
    calibrationError: calibrationError(plain(rows)),
    measuresRead: share(measured, isRead),
  }
}

export function judge({ text, kind }: Pick<Row, 'text' | 'kind'>, field?: StatementKind): Judged {
  const { kind: said, probability } = reviewStatement(text, field === undefined ? {} : { field })
  return { truth: kind, said, probability }
}

/** Each statement in each of the three fields that it does not belong to. */
function inWrongFields(rows: readonly Row[]): Judged[] {
  return rows.flatMap((row) =>
    STATEMENT_KINDS.filter((field) => field !== row.kind).map((field) => judge(row, field)),
  )
}

function isAccused(text: string): boolean {
  return reviewStatement(text, { field: 'key_result' }).findings.some(
    ({ id }) => id === 'initiative_as_key_result',
  )
}

/** Whether kind, numbers, unit and direction are read exactly as the row expects. */
export function isRead({ text, measure }: Pick<Row, 'text' | 'measure'>): boolean {
  return notationOf(reviewStatement(text, { field: 'key_result' }).measure) === normal(measure)
}

/** A measure in the notation of LABELLING.md. */
export function notationOf(measure: ReadMeasure | null): string {
  if (measure === null) return ''
  const unit = measure.unit.toLowerCase()
  const withUnit = (said: string) => (unit === '' ? said : `${said} ${unit}`)
  if (measure.kind === 'keep') {
    const { lower, upper } = measure
    if (lower !== undefined && upper !== undefined) return withUnit(`${lower}..${upper}`)
    return withUnit(lower === undefined ? `<=${upper}` : `>=${lower}`)
  }
  if (measure.change?.as === 'factor') return `x${measure.change.by}`
  if (measure.change) return withUnit(`~${measure.change.by > 0 ? '+' : ''}${measure.change.by}`)
  if (measure.start !== undefined) return withUnit(`${measure.start}>${measure.target}`)
  return withUnit(`${measure.direction === 'up' ? '^' : 'v'}${measure.target}`)
}

/** Numbers written as 15e9 are the same as 15000000000. */
function normal(notation: string): string {
  return notation
    .trim()
    .toLowerCase()
    .replace(/\d+(?:\.\d+)?e\d+/g, (number) => String(Number(number)))
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(test).length / items.length
}
