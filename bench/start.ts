// From the command to the first answer of /readyz, on an installed tree: from nothing, and again.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { removeDataFolder } from '../scripts/data-folders.ts'
import type { Result } from './result.ts'

const root = join(import.meta.dirname, '..')

export async function measureStart(): Promise<Result[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-bench-'))
  await rm(join(root, 'dist'), { recursive: true, force: true })
  const first = await start(dataDir)
  const again = await start(dataDir)
  removeDataFolder(dataDir)
  return [
    { what: 'first start, pages built', ours: first, unit: 's', bound: 5 },
    { what: 'later start', ours: again, unit: 's', bound: 2 },
  ]
}

async function start(dataDir: string): Promise<number> {
  const port = 4799
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
    stdio: 'ignore',
    detached: true,
  })
  const ended = once(child, 'exit')
  while (
    !(await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  )
    await pause(10)
  const seconds = (performance.now() - began) / 1000
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return seconds
}
