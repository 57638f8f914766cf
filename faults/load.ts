// The mixed load, and what it was promised: programs that push measurements, check in, make units and read, and send
// again, with the same idempotency key, whatever was not acknowledged.
import pg from 'pg'
import { verify } from '../src/server/operator/verify.ts'
import { systemClock } from '../src/server/platform/clock.ts'
import { createLog } from '../src/server/platform/log.ts'
import type { Client, Company } from './client.ts'
import { type Finding, pause, same, within } from './finding.ts'

type Counts = { created: number; replaced: number; unchanged: number }

/** Everything that was acknowledged. */
export type Promised = {
  kpiId: string
  measurements: Map<string, { value: number; at: string }>
  counts: Counts
  /** Values checked in, by key result. */
  checkIns: Map<string, number[]>
  units: string[]
  reads: number
  /** How often each status was answered; 0 where the connection broke. */
  statuses: Map<number, number>
}

/** Milliseconds between two acts of one program: what is tried is whether it holds, not how fast it goes. */
const usualPace = 20

const day = 86_400_000
const today = () => new Date(Math.floor(Date.now() / day) * day)
/** Spread over ten days, each of another value, so that a loss or a double shows in a sum. */
const dayOf = (n: number) => new Date(today().getTime() - (2 + (n % 10)) * day).toISOString().slice(0, 10)
/** Never ahead of where the organisation is, in any time zone east of here, by a clock that is a day behind. */
const checkInDay = new Date(today().getTime() - 2 * day).toISOString().slice(0, 10)

export function startLoad({ me, kpiId, keyResultIds }: Company, name: string, pace = usualPace) {
  const promised: Promised = {
    kpiId,
    measurements: new Map(),
    counts: { created: 0, replaced: 0, unchanged: 0 },
    checkIns: new Map(keyResultIds.map((id) => [id, []])),
    units: [],
    reads: 0,
    statuses: new Map(),
  }
  let isOver = false
  let acknowledged = 0
  const next = { measurement: 0, unit: 0, value: 0 }

  const told = (status: number) => promised.statuses.set(status, (promised.statuses.get(status) ?? 0) + 1)

  /** Until it is acknowledged: the connection may break, or the database be away. */
  async function persist(...call: Parameters<Client>) {
    for (;;) {
      const answer = await me(...call).catch(() => null)
      told(answer?.status ?? 0)
      if (answer && answer.status < 300) {
        acknowledged++
        return answer.body
      }
      if (answer && answer.status !== 503)
        throw new Error(`${call[0]} ${call[1]}: ${answer.status} ${JSON.stringify(answer.body)}`)
      await pause(25)
    }
  }

  async function pushMeasurement() {
    const n = next.measurement++
    const sent = { at: dayOf(n), value: n + 1, externalId: `${name}-${n}` }
    const counts: Counts = await persist('POST', `/kpis/${kpiId}/measurements`, sent)
    for (const kind of ['created', 'replaced', 'unchanged'] as const) promised.counts[kind] += counts[kind]
    promised.measurements.set(sent.externalId, sent)
  }

  async function checkIn(id: string) {
    const value = ++next.value
    const key = { 'idempotency-key': `${name} check-in ${value}` }
    await persist('POST', `/key-results/${id}/check-ins`, { date: checkInDay, value, confidence: 7 }, key)
    promised.checkIns.get(id)?.push(value)
  }

  async function makeUnit() {
    const unit = `${name} ${next.unit++}`
    await persist('POST', '/units', { name: unit }, { 'idempotency-key': unit })
    promised.units.push(unit)
  }

  async function read() {
    for (const path of ['/kpis', `/kpis/${kpiId}/chart`, '/home', `/key-results/${keyResultIds[0]}`]) {
      const answer = await me('GET', path).catch(() => null)
      told(answer?.status ?? 0)
      if (answer && ![200, 503].includes(answer.status))
        throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (answer?.status !== 200) await pause(25)
      else promised.reads++
    }
  }

  const repeat = async (work: () => Promise<void>) => {
    for (; !isOver; await pause(pace)) await work()
  }
  const work = [
    repeat(pushMeasurement),
    repeat(pushMeasurement),
    ...keyResultIds.slice(0, 2).map((id) => repeat(() => checkIn(id))),
    repeat(makeUnit),
    repeat(read),
  ]
  // A worker that fails is told when the load is stopped.
  for (const worker of work) worker.catch(() => {})
  return {
    promised,
    acknowledged: () => acknowledged,
    /** Until so many more have been acknowledged. */
    async more(count: number, patience = 120_000) {
      const [until, deadline] = [acknowledged + count, performance.now() + patience]
      while (acknowledged < until) {
        if (performance.now() > deadline) throw new Error(`nothing was acknowledged for ${patience / 1000} s`)
        await Promise.race([pause(10), ...work])
      }
    },
    async stop() {
      isOver = true
      await Promise.all(work)
    },
  }
}

/** What is in the database against what was acknowledged, and whether all of it hangs together. */
export async function audited(
  connectionString: string,
  promised: Promised,
  name: string,
): Promise<Finding[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const ask = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<T>(text, values)).rows
  const like = `${name}%`
  try {
    const measurements = await ask<{ id: string; value: string }>(
      'select external_id as id, value from measurement where external_id like $1 order by external_id',
      [like],
    )
    const kept = measurements.map(({ id, value }) => `${id}=${Number(value)}`)
    const sent = [...promised.measurements].map(([id, { value }]) => `${id}=${value}`)
    const units = await ask<{ name: string }>('select name from unit where name like $1', [like])
    const checkIns = await ask<{ id: string; value: string }>(
      'select key_result_id as id, value from check_in order by key_result_id',
    )
    const checkedIn = [...promised.checkIns].flatMap(([id, values]) =>
      values.map((value) => `${id}=${value}`),
    )
    const traces = async (operation: string) => {
      const [row] = await ask<{ audit: number; event: number }>(
        `select (select count(*)::int from audit where operation = $1) as audit,
           (select count(*)::int from event where operation = $1) as event`,
        [operation],
      )
      return [row?.audit, row?.event]
    }
    const [created] = await ask<{ sum: number }>(
      `select coalesce(sum((after->'measurements'->>'created')::int), 0)::int as sum from audit
       where operation = 'measurements.push' and subject_id = $1`,
      [promised.kpiId],
    )
    const [repeats] = await ask<{ count: number }>(
      'select count(*)::int as count from idempotency_key where key like $1',
      [like],
    )
    const found = await verify(connectionString, systemClock, createLog('silent'))
    const checkInCount = checkedIn.length
    return [
      within('writes acknowledged', sent.length + checkInCount + promised.units.length, 1, true),
      within('reads answered', promised.reads, 1, true),
      difference('measurements, each once and as sent', kept, sent),
      same('measurements written over by being sent again', promised.counts.replaced, 0),
      same('measurements counted by their audit rows', created?.sum, sent.length),
      difference(
        'check-ins, each once',
        checkIns.map(({ id, value }) => `${id}=${Number(value)}`),
        checkedIn,
      ),
      same('audit rows and events of check-ins', await traces('checkIns.publish'), [
        checkInCount,
        checkInCount,
      ]),
      difference(
        'units, each once',
        units.map((unit) => unit.name),
        promised.units,
      ),
      same('answers kept for their idempotency keys', repeats?.count, checkInCount + promised.units.length),
      same(
        'nhipcau verify: periods, histories, audit chain, outbox',
        [found.periods, found.histories, found.audit, found.untraced].map(({ length }) => length),
        [0, 0, 0, 0],
      ),
    ]
  } finally {
    await client.end()
  }
}

function difference(what: string, found: string[], expected: string[]): Finding {
  const [has, wanted] = [new Set(found), new Set(expected)]
  const lost = expected.filter((one) => !has.has(one))
  const unknown = found.filter((one) => !wanted.has(one))
  const doubled = found.length - has.size
  if (lost.length + unknown.length + doubled === 0) return { what, found: found.length, held: true }
  const named = [...lost, ...unknown].slice(0, 3).join(' ')
  return {
    what,
    found: `${lost.length} lost, ${unknown.length} unknown, ${doubled} doubled: ${named}`,
    held: false,
  }
}
