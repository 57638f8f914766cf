// The driver tree: computed edges from formulas, asserted ones with their note; no circle through either.
import type { Contract } from '../../../contract/contract.ts'
import type { DriverTreeView } from '../../../contract/kpi-drivers.ts'
import { circleClosedBy } from '../../../core/circle.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { readBehaviour } from './behaviour.ts'
import { chartCore } from './chart.ts'
import { kpiFacts, readKpiRow, readKpiToChange } from './kpi-row.ts'

export const driverHandlers: Handlers<Contract['drivers']> = {
  tree: async ({ id }, op) => {
    await readKpiRow(op, id)
    return treeOf(op, id)
  },

  assert: async ({ id, driverId, note }, op) => {
    // Locked in one order, so that of two assertions that would close a circle together one waits for the other.
    const kpi = await readKpiToChange(op, id)
    op.authorise('kpi.edit', kpiFacts(kpi))
    const driver = await op.db
      .selectFrom('kpi')
      .selectAll()
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', driverId)
      .executeTakeFirst()
    if (!driver || !op.sees(kpiFacts(driver))) refuse('not_in_workspace', { field: 'driverId' })
    const edges = await readEdges(op)
    if (edges.some((edge) => edge.to === id && edge.from === driverId && edge.kind === 'influence'))
      refuse('influence_taken')
    const path = circleClosedBy(id, driverId, (of) =>
      edges.flatMap((edge) => (edge.to === of ? edge.from : [])),
    )
    if (path) refuse('influence_circle', { path: await namedPath(op, path) })
    const influenceId = newId()
    const row = { workspace_id: op.workspace.id, id: influenceId, kpi_id: id, driver_id: driverId, note }
    await op.db
      .insertInto('kpi_influence')
      .values({ ...row, created_at: op.now, created_by: op.actor.memberId })
      .execute()
    op.record('kpi', id, null, { influence: influenceId, driver: driverId, note })
    return treeOf(op, id)
  },

  withdraw: async ({ id, influenceId }, op) => {
    op.authorise('kpi.edit', kpiFacts(await readKpiToChange(op, id)))
    const row = found(
      await op.db
        .updateTable('kpi_influence')
        .set({ removed_at: op.now })
        .where('workspace_id', '=', op.workspace.id)
        .where('kpi_id', '=', id)
        .where('id', '=', influenceId)
        .where('removed_at', 'is', null)
        .returning(['driver_id', 'note'])
        .executeTakeFirst(),
    )
    op.record('kpi', id, { influence: influenceId, driver: row.driver_id, note: row.note }, null)
    return treeOf(op, id)
  },
}

function refuse(
  code: 'not_in_workspace' | 'influence_taken' | 'influence_circle',
  values: Record<string, string> = {},
): never {
  throw new Refusal(code, values, [{ field: 'driverId', code }])
}

type Edge = DriverTreeView['edges'][number]

/** Every edge of the workspace, of both kinds, in two statements. */
async function readEdges(op: Op): Promise<Edge[]> {
  const computed = await op.db
    .selectFrom('kpi_input')
    .select(['kpi_id', 'input_id'])
    .where('workspace_id', '=', op.workspace.id)
    .execute()
  const asserted = await op.db
    .selectFrom('kpi_influence')
    .select(['id', 'kpi_id', 'driver_id', 'note'])
    .where('workspace_id', '=', op.workspace.id)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return [
    ...computed.map(
      (row): Edge => ({
        ...{ from: row.input_id, to: row.kpi_id, kind: 'computed', note: '', influenceId: null },
      }),
    ),
    ...asserted.map(
      (row): Edge => ({
        ...{ from: row.driver_id, to: row.kpi_id, kind: 'influence', note: row.note, influenceId: row.id },
      }),
    ),
  ]
}

/** All that drives a KPI, however far below, and what it drives itself. */
async function treeOf(op: Op, root: string): Promise<DriverTreeView> {
  const all = await readEdges(op)
  const below = new Set([root])
  // A set that grows while it is walked: what is added is walked as well.
  for (const id of below) for (const edge of all) if (edge.to === id) below.add(edge.from)
  const edges = all.filter((edge) => below.has(edge.to) || edge.from === root)
  const ids = [...new Set([root, ...edges.flatMap(({ from, to }) => [from, to])])]
  const kpis = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const seen = kpis.filter((kpi) => op.sees(kpiFacts(kpi)))
  const read = new Map((await readBehaviour(op, seen)).map((entry) => [entry.kpi.id, entry]))
  const nodes = kpis.map((kpi) => {
    const entry = read.get(kpi.id)
    const chart = entry && chartCore(entry)
    const latest = chart?.periods.findLast(({ provisional, value }) => !provisional && value !== null)
    return {
      id: kpi.id,
      name: entry ? kpi.name : '',
      unit: entry ? kpi.unit : '',
      precision: kpi.precision,
      formula: entry ? kpi.formula : null,
      value: latest?.value ?? null,
      status: latest?.status ?? ('none' as const),
      variation: chart?.variation ?? null,
    }
  })
  const names = new Set(seen.map(({ id }) => id))
  // Why something influences a KPI is not told of one that is not seen.
  const told = edges.map((edge) =>
    names.has(edge.from) && names.has(edge.to) ? edge : { ...edge, note: '' },
  )
  return { root, nodes, edges: told }
}

async function namedPath(op: Op, path: readonly string[]): Promise<string> {
  const rows = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', 'in', [...new Set(path)])
    .execute()
  const names = new Map(rows.map((row) => [row.id, op.sees(kpiFacts(row)) ? row.name : '…']))
  // The path of links goes from a KPI to its drivers; what drives what reads the other way.
  return path
    .toReversed()
    .map((id) => names.get(id) ?? '…')
    .join(' → ')
}
