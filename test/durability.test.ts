// kill -9, twenty times, in a stream of measurements: what was acknowledged is there, exactly once, and adds up.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findRunningPostgres } from '../src/server/platform/postgres/embedded.ts'
import { runningPostmaster } from '../src/server/platform/postgres/leftovers.ts'
import { restClient } from './app.ts'
import { weeklyKpi } from './company.ts'

const kills = 20
const writers = 3
const patience = { timeout: 20_000, interval: 20 }

let base: string
let dataDir: string
let app: { child: ChildProcess; url: string }

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'nhipcau-kill-'))
  chmodSync(base, 0o755) // the user that PostgreSQL runs as must get in
  dataDir = join(base, 'data')
  app = await startApp()
})
afterAll(async () => {
  if (app.child.exitCode === null && app.child.signalCode === null) {
    const exit = once(app.child, 'exit')
    app.child.kill('SIGTERM')
    await exit
  }
  // Of a run that failed between two starts.
  const orphan = postmasterPid()
  if (orphan !== undefined) process.kill(orphan, 'SIGQUIT')
  rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const isReady = async (url: string) => (await fetch(`${url}/readyz`)).status === 200

/** Started as an operator starts it; ready when it has written its own address and answers there. */
async function startApp() {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/server/main.ts'), '--no-pages'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = await vi.waitFor(async () => {
    const address = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))
    expect(address.pid).toBe(child.pid)
    expect(await isReady(address.url)).toBe(true)
    return String(address.url)
  }, patience)
  return { child, url }
}

function postmasterPid(): number | undefined {
  const path = join(dataDir, 'postgres')
  return runningPostmaster(lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path)
}

async function killApp() {
  const exit = once(app.child, 'exit')
  app.child.kill('SIGKILL')
  await exit
}

function killPostgres(): number {
  const pid = postmasterPid()
  if (pid === undefined) throw new Error('PostgreSQL does not run')
  process.kill(pid, 'SIGKILL')
  return pid
}

const strikes = [
  async function theAppAlone() {
    await killApp()
    app = await startApp()
  },
  async function postgresAlone() {
    const killed = killPostgres()
    await vi.waitFor(async () => {
      expect(postmasterPid()).not.toBe(killed)
      expect(await isReady(app.url)).toBe(true)
    }, patience)
  },
  async function both() {
    killPostgres()
    await killApp()
    app = await startApp()
  },
]

type Sent = { at: string; value: number; externalId: string }
type Counts = { created: number; replaced: number; unchanged: number }

const day = 86_400_000
const today = Math.floor(Date.now() / day) * day

/** Spread over the last ten days, each of another value, so that a loss or a double shows in a sum. */
const measurement = (n: number): Sent => ({
  at: new Date(today - (1 + (n % 10)) * day).toISOString().slice(0, 10),
  value: n + 1,
  externalId: `m-${n}`,
})

test(`after ${kills} kills every acknowledged measurement is there exactly once, and its period adds up`, {
  timeout: 120_000,
}, async () => {
  const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
  const setup = await restClient(app.url, null).post('/setup', { workspace: { name: 'Sao Mai' }, owner })
  const me = () => restClient(app.url, setup.body.apiKey)
  const { body: kpi } = await me().post('/kpis', { ...weeklyKpi, frequency: 'day', aggregation: 'sum' })

  const acknowledged = new Map<string, Sent>()
  const counts: Counts = { created: 0, replaced: 0, unchanged: 0 }
  const answers = new Set<number>()
  let next = 0
  let isOver = false
  let heard = Promise.withResolvers<void>()

  /** Sends one measurement after the other; what was not acknowledged is sent again, as any feed would. */
  async function write() {
    while (!isOver) {
      const sent = measurement(next++)
      while (!acknowledged.has(sent.externalId)) {
        const answer = await me()
          .post<Counts>(`/kpis/${kpi.id}/measurements`, sent)
          .catch(() => null)
        if (answer) answers.add(answer.status)
        if (answer?.status !== 200) {
          await vi.waitFor(async () => expect(await isReady(app.url)).toBe(true), patience)
          continue
        }
        acknowledged.set(sent.externalId, sent)
        for (const kind of ['created', 'replaced', 'unchanged'] as const) counts[kind] += answer.body[kind]
        heard.resolve()
      }
    }
  }
  const written = Array.from({ length: writers }, write)

  for (let kill = 0; kill < kills; kill += 1) {
    // In the middle of the stream: some have been acknowledged since the last one, and others are on their way.
    for (let more = 0; more < 5; more += 1) {
      heard = Promise.withResolvers<void>()
      await heard.promise
    }
    await strikes[kill % strikes.length]?.()
  }
  isOver = true
  await Promise.all(written)

  // Nothing was answered but yes, or that the database is away for the moment.
  expect([...answers].filter((status) => status !== 200 && status !== 503)).toEqual([])
  expect(acknowledged.size).toBeGreaterThan(kills * 5)
  // Of those sent again some had been written by the call that was cut off; none was written twice.
  expect(counts.replaced).toBe(0)
  expect(counts.created + counts.unchanged).toBe(acknowledged.size)

  const client = new pg.Client({ connectionString: findRunningPostgres(dataDir) })
  await client.connect()
  const stored = await client.query<{ external_id: string; value: string; at: string }>(
    'select external_id, value, on_date::text as at from measurement order by external_id',
  )
  const traces = await client.query<{ created: number }>(
    `select sum((after->'measurements'->>'created')::int)::int as created from audit where operation = 'measurements.push'`,
  )
  await client.end()
  const expected = [...acknowledged.values()].map(({ externalId, value, at }) => [externalId, value, at])
  expect(
    stored.rows.map(({ external_id, value, at }) => [external_id, Number(value), at]).toSorted(),
  ).toEqual(expected.toSorted())
  expect(traces.rows[0]?.created).toBe(acknowledged.size)

  const sums = new Map<string, number>()
  for (const { at, value } of acknowledged.values()) sums.set(at, (sums.get(at) ?? 0) + value)
  const { body: chart } = await me().get(`/kpis/${kpi.id}/chart`)
  expect(chart.periods.map(({ start, value }: { start: string; value: number }) => [start, value])).toEqual(
    [...sums].toSorted(),
  )
})
