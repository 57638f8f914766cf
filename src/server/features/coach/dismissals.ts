// Findings that were put aside: for one statement as it reads, of one item or of a text that is not yet saved.

import type { FindingId } from '../../../core/coach/finding.ts'
import { readText } from '../../../core/coach/statement.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found } from '../../platform/refusal.ts'

export type SubjectKind = 'objective' | 'key_result' | 'initiative' | 'kpi' | 'member'
type Subject = { kind: SubjectKind; id?: string | null | undefined; text: string }

/** Two texts that read the same are one statement: diacritics, capitals and spaces aside. */
export const statementOf = (text: string): string => readText(text).folded

export function dismissals(op: Op) {
  return op.db.selectFrom('coach_dismissal').selectAll().where('workspace_id', '=', op.workspace.id)
}

export type DismissalRow = Awaited<ReturnType<typeof dismissalsOf>>[number]

/** Those of this statement: of the item itself, and those made before it was saved. */
export async function dismissalsOf(op: Op, { kind, id, text }: Subject) {
  const query = dismissals(op).where('subject_kind', '=', kind).where('statement', '=', statementOf(text))
  return query
    .where((eb) =>
      id ? eb.or([eb('subject_id', '=', id), eb('subject_id', 'is', null)]) : eb('subject_id', 'is', null),
    )
    .orderBy('id')
    .execute()
}

/** Putting it aside twice is putting it aside once. */
export async function addDismissal(
  op: Op,
  { rule, kind, text, id }: Subject & { rule: FindingId },
): Promise<DismissalRow> {
  const statement = statementOf(text)
  const row = { rule, subject_kind: kind, subject_id: id ?? null, statement }
  const inserted = await op.db
    .insertInto('coach_dismissal')
    .values({
      workspace_id: op.workspace.id,
      id: newId(),
      ...row,
      dismissed_by: op.actor.memberId,
      dismissed_at: op.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (inserted) {
    op.record(kind, id ?? inserted.id, null, { dismissed: rule, statement })
    return inserted
  }
  const there = dismissals(op)
    .where('rule', '=', rule)
    .where('subject_kind', '=', kind)
    .where('statement', '=', statement)
  return found(await there.where('subject_id', 'is not distinct from', id ?? null).executeTakeFirst())
}

export const dismissalView = (row: DismissalRow) => ({
  id: row.id,
  rule: row.rule as FindingId,
  kind: row.subject_kind as SubjectKind,
  subjectId: row.subject_id,
  statement: row.statement,
})
