import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, kpiFacts } from './kpi-row.ts'

/** The KPIs by their id, locked in one order; one that is not there, or not seen, is not told apart by the caller. */
export async function lockKpis(op: Op, ids: string[]): Promise<Map<string, KpiRow>> {
  const rows = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.filter((row) => op.sees(kpiFacts(row))).map((row) => [row.id, row]))
}
