// Alignment: what an objective contributes to and supports. No circle over objectives and key results.
import { sql } from 'kysely'
import { alignmentRefusal } from '../../../core/okr/alignment.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { openCycle } from './cycle-row.ts'

export type Target = { kind: 'objective' | 'key_result'; id: string }

type Step = {
  id: string
  title: string
  cycle_id: string
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: string[]
  ups: string[]
}

/**
 * Refuses what the reader cannot see or what is closed, and a line that would close a circle over parents and supports, naming the path.
 * Walks upwards from the target, a level at a time: as many queries as it is high, however wide.
 */
export async function refuseAlignmentCircle(
  op: Op,
  objectiveId: string,
  target: Target,
  field: 'parent' | 'to' = 'parent',
): Promise<void> {
  await lockAlignment(op)
  const steps = new Map<string, Step>()
  const targetId = await objectiveOf(op, target)
  let level = targetId === null ? [] : [targetId]
  while (level.length > 0) {
    for (const step of await stepsUp(op, level)) steps.set(step.id, step)
    level = [...new Set(level.flatMap((id) => steps.get(id)?.ups ?? []))].filter((id) => !steps.has(id))
  }
  const aim = targetId === null ? undefined : steps.get(targetId)
  if (!aim || !op.sees(itemFacts(aim)))
    throw new Refusal('not_in_workspace', { field }, [{ field, code: 'not_in_workspace' }])
  await openCycle(op, aim.cycle_id)
  const refusal = alignmentRefusal(objectiveId, aim.id, (id) => steps.get(id)?.ups ?? [])
  if (!refusal) return
  const titles = refusal.path.map((id) => {
    const step = steps.get(id)
    return step && op.sees(itemFacts(step)) ? step.title : op.t('alignment.hidden_name')
  })
  const path = titles.join(' → ')
  throw new Refusal('alignment_circle', { path }, [{ field, code: 'alignment_circle', message: path }])
}

/**
 * One line is drawn at a time in a workspace: two that each close half of a circle do not pass each other. Taken before
 * any row is locked, so that whoever waits for it holds nothing that the one ahead may ask for.
 */
export async function lockAlignment(op: Op): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alignment ${op.workspace.id}`}, 0))`.execute(
    op.db,
  )
}

/** Each of these with the objectives that it contributes to or supports, through a key result or not. */
async function stepsUp(op: Op, ids: string[]): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select o.id, o.title, o.cycle_id, o.owner_id, o.unit_id, o.visibility, o.visible_to, array_remove(array[
        o.parent_objective_id, (select k.objective_id from key_result k
          where k.workspace_id = o.workspace_id and k.id = o.parent_key_result_id)]
      || array(select coalesce(s.to_objective_id, k.objective_id) from objective_support s
          left join key_result k on k.workspace_id = s.workspace_id and k.id = s.to_key_result_id
          where s.workspace_id = o.workspace_id and s.objective_id = o.id), null)::text[] as ups
    from objective o where o.workspace_id = ${op.workspace.id} and o.id = any(${ids}::uuid[])`.execute(op.db)
  return rows
}

async function objectiveOf(op: Op, { kind, id }: Target): Promise<string | null> {
  if (kind === 'objective') return id
  const query = op.db
    .selectFrom('key_result')
    .select('objective_id')
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
  return (await query.executeTakeFirst())?.objective_id ?? null
}
