// Publishing: a key result counts from when its cycle is active; a bound one freezes the KPI's baseline then.
import { addDays } from '../../../core/calendar/iso-date.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import { freezeBaseline, readKpis } from '../kpi/public.ts'

type Which = { cycleId: string } | { objectiveId: string } | { keyResultId: string }

/** Publishes what is not yet published, in an active cycle and not archived, of a cycle, an objective or one key result. */
export async function publishKeyResults(op: Op, which: Which): Promise<void> {
  let query = inActiveCycles(op).where('k.published_at', 'is', null)
  if ('cycleId' in which) query = query.where('c.id', '=', which.cycleId)
  else if ('objectiveId' in which) query = query.where('o.id', '=', which.objectiveId)
  else query = query.where('k.id', '=', which.keyResultId)
  const rows = await query.execute()
  if (rows.length === 0) return
  await op.db
    .updateTable('key_result')
    .set({ published_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
  for (const row of rows)
    op.record('key_result', row.id, { publishedAt: null }, { publishedAt: op.now.toISOString() })
  await freezeBefore(op, rows)
}

/** One that was published before it was bound to its KPI freezes the baseline once it is. */
export async function freezeForBound(op: Op, keyResultId: string): Promise<void> {
  const published = inActiveCycles(op).where('k.published_at', 'is not', null)
  await freezeBefore(op, await published.where('k.id', '=', keyResultId).execute())
}

function inActiveCycles(op: Op) {
  return keyResultsInCycles(op)
    .select(['k.id', 'k.kpi_id', 'k.first_day', 'c.first_day as cycle_first_day'])
    .where('c.state', '=', 'active')
    .where('k.archived_at', 'is', null)
}

type Row = { kpi_id: string | null; first_day: string | null; cycle_first_day: string }

/** The last period that ended before the first day is the last one that the baseline may take. */
async function freezeBefore(op: Op, rows: readonly Row[]): Promise<void> {
  const kpis = await readKpis(op, [...new Set(rows.flatMap((row) => row.kpi_id ?? []))])
  const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]))
  for (const row of rows) {
    const kpi = byId.get(row.kpi_id ?? '')
    if (kpi) await freezeBaseline(op, kpi, addDays(row.first_day ?? row.cycle_first_day, -1))
  }
}
