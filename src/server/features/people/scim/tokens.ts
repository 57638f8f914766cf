// Tokens of directories: made by admins, shown once, kept as digests, revoked; and whom one speaks for.
import type { Contract } from '../../../../contract/contract.ts'
import type { ScimTokenView } from '../../../../contract/directory.ts'
import type { Handlers } from '../../../doors/router.ts'
import { enterWorkspace } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { Op, Server } from '../../../platform/operation-context.ts'
import { found } from '../../../platform/refusal.ts'
import { isSameDigest, makeToken, readToken } from '../invitation-token.ts'

/** Tells the token from a link's: each works in its own place alone. */
const prefix = 'scim_'

export const scimTokenHandlers: Handlers<Contract['scimTokens']> = {
  list: async (_, op) => {
    op.authorise('signIn.manage', {})
    const rows = await tokens(op).orderBy('id', 'desc').execute()
    return { items: rows.map(view), nextCursor: null, address: `${op.server.baseUrl}/scim/v2` }
  },

  create: async ({ name, expiresInDays }, op) => {
    op.authorise('signIn.manage', {})
    const id = newId()
    const { token, digest } = makeToken(op.workspace.id, id)
    const expires_at = expiresInDays ? new Date(op.now.getTime() + expiresInDays * 86_400_000) : null
    await op.db
      .insertInto('scim_token')
      .values({
        workspace_id: op.workspace.id,
        id,
        name,
        token_digest: digest,
        created_by: op.actor.memberId,
        created_at: op.now,
        expires_at,
      })
      .execute()
    op.record('scim_token', id, null, { name, expiresInDays: expiresInDays ?? null })
    const row = await tokens(op).where('id', '=', id).executeTakeFirstOrThrow()
    return { ...view(row), token: prefix + token }
  },

  revoke: async ({ id }, op) => {
    op.authorise('signIn.manage', {})
    const row = found(await tokens(op).where('id', '=', id).executeTakeFirst())
    await op.db
      .deleteFrom('scim_token')
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', id)
      .execute()
    op.record('scim_token', id, { name: row.name }, null)
    return {}
  },
}

const tokens = (op: Pick<Op, 'db' | 'workspace'>) =>
  op.db.selectFrom('scim_token').selectAll().where('workspace_id', '=', op.workspace.id)

type Row = Awaited<ReturnType<ReturnType<typeof tokens>['executeTakeFirstOrThrow']>>

const view = (row: Row): ScimTokenView => ({
  id: row.id,
  name: row.name,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

const usedWithin = 60_000

/** The workspace that a token speaks for; null for one that is unknown, revoked or over. */
export async function workspaceOfToken(server: Server, token: string): Promise<string | null> {
  const named = token.startsWith(prefix) ? readToken(token.slice(prefix.length)) : null
  if (!named) return null
  const now = server.clock.now()
  const row = await server.database.transaction('read only', async (db) => {
    await enterWorkspace(db, named.workspaceId)
    const query = db.selectFrom('scim_token').selectAll().where('workspace_id', '=', named.workspaceId)
    return query.where('id', '=', named.id).executeTakeFirst()
  })
  if (!row || !isSameDigest(row.token_digest, named.digest)) return null
  if (row.expires_at !== null && row.expires_at <= now) return null
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= usedWithin)
    await server.database.transaction('read write', async (db) => {
      await enterWorkspace(db, named.workspaceId)
      await db
        .updateTable('scim_token')
        .set({ last_used_at: now })
        .where('workspace_id', '=', named.workspaceId)
        .where('id', '=', named.id)
        .execute()
    })
  return named.workspaceId
}
