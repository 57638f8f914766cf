// An objective's figures: from its key results and, where it says so, from the objectives that contribute to it.
import { sql } from 'kysely'
import { objectiveState, type RollupItem } from '../../../core/okr/rollup.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { together } from '../../platform/together.ts'
import { everIn, frozenAsOf, objectivesAsOf } from './as-of.ts'
import type { CycleFacts, CycleKeyResultRow } from './cycle-key-results.ts'
import type { FigureRow } from './figure-row.ts'
import { type KeyResultFacts, type KeyResultRow, loadKeyResults, rollupItem } from './figures.ts'
import { type ObjectiveRow, objectiveFacts, objectives } from './objective-row.ts'
import { currentSettings, type Settings, settingsOf } from './settings.ts'

/** An objective as one more item of the one above it; whoever may not see it is shown neither title nor value. */
export type CountedObjective = RollupItem & { id: string; title: string; stale: boolean; isHidden: boolean }

/** All that an objective's figures rest on. */
export type ObjectiveEvidence<Row extends FigureRow = KeyResultRow> = {
  keyResults: KeyResultFacts<Row>[]
  counted: CountedObjective[]
  /** What it is judged by. */
  settings: Settings
}

/** What of an objective it takes to gather its evidence. */
type CountingRow = Pick<
  ObjectiveRow,
  | 'id'
  | 'cycle_id'
  | 'title'
  | 'weight'
  | 'counts_aligned'
  | 'owner_id'
  | 'unit_id'
  | 'visibility'
  | 'visible_to'
>

/** The evidence of any number of objectives: as many statements for a thousand as for one. */
export async function loadEvidence(
  op: Op,
  rows: readonly ObjectiveRow[],
  { figuresOnly = false } = {},
): Promise<Map<string, ObjectiveEvidence>> {
  const below = await contributorsOf(op, rows)
  const objectiveIds = [...new Set([...rows, ...below].map((row) => row.id))]
  return gatherEvidence(op, rows, below, loadKeyResults(op, { objectiveIds, figuresOnly }))
}

/** The same of whole cycles, whose key results are at hand: only what counts from other cycles is loaded besides. */
export async function evidenceOfCycles<Row extends CountingRow>(
  op: Op,
  rows: readonly Row[],
  keyResults: readonly CycleFacts[],
): Promise<Map<string, ObjectiveEvidence<CycleKeyResultRow>>> {
  const below = await contributorsOf(op, rows)
  const known = new Set(rows.map((row) => row.id))
  const objectiveIds = below.map((row) => row.id).filter((id) => !known.has(id))
  const others = loadKeyResults(op, { objectiveIds, figuresOnly: true })
  return gatherEvidence(
    op,
    rows,
    below,
    others.then((more) => (more.length === 0 ? keyResults : [...keyResults, ...more])),
  )
}

async function gatherEvidence<Row extends FigureRow & { objective_id: string }>(
  op: Op,
  rows: readonly CountingRow[],
  below: readonly ObjectiveRow[],
  asked: Promise<readonly KeyResultFacts<Row>[]>,
): Promise<Map<string, ObjectiveEvidence<Row>>> {
  const [facts, frozen] = await together(asked, frozenSettings(op, [...rows, ...below]))
  const keyResults = Map.groupBy(facts, ({ row }) => row.objective_id)
  const children = Map.groupBy(below, (row) => row.parent_objective_id)
  const settings = new Map<string, Settings>()
  const settingsFor = ({ cycle_id }: CountingRow): Settings => {
    const known = settings.get(cycle_id) ?? settingsOf(op, frozen.get(cycle_id))
    settings.set(cycle_id, known)
    return known
  }
  const evidenceOf = (row: CountingRow): ObjectiveEvidence<Row> => ({
    keyResults: keyResults.get(row.id) ?? [],
    counted: row.counts_aligned
      ? (children.get(row.id) ?? []).map((child) => countedObjective(op, child, evidenceOf(child)))
      : [],
    settings: settingsFor(row),
  })
  return new Map(rows.map((row) => [row.id, evidenceOf(row)]))
}

export const noEvidence = (op: Op): ObjectiveEvidence<never> => ({
  keyResults: [],
  counted: [],
  settings: currentSettings(op),
})

/** The settings of those of their cycles that are closed. */
async function frozenSettings(op: Op, rows: readonly CountingRow[]): Promise<Map<string, unknown>> {
  const ids = [...new Set(rows.map((row) => row.cycle_id))]
  if (ids.length === 0) return new Map()
  const closed = await op.db
    .selectFrom('cycle')
    .select(['id', 'settings'])
    .where('workspace_id', '=', op.workspace.id)
    .where('settings', 'is not', null)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .modifyEnd(kept)
    .execute()
  const frozen = new Map(closed.map((row) => [row.id, row.settings]))
  return op.asOf === null ? frozen : frozenAsOf(op, ids, frozen, op.asOf)
}

export async function evidenceOf(op: Op, row: ObjectiveRow): Promise<ObjectiveEvidence> {
  return (await loadEvidence(op, [row])).get(row.id) ?? noEvidence(op)
}

/** What is averaged: key results and counted objectives alike. */
export function itemsOf({
  keyResults,
  counted,
}: ObjectiveEvidence<FigureRow>): (RollupItem & { id: string })[] {
  return [...keyResults.filter(({ row }) => !row.archived_at).map(rollupItem), ...counted]
}

export function objectiveFigures(evidence: ObjectiveEvidence<FigureRow>) {
  const { progress, expected, status, isKeep } = objectiveState(
    itemsOf(evidence),
    evidence.settings.thresholds,
  )
  const keyResults = evidence.keyResults.filter(({ row }) => !row.archived_at)
  const stale = [...keyResults, ...evidence.counted].some((item) => item.stale)
  return { progress, expected: expected ?? 0, status, stale, isKeep }
}

function countedObjective(
  op: Op,
  row: ObjectiveRow,
  evidence: ObjectiveEvidence<FigureRow>,
): CountedObjective {
  const { id, title, weight } = row
  return { id, title, weight, isHidden: !op.sees(objectiveFacts(row)), ...objectiveFigures(evidence) }
}

/** All that counts in these, level below level, in one statement. */
export async function contributorsOf(op: Op, rows: readonly CountingRow[]): Promise<ObjectiveRow[]> {
  const roots = rows.filter((row) => row.counts_aligned).map((row) => row.id)
  if (roots.length === 0) return []
  if (op.asOf !== null) return contributorsAsOf(op, roots, op.asOf)
  const { rows: found } = await sql<{ id: string }>`
    with recursive tree as (
      select id, counts_aligned from objective
      where workspace_id = ${op.workspace.id} and parent_objective_id = any(${roots}::uuid[]) and archived_at is null
      union
      select o.id, o.counts_aligned from tree t
      join objective o on o.workspace_id = ${op.workspace.id} and o.parent_objective_id = t.id and o.archived_at is null
      where t.counts_aligned
    ) select id from tree`.execute(op.db)
  if (found.length === 0) return []
  return objectives(op)
    .where(sql<boolean>`id = any(${found.map(({ id }) => id)}::uuid[])`)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** The same at a past instant, a level at a time. */
async function contributorsAsOf(op: Op, roots: string[], asOf: Date): Promise<ObjectiveRow[]> {
  const below: ObjectiveRow[] = []
  for (let level = roots; level.length > 0; ) {
    const parents = new Set<string | null>(level)
    const ever = await objectives(op)
      .where(everIn(op, 'parent_objective_id', level))
      .orderBy('position')
      .orderBy('id')
      .execute()
    const counted = (await objectivesAsOf(op, ever, asOf)).filter(
      (row) => row.archived_at === null && parents.has(row.parent_objective_id),
    )
    below.push(...counted)
    level = counted.filter((row) => row.counts_aligned).map((row) => row.id)
  }
  return below
}
