// What grids of KPIs and periods have in common: which KPIs stand in one, and over which periods.
import { addDays, type DateRange, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type KpiRow, kpiFacts, workCalendar } from './kpi-row.ts'

/** Two years and a little: a grid of days as well. */
const longestGrid = 740

type Asked = { frequency: Frequency; from: IsoDate; to: IsoDate }

/** The KPIs of this frequency that the reader sees, by category, and the periods. Refused: reversed dates, too many days. */
export async function readGrid(
  op: Op,
  { frequency, from, to }: Asked,
): Promise<{ kpis: KpiRow[]; periods: DateRange[] }> {
  if (to < from) throw new Refusal('dates_reversed', {}, [{ field: 'to', code: 'dates_reversed' }])
  if (addDays(from, longestGrid) < to)
    throw new Refusal('grid_too_long', {}, [{ field: 'to', code: 'grid_too_long' }])
  const rows = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('archived_at', 'is', null)
    .where('frequency', '=', frequency)
    .orderBy('category')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    kpis: rows.filter((row) => op.sees(kpiFacts(row))),
    periods: periodsBetween(from, to, frequency, workCalendar(op)),
  }
}
