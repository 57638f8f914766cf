// Server-sent events: what changed, by kind and id; the browser asks again for what it shows.
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Id } from '../../contract/shapes.ts'
import { loadActor } from '../platform/actor.ts'
import { identifyCaller } from '../platform/caller.ts'
import { type Change, type LiveFeed, PAGE } from '../platform/live-feed.ts'
import type { Server } from '../platform/operation-context.ts'
import { callOf, namedLocale } from './http.ts'
import { toProblem } from './problem.ts'

const heartbeat = 25_000

export function liveDoor(server: Server, feed: LiveFeed): Hono {
  const door = new Hono()
  door.get('/api/v1/events', async (c) => {
    const headers = c.req.raw.headers
    let workspaceId: string
    try {
      workspaceId = await workspaceOfCaller(server, headers)
    } catch (error) {
      const problem = toProblem(error, namedLocale(headers) ?? 'vi', server.log)
      if (problem.retryAfter !== undefined) c.header('retry-after', String(problem.retryAfter))
      return c.json(problem, problem.status as 401, { 'content-type': 'application/problem+json' })
    }
    return streamSSE(c, async (stream) => {
      let waiting: Change[] = []
      let wake: () => void = () => {}
      const stop = feed.follow(workspaceId, (changes) => {
        waiting.push(...changes)
        wake()
      })
      stream.onAbort(() => {
        stop()
        wake()
      })
      const send = (change: Change) =>
        stream.writeSSE({ event: 'change', id: change.id, data: JSON.stringify(change) })
      await stream.writeSSE({ event: 'ready', data: '{}' })
      const resumed = Id.safeParse(headers.get('last-event-id'))
      const sent = resumed.success ? await catchUp(feed, workspaceId, resumed.data, send) : new Set()
      while (!stream.aborted) {
        if (waiting.length === 0)
          await Promise.race([new Promise<void>((resolve) => (wake = resolve)), pause(heartbeat)])
        if (stream.aborted) break
        if (waiting.length === 0) {
          // Who may not look any more, since the stream was opened, is not told more.
          const isStillThere = await workspaceOfCaller(server, headers).then(
            (id) => id === workspaceId,
            () => false,
          )
          if (!isStillThere) break
          await stream.write(': still here\n\n')
          continue
        }
        const changes = waiting
        waiting = []
        for (const change of changes) if (!sent.has(change.id)) await send(change)
      }
      stop()
    })
  })
  return door
}

async function workspaceOfCaller(server: Server, headers: Headers): Promise<string> {
  const caller = await identifyCaller(server, callOf(headers, 'http'), true)
  const { workspace } = await server.database.transaction('read only', (db) => loadActor(db, caller))
  return workspace.id
}

/** Everything after the change that was seen last; answers with what was sent, as some of it may be told once more. */
async function catchUp(
  feed: LiveFeed,
  workspaceId: string,
  seen: string,
  send: (change: Change) => Promise<void>,
): Promise<Set<string>> {
  const sent = new Set<string>()
  let last = seen
  for (;;) {
    const missed = await feed.since(workspaceId, last)
    for (const change of missed) {
      await send(change)
      sent.add(change.id)
      last = change.id
    }
    if (missed.length < PAGE) return sent
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
