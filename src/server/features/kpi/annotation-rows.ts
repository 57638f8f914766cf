// Annotations as stored: removed ones stay for the history.
import type { ChartView } from '../../../contract/kpi.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { newId } from '../../platform/ids.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

type Span = { date: IsoDate; until: IsoDate | null }
type New = Span & { text: string; signalId: string | null; keyResultId: string | null }

export async function annotate(
  op: Op,
  kpiId: string,
  { date, until, text, signalId, keyResultId }: New,
): Promise<string> {
  refuseReversed({ date, until })
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

export function refuseReversed({ date, until }: Span): void {
  if (until !== null && until < date)
    throw new Refusal('dates_reversed', {}, [{ field: 'until', code: 'dates_reversed' }])
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

/** What stands on the chart, or stood there at an instant. An OKR that the reader may not see is not named. */
export async function readAnnotations(op: Op, kpiId: string, asOf?: Date): Promise<ChartView['annotations']> {
  let query = op.db
    .selectFrom('annotation as a')
    .leftJoin('key_result as k', (join) =>
      join.onRef('k.workspace_id', '=', 'a.workspace_id').onRef('k.id', '=', 'a.key_result_id'),
    )
    .leftJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'k.workspace_id').onRef('o.id', '=', 'k.objective_id'),
    )
    .select(['a.id', 'a.on_date', 'a.until', 'a.text', 'a.key_result_id'])
    .select(['o.owner_id', 'o.unit_id', 'o.visibility', 'o.visible_to'])
    .where('a.workspace_id', '=', op.workspace.id)
    .where('a.kpi_id', '=', kpiId)
    .orderBy('a.on_date')
    .orderBy('a.id')
    .modifyEnd(kept)
  if (asOf === undefined) query = query.where('a.removed_at', 'is', null)
  else
    query = query
      .where('a.created_at', '<=', asOf)
      .where((eb) => eb.or([eb('a.removed_at', 'is', null), eb('a.removed_at', '>', asOf)]))
  return (await query.execute()).map((row) => {
    const { owner_id, unit_id, visibility, visible_to } = row
    const isHidden =
      owner_id !== null &&
      visibility !== null &&
      visible_to !== null &&
      !op.sees(itemFacts({ owner_id, unit_id, visibility, visible_to }))
    return {
      id: row.id,
      date: row.on_date,
      until: row.until,
      text: isHidden ? op.t('words.hand_over.hidden') : row.text,
      keyResultId: row.key_result_id,
    }
  })
}
