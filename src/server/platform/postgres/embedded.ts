/**
 * The supervisor of the embedded PostgreSQL: real PostgreSQL from npm, on DATA_DIR/postgres, over a Unix socket.
 *
 *   locked      the data folder is ours alone (data-lock); another live app is refused, a dead one leaves no lock
 *   placed      who runs it (account), which programs (binaries) and where the data are (cluster) are known
 *   made        the cluster is there: found and of our major version, or made by initdb under another name and renamed
 *   cleared     no orphaned server and no stale pid or socket files of an earlier run (leftovers)
 *   ready       the server runs in its own process group and has taken a connection (postmaster)
 *   broken      it ended under a live app → cleared again, after a pause that grows from 0.1 s to 10 s → ready
 *   stopped     stop(): fast shutdown, then the lock is released
 *
 * A refusal on the way to the first `ready` is a StartError and releases the lock. Of an app killed at any point the
 * next start finds at most an orphan, stale files or an unfinished cluster, and clears them.
 */
import { existsSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { databaseAccount } from './account.ts'
import { usableBinaries } from './binaries.ts'
import { clusterFolder, clusterPath, holdsCluster, makeCluster } from './cluster.ts'
import { takeDataLock } from './data-lock.ts'
import { clearLeftovers, runningPostmaster } from './leftovers.ts'
import { type Launch, launchPostmaster, type Postmaster } from './postmaster.ts'
import { connectionString, makeSocketFolder, socketFolder } from './socket.ts'
import { diskFull, StartError } from './start-error.ts'

export type EmbeddedPostgres = {
  /** As for DATABASE_URL: the superuser `postgres` and its database, over the Unix socket. */
  connectionString: string
  /** Shuts PostgreSQL down in order and gives the data folder free. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  dataDir: string
  log: Log
  /** As root: where to put what the database user cannot reach. */
  elsewhere?: string
}

const pause = (failures: number) => (failures === 0 ? 0 : Math.min(100 * 2 ** (failures - 1), 10_000))

const prepare = async (dataFolder: string, elsewhere: string, log: Log): Promise<Launch> => {
  const account = databaseAccount(clusterPath(dataFolder))
  const binaries = await usableBinaries(account, account.isOther ? elsewhere : dataFolder, log)
  const cluster = await clusterFolder(dataFolder, account, elsewhere, log)
  if (!holdsCluster(cluster, binaries)) {
    await makeCluster(cluster, account, binaries)
    log.info(`made a PostgreSQL ${binaries.version} database in ${cluster}`)
  }
  const sockets = socketFolder(cluster)
  makeSocketFolder(sockets, account)
  return { postgres: binaries.postgres, cluster, socketFolder: sockets, account, log }
}

const launchAgain = async (
  launch: Launch,
  stopping: AbortSignal,
  failuresSoFar: number,
  isWorthAnother: (error: unknown, failures: number) => boolean,
): Promise<Postmaster> => {
  for (let failures = failuresSoFar; ; failures++) {
    await sleep(pause(failures), undefined, { signal: stopping })
    try {
      await clearLeftovers(launch.cluster, launch.socketFolder, launch.log)
      return await launchPostmaster(launch, stopping)
    } catch (error) {
      if (stopping.aborted || !isWorthAnother(error, failures)) throw error
      launch.log.warn({ err: error }, 'PostgreSQL did not start; trying again')
    }
  }
}

/** Backends of a server that was killed hold its shared memory until they notice, within moments. */
const isStillInUse = (error: unknown, failures: number) =>
  failures < 7 && error instanceof Error && error.message.includes('pre-existing shared memory block')

const firstLaunch = async (launch: Launch, stopping: AbortSignal): Promise<Postmaster> => {
  try {
    return await launchAgain(launch, stopping, 0, isStillInUse)
  } catch (error) {
    if (error instanceof StartError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (reason.includes('No space left on device')) throw diskFull(launch.cluster, error)
    throw new StartError(
      'postgres_failed',
      `PostgreSQL không khởi động được với dữ liệu trong ${launch.cluster}. Nguyên nhân ở dòng sau.`,
      `PostgreSQL does not start on the data in ${launch.cluster}: ${reason}`,
      { cause: error },
    )
  }
}

/** Keeps the server running until the stop that it returns is called. */
const supervise = (launch: Launch, first: Postmaster): (() => Promise<void>) => {
  const { log } = launch
  const stopping = new AbortController()
  let server = first

  const keepRunning = async () => {
    let failures = 0
    while (!stopping.signal.aborted) {
      const since = performance.now()
      const reason = await server.ended
      if (stopping.signal.aborted) return
      failures = performance.now() - since > 60_000 ? 0 : failures + 1
      log.error(`PostgreSQL (pid ${server.pid}) ended unexpectedly: ${reason}`)
      server = await launchAgain(launch, stopping.signal, failures, () => true)
      log.info(`PostgreSQL runs again (pid ${server.pid})`)
    }
    await server.end()
  }
  const kept = keepRunning().catch((error) => {
    if (!stopping.signal.aborted) throw error
  })
  return async () => {
    stopping.abort()
    await server.end()
    await kept
  }
}

/** Starts PostgreSQL on the data folder and keeps it running. Throws StartError where that cannot be. */
export const startEmbeddedPostgres = async ({
  dataDir,
  log,
  elsewhere = '/var/lib/nhipcau',
}: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const since = performance.now()
  const lock = takeDataLock(dataDir)
  try {
    const launch = await prepare(lock.folder, elsewhere, log)
    const first = await firstLaunch(launch, new AbortController().signal)
    log.info({ pid: first.pid, ms: Math.round(performance.now() - since) }, 'PostgreSQL ready')
    const end = supervise(launch, first)
    const stop = async () => {
      await end()
      lock.release()
    }
    return { connectionString: connectionString(launch.socketFolder), stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The connection string of the PostgreSQL that already serves this data folder, if one does. */
export const findRunningPostgres = (dataDir: string): string | undefined => {
  if (!existsSync(dataDir)) return undefined
  const cluster = clusterPath(realpathSync(dataDir))
  return runningPostmaster(cluster) === undefined ? undefined : connectionString(socketFolder(cluster))
}
