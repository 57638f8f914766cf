// The cells of the grid of targets: what they show, how they are read, and how a paste fills them.
import type { KpiView } from '../../../contract/kpi.ts'
import type { TargetRowView } from '../../../contract/kpi-targets.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { numberInCell } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'

export const cellKey = (kpiId: string, start: string | null) => `${kpiId} ${start ?? ''}`

/** A target as it is typed: one number, or a range's two with a dash between. */
export function targetText(row: TargetRowView, start: string | null, locale: Locale): string {
  const target =
    start === null ? row.constant : (row.byPeriod.find((one) => one.start === start)?.target ?? null)
  if (target === null) return ''
  if (typeof target === 'number') return numberInCell(target, locale)
  return `${numberInCell(target.lower, locale)} – ${numberInCell(target.upper, locale)}`
}

type Read = { target: KpiView['target']; error: 'number' | 'range' | null }

/** What was typed in a cell; nothing typed takes the target away. */
export function readCell(
  text: string,
  { direction }: Pick<TargetRowView, 'direction'>,
  locale: Locale,
): Read {
  if (text.trim() === '') return { target: null, error: null }
  if (direction !== 'range') {
    const { value, error } = readTyped(text, locale)
    return { target: value, error: error ? 'number' : null }
  }
  // Between two numbers stands a dash, "đến" or "to"; a minus sign stands before its number without a space.
  const parts = text.split(/\s*(?:–|—|\.\.|đến|to|;)\s*|\s+-\s+/)
  const [lower, upper] = parts.map((part) => readTyped(part, locale))
  if (parts.length !== 2 || lower?.value == null || upper?.value == null)
    return { target: null, error: 'range' }
  if (lower.value > upper.value) return { target: null, error: 'range' }
  return { target: { lower: lower.value, upper: upper.value }, error: null }
}

/** Lays a pasted block over the cells from one on, to the right and down; says how many of its cells found no place. */
export function fillFrom(
  text: string,
  row: number,
  column: number,
  rows: readonly Pick<TargetRowView, 'kpiId' | 'canEdit'>[],
  starts: readonly (string | null)[],
): { filled: Record<string, string>; left: number } {
  const filled: Record<string, string> = {}
  let left = 0
  for (const [down, line] of text.replace(/\r/g, '').replace(/\n$/, '').split('\n').entries())
    for (const [right, cell] of line.split('\t').entries()) {
      const at = rows[row + down]
      const start = starts[column + right]
      if (at?.canEdit && start !== undefined) filled[cellKey(at.kpiId, start)] = cell.trim()
      else if (cell.trim() !== '') left++
    }
  return { filled, left }
}
