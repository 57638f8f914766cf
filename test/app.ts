// A whole application on a database of its own, with a clock that the test moves.
import { once } from 'node:events'
import pg from 'pg'
import { inject } from 'vitest'
import { createApp } from '../src/server/app.ts'
import { createLog, type Log } from '../src/server/platform/log.ts'
import { templateName, withDatabase } from './database.setup.ts'

export type Answer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers }

export type TestApp = Awaited<ReturnType<typeof startTestApp>>

type TestAppOptions = {
  now?: string /** A database that is there, in place of a clone of the template. */
  database?: string
  smtpUrl?: string
  proxies?: number
  baseUrl?: string
  log?: Log
  outboundAllow?: string[]
  sqliteFolder?: string
  erasedList?: string
}

export async function startTestApp({
  now = '2026-06-22T02:00:00Z',
  database,
  smtpUrl,
  proxies = 0,
  baseUrl,
  log = createLog(process.env.TEST_LOG ?? 'silent'),
  outboundAllow = [],
  sqliteFolder,
  erasedList,
}: TestAppOptions = {}) {
  const maintenance = inject('databaseUrl')
  const name = `nhipcau_${process.pid}_${Math.random().toString(36).slice(2)}`
  if (database === undefined) {
    const client = new pg.Client({ connectionString: maintenance })
    await client.connect()
    await client.query(`create database ${name} template ${templateName}`)
    await client.end()
  }
  let time = new Date(now)
  const connectionString = database ?? withDatabase(maintenance, name)
  const app = await createApp({
    connectionString,
    poolSize: 6,
    baseUrl: baseUrl ?? 'http://127.0.0.1',
    proxies,
    secret: 'a secret of the tests, long enough to sign with',
    operatorToken: 'operator-of-the-tests',
    sealingKey: 'a key of the tests, to seal with',
    outboundAllow,
    sqliteFolder,
    erasedList,
    smtpUrl,
    mailFrom: 'nhipcau@saomai.vn',
    clock: { now: () => time },
    log,
  })
  app.http.listen(0, '127.0.0.1')
  await once(app.http, 'listening')
  const address = app.http.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  return {
    url,
    connectionString,
    server: app.server,
    moveTo(instant: string) {
      time = new Date(instant)
    },
    /** A client of the REST API with a key. */
    as: (key: string | null) => restClient(url, key),
    async setup(workspace = 'Công ty Sao Mai', email = 'lan@saomai.vn', extra: Record<string, unknown> = {}) {
      const owner = { name: 'Lan', email, password: 'mat-khau-rat-dai' }
      const body = { workspace: { name: workspace }, owner, ...extra }
      const answer = await restClient(url, 'operator-of-the-tests').post<{
        apiKey: string
        workspaceId: string
        memberId: string
      }>('/setup', body)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return { ...answer.body, ...restClient(url, answer.body.apiKey) }
    },
    async stop() {
      // The database itself goes with the run's cluster.
      await app.close()
    },
  }
}

type More = Record<string, string>

export function restClient(url: string, key: string | null) {
  async function send<T>(method: string, path: string, body?: unknown, more: More = {}): Promise<Answer<T>> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = text !== '' && !/^image\//.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : null) as T,
      headers: response.headers,
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came back and asserts on it
  type Any = any
  return {
    get: <T = Any>(path: string, more?: More) => send<T>('GET', path, undefined, more),
    post: <T = Any>(path: string, body: unknown, more?: More) => send<T>('POST', path, body, more),
    patch: <T = Any>(path: string, body: unknown, more?: More) => send<T>('PATCH', path, body, more),
    put: <T = Any>(path: string, body: unknown, more?: More) => send<T>('PUT', path, body, more),
    delete: <T = Any>(path: string, more?: More, body?: unknown) => send<T>('DELETE', path, body, more),
  }
}
