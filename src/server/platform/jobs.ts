// Jobs: graphile-worker in a schema of its own on the same database.
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import { type Db, openPool } from './database.ts'
import type { Log } from './log.ts'

/** A round that the server makes by itself, at the times of a cron pattern. */
export type Round = { name: string; pattern: string; run(): Promise<void> }

/** Work that is queued: run once it is committed, and again with growing pauses when it fails. */
export type Task = { name: string; run(payload: unknown, attempt: number): Promise<void> }

const mostAttempts = 6

/**
 * Queues a task in this transaction. Of those with the same key that wait, only the newest is run. The queue is not the
 * app's own role's to touch: for this one statement the transaction is the server's.
 */
export async function addJob(db: Db, task: string, payload: object, key: string): Promise<void> {
  await sql`select set_config('role', 'none', true)`.execute(db)
  await sql`select graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json, job_key := ${key}, max_attempts := ${mostAttempts})`.execute(
    db,
  )
  await sql`select set_config('role', 'nhipcau_app', true)`.execute(db)
}

export async function startJobs(
  connectionString: string,
  log: Log,
  rounds: Round[],
  tasks: Task[],
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries([
    ...rounds.map((round): [string, () => Promise<void>] => [round.name, () => round.run()]),
    ...tasks.map((task): [string, TaskList[string] & {}] => [
      task.name,
      (payload, { job }) => task.run(payload, job.attempts),
    ]),
  ])
  const pgPool = openPool({ connectionString, max: 3 }, (error) =>
    log.warn({ err: error }, 'a connection of the job runner was lost'),
  )
  const runner = await run({
    pgPool,
    schema: 'graphile_worker',
    taskList,
    parsedCronItems: parseCronItems(
      rounds.map(({ name, pattern }) => ({ task: name, match: pattern, identifier: name })),
    ),
    noHandleSignals: true,
    concurrency: 2,
    logger: workerLogger(log),
  })
  runner.promise.catch((error) => log.error({ err: error }, 'the job runner ended'))
  return {
    async stop() {
      await runner.stop()
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
