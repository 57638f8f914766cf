// From a table and its columns to measurements, with what is wrong told row by row.
import type { IsoDate } from '../calendar/iso-date.ts'
import type { NumberLocale } from '../text/parse-number.ts'
import { type Cell, readMoment, readNumber } from './table-cells.ts'

export type Table = { head: string[]; rows: Cell[][] }

/** What a column may hold. */
export type Role = 'at' | 'value' | 'numerator' | 'denominator' | 'externalId' | 'note'

/** The index of each role's column; null for none. */
export type Columns = Record<Role, number | null>

export const noColumns: Columns = {
  at: null,
  value: null,
  numerator: null,
  denominator: null,
  externalId: null,
  note: null,
}

/** A row as it is pushed. */
export type RowMeasurement = {
  at: string
  value?: number
  numerator?: number
  denominator?: number
  externalId?: string
  note?: string
}

export type RowFault = 'no_date' | 'no_value' | 'not_a_number' | 'in_future' | 'too_old'

export type RowProblem = {
  /** As people count: the first row below the head is 1. */
  row: number
  fault: RowFault
  /** What stands in the cell. */
  text: string
}

export type ReadRows = {
  measurements: RowMeasurement[]
  problems: RowProblem[]
  /** Rows outside the dates asked for. */
  skipped: number
}

export type RowRules = {
  columns: Columns
  isRatio: boolean
  /** A count needs no value: each row is one. */
  isCount: boolean
  style: NumberLocale
  timeZone: string
  today: IsoDate
  from: IsoDate | null
  to: IsoDate | null
}

const oldest = '1900-01-01'

/** Reads every row. Rows outside from…to are passed over, before anything else about them is judged. */
export function readRows({ rows }: Table, rules: RowRules): ReadRows {
  const read: ReadRows = { measurements: [], problems: [], skipped: 0 }
  rows.forEach((row, index) => {
    const one = readRow((column) => (column === null ? '' : (row[column] ?? '')), rules)
    if (one === null) read.skipped++
    else if ('fault' in one) read.problems.push({ row: index + 1, fault: one.fault, text: String(one.text) })
    else read.measurements.push(one)
  })
  return read
}

type CellAt = (column: number | null) => Cell
type Fault = { fault: RowFault; text: Cell }

function readRow(cell: CellAt, rules: RowRules): RowMeasurement | Fault | null {
  const when = cell(rules.columns.at)
  const at = readMoment(when, rules.timeZone)
  if (at === null) return { fault: 'no_date', text: when }
  const day = dayOf(at, rules.timeZone)
  if ((rules.from !== null && day < rules.from) || (rules.to !== null && day > rules.to)) return null
  if (day > rules.today) return { fault: 'in_future', text: when }
  if (day < oldest) return { fault: 'too_old', text: when }
  const figures = figuresOf(cell, rules)
  if ('fault' in figures) return figures
  const externalId = String(cell(rules.columns.externalId))
  const note = String(cell(rules.columns.note))
  return { at, ...figures, ...(externalId ? { externalId } : {}), ...(note ? { note } : {}) }
}

type Figures = { value?: number } | { numerator: number; denominator: number }

function figuresOf(cell: CellAt, { columns, isRatio, isCount, style }: RowRules): Figures | Fault {
  const read = (column: number | null) => {
    const text = cell(column)
    const number = readNumber(text, style)
    return number === undefined ? { fault: 'not_a_number' as const, text } : number
  }
  if (isRatio) {
    const [numerator, denominator] = [read(columns.numerator), read(columns.denominator)]
    if (typeof numerator === 'number' && typeof denominator === 'number') return { numerator, denominator }
    return (
      [numerator, denominator].find((part) => part !== null && typeof part === 'object') ?? {
        fault: 'no_value',
        text: '',
      }
    )
  }
  const value = read(columns.value)
  if (typeof value === 'number') return { value }
  if (value !== null) return value
  return isCount ? {} : { fault: 'no_value', text: '' }
}

const days = new Map<string, Intl.DateTimeFormat>()

/** The calendar date of a date or instant in the workspace's zone. */
function dayOf(at: string, timeZone: string): IsoDate {
  if (at.length === 10) return at
  let day = days.get(timeZone)
  if (!day) {
    day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    days.set(timeZone, day)
  }
  return day.format(new Date(at))
}
