// Objectives: where we want to be.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { containing } from '../../platform/like.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { kpiFacts, readKpis } from '../kpi/public.ts'
import { requireMember, requireUnit } from '../people/public.ts'
import { refuseAlignmentCircle } from './alignment.ts'
import { cycleView, openCycle, readCycle } from './cycle-row.ts'
import { explainObjective } from './explain.ts'
import { loadKeyResults } from './figures.ts'
import { initiativesOf } from './initiatives.ts'
import { keyResultView } from './key-result-view.ts'
import {
  type ObjectiveRow,
  objectiveFacts,
  objectives,
  objectiveView,
  readObjective,
  refuseNegativeWeight,
} from './objective-row.ts'
import { reviewObjective } from './review.ts'

export const objectiveHandlers: Handlers<Contract['objectives']> = {
  list: async ({ limit, cursor, cycleId, unitId, ownerId, q }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = objectives(op)
      .where('archived_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (cycleId) query = query.where('cycle_id', '=', cycleId)
    if (unitId) query = query.where('unit_id', '=', unitId)
    if (ownerId) query = query.where('owner_id', '=', ownerId)
    if (q) query = query.where(sql<boolean>`fold(title) like fold(${containing(q)})`)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    const rows = (await query.execute()) as ObjectiveRow[]
    const page = pageOf(
      rows,
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row,
    )
    const visible = page.items.filter((row) => op.sees(objectiveFacts(row)))
    const keyResults = await loadKeyResults(op, { objectiveIds: visible.map((row) => row.id) })
    const byObjective = Map.groupBy(keyResults, (keyResult) => keyResult.row.objective_id)
    const items = visible.map((row) => {
      const ofThis = byObjective.get(row.id) ?? []
      return { ...objectiveView(op, row, ofThis), keyResults: ofThis.map(keyResultView) }
    })
    return { items, nextCursor: page.nextCursor }
  },

  create: async (input, op) => {
    await openCycle(op, input.cycleId)
    const ownerId = input.ownerId ?? op.actor.memberId
    const unitId = input.unitId ?? null
    op.authorise('objective.create', { ownerIds: [op.actor.memberId], unitIds: unitId ? [unitId] : [] })
    refuseNegativeWeight(input.weight)
    if (ownerId !== op.actor.memberId) await requireMember(op, ownerId)
    if (unitId) await requireUnit(op, unitId)
    if (input.fromKpiId) await requireKpi(op, input.fromKpiId)
    const id = newId()
    if (input.parent) await refuseAlignmentCircle(op, id, input.parent)
    const row = {
      workspace_id: op.workspace.id,
      id,
      cycle_id: input.cycleId,
      unit_id: unitId,
      owner_id: ownerId,
      title: input.title,
      reason: input.reason ?? '',
      ambition: input.ambition ?? 'aspirational',
      weight: input.weight ?? 1,
      ...parentColumns(input.parent ?? null),
      visibility: input.visibility ?? 'everyone',
      visible_to: input.visibleTo ?? [],
      from_kpi_id: input.fromKpiId ?? null,
      created_at: op.now,
    }
    await op.db.insertInto('objective').values(row).execute()
    op.record('objective', id, null, { title: row.title, cycleId: row.cycle_id, ownerId, unitId })
    return objectiveView(op, await readObjective(op, id), [])
  },

  get: async ({ id }, op) => {
    const row = await readObjective(op, id)
    const keyResults = await loadKeyResults(op, { objectiveIds: [id] })
    return {
      ...objectiveView(op, row, keyResults),
      cycle: cycleView(await readCycle(op, row.cycle_id)),
      keyResults: keyResults.map(keyResultView),
      initiatives: await initiativesOf(op, id),
    }
  },

  update: async (input, op) => {
    const row = await readObjective(op, input.id, true)
    op.authorise('objective.edit', objectiveFacts(row))
    await openCycle(op, row.cycle_id)
    if (input.cycleId && input.cycleId !== row.cycle_id) await openCycle(op, input.cycleId)
    refuseNegativeWeight(input.weight)
    if (input.ownerId) await requireMember(op, input.ownerId)
    if (input.unitId) await requireUnit(op, input.unitId)
    if (input.fromKpiId) await requireKpi(op, input.fromKpiId)
    if (input.parent) await refuseAlignmentCircle(op, input.id, input.parent)
    await revise(op, 'objective', { kind: 'objective', id: row.id, key: { id: row.id } }, row, {
      title: input.title,
      cycle_id: input.cycleId,
      unit_id: input.unitId,
      owner_id: input.ownerId,
      reason: input.reason,
      ambition: input.ambition,
      weight: input.weight,
      ...(input.parent === undefined ? {} : parentColumns(input.parent)),
      visibility: input.visibility,
      visible_to: input.visibleTo,
      from_kpi_id: input.fromKpiId,
      archived_at:
        input.archived === undefined ? undefined : input.archived ? (row.archived_at ?? op.now) : null,
    })
    return objectiveView(
      op,
      await readObjective(op, row.id),
      await loadKeyResults(op, { objectiveIds: [row.id] }),
    )
  },

  explain: async ({ id }, op) =>
    explainObjective(op, await readObjective(op, id), await loadKeyResults(op, { objectiveIds: [id] })),

  review: async (input, op) => {
    const row = await readObjective(op, input.id)
    op.authorise('objective.close', objectiveFacts(row))
    return reviewObjective(op, row, input)
  },
}

function parentColumns(parent: { kind: 'objective' | 'key_result'; id: string } | null) {
  return {
    parent_objective_id: parent?.kind === 'objective' ? parent.id : null,
    parent_key_result_id: parent?.kind === 'key_result' ? parent.id : null,
  }
}

async function requireKpi(op: Op, id: string): Promise<void> {
  const [row] = await readKpis(op, [id])
  if (!row || !op.sees(kpiFacts(row)))
    throw new Refusal('not_in_workspace', { field: 'fromKpiId' }, [
      { field: 'fromKpiId', code: 'not_in_workspace' },
    ])
}
