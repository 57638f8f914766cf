// Server-sent events: what changed, by kind and id; the browser asks again for what it shows.
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { loadActor } from '../platform/actor.ts'
import { identifyCaller } from '../platform/caller.ts'
import type { Database } from '../platform/database.ts'
import { enterWorkspace } from '../platform/database.ts'
import type { Events } from '../platform/events.ts'
import type { Server } from '../platform/operation-context.ts'
import { callOf, namedLocale } from './http.ts'
import { toProblem } from './problem.ts'

const heartbeat = 25_000

export function liveDoor(server: Server, events: Events): Hono {
  const door = new Hono()
  door.get('/api/v1/events', async (c) => {
    const headers = c.req.raw.headers
    let workspaceId: string
    try {
      const caller = await identifyCaller(server, callOf(headers, 'http'), true)
      const { workspace } = await server.database.transaction('read only', (db) => loadActor(db, caller))
      workspaceId = workspace.id
    } catch (error) {
      const problem = toProblem(error, namedLocale(headers) ?? 'vi', server.log)
      return c.json(problem, problem.status as 401)
    }
    return streamSSE(c, async (stream) => {
      const waiting: string[] = []
      let wake: () => void = () => {}
      const stop = events.watch(workspaceId, ({ eventId }) => {
        waiting.push(eventId)
        wake()
      })
      stream.onAbort(() => {
        stop()
        wake()
      })
      let last = headers.get('last-event-id') ?? ''
      await stream.writeSSE({ event: 'ready', data: '{}' })
      if (last) waiting.push('')
      while (!stream.aborted) {
        if (waiting.length === 0) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), pause(heartbeat)])
        if (stream.aborted) break
        if (waiting.length === 0) {
          await stream.write(': still here\n\n')
          continue
        }
        const named = waiting.splice(0)
        for (const event of await readEvents(server.database, workspaceId, named, last)) {
          last = event.id
          await stream.writeSSE({ event: 'change', id: event.id, data: JSON.stringify(event) })
        }
      }
      stop()
    })
  })
  return door
}

/** The named events, or everything after `last` where the stream may have missed some. */
async function readEvents(database: Database, workspaceId: string, ids: string[], last: string) {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const query = db
      .selectFrom('event')
      .select(['id', 'operation', 'actor_id as actorId', 'subjects'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('id')
      .limit(1000)
    const mayHaveMissed = ids.includes('')
    if (mayHaveMissed && !last) return []
    return mayHaveMissed ? query.where('id', '>', last).execute() : query.where('id', 'in', ids).execute()
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
