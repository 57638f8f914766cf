// A whole application on an embedded PostgreSQL of its own, for measuring through its API.
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { removeDataFolder } from '../scripts/data-folders.ts'
import { createApp } from '../src/server/app.ts'
import { createLog } from '../src/server/platform/log.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded.ts'

/** Dates as text, as the product reads them: to make objects of them would slow the bare work down. */
const plainTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE ? String : pg.types.getTypeParser(oid, format as 'text'),
}

export type BenchApp = Awaited<ReturnType<typeof startBenchApp>>

export async function startBenchApp(now: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-bench-'))
  const log = createLog('warn')
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, log })
  const operatorToken = 'operator-of-the-bench'
  const app = await createApp({
    connectionString,
    poolSize: 4,
    baseUrl: 'http://127.0.0.1',
    secret: 'a secret of the bench, long enough to sign with',
    operatorToken,
    sealingKey: 'a key of the bench, to seal with',
    clock: { now: () => new Date(now) },
    log,
  })
  app.http.listen(0, '127.0.0.1')
  await once(app.http, 'listening')
  const address = app.http.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/v1`
  const setup = await send<Setup>(`${url}/setup`, operatorToken, 'POST', {
    workspace: { name: 'Công ty Sao Mai' },
    owner: { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' },
  })
  const database = new pg.Client({ connectionString, types: plainTypes })
  await database.connect()
  return {
    /** As the owner of the database, past the walls. */
    database,
    connectionString,
    /** Of the REST API. */
    url,
    ...setup,
    get: <T>(path: string) => send<T>(url + path, setup.apiKey, 'GET'),
    post: <T>(path: string, body: unknown) => send<T>(url + path, setup.apiKey, 'POST', body),
    async stop() {
      await database.end()
      await app.close()
      await stop()
      removeDataFolder(dataDir)
    },
  }
}

type Setup = { workspaceId: string; memberId: string; apiKey: string }

async function send<T>(url: string, token: string, method: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return JSON.parse(text) as T
}
