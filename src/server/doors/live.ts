// Server-sent events: what changed, by kind and id; the browser asks again for what it shows.
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Id } from '../../contract/shapes.ts'
import { loadActor } from '../platform/actor.ts'
import { identifyCaller } from '../platform/caller.ts'
import type { Database } from '../platform/database.ts'
import { enterWorkspace } from '../platform/database.ts'
import type { Events } from '../platform/events.ts'
import type { Server } from '../platform/operation-context.ts'
import { callOf, namedLocale } from './http.ts'
import { toProblem } from './problem.ts'

const heartbeat = 25_000
const atOnce = 1000

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
      return c.json(problem, problem.status as 401, { 'content-type': 'application/problem+json' })
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
      const resumed = headers.get('last-event-id') ?? ''
      const isResumed = Id.safeParse(resumed).success
      let last = isResumed ? resumed : await newestEvent(server.database, workspaceId)
      await stream.writeSSE({ event: 'ready', data: '{}' })
      if (isResumed) waiting.push('')
      while (!stream.aborted) {
        if (waiting.length === 0)
          await Promise.race([new Promise<void>((resolve) => (wake = resolve)), pause(heartbeat)])
        if (stream.aborted) break
        if (waiting.length === 0) {
          await stream.write(': still here\n\n')
          continue
        }
        const named = waiting.splice(0)
        const events = await readEvents(server.database, workspaceId, named, last)
        if (events.length === atOnce) waiting.push('') // there may be more
        for (const event of events) {
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
      .limit(atOnce)
    const mayHaveMissed = ids.includes('')
    return mayHaveMissed ? query.where('id', '>', last).execute() : query.where('id', 'in', ids).execute()
  })
}

/** Where a stream that resumes nothing begins. */
async function newestEvent(database: Database, workspaceId: string): Promise<string> {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const query = db.selectFrom('event').select('id').where('workspace_id', '=', workspaceId)
    return (await query.orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? beforeAll
  })
}

const beforeAll = '00000000-0000-0000-0000-000000000000'

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
