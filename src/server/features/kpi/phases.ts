// A KPI's phases, and periods left out of its baseline: every change has its reason and its way back.
import type { Contract } from '../../../contract/contract.ts'
import type { Baseline } from '../../../core/kpi/types.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { kpiChart } from './chart.ts'
import { kpiFacts, readKpiRow, readKpiToChange } from './kpi-row.ts'
import { setLeftOut } from './left-out-rows.ts'
import { phaseCentres } from './phase-centres.ts'
import {
  addPhase,
  changePhase,
  phaseVersions,
  readPhase,
  refuseNoPeriodStart,
  removePhase,
  restorePhase,
} from './phase-rows.ts'

export const phaseHandlers: Handlers<Contract['phases']> = {
  history: async ({ id }, op) => {
    const kpi = await readKpiRow(op, id)
    const rows = await phaseVersions(op, id)
    const centreOf = await phaseCentres(op, kpi, rows)
    return {
      items: rows.map((row) => ({
        phaseId: row.id,
        version: row.version,
        start: row.starts_on,
        baseline: row.baseline as Baseline | null,
        frozenAt: row.frozen_at,
        reason: row.reason,
        recordedAt: row.created_at.toISOString(),
        recordedBy: row.recorded_by,
        supersededAt: row.superseded_at?.toISOString() ?? null,
        removedBecause: row.superseded_because,
        removedBy: row.superseded_because === null ? null : row.superseded_by,
        centre: centreOf(row),
      })),
    }
  },

  add: async ({ id, from, reason, baseline }, op) => {
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    const phaseId = await addPhase(op, kpi, from, reason ?? '', baseline ?? null)
    op.record('kpi', id, null, { phase: phaseId, from, reason: reason ?? '' })
    return kpiChart(op, kpi)
  },

  change: async ({ id, phaseId, from, baseline, reason }, op) => {
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    const phase = await readPhase(op, kpi, phaseId)
    const isMoved = from !== undefined && from !== phase.start
    if (isMoved) await refuseHandedOver(op, id, phaseId)
    if (phase.frozenAt !== null && (isMoved || baseline !== undefined))
      throw new Refusal('phase_frozen', { frozenAt: phase.frozenAt })
    const changes = {
      ...(from === undefined ? {} : { start: from }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(reason === undefined ? {} : { reason }),
    }
    const before = await changePhase(op, kpi, phaseId, changes)
    op.record('kpi', id, { phase: phaseId, from: before.start, baseline: before.baseline }, changes)
    return kpiChart(op, kpi)
  },

  remove: async ({ id, phaseId, reason }, op) => {
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    await refuseHandedOver(op, id, phaseId)
    await removePhase(op, kpi, phaseId, reason)
    op.record('kpi', id, { phase: phaseId }, { removed: true, reason: reason ?? '' })
    return kpiChart(op, kpi)
  },

  restore: async ({ id, phaseId }, op) => {
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    await refuseHandedOver(op, id, phaseId, 'undone')
    await restorePhase(op, kpi, phaseId)
    op.record('kpi', id, null, { phase: phaseId, restored: true })
    return kpiChart(op, kpi)
  },
}

export const leftOutHandlers: Handlers<Contract['leftOut']> = {
  set: async ({ id, start, reason }, op) => {
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    refuseNoPeriodStart(op, kpi, start)
    const before = await setLeftOut(op, kpi, start, reason)
    if (before !== reason)
      op.record('kpi', id, { leftOut: start, reason: before }, { leftOut: start, reason })
    return kpiChart(op, kpi)
  },
}

/** The phase of a hand over is moved and taken back with it, together with its target and its annotation. */
async function refuseHandedOver(
  op: Op,
  kpiId: string,
  phaseId: string,
  which: 'standing' | 'undone' = 'standing',
): Promise<void> {
  const query = op.db
    .selectFrom('hand_over')
    .select('id')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('phase_id', '=', phaseId)
  const handOver = await (which === 'standing'
    ? query.where('undone_at', 'is', null)
    : query
  ).executeTakeFirst()
  if (handOver) throw new Refusal('phase_of_hand_over')
}
