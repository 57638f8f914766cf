// Period values of formula KPIs: recomputed when an input changes, only what depends on it, and only where it changed.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { startOfDate } from '../../../core/calendar/zone.ts'
import { aggregate } from '../../../core/kpi/aggregate.ts'
import { evaluateFormula } from '../../../core/kpi/formula.ts'
import { isClosed, periodOf, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { parseFormula } from './formula-text.ts'
import { aggregationRule, type KpiRow, workCalendar } from './kpi-row.ts'
import { measurementsByPeriod, type Stretch, touchedPeriods, writePeriods } from './period-values.ts'

/** A formula KPI, and the KPIs that it reads. */
export type Dependent = { row: KpiRow; inputs: string[] }

/**
 * Every KPI computed from this one, however far, each after all that it is computed from; locked, in one order for
 * everyone, so that of two inputs that change together neither is read as it was before.
 */
export async function dependentsOf(op: Op, kpiId: string): Promise<Dependent[]> {
  const { rows } = await sql<{ id: string; depth: number; inputs: string[] }>`
    with recursive dependent as (
      select kpi_id as id, 1 as depth from kpi_input where workspace_id = ${op.workspace.id} and input_id = ${kpiId}
      union
      select i.kpi_id, d.depth + 1 from kpi_input i join dependent d on i.input_id = d.id
      where i.workspace_id = ${op.workspace.id}
    )
    select id, max(depth) as depth, array(
      select input_id::text from kpi_input where workspace_id = ${op.workspace.id} and kpi_id = dependent.id
    ) as inputs from dependent group by id ${kept}`.execute(op.db)
  if (rows.length === 0) return []
  const found = new Map(rows.map((row) => [row.id, row]))
  const locked = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', [...found.keys()])
    .orderBy('id')
    .forUpdate()
    .execute()
  return locked
    .map((row) => ({ row, inputs: found.get(row.id)?.inputs ?? [], depth: found.get(row.id)?.depth ?? 0 }))
    .sort((a, b) => a.depth - b.depth)
}

/** Recomputes these periods of a formula KPI. */
export async function recomputeFormula(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<void> {
  const parsed = parseFormula(kpi.formula ?? '')
  if (periods.length === 0 || 'refusal' in parsed) return
  const inputs = await inputValues(op, kpi, periods)
  const values = periods.map(({ start }) =>
    evaluateFormula(parsed.formula, (slug) => inputs.get(slug)?.get(start) ?? null),
  )
  const counts = periods.map(({ start }) => {
    const present = [...inputs.values()].filter((byStart) => (byStart.get(start) ?? null) !== null)
    return present.length
  })
  await writePeriods(op, kpi, periods, values, counts)
}

/** The periods from the first in which any input has a value to the last. */
export async function formulaSpan(op: Op, kpi: KpiRow): Promise<Stretch[]> {
  const { rows } = await sql<{ first: IsoDate | null; last: IsoDate | null; is_open: boolean }>`
    select min(p.first_day) as first, max(p.first_day) as last, bool_or(k.zero_when_empty) as is_open
    from kpi_input i join kpi k on k.workspace_id = i.workspace_id and k.id = i.input_id
    join period_value p on p.workspace_id = i.workspace_id and p.kpi_id = i.input_id and p.count > 0
    where i.workspace_id = ${op.workspace.id} and i.kpi_id = ${kpi.id}`.execute(op.db)
  const { first, last, is_open } = rows[0] ?? { first: null, last: null, is_open: false }
  if (first === null || last === null) return []
  // Where nothing measured counts as 0, the inputs reach to today.
  const until = is_open && op.today > last ? op.today : last
  return periodsBetween(first, until, kpi.frequency as Frequency, workCalendar(op))
}

type ByStart = Map<IsoDate, number | null>

/** The KPIs that a formula reads. */
export function inputsOf(op: Op, kpi: KpiRow): Promise<KpiRow[]> {
  return op.db
    .selectFrom('kpi')
    .innerJoin('kpi_input as i', (join) =>
      join.onRef('i.workspace_id', '=', 'kpi.workspace_id').onRef('i.input_id', '=', 'kpi.id'),
    )
    .selectAll('kpi')
    .where('i.workspace_id', '=', op.workspace.id)
    .where('i.kpi_id', '=', kpi.id)
    .execute()
}

/** Each input's values at the formula's frequency, by the first day of the period. */
async function inputValues(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<Map<string, ByStart>> {
  const frequency = kpi.frequency as Frequency
  const values = new Map<string, ByStart>()
  for (const input of await inputsOf(op, kpi))
    values.set(input.slug, await valuesAt(op, input, frequency, periods))
  return values
}

/**
 * A KPI's values in periods of a frequency as fine as its own or coarser: from its measurements by its own aggregation.
 * A formula's values count as measured on the first day of their period; a ratio is computed anew from its inputs.
 */
async function valuesAt(op: Op, kpi: KpiRow, frequency: Frequency, periods: Stretch[]): Promise<ByStart> {
  const isOwn = kpi.frequency === frequency
  if (kpi.formula !== null && !isOwn && kpi.aggregation === 'ratio') {
    const parsed = parseFormula(kpi.formula)
    if ('refusal' in parsed) return new Map()
    const inputs = await inputValues(op, { ...kpi, frequency }, periods)
    const valueAt = (start: IsoDate) =>
      evaluateFormula(parsed.formula, (slug) => inputs.get(slug)?.get(start) ?? null)
    return new Map(periods.map(({ start }) => [start, valueAt(start)]))
  }
  if (isOwn) return storedValues(op, kpi, periods)
  const rule = aggregationRule(kpi)
  const firstDay = rule.emptyIsZero ? await firstMeasured(op, kpi) : null
  const gathered =
    kpi.formula === null
      ? await measurementsByPeriod(op, { ...kpi, frequency }, periods)
      : await valuesAsMeasurements(op, kpi, frequency, periods)
  return new Map(
    periods.map(({ start, end }) => {
      const measured = gathered.get(start) ?? []
      const isEmpty = measured.length === 0
      return [
        start,
        isEmpty && !isCountedAsZero({ start, end }, firstDay, op) ? null : aggregate(measured, rule),
      ]
    }),
  )
}

/** Nothing measured counts as 0 only in closed periods, from the first measured one on. */
function isCountedAsZero({ end }: Stretch, firstDay: IsoDate | null, op: Op): boolean {
  return firstDay !== null && end >= firstDay && isClosed({ end }, op.today)
}

async function firstMeasured(op: Op, kpi: KpiRow): Promise<IsoDate | null> {
  const row = await op.db
    .selectFrom('period_value')
    .select('first_day')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('count', '>', 0)
    .orderBy('first_day')
    .limit(1)
    .executeTakeFirst()
  return row?.first_day ?? null
}

async function storedValues(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<ByStart> {
  const rows = await op.db
    .selectFrom('period_value')
    .select(['first_day', 'value'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('count', '>', 0)
    .where(sql<boolean>`first_day = any(${periods.map(({ start }) => start)}::date[])`)
    .execute()
  const values: ByStart = new Map(rows.map((row) => [row.first_day, row.value]))
  const empty = aggregate([], aggregationRule(kpi))
  if (empty === null) return values
  const firstDay = await firstMeasured(op, kpi)
  for (const period of periods)
    if (!values.has(period.start) && isCountedAsZero(period, firstDay, op)) values.set(period.start, empty)
  return values
}

async function valuesAsMeasurements(op: Op, kpi: KpiRow, frequency: Frequency, periods: Stretch[]) {
  const rows = await op.db
    .selectFrom('period_value')
    .select(['first_day', 'value'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('value', 'is not', null)
    .where('first_day', '>=', periods[0]?.start ?? '')
    .where('first_day', '<=', periods.at(-1)?.end ?? '')
    .execute()
  const calendar = workCalendar(op)
  const dated = rows.map((row) => ({
    start: periodOf(row.first_day, frequency, calendar).start,
    measurement: { at: startOfDate(row.first_day, op.workspace.timeZone), value: row.value ?? 0 },
  }))
  const groups = Map.groupBy(dated, ({ start }) => start)
  return new Map([...groups].map(([start, of]) => [start, of.map(({ measurement }) => measurement)]))
}

/** The periods of a dependent that these stretches of its input reach into. */
export function reachedPeriods(op: Op, dependent: KpiRow, stretches: readonly Stretch[]): Stretch[] {
  return touchedPeriods(
    op,
    dependent,
    stretches.flatMap(({ start, end }) => [start, end]),
  )
}
