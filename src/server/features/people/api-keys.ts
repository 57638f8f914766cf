// API keys: made by better-auth, hashed at rest, with their maker's rights in this workspace, narrowed by scopes.
import type { Contract } from '../../../contract/contract.ts'
import type { ApiKeyView } from '../../../contract/people.ts'
import { hasScope, SCOPES } from '../../../core/people/permissions.ts'
import type { Handlers } from '../../doors/router.ts'
import type { StoredKey } from '../../platform/identity.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'

export const apiKeyHandlers: Handlers<Contract['apiKeys']> = {
  list: async ({ of }, op) => {
    if (of === 'everyone') op.authorise('apiKey.manage', {})
    const keys = await op.server.identity.listKeys(op.workspace.id)
    const shown = keys.filter((key) => of === 'everyone' || key.memberId === op.actor.memberId)
    return { items: shown.map(view), nextCursor: null }
  },

  create: async ({ name, scopes, expiresInDays }, op) => {
    op.authorise('apiKey.own', {})
    const wanted = SCOPES.filter((scope) => scopes.includes(scope))
    const missing = wanted.find((scope) => !hasScope(op.actor, scope))
    if (missing) throw new Refusal('scope_missing', { scope: missing })
    const holder = { workspaceId: op.workspace.id, memberId: op.actor.memberId, scopes: wanted }
    const { key, ...stored } = await op.server.identity.createKey(
      await userOf(op),
      holder,
      name,
      expiresInDays,
    )
    op.ifUndone(() => op.server.identity.revokeKey(stored.id))
    op.record('member', op.actor.memberId, null, {
      apiKey: name,
      keyId: stored.id,
      scopes: wanted,
      expiresInDays,
    })
    return { ...view(stored), key }
  },

  revoke: async ({ id }, op) => {
    op.authorise('apiKey.own', {})
    const keys = await op.server.identity.listKeys(op.workspace.id)
    const key = found(keys.find((one) => one.id === id))
    if (key.memberId !== op.actor.memberId) op.authorise('apiKey.manage', {})
    await op.server.identity.revokeKey(id)
    op.record('member', key.memberId, { apiKey: key.name, keyId: id }, null)
    return {}
  },
}

const view = (key: StoredKey): ApiKeyView => ({
  id: key.id,
  memberId: key.memberId,
  name: key.name,
  start: key.start,
  scopes: key.scopes,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
})

async function userOf(op: Op): Promise<string> {
  const query = op.db.selectFrom('member').select('user_id').where('workspace_id', '=', op.workspace.id)
  return found(await query.where('id', '=', op.actor.memberId).executeTakeFirst()).user_id
}
