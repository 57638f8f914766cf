// Annotations: what happened, on the time axis.
import type { Contract } from '../../../contract/contract.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { kpiFacts, readKpiRow } from './kpi-row.ts'

export const annotationHandlers: Handlers<Contract['annotations']> = {
  add: async ({ id, date, until, text, signalId }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiRow(op, id)))
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

  remove: async ({ id, annotationId }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiRow(op, id)))
    await removeAnnotation(op, id, annotationId)
    op.record('kpi', id, { annotation: annotationId }, null)
    return {}
  },
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

type New = {
  date: IsoDate
  until: IsoDate | null
  text: string
  signalId: string | null
  keyResultId: string | null
}

export async function annotate(
  op: Op,
  kpiId: string,
  { date, until, text, signalId, keyResultId }: New,
): Promise<string> {
  const id = newId()
  const row = { workspace_id: op.workspace.id, kpi_id: kpiId, id, on_date: date, until, text }
  await op.db
    .insertInto('annotation')
    .values({
      ...row,
      signal_id: signalId,
      key_result_id: keyResultId,
      created_by: op.actor.memberId,
      created_at: op.now,
    })
    .execute()
  return id
}

/** Takes the annotation off the chart; its row stays for the history. */
export async function removeAnnotation(op: Op, kpiId: string, id: string): Promise<void> {
  found(
    await op.db
      .updateTable('annotation')
      .set({ removed_at: op.now })
      .where('workspace_id', '=', op.workspace.id)
      .where('kpi_id', '=', kpiId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst(),
  )
}

export async function readAnnotations(op: Op, kpiId: string) {
  const rows = await op.db
    .selectFrom('annotation')
    .select(['id', 'on_date', 'until', 'text', 'key_result_id'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .where('removed_at', 'is', null)
    .orderBy('on_date')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    date: row.on_date,
    until: row.until,
    text: row.text,
    keyResultId: row.key_result_id,
  }))
}
