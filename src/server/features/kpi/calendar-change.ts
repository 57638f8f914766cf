// Whether the workspace, or one KPI, may count its periods otherwise: never under what was decided on those of now.
import { sql } from 'kysely'
import { doClocksAgree } from '../../../core/calendar/zone.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type KpiRow, workCalendar } from './kpi-row.ts'

type Calendar = { timeZone: string; firstWeekday: number; fiscalStartMonth: number }

/**
 * Measurements keep the date that they were given: another time zone is refused where it would date one of them, or
 * an earlier version of one, otherwise. Other weeks or quarters are refused where something was decided on those of now; without,
 * every period value follows the new ones.
 */
export async function refuseCalendarChange(op: Op, now: Calendar, wanted: Calendar): Promise<void> {
  if (wanted.timeZone !== now.timeZone) await refuseOtherDates(op, now.timeZone, wanted.timeZone)
  if (wanted.firstWeekday !== now.firstWeekday) await refuseOtherPeriods(op, 'week')
  // Quarters three months apart are the same; only their names change.
  if ((wanted.fiscalStartMonth - now.fiscalStartMonth) % 3 !== 0) await refuseOtherPeriods(op, 'quarter')
}

async function refuseOtherDates(op: Op, timeZone: string, wanted: string): Promise<void> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select min(at) as first, max(at) as last from measurement where workspace_id = ${op.workspace.id}`.execute(
    op.db,
  )
  const { first, last } = rows[0] ?? { first: null, last: null }
  if (first === null || last === null) return
  if (!doClocksAgree(timeZone, wanted, first.toISOString(), last.toISOString()))
    throw new Refusal('time_zone_fixed', { timeZone }, [{ field: 'timeZone', code: 'time_zone_fixed' }])
}

const refusalOf = {
  week: { code: 'weeks_fixed', field: 'firstWeekday' },
  quarter: { code: 'quarters_fixed', field: 'fiscalStartMonth' },
} as const

async function refuseOtherPeriods(op: Op, frequency: keyof typeof refusalOf): Promise<void> {
  const here = sql`workspace_id = ${op.workspace.id} and kpi_id = k.id`
  const { rows } = await sql<{ name: string; count: number }>`
    select min(k.name) as name, count(*)::int as count from kpi k
    where k.workspace_id = ${op.workspace.id} and k.frequency = ${frequency} and (
      exists (select from kpi_phase where ${here} and superseded_at is null and (starts_on is not null or frozen_at is not null))
      or exists (select from left_out_period where ${here} and superseded_at is null)
      or exists (select from kpi_target where ${here} and superseded_at is null and first_day is not null
        and (value is not null or lower is not null))
      or exists (select from signal where ${here})
      or exists (select from key_result where ${here} and archived_at is null)
    )`.execute(op.db)
  const { name, count } = rows[0] ?? { name: '', count: 0 }
  const { code, field } = refusalOf[frequency]
  if (count > 0) throw new Refusal(code, { name, count }, [{ field, code }])
}

/**
 * A week's target is not its month's, a week left out is not one day, the mean of four weeks is not that of four days: where
 * a KPI has such marks, a phase that begins within a period of the other frequency, or key results that read it, its
 * periods stay as they are. A chart can be read at another frequency all the same.
 */
export async function refuseOtherFrequency(op: Op, kpi: KpiRow, wanted: Frequency): Promise<void> {
  const here = sql`workspace_id = ${op.workspace.id} and kpi_id = ${kpi.id} and superseded_at is null`
  const { rows } = await sql<{ marks: boolean; starts: string[] | null }>`
    select exists (select from left_out_period where ${here})
      or exists (select from kpi_target where ${here} and first_day is not null and (value is not null or lower is not null))
      or exists (select from key_result
        where workspace_id = ${op.workspace.id} and kpi_id = ${kpi.id} and archived_at is null)
      as marks,
      (select array_agg(starts_on::text) from kpi_phase where ${here} and starts_on is not null) as starts`.execute(
    op.db,
  )
  const { marks = false, starts = null } = rows[0] ?? {}
  const isWithin = (day: string) => periodOf(day, wanted, workCalendar(op)).start !== day
  if (marks || (starts ?? []).some(isWithin))
    throw new Refusal('frequency_fixed', {}, [{ field: 'frequency', code: 'frequency_fixed' }])
}
