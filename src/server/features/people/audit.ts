import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'

export const auditHandlers: Handlers<Contract['audit']> = {
  list: async ({ limit, cursor, subjectId }, op) => {
    op.authorise('audit.read', {})
    const after = decodeCursor(cursor, 'id')
    let query = op.db
      .selectFrom('audit')
      .selectAll()
      .where('workspace_id', '=', op.workspace.id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (subjectId) query = query.where('subject_id', '=', subjectId)
    if (after) query = query.where(past(['id'], '<', after))
    return pageOf(
      await query.execute(),
      limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actorId: row.actor_id,
        door: row.door,
        operation: row.operation,
        subject: { kind: row.subject_kind, id: row.subject_id },
        before: row.before,
        after: row.after,
      }),
    )
  },
}
