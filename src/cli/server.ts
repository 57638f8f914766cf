// The server that the command line talks to: the one that runs on this data folder, or one started for the while.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CliError } from './cli-error.ts'

export type ServerAccess = { url: string; operatorToken: string }

const patience = 60_000

export async function withServer<T>(work: (access: ServerAccess) => Promise<T>): Promise<T> {
  const dataDir = resolve(process.env.DATA_DIR ?? 'data')
  const running = await findServer(dataDir)
  if (running) return work({ url: running, operatorToken: await readOperatorToken(dataDir) })
  const child = spawn(process.execPath, [join(import.meta.dirname, '../server/main.ts'), '--no-pages'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<null>((done) => child.once('exit', () => done(null)))
  try {
    const url = await waitFor(dataDir, ended)
    return await work({ url, operatorToken: await readOperatorToken(dataDir) })
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** The address of the server on this data folder, if it answers. */
async function findServer(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => null)
  if (text === null) return null
  const { url } = JSON.parse(text) as { url: string }
  const answer = await fetch(`${url}/healthz`).catch(() => null)
  return answer?.ok ? url : null
}

async function waitFor(dataDir: string, ended: Promise<null>): Promise<string> {
  const until = performance.now() + patience
  while (performance.now() < until) {
    const url = await findServer(dataDir)
    if (url) return url
    const hasEnded = await Promise.race([ended.then(() => true), pause(50).then(() => false)])
    if (hasEnded) throw new CliError('the server could not start: see above')
  }
  throw new CliError('the server did not start in time')
}

async function readOperatorToken(dataDir: string): Promise<string> {
  const { operatorToken } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as {
    operatorToken: string
  }
  return operatorToken
}
