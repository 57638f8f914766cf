// The product as an operator starts it, in processes of its own that can be killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDataFolder } from '../scripts/data-folders.ts'
import { clusterPath } from '../src/server/platform/postgres/cluster.ts'
import { runningPostmaster } from '../src/server/platform/postgres/leftovers.ts'
import { pause, secondsUntil } from './finding.ts'

const root = join(import.meta.dirname, '..')

/** A folder that the user who runs PostgreSQL can enter, removed by the function that it comes with. */
export function temporaryFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `nhipcau-${name}-`))
  chmodSync(path, 0o755)
  return {
    path,
    remove: () => removeDataFolder(path),
  }
}

export type Product = Awaited<ReturnType<typeof startProduct>>

type Options = {
  dataDir: string
  env?: Record<string, string> /** Of another version than this one. */
  folder?: string
  /** With a clock that can be set apart from the machine's. */
  hasOwnClock?: boolean
}

/** Ready when it has written its own address and answers there. */
export async function startProduct({ dataDir, env = {}, folder = root, hasOwnClock = false }: Options) {
  const preloaded = hasOwnClock ? ['--import', join(import.meta.dirname, 'moved-clock.ts')] : []
  const child = spawn(process.execPath, [...preloaded, join(folder, 'src/server/main.ts'), '--no-pages'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'fatal',
      // As `npm start` does; a copy of another version keeps its own.
      NODE_COMPILE_CACHE: join(folder, folder === root ? 'node_modules/.cache/node' : '.cache'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(hasOwnClock ? (['ipc'] as const) : [])],
  })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000)
    })
  let url = ''
  const seconds = await secondsUntil(async () => {
    if (hasEnded(child)) return true
    const address = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))
    url = address.url
    return address.pid === child.pid && (await isReady(url))
  }, 120)
  if (hasEnded(child)) throw new Error(`the product ended: ${said}`)
  if (seconds === Number.POSITIVE_INFINITY) {
    child.kill('SIGKILL')
    throw new Error(`the product did not start: ${said}`)
  }
  return {
    child,
    url,
    dataDir,
    said: () => said,
    /** Sets its clock so many milliseconds apart from the machine's. */
    async setClock(apart: number) {
      const heard = once(child, 'message')
      child.send({ apart })
      await heard
    },
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (hasEnded(child)) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

export const isReady = (url: string) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(8000) }).then(
    ({ status }) => status === 200,
    () => false,
  )

/** Of the embedded PostgreSQL on this folder. */
export const postgresPid = (dataDir: string): number | undefined => runningPostmaster(clusterPath(dataDir))

/** Waits until it is seen to run, for it may just be starting, and kills it. */
export async function killPostgres(dataDir: string): Promise<void> {
  let pid = postgresPid(dataDir)
  for (let tries = 0; pid === undefined && tries < 500; tries++) {
    await pause(20)
    pid = postgresPid(dataDir)
  }
  if (pid === undefined) throw new Error('PostgreSQL does not run')
  strike(pid, 'SIGKILL')
}

/** What a failed run may have left running on this folder. */
export function endLeftovers(dataDir: string): void {
  const pid = postgresPid(dataDir)
  if (pid !== undefined) strike(pid, 'SIGQUIT')
}

/** One that has just gone by itself is gone as well. */
function strike(pid: number, signal: 'SIGKILL' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
