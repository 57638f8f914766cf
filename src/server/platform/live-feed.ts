// What changed, read once for each workspace and handed to all who follow it, however many they are. An announcement only
// says that there is something new: what it is, is whatever the database has after the place that was read up to, so that
// a read that fails, or an announcement that nobody heard, loses nothing. Places are those of the commits
// (migrations/0088_event_order.sql): ids come from the clocks of processes, which may be set back or differ.
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, type Db, enterWorkspace } from './database.ts'
import type { Events } from './events.ts'
import type { Log } from './log.ts'

/** Where a change stands in the order of the commits. */
export type Place = { seq: number; id: string }

export type Change = Place & { operation: string; actorId: string | null; subjects: unknown }

type Follower = (changes: Change[]) => void

export type LiveFeed = {
  /** Calls back with each change of this workspace after the place that it answers with; until it is stopped. */
  follow(workspaceId: string, follower: Follower): Promise<{ place: Place; stop: () => void }>
  /** Where the workspace stands. */
  now(workspaceId: string): Promise<Place>
  /** Where this change stands; one that is forgotten came before all that are there. */
  placeOf(workspaceId: string, id: string): Promise<Place>
  /** Changes after this place, in their order, a page at a time. */
  after(workspaceId: string, place: Place): Promise<Change[]>
}

/** The most changes that are read at once. */
export const PAGE = 1000

const untilTriedAgain = 500

type Channel = {
  followers: Set<Follower>
  /** What has been handed on, up to here; undefined until it is known where the channel begins. */
  place: Place | undefined
  begun: Promise<void>
  /** Something was announced, or may have been, that was not looked for yet. */
  isBehind: boolean
  isReading: boolean
  stop: () => void
}

export function openLiveFeed(database: Database, events: Events, log: Log): LiveFeed {
  const channels = new Map<string, Channel>()

  const inWorkspace = <T>(workspaceId: string, ask: (db: Db) => Promise<T>) =>
    database.transaction('read only', async (db) => {
      await enterWorkspace(db, workspaceId)
      return ask(db)
    })
  const after = (workspaceId: string, place: Place) =>
    inWorkspace(workspaceId, (db) => readAfter(db, workspaceId, place))

  async function read(workspaceId: string, channel: Channel) {
    channel.isBehind = true
    if (channel.isReading || !channel.place) return
    channel.isReading = true
    while (channel.isBehind && channel.followers.size > 0) {
      channel.isBehind = false
      try {
        const changes = await after(workspaceId, channel.place)
        channel.isBehind ||= changes.length === PAGE
        channel.place = changes.at(-1) ?? channel.place
        if (changes.length > 0) for (const follower of channel.followers) follower(changes)
      } catch (error) {
        log.warn({ err: error }, 'changes could not be read for the live streams; trying again')
        channel.isBehind = true
        await setTimeout(untilTriedAgain, undefined, { ref: false })
      }
    }
    channel.isReading = false
  }

  function open(workspaceId: string): Channel {
    const channel: Channel = {
      followers: new Set(),
      place: undefined,
      begun: inWorkspace(workspaceId, (db) => lastPlace(db, workspaceId)).then((place) => {
        channel.place = place
        if (channel.isBehind) void read(workspaceId, channel)
      }),
      isBehind: false,
      isReading: false,
      stop: events.watch(workspaceId, () => void read(workspaceId, channel)),
    }
    channels.set(workspaceId, channel)
    return channel
  }

  return {
    async follow(workspaceId, follower) {
      const channel = channels.get(workspaceId) ?? open(workspaceId)
      channel.followers.add(follower)
      const stop = () => {
        channel.followers.delete(follower)
        if (channel.followers.size > 0 || channels.get(workspaceId) !== channel) return
        channel.stop()
        channels.delete(workspaceId)
      }
      try {
        await channel.begun
      } catch (error) {
        stop()
        throw error
      }
      return { place: channel.place ?? beginning, stop }
    },
    now: (workspaceId) => inWorkspace(workspaceId, (db) => lastPlace(db, workspaceId)),
    placeOf: (workspaceId, id) =>
      inWorkspace(workspaceId, async (db) => {
        const place = await places(db, workspaceId).where('id', '=', id).executeTakeFirst()
        return place ?? beginning
      }),
    after,
  }
}

const beginning: Place = { seq: -1, id: '00000000-0000-0000-0000-000000000000' }

const places = (db: Db, workspaceId: string) =>
  db.selectFrom('event').select(['seq', 'id']).where('workspace_id', '=', workspaceId)

async function lastPlace(db: Db, workspaceId: string): Promise<Place> {
  const inOrder = places(db, workspaceId).orderBy('seq', 'desc').orderBy('id', 'desc')
  return (await inOrder.limit(1).executeTakeFirst()) ?? beginning
}

const readAfter = (db: Db, workspaceId: string, { seq, id }: Place): Promise<Change[]> =>
  places(db, workspaceId)
    .select(['operation', 'actor_id as actorId', 'subjects'])
    .where(sql<boolean>`(seq, id) > (${seq}, ${id}::uuid)`)
    .orderBy('seq')
    .orderBy('id')
    .limit(PAGE)
    .execute()
