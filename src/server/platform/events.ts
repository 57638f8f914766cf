// Live: one LISTEN for the process, handed on to whoever watches a workspace.
import pg from 'pg'
import { abandon, type ConnectionConfig, connectionTimeoutMillis } from './database.ts'
import type { Log } from './log.ts'

type Watcher = () => void

export type Events = {
  /** Calls back where events of this workspace have come, or may have; answers with how to stop. */
  watch(workspaceId: string, watcher: Watcher): () => void
  close(): Promise<void>
}

const channel = 'nhipcau_event'

/** Who only listens notices a broken network never: so often it is asked whether anybody is there. */
const heartbeat = 15_000

export async function openEvents(config: ConnectionConfig, log: Log): Promise<Events> {
  const watchers = new Map<string, Set<Watcher>>()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | undefined

  function hear(message: pg.Notification) {
    const [workspaceId = ''] = (message.payload ?? '').split(' ')
    for (const watcher of watchers.get(workspaceId) ?? []) watcher()
  }

  /** Told twice of one loss, it still tries once at a time. */
  function again() {
    if (closed || retry) return
    retry = setTimeout(() => {
      retry = undefined
      connect().catch(again)
    }, 500)
  }

  async function connect() {
    const next = new pg.Client({
      ...config,
      connectionTimeoutMillis,
      query_timeout: heartbeat,
      keepAlive: true,
    })
    let beat: NodeJS.Timeout | undefined
    next.on('notification', hear)
    next.on('error', (error) => log.warn({ err: error }, 'the event listener lost its connection'))
    next.on('end', () => {
      clearInterval(beat)
      again()
    })
    await next.connect()
    try {
      await next.query(`listen ${channel}`)
    } catch (error) {
      abandon(next, error as Error)
      throw error
    }
    beat = setInterval(() => next.query('select').catch((error) => abandon(next, error)), heartbeat)
    client = next
    // What was announced while nobody listened is not lost to readers: everyone looks again.
    for (const set of watchers.values()) for (const watcher of set) watcher()
  }

  await connect()
  return {
    watch(workspaceId, watcher) {
      const set = watchers.get(workspaceId) ?? new Set()
      watchers.set(workspaceId, set.add(watcher))
      return () => {
        set.delete(watcher)
        if (set.size === 0) watchers.delete(workspaceId)
      }
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
