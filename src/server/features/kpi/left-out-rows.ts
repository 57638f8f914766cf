// Periods left out of a KPI's baseline, with their reasons; taking one back closes its version and keeps it readable.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { holdsAt } from './as-of.ts'
import type { KpiRow } from './kpi-row.ts'

/** By KPI, the reason of each period that is left out, or was at an instant, by its first day. */
export async function leftOutPeriods(
  op: Op,
  kpis: readonly Pick<KpiRow, 'id'>[],
  asOf?: Date,
): Promise<Map<string, Map<IsoDate, string>>> {
  if (kpis.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('left_out_period')
    .select(['kpi_id', 'first_day', 'reason'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`kpi_id = any(${kpis.map(({ id }) => id)}::uuid[])`)
    .where(holdsAt('created_at', asOf))
    .modifyEnd(kept)
    .execute()
  const byKpi = new Map<string, Map<IsoDate, string>>()
  for (const { kpi_id, first_day, reason } of rows) {
    const own = byKpi.get(kpi_id) ?? new Map<IsoDate, string>()
    byKpi.set(kpi_id, own.set(first_day, reason))
  }
  return byKpi
}

/** Leaves a period out with a reason, or with an empty one takes it back in. Answers the reason of before. */
export async function setLeftOut(op: Op, kpi: KpiRow, start: IsoDate, reason: string): Promise<string> {
  const before = (await leftOutPeriods(op, [kpi])).get(kpi.id)?.get(start) ?? ''
  if (before === reason) return before
  await op.db
    .updateTable('left_out_period')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('first_day', '=', start)
    .where('superseded_at', 'is', null)
    .execute()
  const row = { workspace_id: op.workspace.id, kpi_id: kpi.id, first_day: start, id: newId(), reason }
  if (reason)
    await op.db
      .insertInto('left_out_period')
      .values({ ...row, created_at: op.now, recorded_by: op.actor.memberId })
      .execute()
  return before
}
