// Initiatives: the work. They never enter progress.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { InitiativeView } from '../../../contract/okr.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { requireMember } from '../people/public.ts'
import { openCycle } from './cycle-row.ts'
import { loadKeyResults } from './figures.ts'
import { keyResultFacts } from './key-results.ts'
import { objectiveFacts, readObjective } from './objective-row.ts'

export const initiativeHandlers: Handlers<Contract['initiatives']> = {
  list: async ({ limit, cursor, objectiveId, state }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = initiatives(op)
      .where('archived_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (objectiveId) query = query.where('objective_id', '=', objectiveId)
    if (state) query = query.where('state', '=', state)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row,
    )
    const hidden = await hiddenObjectives(op, page.items)
    const visible = page.items.filter(
      (row) => row.owner_id === op.actor.memberId || !hidden.has(row.objective_id),
    )
    return { ...page, items: visible.map(view) }
  },

  get: async ({ id }, op) => {
    const row = await readInitiative(op, id)
    const hidden =
      row.owner_id === op.actor.memberId ? false : (await hiddenObjectives(op, [row])).has(row.objective_id)
    return view(found(hidden ? undefined : row))
  },

  create: async (input, op) => {
    const keyResultIds = [...new Set(input.keyResultIds ?? [])]
    const served = await servedObjective(op, input.objectiveId ?? null, keyResultIds)
    op.authorise('initiative.create', served ? objectiveFacts(served) : { ownerIds: [op.actor.memberId] })
    if (served) await openCycle(op, served.cycle_id)
    if (input.ownerId) await requireMember(op, input.ownerId)
    refuseForeignBet(input.bet ?? null, keyResultIds)
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
        done_on: state === 'done' ? op.today : null,
        bet: input.bet ? JSON.stringify(input.bet) : null,
        created_at: op.now,
      })
      .execute()
    await link(op, id, keyResultIds)
    op.record('initiative', id, null, { title: input.title, objectiveId: served?.id ?? null, keyResultIds })
    return view(await readInitiative(op, id))
  },

  update: async (input, op) => {
    const row = await readInitiative(op, input.id, true)
    const served = row.objective_id ? await readObjective(op, row.objective_id) : null
    op.authorise(
      'initiative.edit',
      served ? itemFacts(served, { ownerIds: [row.owner_id] }) : { ownerIds: [row.owner_id] },
    )
    if (served) await openCycle(op, served.cycle_id)
    if (input.ownerId) await requireMember(op, input.ownerId)
    const keyResultIds = input.keyResultIds ? [...new Set(input.keyResultIds)] : row.key_result_ids
    const moved = await servedObjective(
      op,
      input.objectiveId === undefined ? row.objective_id : input.objectiveId,
      keyResultIds,
    )
    if (moved && moved.id !== served?.id) {
      op.authorise('initiative.create', objectiveFacts(moved))
      await openCycle(op, moved.cycle_id)
    }
    refuseForeignBet(input.bet === undefined ? null : input.bet, keyResultIds)
    await revise(op, 'initiative', { kind: 'initiative', id: row.id, key: { id: row.id } }, row, {
      title: input.title,
      objective_id: input.objectiveId === undefined ? undefined : (moved?.id ?? null),
      owner_id: input.ownerId,
      state: input.state,
      done_on:
        input.state === undefined ? undefined : input.state === 'done' ? (row.done_on ?? op.today) : null,
      due: input.due,
      bet: input.bet,
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
    return view(await readInitiative(op, row.id))
  },
}

export async function initiativesOf(op: Op, objectiveId: string): Promise<InitiativeView[]> {
  const query = initiatives(op).where('objective_id', '=', objectiveId).where('archived_at', 'is', null)
  return (await query.orderBy('created_at').orderBy('id').execute()).map(view)
}

/** The objective that an initiative serves: the one named, or the one of its key results. */
async function servedObjective(op: Op, objectiveId: string | null, keyResultIds: string[]) {
  if (keyResultIds.length > 0) {
    const rows = (await loadKeyResults(op, { ids: keyResultIds }))
      .map(({ row }) => row)
      .filter((row) => op.sees(keyResultFacts(row)))
    const known = new Set(rows.map((row) => row.id))
    if (keyResultIds.some((id) => !known.has(id)))
      throw new Refusal('not_in_workspace', { field: 'keyResultIds' }, [
        { field: 'keyResultIds', code: 'not_in_workspace' },
      ])
    objectiveId ??= rows[0]?.objective_id ?? null
  }
  return objectiveId ? readObjective(op, objectiveId) : null
}

function refuseForeignBet(bet: InitiativeView['bet'], keyResultIds: string[]): void {
  if (bet && !keyResultIds.includes(bet.keyResultId))
    throw new Refusal('bet_key_result', {}, [{ field: 'bet.keyResultId', code: 'bet_key_result' }])
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

function initiatives(op: Op) {
  return op.db
    .selectFrom('initiative')
    .selectAll()
    .select(
      sql<string[]>`array(select key_result_id::text from initiative_key_result l
        where l.workspace_id = initiative.workspace_id and l.initiative_id = initiative.id order by 1)`.as(
        'key_result_ids',
      ),
    )
    .where('workspace_id', '=', op.workspace.id)
}

/** Of the objectives that these serve, those that the actor may not see: an initiative is seen as its objective is. */
async function hiddenObjectives(
  op: Op,
  rows: { objective_id: string | null }[],
): Promise<Set<string | null>> {
  const ids = [...new Set(rows.flatMap((row) => row.objective_id ?? []))]
  if (ids.length === 0) return new Set()
  const query = op.db
    .selectFrom('objective')
    .select(['id', 'owner_id', 'unit_id', 'visibility', 'visible_to'])
  const served = await query.where('workspace_id', '=', op.workspace.id).where('id', 'in', ids).execute()
  return new Set(served.filter((row) => !op.sees(objectiveFacts(row))).map((row) => row.id))
}

async function readInitiative(op: Op, id: string, lock = false) {
  const query = initiatives(op).where('id', '=', id)
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst())
}

function view(row: Awaited<ReturnType<typeof readInitiative>>): InitiativeView {
  return {
    id: row.id,
    title: row.title,
    state: row.state as InitiativeView['state'],
    ownerId: row.owner_id,
    objectiveId: row.objective_id,
    keyResultIds: row.key_result_ids,
    due: row.due,
    doneOn: row.done_on,
    bet: row.bet as InitiativeView['bet'],
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}
