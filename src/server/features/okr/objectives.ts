// Objectives: where we want to be.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { ObjectiveView, ObjectiveWholeView } from '../../../contract/okr.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { containing } from '../../platform/like.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { together } from '../../platform/together.ts'
import { kpiFacts, readKpis } from '../kpi/public.ts'
import { requireMember, requireUnit } from '../people/public.ts'
import { lockAlignment, refuseAlignmentCircle } from './alignment.ts'
import { atInstant, cycleAsOf } from './as-of.ts'
import { carryObjectiveOver } from './carry-over.ts'
import { cycleView, openCycle, readCycle } from './cycle-row.ts'
import { duplicateObjective } from './duplicate.ts'
import { explainObjective } from './explain.ts'
import { initiativesOf } from './initiatives.ts'
import { keyResultView, keyResultWhole } from './key-result-view.ts'
import { evidenceOf, loadEvidence, noEvidence } from './objective-figures.ts'
import { objectiveFacts, objectives, readObjective, refuseNegativeWeight } from './objective-row.ts'
import { objectiveView } from './objective-view.ts'
import { placeBeside } from './place.ts'
import { objectiveHistory } from './progress-history.ts'
import { publishKeyResults } from './publish.ts'
import { reviewObjective } from './review.ts'

export const objectiveHandlers: Handlers<Contract['objectives']> = {
  list: async ({ limit, cursor, cycleId, unitId, ownerId, q }, op) => {
    const after = decodeCursor(cursor, 'number', 'id')
    let query = objectives(op)
      // As text: a place between two others has more digits than a number of ours holds.
      .select(sql<string>`position::text`.as('place'))
      .where('archived_at', 'is', null)
      .orderBy('position')
      .orderBy('id')
      .limit(limit + 1)
    if (cycleId) query = query.where('cycle_id', '=', cycleId)
    if (unitId) query = query.where('unit_id', '=', unitId)
    if (ownerId) query = query.where('owner_id', '=', ownerId)
    if (q) query = query.where(sql<boolean>`fold(title) like fold(${containing(q)})`)
    if (after) query = query.where(past(['position', 'id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.place, row.id],
      (row) => row,
    )
    const visible = page.items.filter((row) => op.sees(objectiveFacts(row)))
    const evidence = await loadEvidence(op, visible, { figuresOnly: true })
    const items = visible.map((row) => {
      const ofThis = evidence.get(row.id) ?? noEvidence(op)
      return { ...objectiveView(row, ofThis), keyResults: ofThis.keyResults.map(keyResultView) }
    })
    return { items, nextCursor: page.nextCursor }
  },

  create: async (input, op) => {
    if (input.parent) await lockAlignment(op)
    await openCycle(op, input.cycleId)
    const ownerId = input.ownerId ?? op.actor.memberId
    const unitId = input.unitId ?? null
    op.authorise('objective.create', { ownerIds: [op.actor.memberId], unitIds: unitId ? [unitId] : [] })
    refuseNegativeWeight(input.weight)
    if (ownerId !== op.actor.memberId) await requireMember(op, ownerId)
    if (unitId) await requireUnit(op, unitId)
    if (input.fromKpiId) await requireKpi(op, input.fromKpiId)
    await requireReaders(op, input.visibleTo)
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
      counts_aligned: input.countsAligned ?? false,
      visibility: input.visibility ?? 'everyone',
      visible_to: input.visibleTo ?? [],
      from_kpi_id: input.fromKpiId ?? null,
      created_at: op.now,
    }
    await op.db.insertInto('objective').values(row).execute()
    op.record('objective', id, null, { title: row.title, cycleId: row.cycle_id, ownerId, unitId })
    return objectiveView(await readObjective(op, id), noEvidence(op))
  },

  get: async ({ id, asOf }, op) => whole(await atInstant(op, asOf), id),
  update: async (input, op) => {
    if (input.parent) await lockAlignment(op)
    const row = await readObjective(op, input.id, true)
    op.authorise('objective.edit', objectiveFacts(row))
    await openCycle(op, row.cycle_id)
    refuseArchived(row, input)
    if (input.cycleId && input.cycleId !== row.cycle_id) await openCycle(op, input.cycleId)
    refuseNegativeWeight(input.weight)
    if (input.ownerId) await requireMember(op, input.ownerId)
    if (input.unitId) await requireUnit(op, input.unitId)
    if (input.fromKpiId) await requireKpi(op, input.fromKpiId)
    await requireReaders(op, input.visibleTo)
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
      counts_aligned: input.countsAligned,
      visibility: input.visibility,
      visible_to: input.visibleTo,
      from_kpi_id: input.fromKpiId,
      archived_at:
        input.archived === undefined ? undefined : input.archived ? (row.archived_at ?? op.now) : null,
    })
    if (input.cycleId) await publishKeyResults(op, { objectiveId: row.id })
    return shown(op, row.id)
  },

  move: async ({ id, ...beside }, op) => {
    const row = await readObjective(op, id, true)
    op.authorise('objective.edit', objectiveFacts(row))
    await openCycle(op, row.cycle_id)
    refuseArchived(row)
    const position = await placeBeside(op, 'objective', id, beside)
    await revise(op, 'objective', { kind: 'objective', id, key: { id } }, row, { position })
    return shown(op, id)
  },

  duplicate: async ({ id, ...into }, op) =>
    whole(op, await duplicateObjective(op, await readObjective(op, id), into)),

  explain: async ({ id, asOf }, now) => {
    const op = await atInstant(now, asOf)
    return explainObjective(op, await evidenceOf(op, await readObjective(op, id)))
  },

  progress: async ({ id, asOf, ...asked }, now) => {
    const op = await atInstant(now, asOf)
    const row = await readObjective(op, id)
    const { first_day: start, last_day: end } = await cycleAsOf(op, await readCycle(op, row.cycle_id))
    return { points: await objectiveHistory(op, row, { start, end }, asked) }
  },

  carryOver: async ({ id, cycleId }, op) => {
    const row = await readObjective(op, id, true)
    op.authorise('objective.close', objectiveFacts(row))
    refuseArchived(row)
    const copy = await readObjective(op, await carryObjectiveOver(op, row, cycleId))
    return objectiveView(copy, await evidenceOf(op, copy))
  },

  review: async (input, op) => {
    const row = await readObjective(op, input.id)
    op.authorise('objective.close', objectiveFacts(row))
    return reviewObjective(op, row, input)
  },
}

async function shown(op: Op, id: string): Promise<ObjectiveView> {
  const row = await readObjective(op, id)
  return objectiveView(row, await evidenceOf(op, row))
}

async function whole(op: Op, id: string): Promise<ObjectiveWholeView> {
  const row = await readObjective(op, id)
  const [evidence, cycle, initiatives] = await together(
    evidenceOf(op, row),
    readCycle(op, row.cycle_id).then((now) => cycleAsOf(op, now)),
    initiativesOf(op, id),
  )
  return {
    ...objectiveView(row, evidence),
    cycle: cycleView(cycle),
    keyResults: evidence.keyResults.map((facts) => keyResultWhole(op, facts)),
    initiatives,
  }
}

function parentColumns(parent: { kind: 'objective' | 'key_result'; id: string } | null) {
  return {
    parent_objective_id: parent?.kind === 'objective' ? parent.id : null,
    parent_key_result_id: parent?.kind === 'key_result' ? parent.id : null,
  }
}

async function requireReaders(op: Op, ids: readonly string[] = []): Promise<void> {
  for (const id of new Set(ids)) await requireMember(op, id, 'visibleTo')
}

async function requireKpi(op: Op, id: string): Promise<void> {
  const [row] = await readKpis(op, [id])
  if (!row || !op.sees(kpiFacts(row)))
    throw new Refusal('not_in_workspace', { field: 'fromKpiId' }, [
      { field: 'fromKpiId', code: 'not_in_workspace' },
    ])
}
