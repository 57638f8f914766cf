// The alignment map of a cycle: its objectives and those of every cycle that overlaps it, each below what it serves.
import type { MapView } from '../../../contract/okr-board.ts'
import type { Op } from '../../platform/operation-context.ts'
import { figuresOfCycles } from './cycle-key-results.ts'
import { cycles, cycleView, readCycle } from './cycle-row.ts'
import type { FigureRow } from './figure-row.ts'
import {
  evidenceOfCycles,
  noEvidence,
  type ObjectiveEvidence,
  objectiveFigures,
} from './objective-figures.ts'
import { objectiveFacts } from './objective-row.ts'

export async function alignmentMap(op: Op, cycleId: string): Promise<MapView> {
  const cycle = await readCycle(op, cycleId)
  const overlapping = await cycles(op)
    .where('first_day', '<=', cycle.last_day)
    .where('last_day', '>=', cycle.first_day)
    .orderBy('first_day')
    .execute()
  const ids = overlapping.map(({ id }) => id)
  const rows = await objectiveRows(op, ids)
  const evidence = await evidenceOfCycles(op, rows, await figuresOfCycles(op, overlapping))
  const keys = keysOf(op, rows)
  return {
    cycle: cycleView(cycle),
    cycles: overlapping.map(({ id, name }) => ({ id, name })),
    nodes: rows.map((row) => nodeOf(row, evidence.get(row.id) ?? noEvidence(op), keys)),
    supports: (await supportRows(op, ids)).flatMap(({ from, to }) => {
      const ends = { from: keys.get(from), to: keys.get(to) }
      return ends.from !== undefined && ends.to !== undefined ? [{ from: ends.from, to: ends.to }] : []
    }),
  }
}

/** What one cannot see has a place on the map, and no id that could be asked for. */
function keysOf(op: Op, rows: readonly Row[]): Map<string, string> {
  let hidden = 0
  return new Map(rows.map((row) => [row.id, op.sees(objectiveFacts(row)) ? row.id : `hidden-${++hidden}`]))
}

function nodeOf(
  row: Row,
  evidence: ObjectiveEvidence<FigureRow>,
  keys: ReadonlyMap<string, string>,
): MapView['nodes'][number] {
  const key = keys.get(row.id) ?? row.id
  const parent = keys.get(row.parent_objective_id ?? row.parent_of_key_result ?? '') ?? null
  if (key !== row.id) return { key, parent, objective: null }
  const { id, title } = row
  const { isKeep: _, ...figures } = objectiveFigures(evidence)
  return {
    key,
    parent,
    objective: {
      id,
      title,
      cycleId: row.cycle_id,
      ownerId: row.owner_id,
      unitId: row.unit_id,
      ambition: row.ambition as 'committed',
      version: row.version,
      keyResults: evidence.keyResults.length,
      servesKeyResult: parent !== null && row.parent_key_result_id !== null,
      ...figures,
    },
  }
}

type Row = Awaited<ReturnType<typeof objectiveRows>>[number]

function objectiveRows(op: Op, cycleIds: string[]) {
  return op.db
    .selectFrom('objective as o')
    .leftJoin('key_result as k', (join) =>
      join.onRef('k.workspace_id', '=', 'o.workspace_id').onRef('k.id', '=', 'o.parent_key_result_id'),
    )
    .select(['o.id', 'o.cycle_id', 'o.title', 'o.owner_id', 'o.unit_id', 'o.ambition', 'o.version'])
    .select(['o.parent_objective_id', 'o.parent_key_result_id', 'k.objective_id as parent_of_key_result'])
    .select(['o.visibility', 'o.visible_to', 'o.weight', 'o.counts_aligned'])
    .where('o.workspace_id', '=', op.workspace.id)
    .where('o.cycle_id', 'in', cycleIds)
    .where('o.archived_at', 'is', null)
    .orderBy('o.position')
    .orderBy('o.id')
    .execute()
}

/** From objective to objective: a key result stands for the one that it belongs to. */
function supportRows(op: Op, cycleIds: string[]) {
  return op.db
    .selectFrom('objective as o')
    .innerJoin('objective_support as s', (join) =>
      join.onRef('s.workspace_id', '=', 'o.workspace_id').onRef('s.objective_id', '=', 'o.id'),
    )
    .leftJoin('key_result as k', (join) =>
      join.onRef('k.workspace_id', '=', 's.workspace_id').onRef('k.id', '=', 's.to_key_result_id'),
    )
    .select(['s.objective_id as from'])
    .select((eb) => eb.fn.coalesce('s.to_objective_id', 'k.objective_id').$castTo<string>().as('to'))
    .where('o.workspace_id', '=', op.workspace.id)
    .where('o.cycle_id', 'in', cycleIds)
    .where('o.archived_at', 'is', null)
    .orderBy('s.id')
    .execute()
}
