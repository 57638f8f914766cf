// API keys: made by better-auth, hashed at rest, with their maker's rights in this workspace.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

export const apiKeyHandlers: Handlers<Contract['apiKeys']> = {
  list: async (_, op) => {
    const keys = await op.server.identity.listKeys(await userOf(op))
    const mine = keys.filter((key) => key.metadata?.includes(op.workspace.id))
    const items = mine.map((key) => ({
      id: key.id,
      name: key.name ?? '',
      start: key.start,
      createdAt: key.createdAt.toISOString(),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      lastUsedAt: key.lastRequest?.toISOString() ?? null,
    }))
    return { items, nextCursor: null }
  },

  create: async ({ name, expiresInDays }, op) => {
    const holder = { workspaceId: op.workspace.id, memberId: op.actor.memberId }
    const key = await op.server.identity.createKey(await userOf(op), holder, name, expiresInDays)
    op.record('member', op.actor.memberId, null, { apiKey: name })
    return {
      id: key.id,
      name,
      start: key.start ?? null,
      key: key.key,
      createdAt: new Date(key.createdAt).toISOString(),
      expiresAt: key.expiresAt ? new Date(key.expiresAt).toISOString() : null,
      lastUsedAt: null,
    }
  },

  revoke: async ({ id }, op) => {
    if (!(await op.server.identity.revokeKey(await userOf(op), id))) throw new Refusal('not_found')
    op.record('member', op.actor.memberId, { apiKey: id }, null)
    return {}
  },
}

async function userOf(op: Op): Promise<string> {
  const query = op.db.selectFrom('member').select('user_id').where('workspace_id', '=', op.workspace.id)
  return found(await query.where('id', '=', op.actor.memberId).executeTakeFirst()).user_id
}
