// The cells of the grid of numbers: what they show, how they are read, how a paste fills them, what is saved and undone.
import type { MeasurementRowView, NewGridCellInput } from '../../../contract/kpi-measurement-grid.ts'
import { type FigureRefusal, readFigure } from '../../../core/kpi/typed-figure.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { numberInCell } from '../../app/number-to-type.ts'

export type Part = 'value' | 'numerator' | 'denominator'

/** A row of the grid: a KPI, or of a ratio its numerator or its denominator. */
export type Line = { row: MeasurementRowView; part: Part }

export const linesOf = (rows: readonly MeasurementRowView[]): Line[] =>
  rows.flatMap((row): Line[] =>
    row.aggregation === 'ratio'
      ? [
          { row, part: 'numerator' },
          { row, part: 'denominator' },
        ]
      : [{ row, part: 'value' }],
  )

export type Typed = Readonly<Record<string, string>>

export const keyOf = ({ row, part }: Line, start: string) => `${row.kpiId} ${part} ${start}`

const cellOf = (row: MeasurementRowView, start: string) => row.cells.find((cell) => cell.start === start)

/** Why a cell takes no number: it is not the reader's, its period is to come, or it rests on several measurements. */
export type Closed = 'not_yours' | 'count' | 'future' | 'several'

export function closedBecause({ row }: Line, start: string, today: string): Closed | null {
  if (row.aggregation === 'count') return 'count'
  if (!row.canFill) return 'not_yours'
  if (start > today) return 'future'
  return (cellOf(row, start)?.count ?? 0) > 1 ? 'several' : null
}

/** What is saved in the cell, as it would be typed. */
export function savedText({ row, part }: Line, start: string, locale: Locale): string {
  const cell = cellOf(row, start)
  // Of several measurements there is one figure, and no parts; nobody types it, so it is shown as elsewhere.
  if (cell && cell.count > 1 && cell.value !== null && part !== 'denominator')
    return formatNumber(cell.value, { locale, precision: row.precision })
  return numberInCell(cell?.[part], locale)
}

export type CellError = FigureRefusal | 'pair'

export type Change = {
  kpiId: string
  start: string
  /** As they are to be; nothing at all empties the period. */
  figures: Partial<Record<Part, number>>
  /** As they were. */
  before: Partial<Record<Part, number>>
  errors: { key: string; error: CellError }[]
}

/** What would be saved: the cells whose text differs, a ratio's two parts together. */
export function changesOf(rows: readonly MeasurementRowView[], typed: Typed, locale: Locale): Change[] {
  const byKpi = new Map(rows.map((row) => [row.kpiId, row]))
  const touched = new Map<string, { row: MeasurementRowView; start: string }>()
  for (const [key, text] of Object.entries(typed)) {
    const [kpiId = '', part, start = ''] = key.split(' ')
    const row = byKpi.get(kpiId)
    if (row && text.trim() !== savedText({ row, part: part as Part }, start, locale))
      touched.set(`${kpiId} ${start}`, { row, start })
  }
  return [...touched.values()].map(({ row, start }) => changeOf(row, start, typed, locale))
}

function changeOf(row: MeasurementRowView, start: string, typed: Typed, locale: Locale): Change {
  const cell = cellOf(row, start)
  const lines = linesOf([row])
  const change: Change = { kpiId: row.kpiId, start, figures: {}, before: {}, errors: [] }
  for (const line of lines) {
    const key = keyOf(line, start)
    const was = cell?.[line.part]
    if (typeof was === 'number') change.before[line.part] = was
    const text = (typed[key] ?? savedText(line, start, locale)).trim()
    if (text === '') continue
    // What is not touched stays to the last digit.
    if (typeof was === 'number' && text === savedText(line, start, locale)) {
      change.figures[line.part] = was
      continue
    }
    // The parts of a ratio are counts of their own, whatever the ratio's unit is.
    const read = readFigure(text, line.part === 'value' ? row.unit : null, locale)
    if (read.ok) change.figures[line.part] = read.value
    else change.errors.push({ key, error: read.code })
  }
  const missing = lines.filter(({ part }) => change.figures[part] === undefined)
  if (change.errors.length === 0 && missing.length > 0 && missing.length < lines.length)
    change.errors.push(...missing.map((line) => ({ key: keyOf(line, start), error: 'pair' as const })))
  return change
}

export const toSave = (changes: readonly Change[]): NewGridCellInput[] =>
  changes.map(({ kpiId, start, figures }) => ({ kpiId, start, ...figures }))

export const toUndo = (changes: readonly Change[]): NewGridCellInput[] =>
  changes.map(({ kpiId, start, before }) => ({ kpiId, start, ...before }))

type Block = { lines: readonly Line[]; starts: readonly string[]; today: string }

/** Lays a pasted block over the cells from one on, to the right and down; says how many of its cells found no place. */
export function pasteOver(
  text: string,
  row: number,
  column: number,
  { lines, starts, today }: Block,
): { filled: Record<string, string>; left: number } {
  const filled: Record<string, string> = {}
  let left = 0
  for (const [down, line] of text.replace(/\r/g, '').replace(/\n$/, '').split('\n').entries())
    for (const [right, cell] of line.split('\t').entries()) {
      const at = lines[row + down]
      const start = starts[column + right]
      if (at && start !== undefined && closedBecause(at, start, today) === null)
        filled[keyOf(at, start)] = cell.trim()
      else if (cell.trim() !== '') left++
    }
  return { filled, left }
}
