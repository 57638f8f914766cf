// The live stream: what changed arrives, and whoever was away is told what they missed.
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
    // As a process writes it whose clock stands an hour behind.
    const earlier = `${(Date.now() - 3_600_000).toString(16).padStart(12, '0')}`
    const id = `${earlier.slice(0, 8)}-${earlier.slice(8)}-7000-8000-000000000001`
    const ofUnit = `subjects->0->>'id' = $1`
    await query(app, `update event set id = $2 where ${ofUnit}`, [unitId, id])
    const resumed = await listen(me.apiKey, seen.id)
    expect(await resumed.next()).toMatchObject({ id, subjects: [{ id: unitId }] })
  })
})
