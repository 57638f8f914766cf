// How much of a KPI the key results bound to it read: enough for today's figures, however long its history is.
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { NeededPeriods } from '../kpi/public.ts'
import { datesOf, type FigureRow } from './figure-row.ts'

/**
 * By KPI: all periods since the first day where the span counts, and as many as a mean takes; for the figures of each
 * day from `from` on, or else of today; `sinceStart` takes every span whole.
 */
export function neededPeriods(
  op: Op,
  rows: readonly FigureRow[],
  { from = op.today, sinceStart = false }: { from?: IsoDate; sinceStart?: boolean } = {},
): Map<string, NeededPeriods> {
  const needed = new Map<string, NeededPeriods>()
  // A period that ends later may be open or in its grace: those are read as well, on top of what is counted.
  const lastSettled = addDays(op.today, -op.workspace.graceDays)
  const settled = from < lastSettled ? from : lastSettled
  for (const row of rows) {
    if (row.kpi_id === null) continue
    const { start, end } = datesOf(row)
    const isSpan =
      sinceStart || row.reading === 'cycle_to_date' || (row.measure as { kind: string }).kind === 'keep'
    const before = end < settled ? end : settled
    const own = { since: isSpan ? start : null, count: row.reading_n ?? 1, before }
    const other = needed.get(row.kpi_id)
    needed.set(row.kpi_id, other ? furtherBack(own, other) : own)
  }
  return needed
}

function furtherBack(a: NeededPeriods, b: NeededPeriods): NeededPeriods {
  return {
    since:
      a.since === null || b.since === null ? (a.since ?? b.since) : a.since < b.since ? a.since : b.since,
    count: Math.max(a.count, b.count),
    before: a.before < b.before ? a.before : b.before,
  }
}
