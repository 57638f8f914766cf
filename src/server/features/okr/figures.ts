// Figures of key results: loads the facts of any number of them in a few statements, and lets core compute.
import { sql } from 'kysely'
import type { KeyResultView } from '../../../contract/okr.ts'
import { type DateRange, fromDayNumber, type IsoDate, toDayNumber } from '../../../core/calendar/iso-date.ts'
import { localDayNumber } from '../../../core/calendar/zone.ts'
import { isFeedLate, type KpiReading, readFlow, readLevel } from '../../../core/kpi/reading.ts'
import type { Period } from '../../../core/kpi/types.ts'
import { isMissed, nextCheckInDue } from '../../../core/okr/check-in.ts'
import { boundKeepPeriods, type KeepPeriod, manualKeepPeriods } from '../../../core/okr/keep-periods.ts'
import { type Evidence, type KeyResultState, keyResultState } from '../../../core/okr/key-result-state.ts'
import type { Measure, MilestonesMeasure, ReachMeasure } from '../../../core/okr/measure.ts'
import type { RollupItem } from '../../../core/okr/rollup.ts'
import { kept } from '../../platform/kept-plan.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import { together } from '../../platform/together.ts'
import {
  type KpiRow,
  kpiFacts,
  type NeededPeriods,
  readKpis,
  readPeriods,
  readPeriodsAsOf,
} from '../kpi/public.ts'
import { keyResultsAsOf } from './as-of.ts'
import { datesOf, type FigureRow } from './figure-row.ts'
import { neededPeriods } from './needed-periods.ts'
import { type Settings, settingsOf } from './settings.ts'
import { type CheckInRow, everyCheckIn, tellingCheckIns } from './telling-check-ins.ts'

/** A key result with all that its figures rest on. */
/** `isHidden`: the reader may not see the KPI; it counts, and is neither named nor shown (DOMAIN.md 10). */
type BoundKpi = { row: KpiRow; periods: Period[]; isHidden: boolean }

export type KeyResultFacts<Row extends FigureRow = KeyResultRow> = {
  row: Row
  measure: Measure
  dates: DateRange
  /** What it is judged by. */
  settings: Settings
  /** Oldest first: those that its figures rest on, the newest always, or with its history every one. */
  checkIns: CheckInRow[]
  /** The KPI it is bound to, with the periods that its reading takes, or with its history every one. */
  kpi: BoundKpi | null
  evidence: Evidence
  state: KeyResultState
  kept: KeepPeriod[]
  stale: boolean
  dueOn: IsoDate | null
}

export type KeyResultRow = Awaited<ReturnType<typeof queryRows>>[number]

type Which = {
  ids?: string[]
  objectiveIds?: string[]
  kpiId?: string
  openOnly?: boolean
  archivedToo?: boolean
  mineOnly?: boolean
  /** Only what today's figures rest on: without the history that a forecast or a proof looks at. */
  figuresOnly?: boolean
  /** Only what the figures of these days rest on. */
  days?: DateRange
  /** What a forecast rests on: what was seen since the first day, and as much before it as a reading takes. */
  sinceStart?: boolean
}

/** Key results with their figures as of today, in the order that people gave them. */
export async function loadKeyResults(op: Op, which: Which): Promise<KeyResultFacts[]> {
  if (which.ids?.length === 0 || which.objectiveIds?.length === 0) return []
  const rows = await rowsOf(op, which)
  const { days, sinceStart } = which
  if (sinceStart)
    return assembleAll(op, rows, everyCheckIn(op, rows), neededPeriods(op, rows, { sinceStart }))
  if (days)
    return assembleAll(
      op,
      rows,
      everyCheckIn(op, rows, days.end),
      neededPeriods(op, rows, { from: days.start }),
    )
  return which.figuresOnly ? withFigures(op, rows) : withHistory(op, rows)
}

/** As they are, or as they were at the instant asked about. */
async function rowsOf(op: Op, which: Which): Promise<KeyResultRow[]> {
  if (op.asOf === null) return queryRows(op, which)
  const rows = await keyResultsAsOf(op, await queryRows(op, { ...which, archivedToo: true }), op.asOf)
  return which.archivedToo ? rows : rows.filter(({ archived_at }) => archived_at === null)
}

/** The figures of these rows: the same few statements however many they are, each reading only what tells. */
export async function withFigures<Row extends FigureRow>(
  op: Op,
  rows: readonly Row[],
  newest?: readonly CheckInRow[],
): Promise<KeyResultFacts<Row>[]> {
  return assembleAll(op, rows, tellingCheckIns(op, rows, newest), neededPeriods(op, rows))
}

/** The same figures with every check-in and every period. */
async function withHistory<Row extends FigureRow>(
  op: Op,
  rows: readonly Row[],
): Promise<KeyResultFacts<Row>[]> {
  return assembleAll(op, rows, everyCheckIn(op, rows))
}

async function assembleAll<Row extends FigureRow>(
  op: Op,
  rows: readonly Row[],
  asked: Promise<ReadonlyMap<string, CheckInRow[]>>,
  needed?: Map<string, NeededPeriods>,
): Promise<KeyResultFacts<Row>[]> {
  const [checkIns, { kpis, periods }] = await together(asked, feedsOf(op, rows, needed))
  const kpiById = new Map(kpis.map((kpi) => [kpi.id, kpi]))
  return rows.map((row) => {
    const kpi = row.kpi_id ? kpiById.get(row.kpi_id) : undefined
    const bound = kpi
      ? { row: kpi, periods: periods.get(kpi.id) ?? [], isHidden: !op.sees(kpiFacts(kpi)) }
      : null
    return assemble(op, row, checkIns.get(row.id) ?? [], bound, op.today)
  })
}

/** The KPIs that these are bound to, and their periods. */
async function feedsOf(op: Op, rows: readonly FigureRow[], needed?: Map<string, NeededPeriods>) {
  const kpis = await readKpis(op, [...new Set(rows.flatMap((row) => row.kpi_id ?? []))])
  // Empty periods up to today are read as well: they tell that a feed is late.
  const periods =
    op.asOf === null
      ? await readPeriods(op, kpis, { to: op.today, ...(needed ? { needed } : {}) })
      : await readPeriodsAsOf(op, kpis, op.asOf)
  return { kpis, periods }
}

/** The figures on a day, from the check-ins up to it and the KPI's periods. */
export function assemble<Row extends FigureRow>(
  op: Op,
  row: Row,
  checkIns: CheckInRow[],
  kpi: KeyResultFacts['kpi'],
  day: IsoDate,
): KeyResultFacts<Row> {
  const dates = datesOf(row)
  const settings = settingsOf(op, row.cycle_settings)
  const { rhythm, thresholds } = settings
  const measure = inUnitOf(kpi, row, withStepsDone(storedMeasure(row.measure), checkIns))
  const kept = measure.kind === 'keep' ? keptPeriods(checkIns, kpi, dates, rhythm, day) : []
  const evidence = evidenceOf(row, measure, kept, checkIns, kpi, dates, day)
  const state = keyResultState(evidence, dates, day, thresholds)
  const lastCheckIn = checkIns.at(-1)?.on_date ?? null
  const isRunning = row.cycle_state === 'active' && day <= dates.end
  const dueOn = isRunning ? nextCheckInDue(lastCheckIn, awaitedDates(op, row, dates), rhythm) : null
  const isMissing = kpi ? isFeedLate(kpi.periods, rhythm.graceDays, day) : isMissed(dueOn, rhythm, day)
  return {
    row,
    measure,
    dates,
    settings,
    checkIns,
    kpi,
    evidence,
    state,
    kept,
    stale: isRunning && isMissing,
    dueOn,
  }
}

/** Nothing was due before the key result was there, however long its cycle has run. */
function awaitedDates(op: Op, { created_at }: FigureRow, dates: DateRange): DateRange {
  const madeOn = localDayNumber(created_at.getTime(), op.workspace.timeZone)
  return madeOn > toDayNumber(dates.start) ? { ...dates, start: fromDayNumber(madeOn) } : dates
}

function evidenceOf(
  row: FigureRow,
  measure: Measure,
  kept: KeepPeriod[],
  checkIns: CheckInRow[],
  kpi: KeyResultFacts['kpi'],
  dates: DateRange,
  day: IsoDate,
): Evidence {
  if (measure.kind === 'keep') return { measure, periods: kept }
  if (measure.kind === 'milestones')
    return { measure, isSeen: checkIns.length > 0 || measure.steps.some(({ done }) => done) }
  const plan = (row.plan as { date: IsoDate; value: number }[] | null) ?? []
  const reading = kpi ? readingOf(row) : null
  if (kpi && reading) {
    if (reading.kind === 'cycle_to_date') return { measure, flow: readFlow(kpi.periods, measure, dates, day) }
    const level = readLevel(kpi.periods, reading, { day, lastDay: dates.end })
    return { measure, plan, current: level?.current ?? null }
  }
  const current = checkIns.findLast((checkIn) => checkIn.value !== null)?.value ?? null
  return { measure, plan, current }
}

function keptPeriods(
  checkIns: CheckInRow[],
  kpi: KeyResultFacts['kpi'],
  dates: DateRange,
  rhythm: Settings['rhythm'],
  day: IsoDate,
): KeepPeriod[] {
  if (kpi) return boundKeepPeriods(kpi.periods, dates, day)
  const values = checkIns.flatMap(({ on_date, value }) => (value === null ? [] : [{ date: on_date, value }]))
  return manualKeepPeriods(values, dates, rhythm, day)
}

export function readingOf(row: Pick<FigureRow, 'reading' | 'reading_n'>): KpiReading {
  if (row.reading === 'cycle_to_date') return { kind: 'cycle_to_date' }
  return row.reading === 'mean' ? { kind: 'mean', n: row.reading_n ?? 1 } : { kind: 'latest' }
}

/** The measure as core wants it: no nulls where there is no bound. */
export function storedMeasure(stored: unknown): Measure {
  const measure = stored as KeyResultView['measure']
  if (measure.kind === 'reach') return measure satisfies ReachMeasure
  if (measure.kind === 'milestones') return measure satisfies MilestonesMeasure
  const { kind, unit, lower, upper } = measure
  return { kind, unit, ...(lower == null ? {} : { lower }), ...(upper == null ? {} : { upper }) }
}

/** Steps are done as the newest check-in that speaks of steps says; before one, as the definition says. */
function withStepsDone(measure: Measure, checkIns: CheckInRow[]): Measure {
  const said = checkIns.findLast((checkIn) => checkIn.steps_done !== null)?.steps_done
  if (measure.kind !== 'milestones' || !said) return measure
  return { ...measure, steps: measure.steps.map((step, index) => ({ ...step, done: said.includes(index) })) }
}

/** The unit of a bound key result is its KPI's, also when that has changed since; a closed one stays as it was read. */
function inUnitOf(kpi: BoundKpi | null, { cycle_state }: FigureRow, measure: Measure): Measure {
  if (kpi === null || cycle_state === 'closed' || measure.kind === 'milestones') return measure
  return { ...measure, unit: kpi.row.unit }
}

export function rollupItem({ row, state, measure }: KeyResultFacts<FigureRow>): RollupItem & { id: string } {
  const { progress, expected, status } = state
  return { id: row.id, progress, expected, status, weight: row.weight, isKeep: measure.kind === 'keep' }
}

/** So many are looked up one by one. */
const few = 200

function queryRows(op: Op, { ids, objectiveIds, kpiId, openOnly, archivedToo, mineOnly }: Which) {
  let query = keyResultsInCycles(op)
    .leftJoin('key_result_review as s', (join) =>
      join.onRef('s.workspace_id', '=', 'k.workspace_id').onRef('s.key_result_id', '=', 'k.id'),
    )
    .selectAll('k')
    .select([
      'o.title as objective_title',
      'o.owner_id as objective_owner_id',
      'o.unit_id as objective_unit_id',
      'o.visibility as objective_visibility',
      'o.visible_to as objective_visible_to',
      'c.id as cycle_id',
      'c.state as cycle_state',
      'c.first_day as cycle_first_day',
      'c.last_day as cycle_last_day',
      'c.settings as cycle_settings',
      's.score as score',
      's.progress as closed_progress',
      's.current as closed_current',
      's.decided_at as closed_at',
    ])
    .orderBy('k.position')
    .orderBy('k.id')
  if (!archivedToo) query = query.where('k.archived_at', 'is', null)
  if (ids) query = query.where(sql<boolean>`k.id = any(${ids}::uuid[])`)
  if (objectiveIds) query = query.where(sql<boolean>`k.objective_id = any(${objectiveIds}::uuid[])`)
  if (kpiId) query = query.where('k.kpi_id', '=', kpiId)
  if (openOnly) query = query.where('c.state', '=', 'active').where('o.archived_at', 'is', null)
  if (mineOnly)
    query = query.where((eb) =>
      eb.or([eb('k.owner_id', '=', op.actor.memberId), eb('k.provider_id', '=', op.actor.memberId)]),
    )
  const isFew = mineOnly || (ids ?? objectiveIds ?? []).length <= few
  return (isFew ? query.modifyEnd(kept) : query).execute()
}
