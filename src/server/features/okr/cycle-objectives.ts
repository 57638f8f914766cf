// The objectives of a cycle, as they are or as they were at the instant asked about.
import type { Op } from '../../platform/operation-context.ts'
import { everIn, objectivesAsOf } from './as-of.ts'
import { type ObjectiveRow, objectives } from './objective-row.ts'

/** The objectives of a cycle that count: those not archived. */
export async function objectivesOf(op: Op, cycleId: string): Promise<ObjectiveRow[]> {
  if (op.asOf !== null) {
    const ever = await objectives(op)
      .where(everIn(op, 'cycle_id', [cycleId]))
      .orderBy('position')
      .orderBy('id')
      .execute()
    const were = await objectivesAsOf(op, ever, op.asOf)
    return were.filter((row) => row.cycle_id === cycleId && row.archived_at === null)
  }
  return objectives(op)
    .where('cycle_id', '=', cycleId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}
