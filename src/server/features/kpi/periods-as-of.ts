// Periods of KPIs as they were known at a past instant: from the measurements that had been recorded by then.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { startOfDate } from '../../../core/calendar/zone.ts'
import { type Measurement, periodValues } from '../../../core/kpi/aggregate.ts'
import { evaluateFormula } from '../../../core/kpi/formula.ts'
import { isClosed, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency, Period } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { holdsAt } from './as-of.ts'
import { parseFormula } from './formula-text.ts'
import { type KpiRow, periodRule, workCalendar } from './kpi-row.ts'
import { asMeasurement } from './period-values.ts'

/**
 * From each KPI's first measured period to the instant's day, without holes; four statements however many KPIs there
 * are. A formula is computed from its inputs as they were known then; definitions are those of now.
 */
export async function readPeriodsAsOf(
  op: Op,
  kpis: readonly KpiRow[],
  asOf: Date,
): Promise<Map<string, Period[]>> {
  if (kpis.length === 0) return new Map()
  const inputs = await inputsOf(op, kpis)
  const rows = new Map([...kpis, ...inputs.rows].map((kpi) => [kpi.id, kpi]))
  const measured = [...rows.values()].filter(({ formula }) => formula === null)
  const raw = await rawAsOf(
    op,
    measured.map(({ id }) => id),
    asOf,
  )
  const valuesAt = (kpi: KpiRow, frequency: Frequency): Period[] => {
    const rule = { ...periodRule(op, kpi), frequency }
    if (kpi.formula === null) return periodValues(raw.get(kpi.id) ?? [], rule, op.today)
    // A ratio is computed anew from its inputs; other values count as measured on the first day of their period.
    if (kpi.frequency !== frequency && kpi.aggregation !== 'ratio') {
      const own = valuesAt(kpi, kpi.frequency as Frequency)
      return periodValues(asMeasured(op, own), rule, op.today)
    }
    const parsed = parseFormula(kpi.formula)
    if ('refusal' in parsed) return []
    const read = (inputs.of.get(kpi.id) ?? []).flatMap((id) => rows.get(id) ?? [])
    const bySlug = new Map(
      read.map(({ slug, ...input }) => [
        slug,
        new Map(valuesAt({ slug, ...input }, frequency).map((period) => [period.start, period.value])),
      ]),
    )
    const first = [...bySlug.values()].flatMap((values) => [...values.keys()]).sort()[0]
    if (first === undefined) return []
    return periodsBetween(first, op.today, frequency, workCalendar(op)).map(({ start, end }) => ({
      start,
      end,
      value: evaluateFormula(parsed.formula, (slug) => bySlug.get(slug)?.get(start) ?? null),
      provisional: !isClosed({ end }, op.today),
    }))
  }
  return new Map(kpis.map((kpi) => [kpi.id, valuesAt(kpi, kpi.frequency as Frequency)]))
}

function asMeasured(op: Op, periods: readonly Period[]): Measurement[] {
  return periods.flatMap(({ start, value }) =>
    value === null ? [] : [{ at: startOfDate(start, op.workspace.timeZone), value }],
  )
}

/** Every KPI that these are computed from, however far down, and which reads which. */
async function inputsOf(op: Op, kpis: readonly KpiRow[]) {
  const formulas = kpis.filter(({ formula }) => formula !== null).map(({ id }) => id)
  if (formulas.length === 0) return { rows: [], of: new Map<string, string[]>() }
  const { rows: links } = await sql<{ kpi_id: string; input_id: string }>`
    with recursive link as (
      select kpi_id, input_id from kpi_input where workspace_id = ${op.workspace.id} and kpi_id = any(${formulas}::uuid[])
      union
      select i.kpi_id, i.input_id from kpi_input i join link on i.kpi_id = link.input_id
      where i.workspace_id = ${op.workspace.id}
    ) select kpi_id, input_id from link`.execute(op.db)
  const ids = [...new Set(links.map(({ input_id }) => input_id))]
  const rows =
    ids.length === 0
      ? []
      : await op.db
          .selectFrom('kpi')
          .selectAll()
          .where('workspace_id', '=', op.workspace.id)
          .where('id', 'in', ids)
          .execute()
  const groups = Map.groupBy(links, ({ kpi_id }) => kpi_id)
  return { rows, of: new Map([...groups].map(([id, of]) => [id, of.map(({ input_id }) => input_id)])) }
}

type StoredMeasurement = Parameters<typeof asMeasurement>[0] & { kpi_id: string; on_date: IsoDate }

async function rawAsOf(op: Op, ids: string[], asOf: Date): Promise<Map<string, Measurement[]>> {
  const rows: StoredMeasurement[] = await op.db
    .selectFrom('measurement')
    .select(['kpi_id', 'on_date', 'at', 'identity', 'value', 'numerator', 'denominator'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`kpi_id = any(${ids}::uuid[])`)
    .where(holdsAt('recorded_at', asOf))
    .where('voided', '=', false)
    .orderBy('on_date')
    .orderBy('at')
    .orderBy('id')
    .execute()
  const groups = Map.groupBy(rows, ({ kpi_id }) => kpi_id)
  return new Map([...groups].map(([id, of]) => [id, of.map(asMeasurement)]))
}
