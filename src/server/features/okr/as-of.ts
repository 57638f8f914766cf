// Figures as they were known at a past instant: the versions that held then, and what had been recorded by then
// (DOMAIN.md 6 and 7.3). Words, owners and who may see what are those of now.
import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { localDate } from '../../../core/calendar/zone.ts'
import { versionsAt } from '../../platform/earlier-versions.ts'
import type { Op } from '../../platform/operation-context.ts'
import { pastInstant } from '../../platform/past-instant.ts'
import { found } from '../../platform/refusal.ts'

/** The same call as if it had been made at the instant; without one, the call itself. An instant to come is refused. */
export async function atInstant(op: Op, asOf: string | undefined): Promise<Op> {
  const instant = pastInstant(op, asOf)
  if (instant === undefined) return op
  const { rows } = await sql<JudgedBy>`
    select check_in_weekday as "checkInWeekday", grace_days as "graceDays", on_track_ratio as "onTrackRatio",
      at_risk_ratio as "atRiskRatio", early_share as "earlyShare"
    from earlier_workspace where workspace_id = ${op.workspace.id} and superseded_at > ${instant}
    order by version limit 1`.execute(op.db)
  const workspace = { ...op.workspace, ...rows[0] }
  const today = localDate(instant.toISOString(), workspace.timeZone)
  return { ...op, workspace, now: instant, today, asOf: instant }
}

type JudgedBy = Pick<
  Op['workspace'],
  'checkInWeekday' | 'graceDays' | 'onTrackRatio' | 'atRiskRatio' | 'earlyShare'
>

type CycleVersion = { first_day: IsoDate; last_day: IsoDate; state: string; settings: unknown }

/** The cycle as it was; one that was not there yet is not found. */
export async function cycleAsOf<
  Row extends CycleVersion & {
    id: string
    created_at: Date
    closed_at: Date | null
    reopenings: { at: string }[]
  },
>(op: Op, row: Row): Promise<Row> {
  if (op.asOf === null) return row
  const { asOf } = op
  found(row.created_at <= asOf ? row : undefined)
  const was = (await versionsAt<CycleVersion>(op, 'cycle', [row.id], asOf)).get(row.id)
  const closed_at = row.closed_at !== null && row.closed_at <= asOf ? row.closed_at : null
  const reopenings = row.reopenings.filter(({ at }) => new Date(at) <= asOf)
  return { ...row, closed_at, reopenings, ...was }
}

/** Settings of those cycles that were closed at the instant. */
export async function frozenAsOf(op: Op, ids: string[], now: Map<string, unknown>, asOf: Date) {
  const was = await versionsAt<CycleVersion>(op, 'cycle', ids, asOf)
  return new Map(
    ids.flatMap((id) => {
      const version = was.get(id)
      const settings = version ? version.settings : now.get(id)
      return settings == null ? [] : [[id, settings] as const]
    }),
  )
}

type KeyResultVersion = {
  weight: number
  measure: unknown
  kpi_id: string | null
  reading: string | null
  reading_n: number | null
  first_day: IsoDate | null
  last_day: IsoDate | null
  plan: unknown
  archived_at: Date | null
}

type KeyResult = KeyResultVersion & {
  id: string
  objective_id: string
  created_at: Date
  cycle_id: string
  closed_at: Date | null
}

/** Key results as they were, without those that were not there yet. */
export async function keyResultsAsOf<Row extends KeyResult>(
  op: Op,
  rows: readonly Row[],
  asOf: Date,
): Promise<Row[]> {
  const there = rows.filter(({ created_at }) => created_at <= asOf)
  const ids = there.map(({ id }) => id)
  const was = await versionsAt<KeyResultVersion>(op, 'key_result', ids, asOf)
  const objectiveIds = [...new Set(there.map(({ objective_id }) => objective_id))]
  const objectives = await versionsAt<ObjectiveVersion>(op, 'objective', objectiveIds, asOf)
  const cycleIdOf = (row: KeyResult) => objectives.get(row.objective_id)?.cycle_id ?? row.cycle_id
  const cycles = await cyclesAt(op, [...new Set(there.map(cycleIdOf))], asOf)
  return there.map((row) => {
    const cycle = cycles.get(cycleIdOf(row))
    const isClosed = row.closed_at !== null && row.closed_at <= asOf
    return {
      ...row,
      ...was.get(row.id),
      ...(cycle && {
        cycle_id: cycleIdOf(row),
        cycle_state: cycle.state,
        cycle_first_day: cycle.first_day,
        cycle_last_day: cycle.last_day,
        cycle_settings: cycle.settings,
      }),
      ...(isClosed ? {} : { score: null, closed_progress: null, closed_current: null, closed_at: null }),
    }
  })
}

async function cyclesAt(op: Op, ids: string[], asOf: Date): Promise<Map<string, CycleVersion>> {
  if (ids.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('cycle')
    .select(['id', 'first_day', 'last_day', 'state', 'settings'])
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', ids)
    .execute()
  const was = await versionsAt<CycleVersion>(op, 'cycle', ids, asOf)
  return new Map(rows.map(({ id, ...now }) => [id, was.get(id) ?? now]))
}

type ObjectiveVersion = {
  cycle_id: string
  unit_id: string | null
  ambition: string
  weight: number
  counts_aligned: boolean
  parent_objective_id: string | null
  archived_at: Date | null
}

/** Objectives as they were, without those that were not there yet. */
export async function objectivesAsOf<Row extends ObjectiveVersion & { id: string; created_at: Date }>(
  op: Op,
  rows: readonly Row[],
  asOf: Date,
): Promise<(Row & { unit_now: string | null })[]> {
  const there = rows.filter(({ created_at }) => created_at <= asOf)
  const ids = there.map(({ id }) => id)
  const was = await versionsAt<ObjectiveVersion>(op, 'objective', ids, asOf)
  return there.map((row) => ({ ...row, ...was.get(row.id), unit_now: row.unit_id }))
}

/** For a query on objectives: those that are, or in some earlier version were, in a cycle or below a parent. */
export function everIn(
  op: Op,
  column: 'cycle_id' | 'parent_objective_id',
  ids: readonly string[],
): RawBuilder<boolean> {
  const list = `{${ids.join()}}`
  const name = sql.ref(column)
  return sql<boolean>`id in (
    select id from objective where workspace_id = ${op.workspace.id} and ${name} = any(${list}::uuid[])
    union select objective_id from earlier_objective
    where workspace_id = ${op.workspace.id} and ${name} = any(${list}::uuid[]))`
}
