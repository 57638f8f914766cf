// What the KPIs of a scorecard came to over its period.

import { meanOf } from '../../../core/arithmetic.ts'
import type { DateRange } from '../../../core/calendar/iso-date.ts'
import { aggregate } from '../../../core/kpi/aggregate.ts'
import type { Op } from '../../platform/operation-context.ts'
import { aggregationRule, type KpiRow } from './kpi-row.ts'
import { asMeasurement, readPeriods } from './period-values.ts'

/**
 * By KPI: its own aggregation over the measurements dated in the period; of one that is computed, the mean of its closed
 * periods that lie wholly within.
 */
export async function valuesOver(
  op: Op,
  kpis: readonly KpiRow[],
  { start, end }: DateRange,
): Promise<Map<string, number | null>> {
  const measured = kpis.filter(({ formula }) => formula === null)
  const computed = kpis.filter(({ formula }) => formula !== null)
  const rows =
    measured.length === 0
      ? []
      : await op.db
          .selectFrom('measurement')
          .select(['kpi_id', 'at', 'identity', 'value', 'numerator', 'denominator'])
          .where('workspace_id', '=', op.workspace.id)
          .where(
            'kpi_id',
            'in',
            measured.map(({ id }) => id),
          )
          .where('on_date', '>=', start)
          .where('on_date', '<=', end)
          .where('superseded_at', 'is', null)
          .where('voided', '=', false)
          .execute()
  const byKpi = Map.groupBy(rows, (row) => row.kpi_id)
  const periods = await readPeriods(op, computed)
  return new Map([
    ...measured.map((kpi) => {
      const own = (byKpi.get(kpi.id) ?? []).map(asMeasurement)
      // Nothing measured is no value here, also where an empty period counts as 0: it is listed, not scored.
      return [kpi.id, aggregate(own, { ...aggregationRule(kpi), emptyIsZero: false })] as const
    }),
    ...computed.map((kpi) => {
      const within = (periods.get(kpi.id) ?? []).flatMap((period) =>
        period.start >= start && period.end <= end && !period.provisional && period.value !== null
          ? [period.value]
          : [],
      )
      return [kpi.id, meanOf(within)] as const
    }),
  ])
}
