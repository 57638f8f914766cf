// The key results of whole cycles, each with its newest check-in and no more than figures need: a statement for all.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Op } from '../../platform/operation-context.ts'
import { withFigures } from './figures.ts'
import type { CheckInRow } from './telling-check-ins.ts'

type Cycle = { id: string; state: string; first_day: string; last_day: string; settings: unknown }

/** The figures of those whose objectives are not archived, in the order that people gave them. */
export async function figuresOfCycles(op: Op, cycles: readonly Cycle[]) {
  const byId = new Map(cycles.map((cycle) => [cycle.id, cycle]))
  const newest: CheckInRow[] = []
  const rows = (await queryRows(op, [...byId.keys()])).map((listed) => {
    const [id, objective_id, title, owner_id, weight, measure, plan, kpi_id, ...more] = listed
    const [reading, reading_n, first_day, last_day, createdAt, cycle_id, ...said] = more
    const [on_date, value, steps_done, confidence, call, recorded_by] = said
    if (on_date !== null && recorded_by !== null)
      newest.push({ key_result_id: id, on_date, value, steps_done, confidence, call, recorded_by })
    const cycle = byId.get(cycle_id)
    return {
      ...{ id, objective_id, title, owner_id, weight, measure, plan, kpi_id },
      ...{ reading, reading_n, first_day, last_day, created_at: new Date(createdAt), cycle_id },
      cycle_state: cycle?.state ?? 'closed',
      cycle_first_day: cycle?.first_day ?? '',
      cycle_last_day: cycle?.last_day ?? '',
      cycle_settings: (cycle?.settings ?? null) as unknown,
    }
  })
  return withFigures(op, rows, newest)
}

export type CycleFacts = Awaited<ReturnType<typeof figuresOfCycles>>[number]
export type CycleKeyResultRow = CycleFacts['row']

/** In the order of `columns`. */
type Listed = [
  id: string,
  objective_id: string,
  title: string,
  owner_id: string,
  weight: number,
  measure: unknown,
  plan: unknown,
  kpi_id: string | null,
  reading: string | null,
  reading_n: number | null,
  first_day: IsoDate | null,
  last_day: IsoDate | null,
  created_at: string,
  cycle_id: string,
  on_date: IsoDate | null,
  value: number | null,
  steps_done: number[] | null,
  confidence: number | null,
  call: string | null,
  recorded_by: string | null,
]

const columns = sql`k.id, k.objective_id, k.title, k.owner_id, k.weight, k.measure, k.plan, k.kpi_id, k.reading, k.reading_n,
  k.first_day, k.last_day, k.created_at, o.cycle_id, c.on_date, c.value, c.steps_done, c.confidence, c.call, c.recorded_by`

/**
 * Those of each objective by index, however large the table is beside the cycle and whatever the server thinks that a page
 * costs: `offset 0` keeps the planner from joining the whole table instead. All come as one list: to take a thousand rows
 * apart column by column would cost more than all that is computed from them.
 */
async function queryRows(op: Op, cycleIds: string[]): Promise<Listed[]> {
  const { rows } = await sql<{ listed: Listed[] | null }>`
    select json_agg(json_build_array(${columns}) order by k.position, k.id) as listed
    from objective o
    cross join lateral (
      select * from key_result
      where workspace_id = o.workspace_id and objective_id = o.id and archived_at is null
      offset 0
    ) k
    left join lateral (
      select on_date, value, steps_done, confidence, call, recorded_by from check_in
      where workspace_id = k.workspace_id and key_result_id = k.id and superseded_at is null
      order by on_date desc limit 1
    ) c on true
    where o.workspace_id = ${op.workspace.id} and o.cycle_id = any(${cycleIds}::uuid[]) and o.archived_at is null`.execute(
    op.db,
  )
  return rows[0]?.listed ?? []
}
