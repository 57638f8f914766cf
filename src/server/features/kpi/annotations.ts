// Annotations: what happened, on the time axis.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { annotate, refuseReversed, removeAnnotation } from './annotation-rows.ts'
import { kpiFacts, readKpiToChange } from './kpi-row.ts'

export const annotationHandlers: Handlers<Contract['annotations']> = {
  add: async ({ id, date, until, text, signalId }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiToChange(op, id)))
    const annotationId = await annotate(op, id, {
      date,
      until: until ?? null,
      text,
      signalId: signalId ?? null,
      keyResultId: null,
    })
    op.record('kpi', id, null, { annotation: annotationId, date, text })
    if (signalId) await explainSignal(op, id, signalId, text)
    return { id: annotationId, date, until: until ?? null, text, keyResultId: null }
  },

  update: async ({ id, annotationId, date, until, text }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiToChange(op, id)))
    const before = await standing(op, id, annotationId)
    // What a hand over wrote tells of its OKR and goes with it.
    if (before.key_result_id !== null) throw new Refusal('annotation_of_hand_over')
    const after = {
      on_date: date ?? before.on_date,
      until: until === undefined ? before.until : until,
      text: text ?? before.text,
    }
    refuseReversed({ date: after.on_date, until: after.until })
    await op.db
      .updateTable('annotation')
      .set(after)
      .where('workspace_id', '=', op.workspace.id)
      .where('kpi_id', '=', id)
      .where('id', '=', annotationId)
      .execute()
    const { on_date, until: ended, text: said } = before
    op.record('kpi', id, { annotation: annotationId, on_date, until: ended, text: said }, after)
    return { id: annotationId, date: after.on_date, until: after.until, text: after.text, keyResultId: null }
  },

  remove: async ({ id, annotationId }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiToChange(op, id)))
    if ((await standing(op, id, annotationId)).key_result_id !== null)
      throw new Refusal('annotation_of_hand_over')
    await removeAnnotation(op, id, annotationId)
    op.record('kpi', id, { annotation: annotationId }, null)
    return {}
  },
}

async function standing(op: Op, kpiId: string, id: string) {
  return found(
    await op.db
      .selectFrom('annotation')
      .select(['on_date', 'until', 'text', 'key_result_id'])
      .where('workspace_id', '=', op.workspace.id)
      .where('kpi_id', '=', kpiId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst(),
  )
}

async function explainSignal(op: Op, kpiId: string, id: string, text: string): Promise<void> {
  const query = op.db
    .selectFrom('signal')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
  const row = found(await query.where('id', '=', id).forUpdate().executeTakeFirst())
  await revise(op, 'signal', { kind: 'signal', id, key: { id } }, row, {
    triage: 'explained',
    triage_note: text,
  })
}
