// Key results with the objective and the cycle that they stand in.
import type { Op } from './operation-context.ts'

/** `k`, `o` and `c`: what is read, narrowed and ordered is the caller's. */
export function keyResultsInCycles(op: Op) {
  return op.db
    .selectFrom('key_result as k')
    .innerJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'k.workspace_id').onRef('o.id', '=', 'k.objective_id'),
    )
    .innerJoin('cycle as c', (join) =>
      join.onRef('c.workspace_id', '=', 'o.workspace_id').onRef('c.id', '=', 'o.cycle_id'),
    )
    .where('k.workspace_id', '=', op.workspace.id)
}
