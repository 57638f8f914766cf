// The live stream: what changed arrives, and whoever was away is told what they missed.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { query } from './company.ts'

type Change = { id: string; operation: string; actorId: string; subjects: { kind: string; id: string }[] }

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp()
  me = await app.setup()
})
afterAll(() => app.stop())

/** Opens the stream and waits until it is ready; `next` waits for the next change. */
async function listen(key: string, lastEventId?: string) {
  const stopper = new AbortController()
  onTestFinished(() => stopper.abort())
  const resume: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const response = await fetch(`${app.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${key}`, ...resume },
    signal: stopper.signal,
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const messages = readMessages(response)
  const first = await messages.next()
  expect(first.value).toMatchObject({ event: 'ready' })
  return {
    begins: first.value?.id,
    stop: () => stopper.abort(),
    async next(): Promise<Change> {
      const { value } = await messages.next()
      const change = JSON.parse(value?.data ?? 'null')
      expect(value).toMatchObject({ event: 'change', id: change.id })
      return change
    },
  }
}

async function* readMessages(response: Response): AsyncGenerator<Record<string, string>, undefined> {
  let text = ''
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n').map((line) => /^(\w+): (.*)$/.exec(line))
      yield Object.fromEntries(lines.flatMap((parts) => (parts ? [[parts[1], parts[2]]] : [])))
    }
  }
}

const createUnit = async (name: string): Promise<string> => (await me.post('/units', { name })).body.id

describe('the live stream', () => {
  test('asks who is there, in problem details', async () => {
    const response = await fetch(`${app.url}/api/v1/events`)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'not_signed_in' })
  })

  test('a change arrives, with its operation and its subjects; refused calls and looks do not', async () => {
    const stream = await listen(me.apiKey)
    await me.post('/units', { name: '' })
    await me.get('/units')
    const id = await createUnit('Kho')
    expect(await stream.next()).toMatchObject({
      operation: 'units.create',
      actorId: me.memberId,
      subjects: [{ kind: 'unit', id }],
    })
    await me.patch(`/units/${id}`, { name: 'Kho lớn' })
    expect(await stream.next()).toMatchObject({ operation: 'units.update', subjects: [{ kind: 'unit', id }] })
  })

  test('another workspace’s changes do not', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    const stream = await listen(me.apiKey)
    await other.post('/units', { name: 'Của người khác' })
    const mine = await createUnit('Của mình')
    expect((await stream.next()).subjects).toEqual([{ kind: 'unit', id: mine }])
  })

  test('Last-Event-ID brings what was missed, once and in order, and then goes on', async () => {
    const before = await listen(me.apiKey)
    await createUnit('Thấy')
    const seen = await before.next()
    before.stop()
    const missed = [await createUnit('Lỡ 1'), await createUnit('Lỡ 2')]
    const after = await listen(me.apiKey, seen.id)
    const got = [await after.next(), await after.next()]
    expect(got.map(({ subjects }) => subjects[0]?.id)).toEqual(missed)
    const live = await createUnit('Lại thấy')
    expect((await after.next()).subjects[0]?.id).toBe(live)
  })

  test('a Last-Event-ID that is not ours resumes nothing and breaks nothing', async () => {
    const stream = await listen(me.apiKey, 'không phải id'.normalize('NFKD').replace(/\P{ASCII}/gu, ''))
    const id = await createUnit('Sau')
    expect((await stream.next()).subjects[0]?.id).toBe(id)
  })

  test('who was away for thousands of changes gets every one of them', async () => {
    const stream = await listen(me.apiKey)
    await createUnit('Mốc')
    const seen = await stream.next()
    stream.stop()
    const ids = Array.from({ length: 2500 }, () => newId()).toSorted()
    const text = `insert into event (workspace_id, id, at, operation, actor_id, subjects, seq)
      select $1, id, now(), 'kpis.update', $2, '[]', h.seq + 1 from unnest($3::uuid[]) as t(id), audit_head h
      where h.workspace_id = $1`
    await query(app, text, [me.workspaceId, me.memberId, ids])
    const resumed = await listen(me.apiKey, seen.id)
    const got: string[] = []
    while (got.length < ids.length) got.push((await resumed.next()).id)
    expect(got).toEqual(ids)
  })

  test('the order is that of the commits, whatever the clock said: one set back loses nothing', async () => {
    const stream = await listen(me.apiKey)
    await createUnit('Trước khi chỉnh đồng hồ')
    const seen = await stream.next()
    stream.stop()
    const unitId = await createUnit('Sau khi chỉnh đồng hồ')
    const id = idOfHoursAgo(1)
    const ofUnit = `subjects->0->>'id' = $1`
    await query(app, `update event set id = $2 where ${ofUnit}`, [unitId, id])
    const resumed = await listen(me.apiKey, seen.id)
    expect(await resumed.next()).toMatchObject({ id, subjects: [{ id: unitId }] })
  })

  test('what cannot be read when it is announced is read again, all of it, and told once and in order', async () => {
    const stream = await listen(me.apiKey)
    // More of them than any look back reaches, before the stream was told anything.
    await query(app, 'revoke select on event from nhipcau_app')
    const missed: string[] = []
    for (let n = 0; n < 120; n++) missed.push(await createUnit(`Không đọc được ${n}`))
    await query(app, 'grant select on event to nhipcau_app')
    const last = await createUnit('Đọc được')
    const got: unknown[] = []
    while (got.length <= missed.length) got.push((await stream.next()).subjects[0]?.id)
    expect(got).toEqual([...missed, last])
  })

  test('what is written while nobody listens is told to the stream that stays open', async () => {
    const stream = await listen(me.apiKey)
    const ended = await query(
      app,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ~ '^(listen nhipcau_event|select)$'`,
    )
    expect(ended.length).toBeGreaterThan(0)
    const ids = [await createUnit('Không ai nghe 1'), await createUnit('Không ai nghe 2')]
    expect([await stream.next(), await stream.next()].map(({ subjects }) => subjects[0]?.id)).toEqual(ids)
  })

  test('one that commits late, with an id from long before, has its place where it committed', async () => {
    const stream = await listen(me.apiKey)
    await createUnit('Trước')
    await stream.next()
    const late = idOfHoursAgo(2)
    const client = new pg.Client({ connectionString: app.connectionString })
    await client.connect()
    onTestFinished(() => client.end())
    await client.query('begin')
    await client.query(`select set_config('app.workspace_id', $1, true)`, [me.workspaceId])
    const who = [me.workspaceId, late, me.memberId]
    await client.query(
      `insert into audit (workspace_id, id, at, actor_id, operation, door, subject_kind, subject_id)
       values ($1, $2, now(), $3, 'units.create', 'http', 'unit', $2)`,
      who,
    )
    await client.query(
      `insert into event (workspace_id, id, at, operation, actor_id, subjects)
       values ($1, $2, now(), 'units.create', $3, '[]')`,
      who,
    )
    const beside = createUnit('Trong lúc đó')
    await client.query('commit')
    const next = await beside
    expect((await stream.next()).id).toBe(late)
    expect((await stream.next()).subjects[0]?.id).toBe(next)
    stream.stop()
    const resumed = await listen(me.apiKey, late)
    expect((await resumed.next()).subjects[0]?.id).toBe(next)
  })

  test('who was told nothing resumes from where the stream began', async () => {
    const before = await listen(me.apiKey)
    before.stop()
    const missed = await createUnit('Trong lúc vắng')
    const after = await listen(me.apiKey, before.begins)
    expect((await after.next()).subjects[0]?.id).toBe(missed)
  })

  test('a change that is forgotten, by a clock ahead of those of the rest, hides none of them', async () => {
    const other = await app.setup('Công ty Lúa Vàng', 'ba@luavang.vn')
    const seen = idOfHoursAgo(-24)
    await query(app, 'delete from event where workspace_id = $1', [other.workspaceId])
    const { body } = await other.post('/units', { name: 'Còn nhớ' })
    const stream = await listen(other.apiKey, seen)
    expect((await stream.next()).subjects[0]?.id).toBe(body.id)
  })
})

/** As a process writes it whose clock stands so many hours behind. */
function idOfHoursAgo(hours: number): string {
  const time = (Date.now() - hours * 3_600_000).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`
}
