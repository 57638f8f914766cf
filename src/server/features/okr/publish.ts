// Publishing: a key result counts from when its cycle is active; a bound one freezes the KPI's baseline then.
import { addDays } from '../../../core/calendar/iso-date.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import { freezeBaseline, readKpis } from '../kpi/public.ts'

/** Publishes what is not yet published of a cycle, or one key result. */
export async function publishKeyResults(
  op: Op,
  which: { cycleId: string } | { keyResultId: string },
): Promise<void> {
  let query = keyResultsInCycles(op)
    .select(['k.id', 'k.kpi_id', 'k.first_day', 'c.first_day as cycle_first_day'])
    .where('k.published_at', 'is', null)
    .where('k.archived_at', 'is', null)
  query =
    'cycleId' in which ? query.where('c.id', '=', which.cycleId) : query.where('k.id', '=', which.keyResultId)
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
  const kpis = new Map(
    (await readKpis(op, [...new Set(rows.flatMap((row) => row.kpi_id ?? []))])).map((kpi) => [kpi.id, kpi]),
  )
  for (const row of rows) {
    op.record('key_result', row.id, { publishedAt: null }, { publishedAt: op.now.toISOString() })
    // The last period that ended before the first day is the last one that the baseline may take.
    const kpi = row.kpi_id ? kpis.get(row.kpi_id) : undefined
    if (kpi) await freezeBaseline(op, kpi, addDays(row.first_day ?? row.cycle_first_day, -1))
  }
}
