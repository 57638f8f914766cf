// Period values: kept beside the measurements they derive from, recomputed only where something was touched.
import { sql } from 'kysely'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { aggregate, type Measurement } from '../../../core/kpi/aggregate.ts'
import { isClosed, periodOf, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency, Period } from '../../../core/kpi/types.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { aggregationRule, type KpiRow, workCalendar } from './kpi-row.ts'
import { leftOutPeriods } from './left-out-rows.ts'
import { placeOf } from './measurement-identity.ts'

export type Stretch = { start: IsoDate; end: IsoDate }

/** The periods that these days lie in, each once. */
export function touchedPeriods(op: Op, kpi: KpiRow, days: Iterable<IsoDate>): Stretch[] {
  const calendar = workCalendar(op)
  const byStart = new Map<IsoDate, Stretch>()
  for (const day of new Set(days)) {
    const period = periodOf(day, kpi.frequency as Frequency, calendar)
    byStart.set(period.start, period)
  }
  return [...byStart.values()].sort((a, b) => (a.start < b.start ? -1 : 1))
}

/** Recomputes these periods from their current measurements: two statements, however many periods there are. */
export async function recomputePeriods(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<void> {
  if (periods.length === 0) return
  const byPeriod = await measurementsByPeriod(op, kpi, periods)
  const rule = aggregationRule(kpi)
  const measured = periods.map(({ start }) => byPeriod.get(start) ?? [])
  await writePeriods(
    op,
    kpi,
    periods,
    measured.map((measurements) => aggregate(measurements, rule)),
    measured.map(({ length }) => length),
  )
}

/** `counts`: how much each value rests on; what rests on nothing is no period of the KPI's. */
export async function writePeriods(
  op: Op,
  kpi: KpiRow,
  periods: Stretch[],
  values: (number | null)[],
  counts: number[],
): Promise<void> {
  const starts = periods.map(({ start }) => start)
  const ends = periods.map(({ end }) => end)
  await sql`
    insert into period_value (workspace_id, kpi_id, first_day, last_day, value, count)
    select ${op.workspace.id}, ${kpi.id}, * from unnest(${starts}::date[], ${ends}::date[], ${values}::numeric[], ${counts}::int[])
    on conflict (workspace_id, kpi_id, first_day)
    do update set value = excluded.value, count = excluded.count, last_day = excluded.last_day ${kept}`.execute(
    op.db,
  )
}

/** The days on which something was measured, each once. */
export async function measuredDays(op: Op, kpi: KpiRow): Promise<IsoDate[]> {
  const rows = await op.db
    .selectFrom('measurement')
    .select('on_date')
    .distinct()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('superseded_at', 'is', null)
    .execute()
  return rows.map((row) => row.on_date)
}

/** Current measurements by the first day of their period. They come as lists of a day: rows of their own would cost most of the time. */
export async function measurementsByPeriod(
  op: Op,
  kpi: KpiRow,
  periods: Stretch[],
): Promise<Map<IsoDate, Measurement[]>> {
  const runs = runsOf(periods)
  const { rows } = await sql<Day>`
    select d.* from unnest(${runs.map(({ start }) => start)}::date[], ${runs.map(({ end }) => end)}::date[]) as r(first, last)
    cross join lateral (
      select on_date, ${columnsOf(kpi)} from measurement
      where workspace_id = ${op.workspace.id} and kpi_id = ${kpi.id} and on_date between r.first and r.last
        and superseded_at is null and not voided
      group by on_date
    ) d ${kept}`.execute(op.db)
  const byPeriod = new Map<IsoDate, Measurement[]>(periods.map(({ start }) => [start, []]))
  const calendar = workCalendar(op)
  for (const day of rows) {
    const { start } = periodOf(day.on_date, kpi.frequency as Frequency, calendar)
    const gathered = byPeriod.get(start)
    if (gathered) for (const measurement of measurementsOf(day)) gathered.push(measurement)
  }
  return byPeriod
}

/** One day's measurements: each column that the aggregation needs as a list. */
type Day = {
  on_date: IsoDate
  values: number[] | null
  pairs: [numerator: number, denominator: number][] | null
  moments: [at: string, identity: string][] | null
}

function columnsOf({ aggregation }: KpiRow) {
  const none = sql`null::json`
  const isRatio = aggregation === 'ratio'
  return sql.join([
    sql`${isRatio ? none : sql`json_agg(coalesce(value, 0) order by at, id)`} as values`,
    sql`${isRatio ? sql`json_agg(json_build_array(numerator, denominator)) filter (where numerator is not null)` : none} as pairs`,
    // When something was measured matters only for the last of it.
    sql`${aggregation === 'last' ? sql`json_agg(json_build_array(at, identity) order by at, id)` : none} as moments`,
  ])
}

const anyTime = '1970-01-01T00:00:00Z'

function measurementsOf({ values, pairs, moments }: Day): Measurement[] {
  if (pairs) return pairs.map(([numerator, denominator]) => ({ at: anyTime, numerator, denominator }))
  return (values ?? []).map((value, i) => {
    const moment = moments?.[i]
    return moment ? { at: moment[0], place: placeOf(moment[1]), value } : { at: anyTime, value }
  })
}

const mostRuns = 32

/** Periods that follow each other are read as one stretch; very scattered ones as all that lies between them. */
function runsOf(periods: Stretch[]): Stretch[] {
  const runs: Stretch[] = []
  for (const { start, end } of periods) {
    const last = runs.at(-1)
    if (last && start <= addDays(last.end, 1)) last.end = end
    else runs.push({ start, end })
  }
  const [first] = runs
  const last = runs.at(-1)
  return runs.length > mostRuns && first && last ? [{ start: first.start, end: last.end }] : runs
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

/** Of one KPI: the periods since a day, and at least the last `count` with a value that end on or before another. */
export type NeededPeriods = { since: IsoDate | null; count: number; before: IsoDate }

type Extent = { since?: IsoDate; to?: IsoDate; needed?: ReadonlyMap<string, NeededPeriods> }

/**
 * Periods of KPIs, by KPI, from each one's first measured period to its last, without holes; left-out periods
 * marked. Two statements for any number of KPIs. `to` adds empty periods up to that day (for a feed that is late);
 * `needed` says how far back each KPI is read, without what a chart marks.
 */
export async function readPeriods(
  op: Op,
  kpis: readonly KpiRow[],
  options: Extent = {},
): Promise<Map<string, Period[]>> {
  const ids = kpis.map((kpi) => kpi.id)
  if (ids.length === 0) return new Map()
  const stored = new Map(
    (options.needed
      ? await storedAsNeeded(op, options.needed)
      : await storedSince(op, ids, options.since)
    ).map((row) => [row.id, row]),
  )
  // What a figure reads is left out of limits alone: it need not be known.
  const leftOut = options.needed ? new Map<string, Map<IsoDate, string>>() : await leftOutPeriods(op, kpis)
  const calendar = timelines(op, kpis, stored, options.to)
  return new Map(
    kpis.map((kpi) => {
      const without = leftOut.get(kpi.id) ?? new Map<IsoDate, string>()
      return [kpi.id, withoutHoles(op, kpi, stored.get(kpi.id), without, calendar)]
    }),
  )
}

type StoredPeriods = { id: string; days: IsoDate[]; values: (number | null)[] }

/** A KPI's periods come as two lists: a row for each would cost more than all that is computed from them. */
const asLists = sql`json_agg(first_day order by first_day) as days, json_agg(value order by first_day) as "values"`

async function storedSince(op: Op, ids: string[], since?: IsoDate): Promise<StoredPeriods[]> {
  const { rows } = await sql<StoredPeriods>`
    select k.id, p.days, p."values" from unnest(${ids}::uuid[]) as k(id)
    cross join lateral (
      select ${asLists} from period_value
      where workspace_id = ${op.workspace.id} and kpi_id = k.id and count > 0
        and first_day >= ${since ?? '-infinity'}::date
    ) p where p.days is not null ${kept}`.execute(op.db)
  return rows
}

/** A KPI with fewer values than are needed is read whole. */
async function storedAsNeeded(op: Op, needed: ReadonlyMap<string, NeededPeriods>): Promise<StoredPeriods[]> {
  const extents = [...needed.values()]
  const { rows } = await sql<StoredPeriods>`
    select k.id, p.days, p."values"
    from unnest(${[...needed.keys()]}::uuid[], ${extents.map(({ since }) => since)}::date[],
      ${extents.map(({ count }) => count)}::int[], ${extents.map(({ before }) => before)}::date[])
      as k(id, since, wanted, before)
    cross join lateral (
      select coalesce(min(first_day) filter (where place = k.wanted), '-infinity') as first_day from (
        select first_day, row_number() over (order by first_day desc) as place from period_value
        where workspace_id = ${op.workspace.id} and kpi_id = k.id and count > 0 and value is not null
          and first_day <= k.before and last_day <= k.before
        order by first_day desc limit k.wanted
      ) newest
    ) reach
    cross join lateral (
      select ${asLists} from period_value
      where workspace_id = ${op.workspace.id} and kpi_id = k.id and count > 0
        and first_day >= least(k.since, reach.first_day)
    ) p where p.days is not null ${kept}`.execute(op.db)
  return rows
}

/** A KPI's periods from its first measured one on, `to` where it ends. */
type Timeline = (kpi: KpiRow, stored: StoredPeriods) => Stretch[]

/** The calendar is the same for all KPIs of one frequency: it is counted off once, and each takes its part of it. */
function timelines(
  op: Op,
  kpis: readonly KpiRow[],
  stored: ReadonlyMap<string, StoredPeriods>,
  to?: IsoDate,
): Timeline {
  const calendars = new Map<string, { periods: Stretch[]; indexOf: Map<IsoDate, number> }>()
  const reachOf = (kpi: KpiRow, { days }: StoredPeriods): Stretch => {
    const last = days.at(-1) ?? ''
    // Where no measurement counts as 0, it does so in every closed period up to now.
    const latest = aggregate([], aggregationRule(kpi)) === null ? to : op.today
    return { start: days[0] ?? '', end: latest !== undefined && latest > last ? latest : last }
  }
  for (const [frequency, ofFrequency] of Map.groupBy(kpis, (kpi) => kpi.frequency)) {
    const reaches = ofFrequency.flatMap((kpi) => {
      const own = stored.get(kpi.id)
      return own ? [reachOf(kpi, own)] : []
    })
    const first = reaches.reduce((least, { start }) => (start < least ? start : least), '9999-12-31')
    const last = reaches.reduce((most, { end }) => (end > most ? end : most), '')
    const periods = periodsBetween(first, last, frequency as Frequency, workCalendar(op))
    calendars.set(frequency, { periods, indexOf: new Map(periods.map(({ start }, i) => [start, i])) })
  }
  return (kpi, own) => {
    const { periods, indexOf } = calendars.get(kpi.frequency) ?? { periods: [], indexOf: new Map() }
    const { start, end } = reachOf(kpi, own)
    const from = indexOf.get(start) ?? 0
    let past = indexOf.get(own.days.at(-1) ?? '') ?? from
    while ((periods[past]?.start ?? '9999-12-31') <= end) past++
    return periods.slice(from, past)
  }
}

function withoutHoles(
  op: Op,
  kpi: KpiRow,
  stored: StoredPeriods | undefined,
  leftOut: ReadonlyMap<IsoDate, string>,
  timeline: Timeline,
): Period[] {
  if (stored === undefined) return []
  const empty = aggregate([], aggregationRule(kpi))
  const periods: Period[] = []
  let next = 0
  for (const { start, end } of timeline(kpi, stored)) {
    const isMeasured = stored.days[next] === start
    const value = isMeasured ? (stored.values[next++] ?? null) : empty
    const provisional = !isClosed({ end }, op.today)
    if (!isMeasured && provisional) continue
    periods.push({ start, end, value, provisional, ...(leftOut.has(start) ? { leftOut: true } : {}) })
  }
  return periods
}
