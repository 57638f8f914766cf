// A Monday morning of 200 people: each looks, checks in and pushes numbers, with a pause to think in between. Seed 7. They
// come within 20 seconds, to a server that has just started: told by themselves. Then the minute that counts begins.
// And what the app's process holds in memory, before and after.
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { seededUniform } from '../src/core/seeded-random.ts'
import { fillWithOkrs, mondayBefore } from './okr-data.ts'
import { giveKeys } from './people.ts'
import { type Product, startProduct } from './product.ts'
import type { Result } from './result.ts'
import { spent } from './spent.ts'

const seed = 7
const objectives = 250
const thinking = 4_000
const arriving = 20_000
const counted = 60_000

/** An action of one person: what it is, and whether it was answered as hoped. */
type Done = { kind: 'read' | 'check-in' | 'measurement'; ms: number; status: number; isEarly: boolean }

export async function measureMixed(): Promise<Result[]> {
  const product = await startProduct()
  try {
    await pause(3_000)
    const atRest = await product.resident()
    const people = await fill(product)
    const begun = performance.now()
    const mornings = Promise.all(people.map((person, i) => morning(product.url, person, seed + i, begun)))
    await pause(arriving)
    const before = await spent(product)
    const done = (await mornings).flat()
    const used = await spent(product)
    const after = await product.resident()
    const early = done.filter(({ isEarly }) => isEarly)
    const late = done.filter(({ isEarly }) => !isEarly)
    tell(`as they come, ${early.length} answers in 20 s`, early)
    tell(`in the minute after, ${late.length} answers`, late)
    const each = (ms: number) => (ms / late.length).toFixed(1)
    const [app, postgres] = [each(used.app - before.app), each(used.postgres - before.postgres)]
    console.log(`processor time for an answer of that minute: app ${app} ms, PostgreSQL ${postgres} ms`)
    return [...figures(late), errorsIn(done), ...memory(atRest, after)]
  } finally {
    await product.stop()
  }
}

/** A tenth of a second is felt as at once; within a second one's thought is not lost, of which half is the network's and the page's. */
function figures(done: Done[]): Result[] {
  const kinds = Map.groupBy(done, ({ kind }) => kind)
  const told = [...kinds].map(([kind, { length }]) => `${length} × ${kind}`).join(', ')
  const writes = done.filter(({ kind }) => kind !== 'read')
  const line = (what: string, ours: number, bound: number) => ({
    what: `200 people: ${what}`,
    ours,
    unit: 'ms',
    bound,
  })
  return [
    line(`p50 of ${done.length} (${told})`, of(0.5, done), 100),
    line('p95', of(0.95, done), 250),
    line('p99', of(0.99, done), 500),
    line('p99 of what is written', of(0.99, writes), 500),
  ]
}

/** Among all answers, those of the arrival too. */
function errorsIn(done: Done[]): Result {
  const errors = done.filter(({ status }) => status >= 400)
  for (const { kind, status } of errors.slice(0, 5)) console.log(`error: ${kind} answered ${status}`)
  return { what: '200 people: errors', ours: errors.length, unit: 'answers', bound: 0 }
}

function of(share: number, which: Done[]): number {
  const times = which.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return times[Math.ceil(times.length * share) - 1] ?? Number.NaN
}

function tell(what: string, done: Done[]): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(of(share, done)))
  console.log(`200 people, ${what}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`)
}

const memory = (atRest: number, after: number): Result[] => [
  { what: 'memory of the app at rest', ours: atRest, unit: 'MB resident', bound: 300 },
  { what: 'memory of the app after 200 people', ours: after, unit: 'MB resident', bound: 300 },
]

type Person = {
  key: string
  today: string
  cycleId: string
  objectives: string[]
  kpis: string[]
  /** What they answer for: key results with a typed value, and KPIs. */
  keyResults: string[]
  ownKpis: string[]
}

export async function fill({ database, workspaceId, memberId }: Product): Promise<Person[]> {
  const now = new Date()
  const holder = { workspaceId, memberId }
  const { cycleIds } = await fillWithOkrs(database, holder, [{ objectives }], String(seed), mondayBefore(now))
  const keys = await giveKeys(database, workspaceId)
  const list = async (text: string) =>
    (await database.query<{ id: string; owner_id: string }>(text, [workspaceId])).rows
  const all = await list('select id, owner_id from objective where workspace_id = $1')
  const kpis = await list('select id, owner_id from kpi where workspace_id = $1')
  const typed = await list(
    `select id, owner_id from key_result where workspace_id = $1 and kpi_id is null and measure ->> 'kind' = 'reach'`,
  )
  const own = (rows: typeof all, member: string) =>
    rows.filter((row) => row.owner_id === member).map(({ id }) => id)
  return [...keys]
    .filter(([member]) => member !== memberId)
    .map(([member, key]) => ({
      key,
      today: now.toISOString().slice(0, 10),
      cycleId: cycleIds[0] ?? '',
      objectives: all.map(({ id }) => id),
      kpis: kpis.map(({ id }) => id),
      keyResults: own(typed, member),
      ownKpis: own(kpis, member),
    }))
}

/** Whoever has nothing of their own to write about looks instead. */
async function morning(url: string, person: Person, seed: number, opened: number): Promise<Done[]> {
  const uniform = seededUniform(seed)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const one = (list: string[]) => list[Math.floor(uniform() * list.length)] ?? ''
  const done: Done[] = []
  try {
    await pause(uniform() * arriving)
    while (performance.now() < opened + arriving + counted) {
      const [kind, method, path, body] = action(wished(person, uniform), person, uniform, one)
      const begun = performance.now()
      const status = await send(agent, person.key, method, `${url}/api/v1${path}`, body)
      const isEarly = begun < opened + arriving
      done.push({ kind, ms: performance.now() - begun, status, isEarly })
      await pause(-Math.log(1 - uniform()) * thinking)
    }
  } finally {
    agent.destroy()
  }
  return done
}

const looks = { home: 0.3, objective: 0.2, chart: 0.15, board: 0.1, list: 0.15, search: 0.1 }
export type Kind = 'check-in' | 'measurement' | keyof typeof looks

/** What someone wishes to do: whoever has nothing of their own to write about looks instead. */
function wished(person: Person, uniform: () => number): Kind {
  const wish = uniform()
  if (wish < 0.25 && person.keyResults.length > 0) return 'check-in'
  if (wish < 0.5 && person.ownKpis.length > 0) return 'measurement'
  let look = uniform()
  for (const [kind, share] of Object.entries(looks)) {
    look -= share
    if (look < 0) return kind as Kind
  }
  return 'search'
}

/** Of all that these people do. */
export function sharesOf(people: readonly Person[]): Record<Kind, number> {
  const writing = (has: (person: Person) => boolean) => (0.25 * people.filter(has).length) / people.length
  const checkIns = writing(({ keyResults }) => keyResults.length > 0)
  const measurements = writing(({ ownKpis }) => ownKpis.length > 0)
  const looking = 1 - checkIns - measurements
  const shares = Object.entries(looks).map(([kind, share]) => [kind, share * looking])
  return { 'check-in': checkIns, measurement: measurements, ...Object.fromEntries(shares) }
}

type Action = [Done['kind'], 'GET' | 'POST', string, unknown?]

export function action(
  kind: Kind,
  person: Person,
  uniform: () => number,
  one: (list: string[]) => string,
): Action {
  switch (kind) {
    case 'check-in': {
      const value = 30 + Math.round(uniform() * 18)
      const body = { date: person.today, value, confidence: 7, note: 'Đi đúng hướng.' }
      return ['check-in', 'POST', `/key-results/${one(person.keyResults)}/check-ins`, body]
    }
    case 'measurement': {
      const at = new Date(Date.now() - Math.floor(uniform() * 7 * 86_400_000)).toISOString()
      const body = { at, value: 40 + uniform() * 10 }
      return ['measurement', 'POST', `/kpis/${one(person.ownKpis)}/measurements`, body]
    }
    case 'home':
      return ['read', 'GET', '/home']
    case 'objective':
      return ['read', 'GET', `/objectives/${one(person.objectives)}`]
    case 'chart':
      return ['read', 'GET', `/kpis/${one(person.kpis)}/chart`]
    case 'board':
      return ['read', 'GET', `/cycles/${person.cycleId}/board`]
    case 'list':
      return ['read', 'GET', '/key-results?limit=50']
    case 'search':
      return ['read', 'GET', '/search?q=khach%20hang']
  }
}

export function send(agent: Agent, key: string, method: string, url: string, body: unknown): Promise<number> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${key}`,
    ...(text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  return new Promise((resolve) => {
    request(url, { agent, method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 599))
    })
      .on('error', (error) => {
        console.log(`${method} ${url}: ${error}`)
        resolve(599)
      })
      .end(text)
  })
}
