// Phases: stretches of time with one set of limits each. Every change is a new version, so that the past stays readable.
import { sql } from 'kysely'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { periodOf, previousPeriod } from '../../../core/kpi/periods.ts'
import type { Baseline, Frequency, Phase } from '../../../core/kpi/types.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { holdsAt } from './as-of.ts'
import { type KpiRow, kpiBaseline, workCalendar } from './kpi-row.ts'

/** A phase as stored: null start is the beginning of the KPI, null baseline the KPI's own. */
export type StoredPhase = {
  id: string
  version: number
  start: IsoDate | null
  baseline: Baseline | null
  frozenAt: IsoDate | null
  reason: string
}

/** Before any date: the start of a KPI's first phase, for core. */
const beginning = '0001-01-01'

/** A KPI's phases in order of time, as they stand or as they stood at an instant. */
export async function currentPhases(
  op: Op,
  kpis: readonly KpiRow[],
  asOf?: Date,
): Promise<Map<string, StoredPhase[]>> {
  if (kpis.length === 0) return new Map()
  const ids = kpis.map((kpi) => kpi.id)
  const rows = await op.db
    .selectFrom('kpi_phase')
    .select(['kpi_id', 'id', 'version', 'starts_on', 'baseline', 'frozen_at', 'reason'])
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`kpi_id = any(${ids}::uuid[])`)
    .where(holdsAt('created_at', asOf))
    .orderBy('starts_on', (order) => order.asc().nullsFirst())
    .modifyEnd(kept)
    .execute()
  const stored = Map.groupBy(rows, (row) => row.kpi_id)
  return new Map(
    ids.map((id) => [
      id,
      (stored.get(id) ?? []).map((row) => ({
        id: row.id,
        version: row.version,
        start: row.starts_on,
        baseline: row.baseline as Baseline | null,
        frozenAt: row.frozen_at,
        reason: row.reason,
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
  await refusePhaseAt(op, kpi, from)
  const id = newId()
  await write(op, kpi.id, { id, version: 1, start: from, baseline, frozenAt: null, reason })
  return id
}

/** Moves a phase or changes its baseline or reason: a new version under the same id. Answers what it was before. */
export async function changePhase(
  op: Op,
  kpi: KpiRow,
  phaseId: string,
  changes: { start?: IsoDate; baseline?: Baseline | null; reason?: string },
): Promise<StoredPhase> {
  const before = await readPhase(op, kpi, phaseId)
  if (changes.start !== undefined && changes.start !== before.start) {
    if (before.start === null) throw new Refusal('phase_is_first')
    await refusePhaseAt(op, kpi, changes.start)
  }
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  await supersede(op, kpi.id, phaseId, null)
  await write(op, kpi.id, { ...before, ...given, version: before.version + 1 })
  return before
}

export async function removePhase(op: Op, kpi: KpiRow, phaseId: string, because = ''): Promise<StoredPhase> {
  const phase = await readPhase(op, kpi, phaseId)
  if (phase.start === null) throw new Refusal('phase_is_first')
  await supersede(op, kpi.id, phaseId, because)
  return phase
}

/** Brings a removed phase back as it last was: what was raised in it is known by its id again. */
export async function restorePhase(op: Op, kpi: KpiRow, phaseId: string): Promise<void> {
  const last = found(
    await op.db
      .selectFrom('kpi_phase')
      .select(['version', 'starts_on', 'baseline', 'frozen_at', 'reason', 'superseded_at'])
      .where('workspace_id', '=', op.workspace.id)
      .where('kpi_id', '=', kpi.id)
      .where('id', '=', phaseId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  if (last.superseded_at === null || last.starts_on === null) throw new Refusal('phase_not_removed')
  await refusePhaseAt(op, kpi, last.starts_on)
  const { version, starts_on: start, frozen_at: frozenAt, reason } = last
  const baseline = last.baseline as Baseline | null
  await write(op, kpi.id, { id: phaseId, version: version + 1, start, baseline, frozenAt, reason })
}

export async function readPhase(op: Op, kpi: KpiRow, phaseId: string): Promise<StoredPhase> {
  const phases = (await currentPhases(op, [kpi])).get(kpi.id) ?? []
  return found(phases.find(({ id }) => id === phaseId))
}

/**
 * Freezes the baseline of the phase that the last period ended by `day` lies in, unless it is frozen already
 * (DOMAIN.md 7.1). A phase that begins later has no such period: its own baseline is yet to come.
 */
export async function freezeBaseline(op: Op, kpi: KpiRow, day: IsoDate): Promise<void> {
  const frequency = kpi.frequency as Frequency
  const running = periodOf(addDays(day, 1), frequency, workCalendar(op))
  const last = previousPeriod(running, frequency, workCalendar(op))
  const phases = (await currentPhases(op, [kpi])).get(kpi.id) ?? []
  const phase = phases.findLast(({ start }) => start === null || start <= last.start)
  if (!phase || phase.frozenAt !== null) return
  await supersede(op, kpi.id, phase.id, null)
  await write(op, kpi.id, { ...phase, version: phase.version + 1, frozenAt: day })
  op.record('kpi', kpi.id, { phase: phase.id, frozenAt: null }, { phase: phase.id, frozenAt: day })
}

/** Every version of the KPI's phases, newest first: who changed what, when and why. */
export async function phaseVersions(op: Op, kpiId: string) {
  return op.db
    .selectFrom('kpi_phase')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

export function refuseNoPeriodStart(op: Op, kpi: KpiRow, day: IsoDate): void {
  const { start } = periodOf(day, kpi.frequency as Frequency, workCalendar(op))
  if (start !== day)
    throw new Refusal('period_not_start', { start }, [{ field: 'from', code: 'period_not_start' }])
}

async function refusePhaseAt(op: Op, kpi: KpiRow, from: IsoDate): Promise<void> {
  refuseNoPeriodStart(op, kpi, from)
  if (from > op.today) throw new Refusal('phase_future', {}, [{ field: 'from', code: 'phase_future' }])
  const phases = (await currentPhases(op, [kpi])).get(kpi.id) ?? []
  if (phases.some((phase) => phase.start === from))
    throw new Refusal('phase_taken', {}, [{ field: 'from', code: 'phase_taken' }])
}

async function supersede(op: Op, kpiId: string, phaseId: string, because: string | null): Promise<void> {
  await op.db
    .updateTable('kpi_phase')
    .set({ superseded_at: op.now, superseded_because: because, superseded_by: op.actor.memberId })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('id', '=', phaseId)
    .where('superseded_at', 'is', null)
    .execute()
}

async function write(op: Op, kpiId: string, phase: StoredPhase): Promise<void> {
  const { id, version, start, baseline, frozenAt, reason } = phase
  const stored = baseline === null ? null : JSON.stringify(baseline)
  const key = { workspace_id: op.workspace.id, kpi_id: kpiId, id, version }
  const traces = { created_at: op.now, recorded_by: op.actor.memberId }
  await op.db
    .insertInto('kpi_phase')
    .values({ ...key, ...traces, starts_on: start, baseline: stored, frozen_at: frozenAt, reason })
    .execute()
}
