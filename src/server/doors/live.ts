// Server-sent events: what changed, by kind and id; the browser asks again for what it shows.
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { Id } from '../../contract/shapes.ts'
import { transactionOf } from '../platform/actor.ts'
import { identifyCaller } from '../platform/caller.ts'
import { type Change, type LiveFeed, PAGE, type Place } from '../platform/live-feed.ts'
import type { Server } from '../platform/operation-context.ts'
import { Refusal } from '../platform/refusal.ts'
import { callOf, namedLocale } from './http.ts'
import { toProblem } from './problem.ts'

const heartbeat = 25_000
const mostUnread = 1024 * 1024

export function liveDoor(server: Server, feed: LiveFeed): Hono {
  const door = new Hono()
  door.get('/api/v1/events', async (c) => {
    const headers = new Headers(c.req.raw.headers)
    // A browser's stream carries no headers of ours.
    const named = c.req.query('workspace')
    if (named !== undefined) headers.set('x-workspace', named)
    let workspaceId: string
    try {
      workspaceId = await workspaceOfCaller(server, headers)
    } catch (error) {
      const problem = toProblem(error, namedLocale(headers) ?? 'vi', server.log)
      if (problem.retryAfter !== undefined) c.header('retry-after', String(problem.retryAfter))
      return c.json(problem, problem.status as 401, { 'content-type': 'application/problem+json' })
    }
    // Resumed by the browser itself, or begun where the data that came with the page was read.
    const resumed = Id.safeParse(headers.get('last-event-id') ?? c.req.query('after'))
    const stillThere = () =>
      workspaceOfCaller(server, headers).then(
        (id) => id === workspaceId,
        // A database that is away says nothing about anybody: asked again at the next beat.
        (error) => !(error instanceof Refusal),
      )
    const { outgoing } = c.env as HttpBindings as { outgoing: ServerResponse }
    stream(outgoing, feed, workspaceId, resumed.success ? resumed.data : null, stillThere)
      .catch((error) => server.log.warn({ err: error }, 'a live stream ended'))
      .finally(() => outgoing.end())
    return RESPONSE_ALREADY_SENT
  })
  return door
}

/** Straight onto the connection: with hundreds of streams open, each layer between is paid hundreds of times a change. */
async function stream(
  response: ServerResponse,
  feed: LiveFeed,
  workspaceId: string,
  resumed: string | null,
  isStillThere: () => Promise<boolean>,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  let waiting: Change[] | null = []
  const told = new Set<string>()
  const tell = (changes: Change[]) => {
    for (const change of changes) if (!told.has(change.id)) response.write(textOf(change))
    // Who does not read is let go, and asks again for what they missed when they are back.
    if (response.writableLength > mostUnread) response.destroy()
  }
  const { place, stop } = await feed.follow(workspaceId, (changes) => {
    if (waiting) waiting.push(...changes)
    else tell(changes)
  })
  // Where it begins, so that who is told nothing, and then is cut off, can name it as well.
  response.write(`event: ready\nid: ${resumed ?? place.id}\ndata: {}\n\n`)
  const beat = setInterval(async () => {
    // Who may not look any more, since the stream was opened, is not told more.
    if (await isStillThere()) response.write(': still here\n\n')
    else gone.abort()
  }, heartbeat).unref()
  try {
    if (resumed !== null) {
      const seen = await feed.placeOf(workspaceId, resumed)
      await catchUp(response, feed, workspaceId, seen, told, gone.signal)
    }
    tell(waiting)
    waiting = null
    if (!gone.signal.aborted) await once(gone.signal, 'abort')
  } finally {
    clearInterval(beat)
    stop()
  }
}

/** Everything after the change that was seen last; some of it may be told once more by the feed, and is not. */
async function catchUp(
  response: ServerResponse,
  feed: LiveFeed,
  workspaceId: string,
  seen: Place,
  told: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  for (let place = seen; !signal.aborted; ) {
    const missed = await feed.after(workspaceId, place)
    for (const change of missed) {
      told.add(change.id)
      place = change
      // A slow reader is waited for: what they missed may be much.
      if (!response.write(textOf(change))) await once(response, 'drain', { signal }).catch(() => {})
    }
    if (missed.length < PAGE) return
  }
}

const texts = new WeakMap<Change, Buffer>()

/** Written once, for all who follow. */
function textOf(change: Change): Buffer {
  const known = texts.get(change)
  if (known) return known
  const { seq: _, ...data } = change
  const text = Buffer.from(`event: change\nid: ${change.id}\ndata: ${JSON.stringify(data)}\n\n`)
  texts.set(change, text)
  return text
}

async function workspaceOfCaller(server: Server, headers: Headers): Promise<string> {
  const caller = await identifyCaller(server, callOf(headers, 'http'), true)
  return transactionOf(server, caller, 'read only', async (_, { workspace }) => workspace.id)
}
