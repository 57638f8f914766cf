// Periods of KPIs as they were known at a past instant, up to its day: empty ones too, which tell that a feed was late.
import { addDays } from '../../../core/calendar/iso-date.ts'
import { isClosed, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency, Period } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, workCalendar } from './kpi-row.ts'
import { periodsAnew } from './periods-anew.ts'

/** By KPI, from what had been recorded by then; definitions and formulas are those of now. */
export async function readPeriodsAsOf(
  op: Op,
  kpis: readonly KpiRow[],
  asOf: Date,
): Promise<Map<string, Period[]>> {
  const byKpi = new Map<string, Period[]>()
  for (const kpi of kpis) {
    const frequency = kpi.frequency as Frequency
    const periods = await periodsAnew(op, kpi, { frequency, today: op.today, asOf })
    const last = periods.at(-1)
    const empty = last
      ? periodsBetween(addDays(last.end, 1), op.today, frequency, workCalendar(op)).filter(({ end }) =>
          isClosed({ end }, op.today),
        )
      : []
    byKpi.set(kpi.id, [
      ...periods,
      ...empty.map((period) => ({ ...period, value: null, provisional: false })),
    ])
  }
  return byKpi
}
