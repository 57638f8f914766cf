// The key results of whole cycles, each with its newest check-in and no more than figures need: a statement for all.
import { sql } from 'kysely'
import type { Op } from '../../platform/operation-context.ts'
import { withFigures } from './figures.ts'
import type { CheckInRow } from './telling-check-ins.ts'

type Cycle = { id: string; state: string; first_day: string; last_day: string; settings: unknown }

/** The figures of those whose objectives are not archived, in the order that people gave them. */
export async function figuresOfCycles(op: Op, cycles: readonly Cycle[]) {
  const cycleFacts = new Map(
    cycles.map(({ id, state, first_day, last_day, settings }) => [
      id,
      { cycle_state: state, cycle_first_day: first_day, cycle_last_day: last_day, cycle_settings: settings },
    ]),
  )
  const newest: CheckInRow[] = []
  const rows = (await queryRows(op, [...cycleFacts.keys()])).map((selected) => {
    const { on_date, value, steps_done, confidence, call, recorded_by, ...row } = selected
    if (on_date !== null && recorded_by !== null)
      newest.push({ key_result_id: row.id, on_date, value, steps_done, confidence, call, recorded_by })
    return { ...row, ...(cycleFacts.get(row.cycle_id) ?? noCycle) }
  })
  return withFigures(op, rows, newest)
}

const noCycle = { cycle_state: 'closed', cycle_first_day: '', cycle_last_day: '', cycle_settings: null }

export type CycleFacts = Awaited<ReturnType<typeof figuresOfCycles>>[number]
export type CycleKeyResultRow = CycleFacts['row']

/**
 * Those of each objective by index, however large the table is beside the cycle and whatever the server thinks that a page
 * costs: `offset 0` keeps the planner from joining the whole table instead.
 */
function queryRows(op: Op, cycleIds: string[]) {
  return op.db
    .selectFrom('objective as o')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('key_result as k')
          .select(['k.id', 'k.objective_id', 'k.title', 'k.owner_id', 'k.weight', 'k.measure', 'k.plan'])
          .select(['k.kpi_id', 'k.reading', 'k.reading_n', 'k.first_day', 'k.last_day', 'k.created_at'])
          .select(['k.workspace_id', 'k.position'])
          .whereRef('k.workspace_id', '=', 'o.workspace_id')
          .whereRef('k.objective_id', '=', 'o.id')
          .where('k.archived_at', 'is', null)
          .offset(sql.lit(0))
          .as('k'),
      (join) => join.on(sql.lit(true)),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('check_in as c')
          .select(['c.on_date', 'c.value', 'c.steps_done', 'c.confidence', 'c.call', 'c.recorded_by'])
          .whereRef('c.workspace_id', '=', 'k.workspace_id')
          .whereRef('c.key_result_id', '=', 'k.id')
          .where('c.superseded_at', 'is', null)
          .orderBy('c.on_date', 'desc')
          .limit(1)
          .as('c'),
      (join) => join.on(sql.lit(true)),
    )
    .select([
      'k.id',
      'k.objective_id',
      'k.title',
      'k.owner_id',
      'k.weight',
      'k.measure',
      'k.plan',
      'k.kpi_id',
    ])
    .select(['k.reading', 'k.reading_n', 'k.first_day', 'k.last_day', 'k.created_at', 'o.cycle_id'])
    .select(['c.on_date', 'c.value', 'c.steps_done', 'c.confidence', 'c.call', 'c.recorded_by'])
    .where('o.workspace_id', '=', op.workspace.id)
    .where('o.cycle_id', 'in', cycleIds)
    .where('o.archived_at', 'is', null)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute()
}
