// Alignment: what an objective contributes to. No circle over objectives and key results.
import { alignmentRefusal } from '../../../core/okr/alignment.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'

type Parent = { kind: 'objective' | 'key_result'; id: string }

/** Walks upwards from the parent, a level at a time: as many queries as the tree is high, however wide it is. */
export async function refuseAlignmentCircle(op: Op, objectiveId: string, parent: Parent): Promise<void> {
  const titles = new Map<string, string>()
  const links = new Map<string, string[]>()
  const parentId = await objectiveOf(op, parent)
  let level = [parentId]
  while (level.length > 0) {
    const rows = await op.db
      .selectFrom('objective as o')
      .leftJoin('key_result as k', (join) =>
        join.onRef('k.workspace_id', '=', 'o.workspace_id').onRef('k.id', '=', 'o.parent_key_result_id'),
      )
      .select(['o.id', 'o.title', 'o.parent_objective_id', 'k.objective_id as parent_of_key_result'])
      .where('o.workspace_id', '=', op.workspace.id)
      .where('o.id', 'in', level)
      .execute()
    level = []
    for (const row of rows) {
      titles.set(row.id, row.title)
      const up = row.parent_objective_id ?? row.parent_of_key_result
      links.set(row.id, up ? [up] : [])
      if (up && !titles.has(up)) level.push(up)
    }
  }
  const refusal = alignmentRefusal(objectiveId, parentId, (id) => links.get(id) ?? [])
  if (!refusal) return
  const path = refusal.path.map((id) => titles.get(id) ?? '…').join(' → ')
  throw new Refusal('alignment_circle', { path }, [
    { field: 'parent', code: 'alignment_circle', message: path },
  ])
}

async function objectiveOf(op: Op, parent: Parent): Promise<string> {
  const query =
    parent.kind === 'objective'
      ? op.db
          .selectFrom('objective')
          .select('id as objective')
          .where('workspace_id', '=', op.workspace.id)
          .where('id', '=', parent.id)
      : op.db
          .selectFrom('key_result')
          .select('objective_id as objective')
          .where('workspace_id', '=', op.workspace.id)
          .where('id', '=', parent.id)
  const row = await query.executeTakeFirst()
  if (!row)
    throw new Refusal('not_in_workspace', { field: 'parent' }, [
      { field: 'parent', code: 'not_in_workspace' },
    ])
  return row.objective
}
