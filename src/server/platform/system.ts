// What the server does by itself: the same transaction, audit and outbox as a call, in the owner's name.
import { sql } from 'kysely'
import { loadActor } from './actor.ts'
import { enterWorkspace } from './database.ts'
import type { Op, Server } from './operation-context.ts'
import { opOf } from './pipeline.ts'

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
    if (!memberId) return
    const loaded = await loadActor(db, { memberId, workspaceId })
    const { op, leaveTraces } = opOf(server, db, loaded, { door: 'job', ifMatch: null, locale: null })
    await work(op)
    await leaveTraces(operation)
  })
}
