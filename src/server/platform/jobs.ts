// Jobs: graphile-worker in a schema of its own on the same database.
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { openPool } from './database.ts'
import type { Log } from './log.ts'

/** A round that the server makes by itself, at the times of a cron pattern. */
export type Round = { name: string; pattern: string; run(): Promise<void> }

export async function startJobs(
  connectionString: string,
  log: Log,
  rounds: Round[],
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(rounds.map((round) => [round.name, () => round.run()]))
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
