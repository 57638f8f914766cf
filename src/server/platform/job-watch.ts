// What the job runner cannot see by itself: that another process died with jobs in its hands.
import pg from 'pg'
import type { Log } from './log.ts'

/** First key of the advisory locks that job runners hold for as long as they live; the second is of the runner's id. */
const living = 4747

const pause = 2000

/**
 * Not seen at so many looks in a row, a runner is gone: one that lives and has lost its connection is back by then. A job of
 * a process that was killed waits no longer than these and one more.
 */
const looks = 4

export type JobWatch = { stop(): Promise<void> }

/** Holds the lock that says that the named runner lives, and lets go of what runners held that live no more. */
export async function watchJobs(
  connectionString: string,
  log: Log,
  runnerId: () => string,
  every = pause,
): Promise<JobWatch> {
  let client: pg.Client | null = null
  let held = ''
  /** Runners that were not seen, and at how many looks. */
  let suspects = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()

  async function connection(): Promise<pg.Client> {
    if (client && held === runnerId()) return client
    await client?.end()
    const next = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, query_timeout: 10_000 })
    next.on('error', () => {}) // told by the query under way, or by the next look
    next.on('end', () => {
      if (client === next) client = null
    })
    await next.connect()
    held = runnerId()
    await next.query('select pg_advisory_lock_shared($1, hashtext($2))', [living, held])
    client = next
    return next
  }

  async function look(): Promise<void> {
    const db = await connection()
    await db.query(letRoundsGoOn, [living, new Date()])
    await db.query(freeQueues)
    const { rows } = await db.query<{ id: string }>(goneRunners, [living])
    suspects = new Map(rows.map(({ id }) => [id, (suspects.get(id) ?? 0) + 1]))
    const surely = [...suspects].flatMap(([id, times]) => (times >= looks ? [id] : []))
    if (surely.length === 0) return
    log.warn({ runners: surely }, 'jobs of a process that is gone are taken over')
    await db.query('select graphile_worker.force_unlock_workers($1::text[])', [surely])
  }

  function again(): void {
    looking = look()
      .catch((error) => {
        log.warn({ err: error }, 'jobs could not be watched; trying again')
        const broken = client
        client = null
        broken?.end().catch(() => {})
      })
      .then(() => {
        timer = setTimeout(again, every)
      })
  }
  again()
  await looking
  return {
    async stop() {
      await looking
      clearTimeout(timer)
      await client?.end()
    },
  }
}

/** Rounds that a process whose clock was ahead has made, and that is gone, keep the only one left from making them. */
const letRoundsGoOn = `
  update graphile_worker._private_known_crontabs set last_execution = $2
  where last_execution > $2::timestamptz + interval '2 minutes' and 2 > (
    select count(*) from pg_locks where locktype = 'advisory' and granted and classid = $1
      and database = (select oid from pg_database where datname = current_database()))`

/**
 * A queue is held as long as one of its jobs is. Where a job was taken over from a runner that then ended it all the same, the
 * one that took it over finds nothing to end, and would hold the queue for hours.
 */
const freeQueues = `
  update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
  where q.locked_by is not null and q.locked_at < now() - interval '10 seconds' and not exists (
    select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_by is not null)`

/** Runners that hold jobs, and whose lock nobody holds. */
const goneRunners = `
  select distinct locked_by as id from graphile_worker._private_jobs
  where locked_by is not null and not exists (
    select from pg_locks where locktype = 'advisory' and granted and classid = $1
      and objid::bigint = hashtext(locked_by)::bigint & 4294967295
      and database = (select oid from pg_database where datname = current_database()))`
