// Measurements as they are stored: versions are added and superseded, never changed.
import { sql } from 'kysely'
import type { MeasurementView } from '../../../contract/kpi.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { KpiRow } from './kpi-row.ts'

export type Figures = { value: number | null; numerator: number | null; denominator: number | null }

/** What a version of a measurement is made of. */
export type Incoming = Figures & {
  identity: string
  at: string
  on_date: string
  external_id: string | null
  note: string | null
}

/** What came through the API or was typed by hand. */
export const pushed = 'push'

export async function supersede(op: Op, kpi: KpiRow, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await op.db
    .updateTable('measurement')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

export async function insert(op: Op, kpi: KpiRow, items: Incoming[], source: string): Promise<void> {
  const column = <K extends keyof Incoming>(name: K) => items.map((item) => item[name])
  await sql`
    insert into measurement (workspace_id, kpi_id, id, identity, at, on_date, value, numerator, denominator, note,
      external_id, source, recorded_at, recorded_by)
    select ${op.workspace.id}, ${kpi.id}, rows.*, ${source}, ${op.now}, ${op.actor.memberId}
    from unnest(${items.map(() => newId())}::uuid[], ${column('identity')}::text[], ${column('at')}::timestamptz[],
      ${column('on_date')}::date[], ${column('value')}::numeric[], ${column('numerator')}::numeric[],
      ${column('denominator')}::numeric[], ${column('note')}::text[], ${column('external_id')}::text[]) as rows ${kept}`.execute(
    op.db,
  )
}

export function measurements(op: Op, kpiId: string) {
  return op.db
    .selectFrom('measurement')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
}

export function measurementRow(op: Op, kpiId: string, id: string) {
  return op.db
    .selectFrom('measurement')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export type MeasurementRow = NonNullable<Awaited<ReturnType<typeof measurementRow>>>

export function view(row: MeasurementRow): MeasurementView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    date: row.on_date,
    value: row.value,
    numerator: row.numerator,
    denominator: row.denominator,
    externalId: row.external_id,
    source: row.source,
    note: row.note,
    voided: row.voided,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by,
    supersededAt: row.superseded_at?.toISOString() ?? null,
  }
}
