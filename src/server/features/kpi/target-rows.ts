// Targets as stored: one for all periods, and those of single periods. Every change is a new version.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import { type TargetPlan, targetOf } from '../../../core/kpi/target-status.ts'
import type { Frequency, Target } from '../../../core/kpi/types.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { holdsAt } from './as-of.ts'
import { type KpiRow, kpiTarget, workCalendar } from './kpi-row.ts'

/** The plans of any number of KPIs in one statement, as they stand or as they stood at an instant. */
export async function readTargets(
  op: Op,
  kpis: readonly KpiRow[],
  asOf?: Date,
): Promise<Map<string, TargetPlan>> {
  if (kpis.length === 0) return new Map()
  let query = op.db
    .selectFrom('kpi_target')
    .select(['kpi_id', 'first_day', 'value', 'lower', 'upper'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`kpi_id = any(${kpis.map(({ id }) => id)}::uuid[])`)
    .where(holdsAt('recorded_at', asOf))
    .modifyEnd(kept)
  // The current one for all stands in the KPI's own row.
  if (asOf === undefined) query = query.where('first_day', 'is not', null)
  const rows = Map.groupBy(await query.execute(), (row) => row.kpi_id)
  return new Map(kpis.map((kpi) => [kpi.id, planOf(kpi, rows.get(kpi.id) ?? [], asOf !== undefined)]))
}

type TargetRow = {
  first_day: IsoDate | null
  value: number | null
  lower: number | null
  upper: number | null
}

function planOf(kpi: KpiRow, rows: readonly TargetRow[], isPast: boolean): TargetPlan {
  const byPeriod = new Map<IsoDate, Target>()
  let constant: Target | null = isPast ? null : kpiTarget(kpi)
  for (const row of rows) {
    const target = targetFrom(row)
    if (row.first_day === null) constant = target
    else if (target !== null) byPeriod.set(row.first_day, target)
  }
  return { constant, byPeriod }
}

export function targetFrom({ value, lower, upper }: Omit<TargetRow, 'first_day'>): Target | null {
  if (lower !== null && upper !== null) return { lower, upper }
  return value === null ? null : { value }
}

/** The target of the running period: what the process is held against now. */
export function targetNow(op: Op, kpi: KpiRow, plan: TargetPlan): Target | null {
  return targetOf(plan, periodOf(op.today, kpi.frequency as Frequency, workCalendar(op)).start)
}

export type TargetVersion = { kpiId: string; firstDay: IsoDate | null; target: Target | null }

/** Writes a version of one target; a target of null takes it away. */
export async function recordTarget(
  op: Op,
  kpiId: string,
  firstDay: IsoDate | null,
  target: Target | null,
): Promise<void> {
  await recordTargets(op, [{ kpiId, firstDay, target }])
}

/** The same for many, each KPI and period at most once: two statements, however many there are. */
export async function recordTargets(op: Op, versions: readonly TargetVersion[]): Promise<void> {
  if (versions.length === 0) return
  const figure = (name: 'value' | 'lower' | 'upper') =>
    versions.map(({ target }) => (target as Record<string, number> | null)?.[name] ?? null)
  const kpiIds = versions.map(({ kpiId }) => kpiId)
  const firstDays = versions.map(({ firstDay }) => firstDay)
  await sql`
    update kpi_target t set superseded_at = ${op.now}
    from unnest(${kpiIds}::uuid[], ${firstDays}::date[]) as v(kpi_id, first_day)
    where t.workspace_id = ${op.workspace.id} and t.kpi_id = v.kpi_id and t.superseded_at is null
      and t.first_day is not distinct from v.first_day`.execute(op.db)
  await sql`
    insert into kpi_target (workspace_id, kpi_id, id, first_day, value, lower, upper, recorded_at, recorded_by)
    select ${op.workspace.id}, v.kpi_id, v.id, v.first_day, v.value, v.lower, v.upper, ${op.now}, ${op.actor.memberId}
    from unnest(${kpiIds}::uuid[], ${versions.map(() => newId())}::uuid[], ${firstDays}::date[],
      ${figure('value')}::numeric[], ${figure('lower')}::numeric[], ${figure('upper')}::numeric[])
      as v(kpi_id, id, first_day, value, lower, upper)`.execute(op.db)
}

/**
 * A hand over's target holds from its first period on: targets of single periods from there give way to it. Undone,
 * those that gave way at that instant come back.
 */
export async function dropPeriodTargets(op: Op, kpiId: string, from: IsoDate): Promise<void> {
  await op.db
    .updateTable('kpi_target')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('superseded_at', 'is', null)
    .where('first_day', '>=', from)
    .execute()
}

export async function bringBackPeriodTargets(op: Op, kpiId: string, from: IsoDate, at: Date): Promise<void> {
  const rows = await op.db
    .selectFrom('kpi_target')
    .select(['first_day', 'value', 'lower', 'upper'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('superseded_at', '=', at)
    .where('first_day', '>=', from)
    .execute()
  const set = await op.db
    .selectFrom('kpi_target')
    .select('first_day')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('superseded_at', 'is', null)
    .where('first_day', '>=', from)
    .execute()
  // A target that was set since stays.
  const taken = new Set(set.map((row) => row.first_day))
  const back = rows.filter((row) => row.first_day !== null && !taken.has(row.first_day))
  await recordTargets(
    op,
    back.map((row) => ({ kpiId, firstDay: row.first_day, target: targetFrom(row) })),
  )
}
