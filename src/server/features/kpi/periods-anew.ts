// Periods computed from the measurements themselves, nothing stored: at another frequency, or as known at an instant.
import { localDate, startOfDate } from '../../../core/calendar/zone.ts'
import { type Measurement, periodValues } from '../../../core/kpi/aggregate.ts'
import { evaluateFormula } from '../../../core/kpi/formula.ts'
import { periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency, Period } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { holdsAt } from './as-of.ts'
import { parseFormula } from './formula-text.ts'
import { inputsOf } from './formula-values.ts'
import { type KpiRow, periodRule, workCalendar } from './kpi-row.ts'
import { asMeasurement } from './period-values.ts'

type Asked = { frequency: Frequency; today: string; asOf?: Date | undefined }

/**
 * From the first period with a value to the last. A formula is read as it is written now, over what was known then of
 * the KPIs that it names.
 */
export async function periodsAnew(op: Op, kpi: KpiRow, asked: Asked): Promise<Period[]> {
  if (kpi.formula === null) {
    const raw = await rawMeasurements(op, kpi, asked.asOf)
    const periods = periodValues(raw, { ...periodRule(op, kpi), ...asked }, asked.today)
    // Nothing measured counts as 0 in periods that are over, never in the running one.
    const lastDay = localDate(raw.at(-1)?.at ?? '1900-01-01T12:00:00Z', op.workspace.timeZone)
    return upToLastValue(periods.filter(({ provisional, start }) => !provisional || start <= lastDay))
  }
  const isOwn = asked.frequency === kpi.frequency
  if (isOwn || kpi.aggregation === 'ratio') return formulaPeriods(op, kpi, asked)
  // At a coarser frequency its values count as measured on the first day of their period.
  const own = await formulaPeriods(op, kpi, { ...asked, frequency: kpi.frequency as Frequency })
  const measured = own.flatMap(({ start, value }): Measurement[] =>
    value === null ? [] : [{ at: startOfDate(start, op.workspace.timeZone), value }],
  )
  return upToLastValue(periodValues(measured, { ...periodRule(op, kpi), ...asked }, asked.today))
}

async function formulaPeriods(op: Op, kpi: KpiRow, asked: Asked): Promise<Period[]> {
  const parsed = parseFormula(kpi.formula ?? '')
  if ('refusal' in parsed) return []
  const bySlug = new Map<string, Map<string, Period>>()
  for (const input of await inputsOf(op, kpi)) {
    const periods = await periodsAnew(op, input, asked)
    bySlug.set(input.slug, new Map(periods.map((period) => [period.start, period])))
  }
  const starts = [...bySlug.values()].flatMap((periods) => [...periods.keys()]).sort()
  const [first] = starts
  const last = starts.at(-1)
  if (first === undefined || last === undefined) return []
  const periods = periodsBetween(first, last, asked.frequency, workCalendar(op)).map(({ start, end }) => ({
    start,
    end,
    value: evaluateFormula(parsed.formula, (slug) => bySlug.get(slug)?.get(start)?.value ?? null),
    provisional: end >= asked.today,
  }))
  return upToLastValue(periods)
}

const upToLastValue = (periods: Period[]) =>
  periods.slice(0, periods.findLastIndex((period) => period.value !== null) + 1)

/** A KPI's measurements that hold, or held at an instant, oldest first. */
export async function rawMeasurements(op: Op, kpi: KpiRow, asOf?: Date): Promise<Measurement[]> {
  const rows = await op.db
    .selectFrom('measurement')
    .select(['at', 'identity', 'value', 'numerator', 'denominator'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where(holdsAt('recorded_at', asOf))
    .where('voided', '=', false)
    .orderBy('on_date')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(asMeasurement)
}
