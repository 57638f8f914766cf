// Period values: kept beside the measurements they derive from, recomputed only where something was touched.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { aggregate, type Measurement } from '../../../core/kpi/aggregate.ts'
import { isClosed, periodOf, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Period } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { aggregationRule, type KpiRow, workCalendar } from './kpi-row.ts'
import { placeOf } from './measurement-identity.ts'

type Stretch = { start: IsoDate; end: IsoDate }

/** The periods that these days lie in, each once. */
export function touchedPeriods(op: Op, kpi: KpiRow, days: Iterable<IsoDate>): Stretch[] {
  const calendar = workCalendar(op)
  const byStart = new Map<IsoDate, Stretch>()
  for (const day of new Set(days)) {
    const period = periodOf(day, kpi.frequency as Parameters<typeof periodOf>[1], calendar)
    byStart.set(period.start, period)
  }
  return [...byStart.values()].sort((a, b) => (a.start < b.start ? -1 : 1))
}

/** Recomputes these periods from their current measurements: two statements, however many periods there are. */
export async function recomputePeriods(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<void> {
  if (periods.length === 0) return
  const starts = periods.map(({ start }) => start)
  const ends = periods.map(({ end }) => end)
  const { rows } = await sql<{ start: IsoDate } & StoredMeasurement>`
    select p.start, m.at, m.identity, m.value, m.numerator, m.denominator
    from unnest(${starts}::date[], ${ends}::date[]) as p(start, "end")
    join measurement m on m.workspace_id = ${op.workspace.id} and m.kpi_id = ${kpi.id}
      and m.on_date between p.start and p."end" and m.superseded_at is null and not m.voided
    order by m.on_date, m.at, m.id`.execute(op.db)
  const byPeriod = Map.groupBy(rows, (row) => row.start)
  const rule = aggregationRule(kpi)
  const values = starts.map((start) => aggregate((byPeriod.get(start) ?? []).map(asMeasurement), rule))
  const counts = starts.map((start) => byPeriod.get(start)?.length ?? 0)
  await sql`
    insert into period_value (workspace_id, kpi_id, first_day, last_day, value, count)
    select ${op.workspace.id}, ${kpi.id}, * from unnest(${starts}::date[], ${ends}::date[], ${values}::numeric[], ${counts}::int[])
    on conflict (workspace_id, kpi_id, first_day)
    do update set value = excluded.value, count = excluded.count, last_day = excluded.last_day`.execute(op.db)
}

/** Every period anew, as when a KPI changes its frequency. What was there counts as looked at: it raises nothing. */
export async function recomputeAll(op: Op, kpi: KpiRow): Promise<void> {
  const key = op.db
    .deleteFrom('period_value')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
  await key.execute()
  const days = await op.db
    .selectFrom('measurement')
    .select('on_date')
    .distinct()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('superseded_at', 'is', null)
    .execute()
  await recomputePeriods(
    op,
    kpi,
    touchedPeriods(
      op,
      kpi,
      days.map((row) => row.on_date),
    ),
  )
  await op.db
    .updateTable('period_value')
    .set({ evaluated_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('last_day', '<', op.today)
    .execute()
}

type StoredMeasurement = {
  at: Date
  identity: string
  value: number | null
  numerator: number | null
  denominator: number | null
}

/** A stored measurement as core wants it. */
export function asMeasurement(row: StoredMeasurement): Measurement {
  const at = row.at.toISOString()
  const place = placeOf(row.identity)
  return row.numerator !== null && row.denominator !== null
    ? { at, place, numerator: row.numerator, denominator: row.denominator }
    : { at, place, value: row.value ?? 0 }
}

/**
 * Periods of KPIs, by KPI, from each one's first measured period to its last, without holes; left-out periods
 * marked. Two statements for any number of KPIs. `to` adds empty periods up to that day (for a feed that is late).
 */
export async function readPeriods(
  op: Op,
  kpis: readonly KpiRow[],
  options: { since?: IsoDate; to?: IsoDate } = {},
): Promise<Map<string, Period[]>> {
  const ids = kpis.map((kpi) => kpi.id)
  if (ids.length === 0) return new Map()
  let query = op.db
    .selectFrom('period_value')
    .select(['kpi_id', 'first_day', 'last_day', 'value'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', 'in', ids)
    .where('count', '>', 0)
    .orderBy('kpi_id')
    .orderBy('first_day')
  if (options.since) query = query.where('first_day', '>=', options.since)
  const rows = Map.groupBy(await query.execute(), (row) => row.kpi_id)
  const leftOut = await op.db
    .selectFrom('left_out_period')
    .select(['kpi_id', 'first_day'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', 'in', ids)
    .execute()
  const leftOutKeys = new Set(leftOut.map((row) => row.kpi_id + row.first_day))
  const isLeftOut = (kpi: KpiRow, start: IsoDate) => leftOutKeys.has(kpi.id + start)
  return new Map(
    kpis.map((kpi) => [kpi.id, withoutHoles(op, kpi, rows.get(kpi.id) ?? [], isLeftOut, options.to)]),
  )
}

type ValueRow = { first_day: IsoDate; last_day: IsoDate; value: number | null }

function withoutHoles(
  op: Op,
  kpi: KpiRow,
  rows: ValueRow[],
  isLeftOut: (kpi: KpiRow, start: IsoDate) => boolean,
  to?: IsoDate,
): Period[] {
  const first = rows[0]?.first_day
  const last = rows.at(-1)?.first_day
  if (first === undefined || last === undefined) return []
  const values = new Map(rows.map((row) => [row.first_day, row.value]))
  const empty = aggregate([], aggregationRule(kpi))
  // Where no measurement counts as 0, it does so in every closed period up to now.
  const latest = empty === null ? to : op.today
  const until = latest !== undefined && latest > last ? latest : last
  const isShown = (period: Stretch) => values.has(period.start) || isClosed(period, op.today)
  const frequency = kpi.frequency as Parameters<typeof periodsBetween>[2]
  return periodsBetween(first, until, frequency, workCalendar(op))
    .filter(isShown)
    .map(({ start, end }) => ({
      start,
      end,
      value: values.has(start) ? (values.get(start) ?? null) : empty,
      provisional: !isClosed({ end }, op.today),
      ...(isLeftOut(kpi, start) ? { leftOut: true } : {}),
    }))
}
