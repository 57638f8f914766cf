// Figures of key results: loads the facts of any number of them in a few statements, and lets core compute.
import { sql } from 'kysely'
import type { KeyResultView } from '../../../contract/okr.ts'
import type { DateRange, IsoDate } from '../../../core/calendar/iso-date.ts'
import { localDate } from '../../../core/calendar/zone.ts'
import { isFeedLate, type KpiReading, readFlow, readLevel } from '../../../core/kpi/reading.ts'
import type { Period } from '../../../core/kpi/types.ts'
import { isCheckInStale, nextCheckInDue } from '../../../core/okr/check-in.ts'
import { boundKeepPeriods, type KeepPeriod, manualKeepPeriods } from '../../../core/okr/keep-periods.ts'
import { type Evidence, type KeyResultState, keyResultState } from '../../../core/okr/key-result-state.ts'
import type { Measure, MilestonesMeasure, ReachMeasure } from '../../../core/okr/measure.ts'
import type { RollupItem } from '../../../core/okr/rollup.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, readKpis, readPeriods } from '../kpi/public.ts'
import { type Settings, settingsOf } from './settings.ts'

/** A key result with all that its figures rest on. */
export type KeyResultFacts = {
  row: KeyResultRow
  measure: Measure
  dates: DateRange
  /** What it is judged by. */
  settings: Settings
  checkIns: CheckInRow[]
  kpi: { row: KpiRow; periods: Period[] } | null
  evidence: Evidence
  state: KeyResultState
  kept: KeepPeriod[]
  stale: boolean
  dueOn: IsoDate | null
}

export type KeyResultRow = Awaited<ReturnType<typeof queryRows>>[number]
export type CheckInRow = Awaited<ReturnType<typeof queryCheckIns>>[number]

type Which = {
  ids?: string[]
  objectiveIds?: string[]
  kpiId?: string
  openOnly?: boolean
  archivedToo?: boolean
  mineOnly?: boolean
}

/** Key results with their figures as of today, in the order that people gave them. */
export async function loadKeyResults(op: Op, which: Which): Promise<KeyResultFacts[]> {
  if (which.ids?.length === 0 || which.objectiveIds?.length === 0) return []
  const rows = await queryRows(op, which)
  const checkIns = Map.groupBy(
    await queryCheckIns(
      op,
      rows.map((row) => row.id),
    ),
    (row) => row.key_result_id,
  )
  const kpis = await readKpis(op, [...new Set(rows.flatMap((row) => row.kpi_id ?? []))])
  // Empty periods up to today are read as well: they tell that a feed is late.
  const periods = await readPeriods(op, kpis, { to: op.today })
  const kpiById = new Map(kpis.map((kpi) => [kpi.id, kpi]))
  return rows.map((row) => {
    const kpi = row.kpi_id ? kpiById.get(row.kpi_id) : undefined
    const bound = kpi ? { row: kpi, periods: periods.get(kpi.id) ?? [] } : null
    return assemble(op, row, checkIns.get(row.id) ?? [], bound, op.today)
  })
}

/** The figures on a day, from the check-ins up to it and the KPI's periods. */
export function assemble(
  op: Op,
  row: KeyResultRow,
  checkIns: CheckInRow[],
  kpi: KeyResultFacts['kpi'],
  day: IsoDate,
): KeyResultFacts {
  const dates = { start: row.first_day ?? row.cycle_first_day, end: row.last_day ?? row.cycle_last_day }
  const settings = settingsOf(op, row.cycle_settings)
  const { rhythm, thresholds } = settings
  const measure = withStepsDone(storedMeasure(row.measure), checkIns)
  const kept = measure.kind === 'keep' ? keptPeriods(checkIns, kpi, dates, rhythm, day) : []
  const evidence = evidenceOf(row, measure, kept, checkIns, kpi, dates, day)
  const state = keyResultState(evidence, dates, day, thresholds)
  const lastCheckIn = checkIns.at(-1)?.on_date ?? null
  const isRunning = row.cycle_state === 'active' && day <= dates.end
  // Nothing was due before the key result was there, however long its cycle has run.
  const madeOn = localDate(row.created_at.toISOString(), op.workspace.timeZone)
  const awaited = { ...dates, start: madeOn > dates.start ? madeOn : dates.start }
  const stale = kpi
    ? isFeedLate(kpi.periods, rhythm.graceDays, day)
    : isCheckInStale(lastCheckIn, awaited, rhythm, day)
  const dueOn = isRunning ? nextCheckInDue(lastCheckIn, awaited, rhythm) : null
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
    stale: isRunning && stale,
    dueOn,
  }
}

function evidenceOf(
  row: KeyResultRow,
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

export function readingOf(row: Pick<KeyResultRow, 'reading' | 'reading_n'>): KpiReading {
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

export function rollupItem({ row, state, measure }: KeyResultFacts): RollupItem & { id: string } {
  const { progress, expected, status } = state
  return { id: row.id, progress, expected, status, weight: row.weight, isKeep: measure.kind === 'keep' }
}

function queryRows(op: Op, { ids, objectiveIds, kpiId, openOnly, archivedToo, mineOnly }: Which) {
  let query = op.db
    .selectFrom('key_result as k')
    .innerJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'k.workspace_id').onRef('o.id', '=', 'k.objective_id'),
    )
    .innerJoin('cycle as c', (join) =>
      join.onRef('c.workspace_id', '=', 'o.workspace_id').onRef('c.id', '=', 'o.cycle_id'),
    )
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
    .where('k.workspace_id', '=', op.workspace.id)
    .orderBy('k.position')
    .orderBy('k.id')
  if (!archivedToo) query = query.where('k.archived_at', 'is', null)
  if (ids) query = query.where('k.id', 'in', ids)
  if (objectiveIds) query = query.where('k.objective_id', 'in', objectiveIds)
  if (kpiId) query = query.where('k.kpi_id', '=', kpiId)
  if (openOnly) query = query.where('c.state', '=', 'active').where('o.archived_at', 'is', null)
  if (mineOnly)
    query = query.where((eb) =>
      eb.or([eb('k.owner_id', '=', op.actor.memberId), eb('k.provider_id', '=', op.actor.memberId)]),
    )
  return query.execute()
}

function queryCheckIns(op: Op, ids: string[]) {
  return op.db
    .selectFrom('check_in')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`key_result_id = any(${ids}::uuid[])`)
    .where('superseded_at', 'is', null)
    .orderBy('on_date')
    .execute()
}
