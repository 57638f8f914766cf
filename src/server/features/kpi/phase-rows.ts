// Phases: stretches of time with one set of limits each. Changed by superseding, so that the past stays readable.
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import type { Baseline, Frequency, Phase } from '../../../core/kpi/types.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { type KpiRow, kpiBaseline, workCalendar } from './kpi-row.ts'

/** A phase as stored: null start is the beginning of the KPI. */
export type StoredPhase = {
  id: string
  start: IsoDate | null
  baseline: Baseline | null
  frozenAt: IsoDate | null
}

/** Before any date: the start of a KPI's first phase, for core. */
const beginning = '0001-01-01'

/** A KPI's phases as they stand, in order of time. */
export async function currentPhases(op: Op, kpis: readonly KpiRow[]): Promise<Map<string, StoredPhase[]>> {
  if (kpis.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('kpi_phase')
    .select(['kpi_id', 'id', 'starts_on', 'baseline', 'frozen_at'])
    .where('workspace_id', '=', op.workspace.id)
    .where(
      'kpi_id',
      'in',
      kpis.map((kpi) => kpi.id),
    )
    .where('superseded_at', 'is', null)
    .orderBy('starts_on', (order) => order.asc().nullsFirst())
    .execute()
  const stored = Map.groupBy(rows, (row) => row.kpi_id)
  return new Map(
    kpis.map((kpi) => [
      kpi.id,
      (stored.get(kpi.id) ?? []).map((row) => ({
        id: row.id,
        start: row.starts_on,
        baseline: row.baseline as Baseline | null,
        frozenAt: row.frozen_at,
      })),
    ]),
  )
}

/** Stored phases as core wants them. */
export function corePhases(kpi: KpiRow, phases: readonly StoredPhase[]): Phase[] {
  return phases.map(({ id, start, baseline, frozenAt }) => ({
    id,
    start: start ?? beginning,
    baseline: baseline ?? kpiBaseline(kpi),
    ...(frozenAt === null ? {} : { frozenAt }),
  }))
}

export async function addPhase(
  op: Op,
  kpi: KpiRow,
  from: IsoDate,
  reason: string,
  baseline: Baseline | null,
): Promise<string> {
  refuseNoPeriodStart(op, kpi, from)
  const phases = (await currentPhases(op, [kpi])).get(kpi.id) ?? []
  if (phases.some((phase) => phase.start === from))
    throw new Refusal('phase_taken', {}, [{ field: 'from', code: 'phase_taken' }])
  const id = newId()
  const stored = baseline === null ? null : JSON.stringify(baseline)
  const row = {
    workspace_id: op.workspace.id,
    kpi_id: kpi.id,
    id,
    starts_on: from,
    baseline: stored,
    reason,
    created_at: op.now,
  }
  await op.db.insertInto('kpi_phase').values(row).execute()
  return id
}

export async function removePhase(op: Op, kpi: KpiRow, phaseId: string): Promise<void> {
  const phases = (await currentPhases(op, [kpi])).get(kpi.id) ?? []
  const phase = found(phases.find(({ id }) => id === phaseId))
  if (phase.start === null) throw new Refusal('phase_is_first')
  await op.db
    .updateTable('kpi_phase')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('id', '=', phaseId)
    .execute()
}

/** Freezes the baseline of the phase that holds on `day`, unless it is frozen already (DOMAIN.md 7.1). */
export async function freezeBaseline(op: Op, kpiId: string, day: IsoDate): Promise<void> {
  const phase = await op.db
    .selectFrom('kpi_phase')
    .select(['id', 'frozen_at'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('superseded_at', 'is', null)
    .where((eb) => eb.or([eb('starts_on', 'is', null), eb('starts_on', '<=', addDays(day, 1))]))
    .orderBy('starts_on', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  if (!phase || phase.frozen_at !== null) return
  await op.db
    .updateTable('kpi_phase')
    .set({ frozen_at: day })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('id', '=', phase.id)
    .execute()
  op.record('kpi', kpiId, { phase: phase.id, frozenAt: null }, { phase: phase.id, frozenAt: day })
}

export function refuseNoPeriodStart(op: Op, kpi: KpiRow, day: IsoDate): void {
  const { start } = periodOf(day, kpi.frequency as Frequency, workCalendar(op))
  if (start !== day)
    throw new Refusal('period_not_start', { start }, [{ field: 'from', code: 'period_not_start' }])
}
