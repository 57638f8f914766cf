// A queue is not held by nothing. Rounds go on being made when the clock is set back: those made by the time before do not hold them up until it comes again.
import pg from 'pg'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { startJobs } from '../src/server/platform/jobs.ts'
import { createLog } from '../src/server/platform/log.ts'
import { startTestApp } from './app.ts'

afterEach(() => {
  vi.useRealTimers()
})

const minute = 60_000
/** Just before a minute begins; both lie before the database's own time, by which jobs become due. */
const late = Math.floor(Date.now() / minute) * minute - 86_400_000 - 100
const early = late - 86_400_000

test('a clock set back by a day is noticed, and the next minute’s round is made', async () => {
  const app = await startTestApp()
  onTestFinished(() => app.stop())
  vi.useFakeTimers({ toFake: ['Date'], now: late })
  let made = 0
  const round = { name: 'count_rounds', pattern: '* * * * *', run: async () => void made++ }
  const jobs = await startJobs(app.connectionString, createLog('silent'), [round], [], 100)
  onTestFinished(() => jobs.stop())
  vi.setSystemTime(late + 200)
  await expect.poll(() => made, { timeout: 20_000 }).toBe(1)

  vi.setSystemTime(early)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  vi.setSystemTime(early + 200)
  await expect.poll(() => made, { timeout: 20_000 }).toBe(2)
})

test('a clock set ahead by a day does not make the rounds of all the minutes between', async () => {
  const app = await startTestApp()
  onTestFinished(() => app.stop())
  vi.useFakeTimers({ toFake: ['Date'], now: early })
  let made = 0
  const round = { name: 'count_leaps', pattern: '* * * * *', run: async () => void made++ }
  const jobs = await startJobs(app.connectionString, createLog(process.env.TEST_LOG ?? 'silent'), [round], [])
  onTestFinished(() => jobs.stop())
  vi.setSystemTime(late + 200)
  await expect.poll(() => made, { timeout: 20_000 }).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  // That of the minute which was waited for, and at most those of two minutes that begin meanwhile.
  expect(made).toBeLessThan(4)
})

test('a round planned by a clock ahead of the database’s is made at once', async () => {
  const app = await startTestApp()
  onTestFinished(() => app.stop())
  const ahead = late + 10 * 86_400_000
  vi.useFakeTimers({ toFake: ['Date'], now: ahead })
  let made = 0
  const round = { name: 'count_ahead', pattern: '* * * * *', run: async () => void made++ }
  const jobs = await startJobs(app.connectionString, createLog(process.env.TEST_LOG ?? 'silent'), [round], [])
  onTestFinished(() => jobs.stop())
  vi.setSystemTime(ahead + 200)
  await expect.poll(() => made, { timeout: 20_000 }).toBe(1)
})

test('a queue that a living runner holds, though none of its jobs, is let go of', async () => {
  const app = await startTestApp()
  onTestFinished(() => app.stop())
  const runner = new pg.Client({ connectionString: app.connectionString })
  await runner.connect()
  onTestFinished(() => runner.end())
  await runner.query(`select pg_advisory_lock_shared(4747, hashtext('living'))`)
  let done = 0
  const task = { name: 'count_queued', run: async () => void done++ }
  const jobs = await startJobs(app.connectionString, createLog('silent'), [], [task], 100)
  onTestFinished(() => jobs.stop())
  await runner.query(
    `insert into graphile_worker._private_job_queues (queue_name, locked_at, locked_by)
      values ('trial', now() - interval '1 minute', 'living')`,
  )
  await runner.query(`select graphile_worker.add_job('count_queued', '{}', queue_name := 'trial')`)
  await expect.poll(() => done, { timeout: 20_000 }).toBe(1)
})
