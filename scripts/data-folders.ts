// Data folders of tests and benches, which go with the cluster that root has elsewhere; and those that killed runs left behind.
import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { clusterPath } from '../src/server/platform/postgres/cluster.ts'
import { runningPostmaster } from '../src/server/platform/postgres/leftovers.ts'

/** Names that these runs give to their folders in the system's folder for temporary files: nobody's DATA_DIR has one. */
const ours =
  /^nhipcau-(test|bench|e2e|tables|away|other|server|kill|disk|clock|ahead|behind|one|two)-[A-Za-z\d]{6}$/

/** What clusterFolder makes elsewhere for one data folder. */
const madeFor = /-[A-Za-z\d]{6}\/postgres$/

const old = 3 * 60 * 60_000

/** With all that is in it, and the cluster that a link in it leads to. */
export function removeDataFolder(folder: string): void {
  for (const dataDir of [folder, join(folder, 'data')]) {
    const inside = join(dataDir, 'postgres')
    const cluster = clusterPath(dataDir)
    // Made for this one cluster (cluster.ts): nothing else lies beside it.
    if (isLink(inside) && madeFor.test(cluster)) remove(dirname(cluster))
  }
  remove(folder)
}

/**
 * Those of runs that were killed: ours by name, hours old, and with no PostgreSQL that serves them. What cannot be looked at or
 * removed, since another run is at it or a disk is mounted there, is left to a later one.
 */
export function sweepDeadRuns(within = tmpdir(), now = Date.now()): string[] {
  return readdirSync(within)
    .filter((name) => ours.test(name))
    .map((name) => join(within, name))
    .filter((folder) => {
      try {
        if (!isDead(folder, now)) return false
        removeDataFolder(folder)
        return true
      } catch {
        return false
      }
    })
}

function isDead(folder: string, now: number): boolean {
  const clusters = [folder, join(folder, 'data')].map(clusterPath).filter((path) => existsSync(path))
  if (clusters.some((cluster) => runningPostmaster(cluster) !== undefined)) return false
  return [folder, ...clusters].every((path) => now - statSync(path).mtimeMs > old)
}

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

const remove = (path: string) =>
  rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
