// What changed, read once for each workspace and handed to all who follow it, however many they are.
import { sql } from 'kysely'
import { type Database, enterWorkspace } from './database.ts'
import type { Events } from './events.ts'
import type { Log } from './log.ts'

export type Change = { id: string; operation: string; actorId: string | null; subjects: unknown }

type Follower = (changes: Change[]) => void

export type LiveFeed = {
  /** Calls back with each change of this workspace from now on; answers with how to stop. */
  follow(workspaceId: string, follower: Follower): () => void
  /** Changes after the one named, oldest first, a page at a time. */
  since(workspaceId: string, id: string): Promise<Change[]>
}

/** The most changes that are read at once. */
export const PAGE = 1000

type Channel = {
  followers: Set<Follower>
  /** Ids that were announced and not read yet; '' where some may have been missed. */
  waiting: string[]
  isReading: boolean
  /** The change handed on last; null until there was one. */
  last: string | null
  /** Those of the last look after what may have been missed: they may be announced as well. */
  found: Set<string>
  stop: () => void
}

export function openLiveFeed(database: Database, events: Events, log: Log): LiveFeed {
  const channels = new Map<string, Channel>()

  async function read(workspaceId: string, channel: Channel) {
    if (channel.isReading) return
    channel.isReading = true
    try {
      while (channel.waiting.length > 0 && channel.followers.size > 0) {
        const ids = channel.waiting.splice(0, PAGE)
        const found = await readChanges(database, workspaceId, ids, channel.last)
        const changes = found.filter(({ id }) => !channel.found.has(id))
        if (ids.includes('')) {
          channel.found = new Set(found.map(({ id }) => id))
          if (found.length === PAGE) channel.waiting.push('') // there may be more
        }
        channel.last = found.at(-1)?.id ?? channel.last
        for (const follower of channel.followers) follower(changes)
      }
    } catch (error) {
      // What was announced then is announced no more: everything since the last one is looked for again.
      log.warn({ err: error }, 'changes could not be read for the live streams; trying again')
      channel.waiting.push('')
      setTimeout(() => void read(workspaceId, channel), 500).unref()
    } finally {
      channel.isReading = false
    }
  }

  function open(workspaceId: string): Channel {
    const channel: Channel = {
      followers: new Set(),
      waiting: [],
      isReading: false,
      last: null,
      found: new Set(),
      stop: events.watch(workspaceId, ({ eventId }) => {
        channel.waiting.push(eventId)
        void read(workspaceId, channel)
      }),
    }
    channels.set(workspaceId, channel)
    return channel
  }

  return {
    follow(workspaceId, follower) {
      const channel = channels.get(workspaceId) ?? open(workspaceId)
      channel.followers.add(follower)
      return () => {
        channel.followers.delete(follower)
        if (channel.followers.size > 0 || channels.get(workspaceId) !== channel) return
        channel.stop()
        channels.delete(workspaceId)
      }
    },
    since: (workspaceId, id) => readChanges(database, workspaceId, [''], id),
  }
}

/** The named changes, or every one after `last` where some may have been missed; without `last` the newest. */
async function readChanges(
  database: Database,
  workspaceId: string,
  ids: string[],
  last: string | null,
): Promise<Change[]> {
  return database.transaction('read only', async (db) => {
    await enterWorkspace(db, workspaceId)
    const query = db
      .selectFrom('event')
      .select(['id', 'operation', 'actor_id as actorId', 'subjects'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('seq')
      .orderBy('id')
      .limit(PAGE)
    if (!ids.includes('')) return query.where('id', 'in', ids).execute()
    if (last === null) return query.where(sql<boolean>`seq > ${audited} - ${newest}`).execute()
    const seen = await db
      .selectFrom('event')
      .select('seq')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', last)
      .executeTakeFirst()
    // One that is forgotten has no place any more: the order of ids is near enough.
    if (!seen) return query.where('id', '>', last).execute()
    return query.where(sql<boolean>`(seq, id) > (${seen.seq}, ${last}::uuid)`).execute()
  })
}

/** Where the order of commits has come to; `newest` are told to whoever may have missed some and has seen none. */
const audited = sql<number>`audit_place()`
const newest = 100
