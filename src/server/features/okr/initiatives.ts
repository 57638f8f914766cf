// Initiatives: the work. They never enter progress.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { InitiativeView, ListedInitiativeView } from '../../../contract/okr.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { requireMember } from '../people/public.ts'
import { openCycle } from './cycle-row.ts'
import { loadKeyResults } from './figures.ts'
import {
  doneOn,
  type InitiativeRow,
  initiativeFacts,
  initiatives,
  initiativeView,
  readInitiative,
  readSeenInitiative,
  refuseForeignBet,
  refuseLinks,
  servedBy,
} from './initiative-row.ts'
import { keyResultFacts } from './key-result-facts.ts'
import { objectiveFacts, readObjective } from './objective-row.ts'
import { placeBeside } from './place.ts'

export const initiativeHandlers: Handlers<Contract['initiatives']> = {
  list: async ({ limit, cursor, ...filter }, op) => {
    const after = decodeCursor(cursor, 'number', 'id')
    let query = filtered(op, filter)
      .where('initiative.archived_at', 'is', null)
      .orderBy('initiative.position')
      .orderBy('initiative.id')
      .limit(limit + 1)
    if (after) query = query.where(past(['initiative.position', 'initiative.id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.place, row.id],
      (row) => row,
    )
    return { ...page, items: await listed(op, page.items) }
  },

  get: async ({ id }, op) => initiativeView(await readSeenInitiative(op, id)),

  create: async (input, op) => {
    const keyResultIds = [...new Set(input.keyResultIds ?? [])]
    const served = await servedObjective(op, input.objectiveId ?? null, keyResultIds)
    op.authorise('initiative.create', served ? objectiveFacts(served) : { ownerIds: [op.actor.memberId] })
    if (served) await openCycle(op, served.cycle_id)
    if (input.ownerId) await requireMember(op, input.ownerId)
    if (served) refuseArchived(served)
    refuseForeignBet(input.bet ?? null, keyResultIds)
    refuseLinks(input.links)
    const id = newId()
    const state = input.state ?? 'planned'
    await op.db
      .insertInto('initiative')
      .values({
        workspace_id: op.workspace.id,
        id,
        objective_id: served?.id ?? null,
        owner_id: input.ownerId ?? op.actor.memberId,
        title: input.title,
        state,
        due: input.due ?? null,
        done_on: doneOn(op, state, input.doneOn, null),
        bet: input.bet ? JSON.stringify(input.bet) : null,
        links: JSON.stringify(input.links ?? []),
        created_at: op.now,
      })
      .execute()
    await link(op, id, keyResultIds)
    op.record('initiative', id, null, { title: input.title, objectiveId: served?.id ?? null, keyResultIds })
    return initiativeView(await readInitiative(op, id))
  },

  update: async (input, op) => {
    const row = await readInitiative(op, input.id, true)
    const served = row.objective_id ? await readObjective(op, row.objective_id) : null
    op.authorise('initiative.edit', initiativeFacts(row, served))
    if (served) await openCycle(op, served.cycle_id)
    if (served) refuseArchived(served)
    refuseArchived(row, input)
    if (input.ownerId) await requireMember(op, input.ownerId)
    const keyResultIds = input.keyResultIds ? [...new Set(input.keyResultIds)] : row.key_result_ids
    const moved = await servedObjective(
      op,
      input.objectiveId === undefined ? row.objective_id : input.objectiveId,
      keyResultIds,
      row.key_result_ids,
    )
    if (moved && moved.id !== served?.id) {
      op.authorise('initiative.create', objectiveFacts(moved))
      await openCycle(op, moved.cycle_id)
    }
    refuseForeignBet(input.bet === undefined ? (row.bet as InitiativeView['bet']) : input.bet, keyResultIds)
    refuseLinks(input.links)
    const state = input.state ?? row.state
    await revise(op, 'initiative', { kind: 'initiative', id: row.id, key: { id: row.id } }, row, {
      title: input.title,
      objective_id: input.objectiveId === undefined ? undefined : (moved?.id ?? null),
      owner_id: input.ownerId,
      state: input.state,
      done_on:
        input.state === undefined && input.doneOn === undefined
          ? undefined
          : doneOn(op, state, input.doneOn, input.doneOn === null ? null : row.done_on),
      due: input.due,
      bet: input.bet,
      links: input.links,
      archived_at:
        input.archived === undefined ? undefined : input.archived ? (row.archived_at ?? op.now) : null,
    })
    if (input.keyResultIds) {
      await op.db
        .deleteFrom('initiative_key_result')
        .where('workspace_id', '=', op.workspace.id)
        .where('initiative_id', '=', row.id)
        .execute()
      await link(op, row.id, keyResultIds)
      if (!isDeepStrictEqual(keyResultIds.toSorted(), row.key_result_ids))
        op.record('initiative', row.id, { keyResultIds: row.key_result_ids }, { keyResultIds })
    }
    return initiativeView(await readInitiative(op, row.id))
  },

  move: async ({ id, state, after, before }, op) => {
    const row = await readInitiative(op, id, true)
    const served = row.objective_id ? await readObjective(op, row.objective_id) : null
    op.authorise('initiative.edit', initiativeFacts(row, served))
    if (served) await openCycle(op, served.cycle_id)
    if (served) refuseArchived(served)
    refuseArchived(row)
    const isPlaced = after !== undefined || before !== undefined || state === undefined
    await revise(op, 'initiative', { kind: 'initiative', id, key: { id } }, row, {
      state,
      done_on: state === undefined ? undefined : doneOn(op, state, undefined, row.done_on),
      position: isPlaced ? await placeBeside(op, 'initiative', id, { after, before }) : undefined,
    })
    return initiativeView(await readInitiative(op, id))
  },
}

export async function initiativesOf(op: Op, objectiveId: string): Promise<InitiativeView[]> {
  const query = initiatives(op)
    .where('objective_id', '=', objectiveId)
    .where('archived_at', 'is', null)
    .modifyEnd(kept)
  return (await query.orderBy('position').orderBy('id').execute()).map(initiativeView)
}

type Filter = Omit<Parameters<Handlers<Contract['initiatives']>['list']>[0], 'limit' | 'cursor'>

function filtered(op: Op, { objectiveId, cycleId, unitId, ownerId, state, overdue }: Filter) {
  let query = initiatives(op)
  if (objectiveId) query = query.where('initiative.objective_id', '=', objectiveId)
  if (state) query = query.where('initiative.state', '=', state)
  if (ownerId) query = query.where('initiative.owner_id', '=', ownerId)
  if (overdue === 'true')
    query = query.where('initiative.due', '<', op.today).where('initiative.state', 'in', ['planned', 'doing'])
  if (cycleId || unitId)
    query = query.where((eb) => {
      let served = eb
        .selectFrom('objective as o')
        .select('o.id')
        .whereRef('o.workspace_id', '=', 'initiative.workspace_id')
        .whereRef('o.id', '=', 'initiative.objective_id')
      if (cycleId) served = served.where('o.cycle_id', '=', cycleId)
      if (unitId) served = served.where('o.unit_id', '=', unitId)
      return eb.exists(served)
    })
  return query
}

/** Those that the reader may see, with what they serve; an objective that is hidden from an initiative's owner stays so. */
async function listed(op: Op, rows: InitiativeRow[]): Promise<ListedInitiativeView[]> {
  const served = await servedBy(op, rows)
  const units = await betUnits(op, rows)
  return rows.flatMap((row) => {
    const objective = row.objective_id === null ? undefined : served.get(row.objective_id)
    if (objective && !objective.isSeen && row.owner_id !== op.actor.memberId) return []
    const view = initiativeView(row)
    const isOpen = row.state === 'planned' || row.state === 'doing'
    return {
      ...view,
      objectiveTitle: objective?.isSeen ? objective.title : null,
      objectiveOwnerId: objective?.isSeen ? objective.owner_id : null,
      unitId: objective?.isSeen ? objective.unit_id : null,
      betUnit: units.get(view.bet?.keyResultId ?? '') ?? '',
      isOverdue: isOpen && row.due !== null && row.due < op.today,
      isReadOnly: objective?.cycle_state === 'closed' || (objective?.archived_at ?? null) !== null,
    }
  })
}

async function betUnits(op: Op, rows: InitiativeRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap((row) => (row.bet as InitiativeView['bet'])?.keyResultId ?? [])
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; unit: string | null }>`
    select id, measure ->> 'unit' as unit from key_result
    where workspace_id = ${op.workspace.id} and id = any(${ids}::uuid[])`.execute(op.db)
  return new Map(found.map(({ id, unit }) => [id, unit ?? '']))
}

/** The objective that an initiative serves: the one named, or the one of its key results. */
async function servedObjective(
  op: Op,
  objectiveId: string | null,
  keyResultIds: string[],
  before: readonly string[] = [],
) {
  if (keyResultIds.length > 0) {
    const rows = (await loadKeyResults(op, { ids: keyResultIds }))
      .map(({ row }) => row)
      .filter((row) => op.sees(keyResultFacts(row)))
    const known = new Set(rows.map((row) => row.id))
    if (keyResultIds.some((id) => !known.has(id)))
      throw new Refusal('not_in_workspace', { field: 'keyResultIds' }, [
        { field: 'keyResultIds', code: 'not_in_workspace' },
      ])
    // Serving what is closed would change it; what was served before stays.
    if (rows.some((row) => row.cycle_state === 'closed' && !before.includes(row.id)))
      throw new Refusal('cycle_closed')
    objectiveId ??= rows[0]?.objective_id ?? null
  }
  return objectiveId ? readObjective(op, objectiveId) : null
}

async function link(op: Op, initiativeId: string, keyResultIds: string[]): Promise<void> {
  if (keyResultIds.length === 0) return
  const rows = keyResultIds.map((id) => ({
    workspace_id: op.workspace.id,
    initiative_id: initiativeId,
    key_result_id: id,
  }))
  await op.db.insertInto('initiative_key_result').values(rows).execute()
}
