// A person in several organisations: which they are, and which one this browser has open.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { membershipsOf } from '../../platform/actor.ts'
import { enterWorkspace } from '../../platform/database.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readMember } from './member-row.ts'

export const workspacesHandlers: Handlers<Contract['workspaces']> = {
  list: async (_, op) => {
    const { id, name } = op.workspace
    const others = holdsForOne(op) ? [] : await otherWorkspaces(op)
    const items = [{ id, name }, ...others].map((one) => ({ ...one, isCurrent: one.id === id }))
    return { items: items.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')), nextCursor: null }
  },

  open: async ({ id }, op) => {
    op.authorise('session.own', {})
    if (op.sessionId === null || op.isBoundSession) throw new Refusal('session_bound')
    const isThere = id === op.workspace.id || (await otherWorkspaces(op)).some((one) => one.id === id)
    if (!isThere) throw new Refusal('not_found')
    await op.server.identity.openWorkspace(op.sessionId, id)
    return {}
  },
}

/** A key, or a session of one organisation's single sign-on. */
const holdsForOne = (op: Op) => op.sessionId === null || op.isBoundSession

/** Beside the call's own transaction, which has entered this workspace and stays in it. */
async function otherWorkspaces(op: Op): Promise<{ id: string; name: string }[]> {
  const { user_id: userId } = await readMember(op, op.actor.memberId)
  return op.server.database.transaction('read only', async (db) => {
    const others: { id: string; name: string }[] = []
    for (const { workspace_id: id } of await membershipsOf(db, userId)) {
      if (id === op.workspace.id) continue
      await enterWorkspace(db, id)
      const { name } = await db.selectFrom('workspace').select('name').executeTakeFirstOrThrow()
      others.push({ id, name })
    }
    return others
  })
}
