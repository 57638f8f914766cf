// Where the installation's database is: one's own, the embedded one that runs, or the embedded one started for the while.

import type { Config } from '../platform/config.ts'
import { requireUsableDatabase } from '../platform/external-database.ts'
import type { Log } from '../platform/log.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '../platform/postgres/embedded.ts'

/** Works on the database and lets go of it. `alone` refuses while the product runs on the data folder. */
export async function withDatabase<T>(
  config: Config,
  log: Log,
  { alone }: { alone: boolean },
  work: (connectionString: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl) {
    await requireUsableDatabase(config.databaseUrl)
    return work(config.databaseUrl)
  }
  const running = alone ? undefined : findRunningPostgres(config.dataDir)
  if (running !== undefined) return work(running)
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  try {
    return await work(postgres.connectionString)
  } finally {
    await postgres.stop()
  }
}
