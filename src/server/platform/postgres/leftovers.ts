/** What an earlier run that was killed may have left behind: a running PostgreSQL, or files with its old pid. */
import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { socketPath } from './socket.ts'
import { StartError } from './start-error.ts'

const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The pid in postmaster.pid, if any. */
const notedPid = (cluster: string): number | undefined => {
  const pid = Number.parseInt(readIfThere(join(cluster, 'postmaster.pid')), 10)
  return pid > 0 ? pid : undefined
}

/** A process that ended and that nobody has waited for yet has an empty command line, and so is no postmaster. */
const isPostmasterOf = (pid: number, cluster: string): boolean => {
  const [program = '', ...args] = readIfThere(`/proc/${pid}/cmdline`).split('\0')
  return basename(program) === 'postgres' && args[args.indexOf('-D') + 1] === cluster
}

/** As PostgreSQL sees it, which runs as the same user or a lesser one: a process that it may signal. */
const isTaken = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const endsWithin = async (seconds: number, pid: number, cluster: string): Promise<boolean> => {
  const deadline = performance.now() + seconds * 1000
  while (isPostmasterOf(pid, cluster)) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
}

/** The pid of the PostgreSQL that serves this cluster, whoever started it. */
export const runningPostmaster = (cluster: string): number | undefined => {
  const pid = notedPid(cluster)
  return pid !== undefined && isPostmasterOf(pid, cluster) ? pid : undefined
}

/** Ends an orphaned PostgreSQL in order and clears stale files. Only for the holder of the data lock. */
export const clearLeftovers = async (cluster: string, socketFolder: string, log: Log): Promise<void> => {
  const pid = notedPid(cluster)
  const orphan = runningPostmaster(cluster)
  if (orphan !== undefined) {
    log.warn(`ending PostgreSQL (pid ${orphan}), which an earlier run left behind`)
    process.kill(orphan, 'SIGINT')
    if (!(await endsWithin(30, orphan, cluster))) process.kill(orphan, 'SIGQUIT')
    if (!(await endsWithin(30, orphan, cluster))) {
      throw new StartError(
        'postgres_failed',
        `PostgreSQL của lần chạy trước (pid ${orphan}) không chịu dừng. Hãy dừng nó bằng: kill -QUIT ${orphan}`,
        `PostgreSQL of an earlier run (pid ${orphan}) does not end. End it with: kill -QUIT ${orphan}`,
      )
    }
  } else if (pid !== undefined && isTaken(pid)) {
    // PostgreSQL itself clears the file of a dead pid; one that now is another process it takes for a live server.
    log.warn(`removing a stale postmaster.pid: pid ${pid} is not PostgreSQL of ${cluster}`)
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
  }
  rmSync(socketPath(socketFolder), { force: true })
  rmSync(`${socketPath(socketFolder)}.lock`, { force: true })
}
