// Whether the values kept for speed are those that the measurements give.
import { sql } from 'kysely'
import type { Op } from '../../platform/operation-context.ts'
import { recomputeEveryKpi } from './recompute.ts'

export type PeriodDifference = {
  kpiId: string
  firstDay: string
  /** As it is kept, and as it follows; null where it has no value, or is not there. */
  kept: number | null
  derived: number | null
}

type Kept = { kpi_id: string; first_day: string; value: number | null; count: number }

/**
 * Every kept period value that differs from what the product computes anew from measurements and formulas. It recomputes
 * in the transaction that it is given, which is the caller's to undo.
 */
export async function periodDifferences(op: Op): Promise<PeriodDifference[]> {
  const before = await keptPeriods(op)
  await recomputeEveryKpi(op)
  const after = await keptPeriods(op)
  const places = new Set([...before.keys(), ...after.keys()])
  return [...places].flatMap((place) => {
    const [kept, derived] = [before.get(place), after.get(place)]
    if (kept?.value === derived?.value && kept?.count === derived?.count) return []
    const [kpiId = '', firstDay = ''] = place.split(' ')
    return [{ kpiId, firstDay, kept: kept?.value ?? null, derived: derived?.value ?? null }]
  })
}

async function keptPeriods(op: Op): Promise<Map<string, Kept>> {
  // What rests on nothing is no period: a row that a void has emptied stays, and says nothing.
  const { rows } = await sql<Kept>`
    select kpi_id, first_day, value, count from period_value
    where workspace_id = ${op.workspace.id} and count > 0`.execute(op.db)
  return new Map(rows.map((row) => [`${row.kpi_id} ${row.first_day}`, row]))
}
