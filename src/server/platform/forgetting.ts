// What is kept only for a while: answers to repeated requests, the outbox that streams resume from, wrong passwords'
// counts, jobs that have failed for good.
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
  // Jobs that are not tried any more: their runs are kept where they belong, as with pulls.
  await database.pool.query(
    `delete from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null and updated_at < $1`,
    [before],
  )
  for (const workspaceId of await allWorkspaces(database))
    await database.transaction('read write', async (db) => {
      await enterWorkspace(db, workspaceId)
      await db.deleteFrom('idempotency_key').where('created_at', '<', before).execute()
      await db.deleteFrom('event').where('at', '<', before).execute()
    })
}
