// What stands on a chart's time axis beside its values: key results, initiatives that are done, hand overs.
import type { ChartView } from '../../../contract/kpi.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import { reopeningSignals } from './signals.ts'

/** What says whether the reader may see the objective: what they may not is not named on the chart either. */
const objectiveColumns = ['o.owner_id', 'o.unit_id', 'o.visibility', 'o.visible_to'] as const

export async function boundKeyResults(op: Op, kpiId: string): Promise<ChartView['keyResults']> {
  const rows = await keyResultsInCycles(op)
    .leftJoin('key_result_review as r', (join) =>
      join.onRef('r.workspace_id', '=', 'k.workspace_id').onRef('r.key_result_id', '=', 'k.id'),
    )
    .select([
      'k.id',
      'k.objective_id',
      'k.title',
      'k.measure',
      'k.first_day',
      'k.last_day',
      'c.first_day as cycle_first',
      'c.last_day as cycle_last',
      'c.state',
      'r.score',
      ...objectiveColumns,
    ])
    .where('k.kpi_id', '=', kpiId)
    .where('k.archived_at', 'is', null)
    .where('o.archived_at', 'is', null)
    .orderBy('k.created_at')
    .modifyEnd(kept)
    .execute()
  return rows
    .filter((row) => op.sees(itemFacts(row)))
    .map((row) => {
      const measure = row.measure as { start?: number; target?: number }
      return {
        id: row.id,
        objectiveId: row.objective_id,
        title: row.title,
        firstDay: row.first_day ?? row.cycle_first,
        lastDay: row.last_day ?? row.cycle_last,
        start: measure.start ?? null,
        target: measure.target ?? null,
        cycleState: row.state as 'draft',
        score: row.score,
      }
    })
}

export async function doneInitiatives(op: Op, kpiId: string): Promise<ChartView['initiatives']> {
  const rows = await keyResultsInCycles(op)
    .innerJoin('initiative_key_result as l', (join) =>
      join.onRef('l.workspace_id', '=', 'k.workspace_id').onRef('l.key_result_id', '=', 'k.id'),
    )
    .innerJoin('initiative as i', (join) =>
      join.onRef('i.workspace_id', '=', 'l.workspace_id').onRef('i.id', '=', 'l.initiative_id'),
    )
    .select(['i.id', 'i.title', 'i.done_on', ...objectiveColumns])
    .distinctOn(['i.done_on', 'i.id'])
    .where('k.kpi_id', '=', kpiId)
    .where('i.done_on', 'is not', null)
    .orderBy('i.done_on')
    .orderBy('i.id')
    .modifyEnd(kept)
    .execute()
  const visible = rows.filter((row) => op.sees(itemFacts(row)))
  return visible.flatMap(({ id, title, done_on }) =>
    done_on === null ? [] : [{ id, title, doneOn: done_on }],
  )
}

/** Hand overs, each with the concern signal that reopened its case (DOMAIN.md 7.3). */
export async function handOvers(op: Op, kpiId: string, asOf?: Date): Promise<ChartView['handOvers']> {
  let query = op.db
    .selectFrom('hand_over')
    .select(['id', 'key_result_id', 'phase_id', 'from_day', 'created_at', 'undone_at'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .orderBy('id')
    .modifyEnd(kept)
  if (asOf !== undefined) query = query.where('created_at', '<=', asOf)
  const rows = await query.execute()
  const reopened = rows.length === 0 ? new Map() : await reopeningSignals(op, kpiId)
  return rows.map((row) => ({
    id: row.id,
    keyResultId: row.key_result_id,
    phaseId: row.phase_id,
    from: row.from_day,
    createdAt: row.created_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    reopened: reopened.get(row.id) ?? null,
  }))
}
