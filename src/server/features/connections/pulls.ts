// Pulls: what is asked of a connection for a KPI, and when.
import type { PullQueryView, PullRunView, PullView } from '../../../contract/connections.ts'
import type { Contract } from '../../../contract/contract.ts'
import { nextRun, type PullSchedule } from '../../../core/kpi/pull-schedule.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { type KpiRow, readKpiRow } from '../kpi/public.ts'
import { readConnection, sourceOf } from './connections.ts'
import { type Fault, faultOf, faultWords } from './fault.ts'
import { readPulled } from './pulled.ts'
import { problemWords } from './row-words.ts'
import { ask } from './source.ts'

const mostShown = 20

export const pullHandlers: Handlers<Contract['pulls']> = {
  list: async ({ limit, cursor, connectionId, kpiId }, op) => {
    op.authorise('connection.manage', {})
    const after = decodeCursor(cursor, 'at', 'id')
    let query = pulls(op)
      .orderBy('p.created_at')
      .orderBy('p.id')
      .limit(limit + 1)
    if (connectionId) query = query.where('p.connection_id', '=', connectionId)
    if (kpiId) query = query.where('p.kpi_id', '=', kpiId)
    if (after) query = query.where(past(['p.created_at', 'p.id'], '>', after))
    const rows = await query.execute()
    const runs = await lastRuns(
      op,
      rows.map(({ id }) => id),
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => view(op, row, runs.get(row.id)),
    )
  },

  create: async ({ connectionId, kpiId, query, mapping, schedule, paused }, op) => {
    op.authorise('connection.manage', {})
    const connection = await readConnection(op, connectionId)
    const kpi = await readKpiRow(op, kpiId)
    refuseOtherQuery(connection.kind, query)
    refuseUnfit(kpi, mapping)
    const id = newId()
    await op.db
      .insertInto('pull')
      .values({
        workspace_id: op.workspace.id,
        id,
        connection_id: connectionId,
        kpi_id: kpiId,
        query: JSON.stringify(query),
        mapping: JSON.stringify(mapping),
        schedule: JSON.stringify(schedule),
        paused: paused ?? false,
        next_run_at: nextOf(op, schedule),
        created_at: op.now,
      })
      .execute()
    op.record('pull', id, null, { kpiId, connectionId, query, mapping, schedule })
    return read(op, id)
  },

  update: async ({ id, query, mapping, schedule, paused }, op) => {
    op.authorise('connection.manage', {})
    const row = await lockedPull(op, id)
    const connection = await readConnection(op, row.connection_id)
    if (query) refuseOtherQuery(connection.kind, query)
    if (mapping) refuseUnfit(await readKpiRow(op, row.kpi_id), mapping)
    const isRescheduled = schedule !== undefined || (paused === false && row.paused)
    await revise(op, 'pull', { kind: 'pull', id, key: { id } }, row, { query, mapping, schedule, paused })
    if (isRescheduled)
      await op.db
        .updateTable('pull')
        .set({ next_run_at: nextOf(op, schedule ?? (row.schedule as PullView['schedule'])) })
        .where('workspace_id', '=', op.workspace.id)
        .where('id', '=', id)
        .execute()
    return read(op, id)
  },

  remove: async ({ id }, op) => {
    op.authorise('connection.manage', {})
    const row = await lockedPull(op, id)
    await op.db.deleteFrom('pull').where('workspace_id', '=', op.workspace.id).where('id', '=', id).execute()
    op.record('pull', id, { kpiId: row.kpi_id, connectionId: row.connection_id }, null)
    return {}
  },

  preview: async ({ connectionId, kpiId, query, mapping = {} }, op) => {
    op.authorise('connection.manage', {})
    const connection = await readConnection(op, connectionId)
    const kpi = await readKpiRow(op, kpiId)
    refuseOtherQuery(connection.kind, query)
    const nothing = { columns: [], rows: [], count: 0, measurements: [], problems: [] }
    try {
      const table = await ask(sourceOf(op, connection), query, { ...op.server.asking, now: op.now })
      const shown = {
        ...nothing,
        columns: table.head,
        rows: table.rows.slice(0, mostShown).map((row) => row.map(String)),
        count: table.rows.length,
      }
      const { at } = mapping
      if (at === undefined) return { ...shown, fault: null }
      const { measurements, problems } = readPulled(op, kpi, table, { ...mapping, at }, query)
      return {
        ...shown,
        fault: null,
        measurements: measurements.slice(0, mostShown),
        problems: problems
          .slice(0, mostShown)
          .map((problem) => ({ row: problem.row, text: problemWords(op.t, problem) })),
      }
    } catch (error) {
      return { ...nothing, fault: faultWords(op.t, faultOf(error)) }
    }
  },

  run: async ({ id }, op) => {
    op.authorise('connection.manage', {})
    await lockedPull(op, id)
    await addJob(op.db, 'pull', { workspaceId: op.workspace.id, pullId: id, cause: 'hand' }, `pull ${id}`)
    op.record('pull', id, null, { run: 'hand' })
    return {}
  },

  runs: async ({ id, limit, cursor }, op) => {
    op.authorise('connection.manage', {})
    await read(op, id)
    const after = decodeCursor(cursor, 'id')
    let query = op.db
      .selectFrom('pull_run')
      .selectAll()
      .where('workspace_id', '=', op.workspace.id)
      .where('pull_id', '=', id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (after) query = query.where(past(['id'], '<', after))
    return pageOf(
      await query.execute(),
      limit,
      (row) => [row.id],
      (row) => runView(op, row),
    )
  },
}

function pulls(op: Op) {
  return op.db
    .selectFrom('pull as p')
    .innerJoin('kpi as k', (join) =>
      join.onRef('k.workspace_id', '=', 'p.workspace_id').onRef('k.id', '=', 'p.kpi_id'),
    )
    .selectAll('p')
    .select('k.name as kpi_name')
    .where('p.workspace_id', '=', op.workspace.id)
}

async function read(op: Op, id: string): Promise<PullView> {
  const row = found(await pulls(op).where('p.id', '=', id).executeTakeFirst())
  return view(op, row, (await lastRuns(op, [id])).get(id))
}

async function lockedPull(op: Op, id: string) {
  const query = op.db.selectFrom('pull').selectAll().where('workspace_id', '=', op.workspace.id)
  return found(await query.where('id', '=', id).forUpdate().executeTakeFirst())
}

async function lastRuns(op: Op, ids: string[]) {
  if (ids.length === 0) return new Map()
  const rows = await op.db
    .selectFrom('pull_run')
    .selectAll()
    .distinctOn('pull_id')
    .where('workspace_id', '=', op.workspace.id)
    .where('pull_id', 'in', ids)
    .orderBy('pull_id')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.pull_id, row]))
}

function refuseOtherQuery(kind: string, query: PullQueryView): void {
  const wanted = ['postgres', 'mysql', 'sqlite'].includes(kind)
    ? 'sql' in query
    : kind === 'prometheus'
      ? 'expression' in query
      : !('sql' in query) && !('expression' in query)
  if (!wanted) throw new Refusal('pull_query', {}, [{ field: 'query', code: 'pull_query' }])
}

/** What a KPI is made of must be mapped; what is computed or put away takes nothing in. */
function refuseUnfit(kpi: KpiRow, mapping: PullView['mapping']): void {
  refuseArchived(kpi)
  if (kpi.formula !== null) throw new Refusal('formula_computed', { formula: kpi.formula })
  const isWhole =
    kpi.aggregation === 'ratio'
      ? mapping.numerator !== undefined && mapping.denominator !== undefined
      : kpi.aggregation === 'count' || mapping.value !== undefined
  if (!isWhole) throw new Refusal('pull_mapping', {}, [{ field: 'mapping', code: 'pull_mapping' }])
}

function nextOf(op: Op, schedule: PullView['schedule']): Date {
  return new Date(nextRun(schedule as PullSchedule, op.now.toISOString(), op.workspace.timeZone))
}

type RunRow = {
  id: string
  started_at: Date
  ended_at: Date
  cause: string
  attempt: number
  outcome: string
  rows: number
  created: number
  replaced: number
  unchanged: number
  fault: unknown
}

function runView(op: Op, row: RunRow): PullRunView {
  return {
    id: row.id,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
    cause: row.cause as PullRunView['cause'],
    attempt: row.attempt,
    outcome: row.outcome as PullRunView['outcome'],
    rows: row.rows,
    created: row.created,
    replaced: row.replaced,
    unchanged: row.unchanged,
    fault: row.fault === null ? null : faultWords(op.t, row.fault as Fault),
  }
}

type PullRow = Awaited<ReturnType<ReturnType<typeof pulls>['execute']>>[number]

function view(op: Op, row: PullRow, lastRun: RunRow | undefined): PullView {
  return {
    id: row.id,
    connectionId: row.connection_id,
    kpiId: row.kpi_id,
    kpiName: row.kpi_name,
    query: row.query as PullView['query'],
    mapping: row.mapping as PullView['mapping'],
    schedule: row.schedule as PullView['schedule'],
    paused: row.paused,
    nextRunAt: row.paused ? null : (row.next_run_at?.toISOString() ?? null),
    lastRun: lastRun ? runView(op, lastRun) : null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
