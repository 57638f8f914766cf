// One run of a pull: ask outside any transaction, then save measurements and the run in one.
import { sql } from 'kysely'
import { z } from 'zod'
import type { PullMappingView, PullQueryView } from '../../../contract/connections.ts'
import { MINUTES_BETWEEN, nextRun, type PullSchedule } from '../../../core/kpi/pull-schedule.ts'
import { allWorkspaces } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { addJob, type Round, type Task } from '../../platform/jobs.ts'
import type { Op, Server } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { asSystem } from '../../platform/system.ts'
import { readKpiRow, saveMeasurements } from '../kpi/public.ts'
import { sourceOf } from './connections.ts'
import { type Fault, faultOf, isPassing, SourceError } from './fault.ts'
import { readPulled } from './pulled.ts'
import { problemWords } from './row-words.ts'
import { ask } from './source.ts'

const Payload = z.object({ workspaceId: z.uuid(), pullId: z.uuid(), cause: z.enum(['schedule', 'hand']) })
type Run = z.output<typeof Payload> & { attempt: number }

export function pullTask(server: Server): Task {
  return {
    name: 'pull',
    run: (payload, attempt) => runPull(server, { ...Payload.parse(payload), attempt }),
  }
}

/** Every minute: what is due is queued, and knows when it is due next. */
export function pullRound(server: Server): Round {
  return { name: 'find_due_pulls', pattern: '* * * * *', run: () => queueDue(server) }
}

async function queueDue(server: Server): Promise<void> {
  for (const workspaceId of await allWorkspaces(server.database))
    await asSystem(server, workspaceId, 'pulls.queue', async (op) => {
      await planStranded(op)
      const due = await op.db
        .selectFrom('pull')
        .select(['id', 'schedule'])
        .where('workspace_id', '=', workspaceId)
        .where('paused', '=', false)
        .where('next_run_at', '<=', op.now)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const { id, schedule } of due) {
        await planNext(op, id, schedule)
        await addJob(op.db, 'pull', { workspaceId, pullId: id, cause: 'schedule' }, `pull ${id}`)
      }
    })
}

async function planNext(op: Op, id: string, schedule: unknown): Promise<void> {
  const next = nextRun(schedule as PullSchedule, op.now.toISOString(), op.workspace.timeZone)
  await op.db
    .updateTable('pull')
    .set({ next_run_at: new Date(next) })
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** Planned by a clock that has been set back since: further ahead than its schedule ever plans. */
async function planStranded(op: Op): Promise<void> {
  const minutes = sql`(${JSON.stringify(MINUTES_BETWEEN)}::jsonb->>(schedule->>'every'))::int`
  const stranded = await op.db
    .selectFrom('pull')
    .select(['id', 'schedule'])
    .where('workspace_id', '=', op.workspace.id)
    .where('paused', '=', false)
    .where('next_run_at', '>', sql<Date>`${op.now}::timestamptz + 2 * ${minutes} * interval '1 minute'`)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id, schedule } of stranded) await planNext(op, id, schedule)
}

/** Fails, to be tried again later, where the fault may pass by itself; anything else waits for its next time. */
export async function runPull(server: Server, run: Run): Promise<void> {
  const startedAt = server.clock.now()
  const pull = await loadPull(server, run)
  if (!pull) return
  try {
    const asking = { ...server.asking, now: startedAt }
    const table = await ask(sourceOf({ server }, pull.connection), pull.query, asking)
    await withinPull(server, run, async (op) => {
      const kpi = await readKpiRow(op, pull.kpiId, true)
      const read = readPulled(op, kpi, table, pull.mapping, pull.query)
      const [problem] = read.problems
      if (problem)
        throw new SourceError('rows', {
          count: read.problems.length,
          row: problem.row,
          detail: problemWords(op.t, problem),
        })
      const counts =
        read.measurements.length === 0
          ? { created: 0, replaced: 0, unchanged: 0 }
          : await saveMeasurements(op, kpi, read.measurements, `pull ${run.pullId}`)
      await keepRun(op, run, startedAt, { outcome: 'done', rows: table.rows.length, ...counts, fault: null })
    })
  } catch (error) {
    const fault = error instanceof Refusal ? refused(error) : faultOf(error)
    await withinPull(server, run, (op) =>
      keepRun(op, run, startedAt, {
        ...{ outcome: 'failed', rows: 0, created: 0, replaced: 0, unchanged: 0 },
        fault: JSON.stringify(fault),
      }),
    )
    if (isPassing(fault)) throw error
  }
}

function refused({ code }: Refusal): Fault {
  return { code: 'refused', values: { detail: code } }
}

const withinPull = (server: Server, { workspaceId }: Run, work: (op: Op) => Promise<void>) =>
  asSystem(server, workspaceId, 'pulls.run', work)

async function loadPull(server: Server, run: Run) {
  const loaded: { row?: Awaited<ReturnType<typeof pullRow>> } = {}
  await withinPull(server, run, async (op) => {
    loaded.row = await pullRow(op, run.pullId)
  })
  const { row } = loaded
  return (
    row && {
      connection: row,
      kpiId: row.kpi_id,
      query: row.query as PullQueryView,
      mapping: row.mapping as PullMappingView,
    }
  )
}

function pullRow(op: Op, id: string) {
  return op.db
    .selectFrom('pull as p')
    .innerJoin('connection as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.connection_id'),
    )
    .select(['p.kpi_id', 'p.query', 'p.mapping', 'c.kind', 'c.address', 'c.secret'])
    .where('p.workspace_id', '=', op.workspace.id)
    .where('p.id', '=', id)
    .executeTakeFirst()
}

type Kept = {
  outcome: string
  rows: number
  created: number
  replaced: number
  unchanged: number
  fault: string | null
}

async function keepRun(op: Op, { pullId, cause, attempt }: Run, startedAt: Date, kept: Kept): Promise<void> {
  const row = { workspace_id: op.workspace.id, pull_id: pullId, id: newId(), cause, attempt }
  await op.db
    .insertInto('pull_run')
    .values({ ...row, started_at: startedAt, ended_at: op.server.clock.now(), ...kept })
    .execute()
}
