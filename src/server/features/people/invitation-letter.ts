// What becomes of an invitation's letter: not sent once the invitation is over or has a newer link; noted when it went out or
// was given up.
import { enterWorkspace } from '../../platform/database.ts'
import type { About, Follower } from '../../platform/letters.ts'
import type { Server } from '../../platform/operation-context.ts'

export const invitationLetter: Follower = {
  isWanted: ({ database }, about) =>
    database.transaction('read only', async (db) => {
      await enterWorkspace(db, about.workspaceId)
      const row = await db
        .selectFrom('invitation')
        .select(['accepted_at', 'revoked_at', 'mailed_at', 'token_digest'])
        .where('workspace_id', '=', about.workspaceId)
        .where('id', '=', about.id)
        .executeTakeFirst()
      return row?.token_digest === about.version && !row.accepted_at && !row.revoked_at && !row.mailed_at
    }),
  sent: (server, about) => note(server, about, { mailed_at: server.clock.now() }),
  failed: (server, about) => note(server, about, { mail_failed_at: server.clock.now() }),
}

async function note(
  { database }: Server,
  about: About,
  noted: { mailed_at: Date } | { mail_failed_at: Date },
) {
  await database.transaction('read write', async (db) => {
    await enterWorkspace(db, about.workspaceId)
    await db
      .updateTable('invitation')
      .set(noted)
      .where('workspace_id', '=', about.workspaceId)
      .where('id', '=', about.id)
      .where('token_digest', '=', about.version)
      .execute()
  })
}
