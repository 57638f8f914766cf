// What is kept only for a while: answers to repeated requests, the outbox that streams resume from, wrong passwords'
// counts.
import { allWorkspaces, enterWorkspace } from './database.ts'
import type { Round } from './jobs.ts'
import type { Server } from './operation-context.ts'

const days = 7

export function forgetting(server: Server): Round {
  return { name: 'forget', pattern: '17 3 * * *', run: () => forget(server) }
}

async function forget({ database, clock, identity }: Server): Promise<void> {
  await identity.forgetAttempts()
  const before = new Date(clock.now().getTime() - days * 86_400_000)
  for (const workspaceId of await allWorkspaces(database))
    await database.transaction('read write', async (db) => {
      await enterWorkspace(db, workspaceId)
      await db.deleteFrom('idempotency_key').where('created_at', '<', before).execute()
      await db.deleteFrom('event').where('at', '<', before).execute()
    })
}
