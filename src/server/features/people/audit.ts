// The audit log: read by filters, and checked against its own chain.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers, OpenHandlers } from '../../doors/router.ts'
import { verifyChain } from '../../platform/audit-chain.ts'
import { allWorkspaces, enterWorkspace } from '../../platform/database.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { openEntries } from '../../platform/personal-words.ts'

export const auditHandlers: Handlers<Omit<Contract['audit'], 'verifyAll'>> &
  OpenHandlers<Pick<Contract['audit'], 'verifyAll'>> = {
  list: async ({ limit, cursor, subjectId, subjectKind, actorId, door, operation, from, until }, op) => {
    op.authorise('audit.read', {})
    const after = decodeCursor(cursor, 'id')
    let query = op.db
      .selectFrom('audit')
      .selectAll()
      .where('workspace_id', '=', op.workspace.id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (subjectId) query = query.where('subject_id', '=', subjectId)
    if (subjectKind) query = query.where('subject_kind', '=', subjectKind)
    if (door) query = query.where('door', '=', door)
    if (actorId) query = query.where('actor_id', '=', actorId)
    if (operation) query = query.where((eb) => eb.fn('starts_with', ['operation', eb.val(operation)]))
    if (from) query = query.where('at', '>=', new Date(from))
    if (until) query = query.where('at', '<', new Date(until))
    if (after) query = query.where(past(['id'], '<', after))
    return pageOf(
      await openEntries(op, await query.execute()),
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
        seq: row.seq,
        digest: row.digest,
      }),
    )
  },

  verify: async (_, op) => {
    op.authorise('audit.read', {})
    return verifyChain(op.db, op.workspace.id)
  },

  verifyAll: async ({ expect }, { server: { database } }) => {
    const heads = expect.split(',').map((head) => head.split(':'))
    const expected = (workspaceId: string) =>
      new Map<number, string>(
        heads.flatMap(([id, seq, digest = '']) => (id === workspaceId ? [[Number(seq), digest]] : [])),
      )
    const items = []
    for (const workspaceId of await allWorkspaces(database))
      items.push(
        await database.transaction('read only', async (db) => {
          await enterWorkspace(db, workspaceId)
          const { name } = await db.selectFrom('workspace').select('name').executeTakeFirstOrThrow()
          return {
            workspaceId,
            workspace: name,
            ...(await verifyChain(db, workspaceId, expected(workspaceId))),
          }
        }),
      )
    return { items }
  },
}
