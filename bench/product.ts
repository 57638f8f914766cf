// The product as anyone starts it, in a process of its own, on a PostgreSQL that the bench can fill.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { removeDataFolder } from '../scripts/data-folders.ts'
import { createLog } from '../src/server/platform/log.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'

const root = join(import.meta.dirname, '..')
const patience = 120_000

export type Product = Awaited<ReturnType<typeof startProduct>>

/** Started and set up; `withSample` fills it with the sample company. */
export async function startProduct({ withSample = false, nodeOptions = [] as string[] } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-bench-'))
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, log: createLog('error') })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: connectionString, PORT: String(port) }
  const child = spawn(process.execPath, [...nodeOptions, 'src/server/main.ts'], {
    cwd: root,
    env: { ...env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(`${url}/readyz`, child)
  const email = 'lan@saomai.vn'
  const password = 'mat-khau-rat-dai'
  const given = ['setup', '--workspace', 'Công ty Sao Mai', '--email', email, '--password', password]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['src/cli/main.ts', ...given, ...(withSample ? ['--sample'] : []), '--json'],
    { cwd: root, env },
  )
  const { apiKey, workspaceId, memberId } = JSON.parse(stdout) as Record<string, string>
  const database = new pg.Client({ connectionString })
  await database.connect()
  return {
    url,
    /** Of the app's process. */
    pid: child.pid ?? 0,
    connectionString,
    email,
    password,
    apiKey: apiKey ?? '',
    workspaceId: workspaceId ?? '',
    memberId: memberId ?? '',
    /** As the owner of the database, past the walls. */
    database,
    /** What of the app's process is in memory, in MB. */
    async resident(): Promise<number> {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
    },
    async stop() {
      const ended = child.exitCode === null ? once(child, 'exit') : null
      child.kill('SIGTERM')
      await ended
      await database.end()
      await stop()
      removeDataFolder(dataDir)
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < patience; await pause(20)) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`)
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
  }
  throw new Error(`${url} did not answer within ${patience} ms`)
}
