// The statements of a cycle that the reader sees, for the coach: objectives, key results, and what serves them.
import { sql } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Measure } from '../../../core/okr/measure.ts'
import type { Op } from '../../platform/operation-context.ts'
import type { readCycle } from './cycle-row.ts'
import { storedMeasure } from './figures.ts'
import { objectiveFacts, objectives } from './objective-row.ts'

export type KeyResultStatement = {
  id: string
  title: string
  measure: Measure
  kpiId: string | null
  /** Of an active cycle, from its first day to its last. */
  isUnderWay: boolean
  /** Initiatives that serve it; those of its objective that name no key result count as well. */
  initiatives: number
}

export type ObjectiveStatement = {
  id: string
  title: string
  ownerId: string
  keyResults: KeyResultStatement[]
}

/** Three statements, however large the cycle. */
export async function cycleStatements(
  op: Op,
  cycle: Awaited<ReturnType<typeof readCycle>>,
): Promise<ObjectiveStatement[]> {
  const rows = await objectives(op)
    .where('cycle_id', '=', cycle.id)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const seen = rows.filter((row) => op.sees(objectiveFacts(row)))
  const ofCycle = sql<boolean>`objective_id in (select id from objective
    where workspace_id = ${op.workspace.id} and cycle_id = ${cycle.id} and archived_at is null)`
  const keyResults = await op.db
    .selectFrom('key_result')
    .select(['id', 'objective_id', 'title', 'measure', 'kpi_id', 'first_day', 'last_day'])
    .where('workspace_id', '=', op.workspace.id)
    .where('archived_at', 'is', null)
    .where(ofCycle)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const initiatives = await op.db
    .selectFrom('initiative')
    .select([
      'objective_id',
      sql<string[]>`array(select key_result_id::text from initiative_key_result l
        where l.workspace_id = initiative.workspace_id and l.initiative_id = initiative.id)`.as('serves'),
    ])
    .where('workspace_id', '=', op.workspace.id)
    .where('archived_at', 'is', null)
    .where(ofCycle)
    .execute()
  const served = countServing(initiatives)
  const byObjective = Map.groupBy(keyResults, (row) => row.objective_id)
  const isRunning = (row: { first_day: IsoDate | null; last_day: IsoDate | null }) =>
    cycle.state === 'active' &&
    (row.first_day ?? cycle.first_day) <= op.today &&
    op.today <= (row.last_day ?? cycle.last_day)
  return seen.map(({ id, title, owner_id }) => ({
    id,
    title,
    ownerId: owner_id,
    keyResults: (byObjective.get(id) ?? []).map((row) => ({
      id: row.id,
      title: row.title,
      measure: storedMeasure(row.measure),
      kpiId: row.kpi_id,
      isUnderWay: isRunning(row),
      initiatives: (served.get(row.id) ?? 0) + (served.get(id) ?? 0),
    })),
  }))
}

/** By key result; those that name none, by their objective. */
function countServing(rows: { objective_id: string | null; serves: string[] }[]): Map<string, number> {
  const served = new Map<string, number>()
  for (const { objective_id, serves } of rows)
    for (const id of serves.length > 0 ? serves : [objective_id ?? ''])
      served.set(id, (served.get(id) ?? 0) + 1)
  return served
}
