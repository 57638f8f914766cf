// The board of a cycle: its objectives with what their lines show, and what units and cycle come to.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { BoardKeyResultView, BoardObjectiveView, BoardView } from '../../../contract/okr-board.ts'
import { isInside } from '../../../core/okr/progress.ts'
import { type Ambition, type RollupItem, summarise } from '../../../core/okr/rollup.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { together } from '../../platform/together.ts'
import { atInstant, cycleAsOf } from './as-of.ts'
import { changeMany } from './change-many.ts'
import { type CycleFacts, type CycleKeyResultRow, figuresOfCycles } from './cycle-key-results.ts'
import { objectivesOf } from './cycle-objectives.ts'
import { type CycleRow, cycleView, readCycle } from './cycle-row.ts'
import { measureView } from './key-result-view.ts'
import { alignmentMap } from './map.ts'
import {
  evidenceOfCycles,
  loadEvidence,
  noEvidence,
  type ObjectiveEvidence,
  objectiveFigures,
} from './objective-figures.ts'
import { type ObjectiveRow as FullRow, objectiveFacts } from './objective-row.ts'

export const boardHandlers: Handlers<Contract['okrs']> = {
  board: async ({ id, asOf, changed }, now) => {
    const op = await atInstant(now, asOf)
    const cycle = await cycleAsOf(op, await readCycle(op, id))
    const lines = await cycleLines(op, cycle)
    const touched = changed === undefined ? null : await touchedBy(op, changed.split(','))
    const isShown = ({ row, isSeen }: Line) => isSeen && (touched === null || touched.has(row.id))
    return {
      cycle: cycleView(cycle),
      summary: summarise(lines.map(({ item }) => item)),
      units: unitsOf(lines),
      items: lines.filter(isShown).map(objectiveView),
    }
  },

  map: ({ id }, op) => alignmentMap(op, id),

  changeMany,
}

/** The objectives of a cycle with their figures, those that the reader may not see too. */
export async function cycleLines(op: Op, cycle: CycleRow): Promise<Line[]> {
  if (op.asOf !== null) {
    const were = await objectivesOf(op, cycle.id)
    return linesOf(op, were, await loadEvidence(op, were as FullRow[], { figuresOnly: true }))
  }
  const [rows, keyResults] = await together(objectiveRows(op, cycle.id), figuresOfCycles(op, [cycle]))
  return linesOf(op, rows, await evidenceOfCycles(op, rows, keyResults))
}

function linesOf(
  op: Op,
  rows: readonly ObjectiveRow[],
  evidence: ReadonlyMap<string, ObjectiveEvidence<CycleKeyResultRow>>,
): Line[] {
  return rows.map((row) => lineOf(op, row, evidence.get(row.id) ?? noEvidence(op)))
}

type ObjectiveRow = Awaited<ReturnType<typeof objectiveRows>>[number]
export type Line = {
  row: ObjectiveRow
  keyResults: CycleFacts[]
  isSeen: boolean
  item: RollupItem & { ambition: Ambition; expected: number; stale: boolean }
}

function lineOf(op: Op, row: ObjectiveRow, evidence: ObjectiveEvidence<CycleKeyResultRow>): Line {
  const figures = objectiveFigures(evidence)
  const item = { ...figures, weight: row.weight, ambition: row.ambition as Ambition }
  return { row, keyResults: evidence.keyResults, item, isSeen: op.sees(objectiveFacts(row)) }
}

function unitsOf(lines: readonly Line[]): BoardView['units'] {
  return [...Map.groupBy(lines, ({ row }) => row.unit_id)].map(([unitId, ofUnit]) => ({
    unitId,
    summary: summarise(ofUnit.map(({ item }) => item)),
    hidden: ofUnit.filter(({ isSeen }) => !isSeen).length,
  }))
}

function objectiveView({ row, keyResults, item }: Line): BoardObjectiveView {
  const said = keyResults.flatMap(({ checkIns }) => checkIns.at(-1)?.confidence ?? [])
  return {
    id: row.id,
    cycleId: row.cycle_id,
    title: row.title,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    ambition: item.ambition,
    weight: row.weight,
    progress: item.progress,
    expected: item.expected,
    status: item.status,
    stale: item.stale,
    score: row.score,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    confidence: said.length > 0 ? Math.min(...said) : null,
    keyResults: keyResults.map(keyResultView),
  }
}

function keyResultView({ row, measure, checkIns, kpi, state, kept, stale }: CycleFacts): BoardKeyResultView {
  const last = checkIns.at(-1)
  return {
    id: row.id,
    title: row.title,
    ownerId: row.owner_id,
    measure: measureView(measure),
    current: state.current,
    confidence: last?.confidence ?? null,
    call: (last?.call ?? null) as BoardKeyResultView['call'],
    progress: state.progress,
    expected: state.expected,
    status: state.status,
    stale,
    kpi: kpi ? { id: kpi.row.id, reading: row.reading as 'mean' } : null,
    kept: measure.kind === 'keep' ? kept.map(({ value }) => ({ inside: isInside(measure, value) })) : [],
  }
}

function objectiveRows(op: Op, cycleId: string) {
  return op.db
    .selectFrom('objective as o')
    .leftJoin('objective_review as r', (join) =>
      join.onRef('r.workspace_id', '=', 'o.workspace_id').onRef('r.objective_id', '=', 'o.id'),
    )
    .select([
      'o.id',
      'o.cycle_id',
      'o.title',
      'o.owner_id',
      'o.unit_id',
      'o.ambition',
      'o.weight',
      'o.counts_aligned',
    ])
    .select(['o.visibility', 'o.visible_to', 'o.version', 'o.created_at', 'r.score'])
    .where('o.workspace_id', '=', op.workspace.id)
    .where('o.cycle_id', '=', cycleId)
    .where('o.archived_at', 'is', null)
    .orderBy('o.position')
    .orderBy('o.id')
    .execute()
}

/** The objectives that these objectives and key results belong to, and all above them: their figures may count them. */
async function touchedBy(op: Op, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const ws = op.workspace.id
  const { rows } = await sql<{ id: string }>`
    with recursive touched as (
      select id, parent_objective_id, parent_key_result_id from objective
        where workspace_id = ${ws} and (id = any(${[...ids]}::uuid[])
          or id in (select objective_id from key_result where workspace_id = ${ws} and id = any(${[...ids]}::uuid[])))
      union
      select o.id, o.parent_objective_id, o.parent_key_result_id from touched t
        left join key_result k on k.workspace_id = ${ws} and k.id = t.parent_key_result_id
        join objective o on o.workspace_id = ${ws} and o.id = coalesce(t.parent_objective_id, k.objective_id)
    )
    select id from touched`.execute(op.db)
  return new Set(rows.map(({ id }) => id))
}
