// A KPI's phases, and periods left out of its baseline.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { kpiChart } from './chart.ts'
import { kpiFacts, readKpiRow } from './kpi-row.ts'
import { addPhase, refuseNoPeriodStart, removePhase } from './phase-rows.ts'

export const phaseHandlers: Handlers<Contract['phases']> = {
  add: async ({ id, from, reason, baseline }, op) => {
    const kpi = await readKpiRow(op, id, true)
    op.authorise('kpi.edit', kpiFacts(kpi))
    const phaseId = await addPhase(op, kpi, from, reason ?? '', baseline ?? null)
    op.record('kpi', id, null, { phase: phaseId, from, reason: reason ?? '' })
    return kpiChart(op, kpi)
  },

  remove: async ({ id, phaseId }, op) => {
    const kpi = await readKpiRow(op, id, true)
    op.authorise('kpi.edit', kpiFacts(kpi))
    await removePhase(op, kpi, phaseId)
    op.record('kpi', id, { phase: phaseId }, null)
    return kpiChart(op, kpi)
  },
}

export const leftOutHandlers: Handlers<Contract['leftOut']> = {
  set: async ({ id, start, reason }, op) => {
    const kpi = await readKpiRow(op, id, true)
    op.authorise('kpi.edit', kpiFacts(kpi))
    refuseNoPeriodStart(op, kpi, start)
    const key = { workspace_id: op.workspace.id, kpi_id: id, first_day: start }
    const before = await op.db
      .deleteFrom('left_out_period')
      .where('workspace_id', '=', op.workspace.id)
      .where('kpi_id', '=', id)
      .where('first_day', '=', start)
      .returning('reason')
      .executeTakeFirst()
    if (reason)
      await op.db
        .insertInto('left_out_period')
        .values({ ...key, reason, created_at: op.now })
        .execute()
    op.record('kpi', id, { leftOut: start, reason: before?.reason ?? '' }, { leftOut: start, reason })
    return kpiChart(op, kpi)
  },
}
