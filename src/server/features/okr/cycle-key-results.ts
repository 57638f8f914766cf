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
  const lists = await queryLists(op, [...byId.keys()])
  const at = <K extends keyof Lists>(name: K, place: number) => lists[name]?.[place] as Lists[K][number]
  const newest: CheckInRow[] = []
  const rows = (lists.id ?? []).map((id, i) => {
    const [on_date, recorded_by] = [at('on_date', i), at('recorded_by', i)]
    if (on_date !== null && recorded_by !== null)
      newest.push({
        key_result_id: id,
        on_date,
        value: at('value', i),
        steps_done: at('steps_done', i),
        confidence: at('confidence', i),
        call: at('call', i),
        recorded_by,
      })
    const cycle_id = at('cycle_id', i)
    const cycle = byId.get(cycle_id)
    return {
      id,
      objective_id: at('objective_id', i),
      title: at('title', i),
      owner_id: at('owner_id', i),
      weight: at('weight', i),
      measure: at('measure', i),
      plan: at('plan', i),
      kpi_id: at('kpi_id', i),
      reading: at('reading', i),
      reading_n: at('reading_n', i),
      first_day: at('first_day', i),
      last_day: at('last_day', i),
      created_at: new Date(at('created_at', i)),
      cycle_id,
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

/** Of key results, and of the newest check-in of each: a list of each column, all in the order of the key results. */
type Lists = {
  id: string[]
  objective_id: string[]
  title: string[]
  owner_id: string[]
  weight: number[]
  measure: unknown[]
  plan: unknown[]
  kpi_id: (string | null)[]
  reading: (string | null)[]
  reading_n: (number | null)[]
  first_day: (IsoDate | null)[]
  last_day: (IsoDate | null)[]
  created_at: string[]
  cycle_id: string[]
  on_date: (IsoDate | null)[]
  value: (number | null)[]
  steps_done: (number[] | null)[]
  confidence: (number | null)[]
  call: (string | null)[]
  recorded_by: (string | null)[]
}

const ofKeyResult = `id objective_id title owner_id weight measure plan kpi_id reading reading_n first_day last_day created_at`
const ofCheckIn = `on_date value steps_done confidence call recorded_by`
const columns = [
  ...ofKeyResult.split(' ').map((name) => ['k', name] as const),
  ['o', 'cycle_id'] as const,
  ...ofCheckIn.split(' ').map((name) => ['c', name] as const),
]
const selected = sql.join(columns.map(([table, name]) => sql.ref(`${table}.${name}`)))
const asLists = sql.join(columns.map(([, name]) => sql`json_agg(${sql.ref(name)}) as ${sql.ref(name)}`))

/**
 * Those of each objective by index, however large the table is beside the cycle and whatever the server thinks that a page
 * costs: `offset 0` keeps the planner from joining the whole table instead. All come as lists: to take a thousand rows
 * apart column by column would cost more than all that is computed from them.
 */
async function queryLists(op: Op, cycleIds: string[]): Promise<Partial<Lists>> {
  const { rows } = await sql<Partial<Lists>>`
    select ${asLists} from (
      select ${selected}
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
      where o.workspace_id = ${op.workspace.id} and o.cycle_id = any(${cycleIds}::uuid[]) and o.archived_at is null
      order by k.position, k.id
    ) listed`.execute(op.db)
  return rows[0] ?? {}
}
