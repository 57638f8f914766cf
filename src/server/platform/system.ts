// What happens without a call of a member's own: the same transaction, audit and outbox, in a member's name.
import { sql } from 'kysely'
import { loadActor } from './actor.ts'
import { type Db, enterWorkspace } from './database.ts'
import type { Door, Op, Server } from './operation-context.ts'
import { opOf } from './pipeline.ts'
import { Refusal } from './refusal.ts'

/** What the server does by itself, in the owner's name. */
export async function asSystem(
  server: Server,
  workspaceId: string,
  operation: string,
  work: (op: Op) => Promise<void>,
): Promise<void> {
  await asOwner(server, workspaceId, 'job', operation, work)
}

/** What is done at the word of something that is no member, in the owner's name. */
export async function asOwner<T>(
  server: Server,
  workspaceId: string,
  door: Door,
  operation: string,
  work: (op: Op) => Promise<T>,
): Promise<T> {
  return server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, workspaceId)
    const { rows } = await sql<{
      id: string
    }>`select id from member where workspace_id = ${workspaceId} and role = 'owner' limit 1`.execute(db)
    const memberId = rows[0]?.id
    if (!memberId) throw new Refusal('not_found')
    return asMember(server, db, { workspaceId, memberId }, door, operation, work)
  })
}

/** What a member does before they can sign in, such as joining; within a transaction that is open already. */
export async function asMember<T>(
  server: Server,
  db: Db,
  holder: { workspaceId: string; memberId: string },
  door: Door,
  operation: string,
  work: (op: Op) => Promise<T>,
): Promise<T> {
  const { op, leaveTraces } = opOf(server, db, await loadActor(db, holder), {
    door,
    ifMatch: null,
    locale: null,
  })
  const result = await work(op)
  await leaveTraces(operation)
  return result
}
