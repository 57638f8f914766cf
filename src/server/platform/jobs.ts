// Jobs: graphile-worker in a schema of its own on the same database.
import { EventEmitter } from 'node:events'
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { type RawBuilder, sql } from 'kysely'
import { watchClock } from './clock-watch.ts'
import { type Db, openPool, query_timeout } from './database.ts'
import { watchJobs } from './job-watch.ts'
import type { Log } from './log.ts'

/** A round that the server makes by itself, at the times of a cron pattern. */
export type Round = { name: string; pattern: string; run(): Promise<void> }

/** Work that is queued: run once it is committed, and again with growing pauses when it fails. */
export type Task = { name: string; run(payload: unknown, attempt: number): Promise<void> }

const mostAttempts = 6

/** So far behind, rounds are not late: the clock was set ahead, or the machine slept. */
const late = 3 * 60_000

/**
 * Queues a task in this transaction. Of those with the same key that wait, only the newest is run. The queue is not the
 * app's own role's to touch.
 */
export async function addJob(
  db: Db,
  task: string,
  payload: object,
  key: string,
  /** Of those in one queue, one is run at a time. */
  { queue = null, attempts = mostAttempts }: { queue?: string | null; attempts?: number } = {},
): Promise<void> {
  await asServer(
    db,
    sql`select graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json, queue_name := ${queue}, job_key := ${key}, max_attempts := ${attempts})`,
  )
}

/** For this one statement of the app's transaction. */
export async function asServer(db: Db, statement: RawBuilder<unknown>): Promise<void> {
  await sql`select set_config('role', 'none', true)`.execute(db)
  await statement.execute(db)
  await sql`select set_config('role', 'nhipcau_app', true)`.execute(db)
}

export async function startJobs(
  connectionString: string,
  log: Log,
  rounds: Round[],
  tasks: Task[],
  /** Milliseconds between two looks at what other processes left behind. */
  watchEvery?: number,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries([
    ...rounds.map((round): [string, () => Promise<void>] => [round.name, () => round.run()]),
    ...tasks.map((task): [string, TaskList[string] & {}] => [
      task.name,
      (payload, { job }) => task.run(payload, job.attempts),
    ]),
  ])
  const pgPool = openPool({ connectionString, max: 3, query_timeout }, (error) =>
    log.warn({ err: error }, 'a connection of the job runner was lost'),
  )
  let runnerId = ''
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    runnerId = workerPool.id
  })
  // Left to itself, it would make every round that the leap has skipped, minute by minute.
  events.on('cron:overdueTimer', ({ currentTimestamp, expectedTimestamp }) => {
    if (currentTimestamp - expectedTimestamp > late) void planAnew()
  })
  // Its time is this process's: by the database's own clock it may be long until then.
  events.on('cron:scheduled', ({ jobsAndIdentifiers }) => {
    const due = jobsAndIdentifiers.map(({ identifier }) => identifier)
    pgPool
      .query(
        'update graphile_worker._private_jobs set run_at = now() where key = any($1) and run_at > now() and attempts = 0',
        [due],
      )
      .catch((error) => log.warn({ err: error }, 'rounds may be late'))
  })

  async function begin() {
    await runMigrations({ pgPool, schema: 'graphile_worker' })
    // Times at which a round was made that lie ahead of the clock would keep it from being made until then.
    await pgPool.query(
      `update graphile_worker._private_known_crontabs set last_execution = $1 where last_execution > $1::timestamptz + interval '2 minutes'`,
      [new Date()],
    )
    const begun = await run({
      pgPool,
      schema: 'graphile_worker',
      taskList,
      parsedCronItems: parseCronItems(
        // Of one round that waits several times over, the newest is made.
        rounds.map(({ name, pattern }) => ({
          ...{ task: name, match: pattern, identifier: name },
          options: { jobKey: name, maxAttempts: mostAttempts },
        })),
      ),
      noHandleSignals: true,
      concurrency: 2,
      logger: workerLogger(log),
      events,
      // Told in batches, an end that the database does not hear of is told again; by itself, it would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    const ended = (error?: unknown) => {
      if (begun !== runner || isStopping) return
      log.error({ err: error }, 'the job runner ended; it begins again')
      void beginAgain()
    }
    begun.promise.then(() => ended(), ended)
    return begun
  }

  /** Until it does: the database may be away. */
  async function beginAgain(): Promise<void> {
    while (!isStopping) {
      try {
        const next = await begin()
        runner = next
        if (isStopping) await next.stop()
        return
      } catch (error) {
        log.warn({ err: error }, 'the job runner could not begin; trying again')
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }

  let isStopping = false
  let planning: Promise<void> | null = null
  /** From the time that it is now; told of a clock that was set by several, once. */
  function planAnew(): Promise<void> {
    const old = runner
    if (planning || !old || isStopping) return planning ?? Promise.resolve()
    runner = null
    planning = old
      .stop()
      .catch((error) => log.warn({ err: error }, 'the job runner stopped with a fault'))
      .then(beginAgain)
      .finally(() => {
        planning = null
      })
    return planning
  }

  let runner: Runner | null = null
  runner = await begin()
  const watch = await watchJobs(connectionString, log, () => runnerId, watchEvery)
  const clockWatch = watchClock((seconds) => {
    log.warn({ seconds }, 'the clock was set: rounds are planned anew')
    void planAnew()
  })
  return {
    async stop() {
      isStopping = true
      clockWatch.stop()
      await watch.stop()
      await planning
      await runner?.stop()
      await pgPool.end()
    },
  }
}

function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}
