// Both directions of alignment around one objective, and the supports beside its parent.
import { sql } from 'kysely'
import type { AlignedView, AlignmentView } from '../../../contract/alignment.ts'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { lockAlignment, refuseAlignmentCircle } from './alignment.ts'
import { openCycle } from './cycle-row.ts'
import { evidenceOf, loadEvidence, noEvidence, objectiveFigures } from './objective-figures.ts'
import { objectiveFacts, objectives, readObjective } from './objective-row.ts'
import { objectiveView } from './objective-view.ts'

export const alignmentHandlers: Handlers<Contract['alignment']> = {
  get: async ({ id }, op) => {
    const row = await readObjective(op, id)
    const lines = await linesOf(op, id)
    const objectiveById = await loadObjectives(op, lines)
    const side = (direction: Line['direction']): AlignmentView['up'] => {
      const all = lines
        .filter((line) => line.direction === direction)
        .flatMap((line) => objectiveById.get(line.objective_id)?.(line, row.counts_aligned) ?? [])
      return {
        items: all.filter((item) => item !== 'hidden'),
        hidden: all.filter((item) => item === 'hidden').length,
      }
    }
    return { up: side('up'), down: side('down') }
  },

  support: async ({ id, to }, op) => {
    await lockAlignment(op)
    const row = await readObjective(op, id, true)
    op.authorise('objective.edit', objectiveFacts(row))
    await openCycle(op, row.cycle_id)
    refuseArchived(row)
    await refuseAlignmentCircle(op, id, to, 'to')
    const isParent = (to.kind === 'objective' ? row.parent_objective_id : row.parent_key_result_id) === to.id
    if (isParent) throw new Refusal('support_is_parent', {}, [{ field: 'to', code: 'support_is_parent' }])
    const support = {
      workspace_id: op.workspace.id,
      id: newId(),
      objective_id: id,
      to_objective_id: to.kind === 'objective' ? to.id : null,
      to_key_result_id: to.kind === 'key_result' ? to.id : null,
      created_at: op.now,
      created_by: op.actor.memberId,
    }
    const written = await op.db
      .insertInto('objective_support')
      .values(support)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    if (written.length > 0) op.record('objective', id, { supports: null }, { supports: to })
    return objectiveView(row, await evidenceOf(op, row))
  },

  withdraw: async ({ id, toId }, op) => {
    const row = await readObjective(op, id, true)
    op.authorise('objective.edit', objectiveFacts(row))
    await openCycle(op, row.cycle_id)
    refuseArchived(row)
    const removed = await op.db
      .deleteFrom('objective_support')
      .where('workspace_id', '=', op.workspace.id)
      .where('objective_id', '=', id)
      .where((eb) => eb.or([eb('to_objective_id', '=', toId), eb('to_key_result_id', '=', toId)]))
      .returning(['to_objective_id', 'to_key_result_id'])
      .execute()
    if (removed.length === 0) throw new Refusal('not_found')
    for (const { to_objective_id } of removed)
      op.record(
        'objective',
        id,
        { supports: { kind: to_objective_id ? 'objective' : 'key_result', id: toId } },
        { supports: null },
      )
    return objectiveView(row, await evidenceOf(op, row))
  },
}

/** A line from or to the objective; `objective_id` is the one at its other end. */
type Line = {
  direction: 'up' | 'down'
  relation: AlignedView['relation']
  objective_id: string
  end_kind: AlignedView['end']['kind']
  end_id: string
  key_result_title: string | null
}

async function linesOf(op: Op, id: string): Promise<Line[]> {
  const ws = op.workspace.id
  const { rows } = await sql<Line>`
    with mine as (select k.id, k.title from key_result k where k.workspace_id = ${ws} and k.objective_id = ${id}),
    line as (
      select 'parent' as relation, id as from_id, parent_objective_id as to_objective_id, parent_key_result_id as to_key_result_id
      from objective where workspace_id = ${ws} and archived_at is null
        and (id = ${id} or parent_objective_id = ${id} or parent_key_result_id in (select id from mine))
        and (parent_objective_id is not null or parent_key_result_id is not null)
      union all
      select 'support', s.objective_id, s.to_objective_id, s.to_key_result_id from objective_support s
      where s.workspace_id = ${ws}
        and (s.objective_id = ${id} or s.to_objective_id = ${id} or s.to_key_result_id in (select id from mine))
    )
    select case when l.from_id = ${id} then 'up' else 'down' end as direction, l.relation,
      case when l.from_id = ${id} then coalesce(l.to_objective_id, k.objective_id) else l.from_id end as objective_id,
      case when l.to_objective_id is null then 'key_result' else 'objective' end as end_kind,
      coalesce(l.to_objective_id, l.to_key_result_id) as end_id, k.title as key_result_title
    from line l left join key_result k on k.workspace_id = ${ws} and k.id = l.to_key_result_id
    order by l.relation, k.title nulls first`.execute(op.db)
  return rows
}

type Shown = (line: Line, parentCounts: boolean) => AlignedView | 'hidden'

/** The objectives at the other ends, each as it is shown to this reader. Archived ones are left out. */
async function loadObjectives(op: Op, lines: Line[]): Promise<Map<string, Shown>> {
  const ids = [...new Set(lines.map((line) => line.objective_id))]
  if (ids.length === 0) return new Map()
  const rows = await objectives(op)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const seen = rows.filter((row) => op.sees(objectiveFacts(row)))
  const evidence = await loadEvidence(op, seen)
  return new Map(
    rows.map((row) => [
      row.id,
      (line, parentCounts) => {
        if (!seen.includes(row)) return 'hidden'
        const { progress, status, stale } = objectiveFigures(evidence.get(row.id) ?? noEvidence(op))
        const isCountable = line.relation === 'parent' && line.end_kind === 'objective'
        return {
          relation: line.relation,
          end: { kind: line.end_kind, id: line.end_id },
          objectiveId: row.id,
          title: row.title,
          keyResultTitle: line.key_result_title,
          ownerId: row.owner_id,
          progress,
          status,
          stale,
          weight: row.weight,
          counts: isCountable && (line.direction === 'up' ? row.counts_aligned : parentCounts),
        }
      },
    ]),
  )
}
