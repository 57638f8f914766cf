// What happens without a call of a member's own: the same transaction, audit and outbox, in a member's name.
import { sql } from 'kysely'
import { loadActor } from './actor.ts'
import { type Db, enterWorkspace } from './database.ts'
import type { Door, Op, Server } from './operation-context.ts'
import { opOf } from './pipeline.ts'

/** What the server does by itself, in the owner's name. */
export async function asSystem(
  server: Server,
  workspaceId: string,
  operation: string,
  work: (op: Op) => Promise<void>,
): Promise<void> {
  await server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, workspaceId)
    const { rows } = await sql<{
      id: string
    }>`select id from member where workspace_id = ${workspaceId} and role = 'owner' limit 1`.execute(db)
    const memberId = rows[0]?.id
    if (memberId) await asMember(server, db, { workspaceId, memberId }, 'job', operation, work)
  })
}

/** What a member does before they can sign in, such as joining; within a transaction that is open already. */
export async function asMember(
  server: Server,
  db: Db,
  holder: { workspaceId: string; memberId: string },
  door: Door,
  operation: string,
  work: (op: Op) => Promise<void>,
): Promise<void> {
  const { op, leaveTraces } = opOf(server, db, await loadActor(db, holder), {
    door,
    ifMatch: null,
    locale: null,
  })
  await work(op)
  await leaveTraces(operation)
}
