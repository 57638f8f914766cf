// Carrying an objective over: a copy in a later cycle that starts where this one ended, with a link both ways.
import { carriedMeasure, carryOver, type Decision } from '../../../core/okr/carry-over.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { openCycle, readCycle } from './cycle-row.ts'
import { type KeyResultFacts, loadKeyResults } from './figures.ts'
import { initiatives } from './initiative-row.ts'
import { keyResultDecisions } from './key-result-decision.ts'
import { type ObjectiveRow, objectiveFacts } from './objective-row.ts'
import { publishKeyResults } from './publish.ts'

/** Copies into a cycle and answers the new objective's id. Open initiatives go along; check-ins stay. */
export async function carryObjectiveOver(op: Op, row: ObjectiveRow, cycleId: string): Promise<string> {
  const from = await readCycle(op, row.cycle_id)
  if (from.state !== 'review' && from.state !== 'closed') throw new Refusal('cycle_not_in_review')
  if (cycleId === from.id) refuse('carry_over_same_cycle')
  const cycle = await openCycle(op, cycleId)
  op.authorise('objective.create', {
    ownerIds: [op.actor.memberId],
    unitIds: objectiveFacts(row).unitIds ?? [],
  })
  await refuseAgain(op, row, cycleId)
  const carried = await keyResultsToCarry(op, row)
  const id = newId()
  const { position: _, score: __, version: ___, field_versions: ____, ...copied } = row
  await op.db
    .insertInto('objective')
    .values({
      ...copied,
      ...(await openParent(op, row)),
      id,
      cycle_id: cycle.id,
      carried_from: row.id,
      created_at: op.now,
      archived_at: null,
    })
    .execute()
  op.record('objective', id, null, {
    title: row.title,
    cycleId: cycle.id,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    carriedFrom: row.id,
  })
  op.record('objective', row.id, null, { carriedTo: id, cycleId: cycle.id })
  const newIds = await copyKeyResults(op, id, carried)
  await moveOpenInitiatives(op, row.id, id, newIds)
  if (from.state === 'review') await decide(op, row.id)
  await publishKeyResults(op, { objectiveId: id })
  return id
}

async function refuseAgain(op: Op, row: ObjectiveRow, cycleId: string): Promise<void> {
  const there = await op.db
    .selectFrom('objective')
    .select('title')
    .where('workspace_id', '=', op.workspace.id)
    .where('carried_from', '=', row.id)
    .where('cycle_id', '=', cycleId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (there) refuse('carry_over_again', { title: there.title })
}

async function keyResultsToCarry(op: Op, row: ObjectiveRow): Promise<KeyResultFacts[]> {
  const keyResults = await loadKeyResults(op, { objectiveIds: [row.id] })
  const decisions = await keyResultDecisions(
    op,
    keyResults.map((facts) => facts.row.id),
  )
  const carried = keyResults.filter((facts) => {
    const { current, progress } = facts.state
    const decision = (decisions.get(facts.row.id) ?? null) as Decision | null
    const answer = carryOver({ measure: facts.measure, current, progress, decision })
    if (answer === 'refused') refuse('carry_over_reached', { title: facts.row.title })
    return answer === 'carried'
  })
  if (keyResults.length > 0 && carried.length === 0) refuse('carry_over_nothing')
  return carried
}

/** What it contributes to stays so, unless that has ended with its cycle. */
async function openParent(op: Op, row: ObjectiveRow) {
  const none = { parent_objective_id: null, parent_key_result_id: null }
  const parentId = row.parent_objective_id ?? (await objectiveOfKeyResult(op, row.parent_key_result_id))
  if (parentId === null) return none
  const parent = await op.db
    .selectFrom('objective as o')
    .innerJoin('cycle as c', (join) =>
      join.onRef('c.workspace_id', '=', 'o.workspace_id').onRef('c.id', '=', 'o.cycle_id'),
    )
    .select('c.state')
    .where('o.workspace_id', '=', op.workspace.id)
    .where('o.id', '=', parentId)
    .where('o.archived_at', 'is', null)
    .executeTakeFirst()
  return parent && parent.state !== 'closed'
    ? { parent_objective_id: row.parent_objective_id, parent_key_result_id: row.parent_key_result_id }
    : none
}

async function objectiveOfKeyResult(op: Op, id: string | null): Promise<string | null> {
  if (id === null) return null
  const query = op.db
    .selectFrom('key_result')
    .select('objective_id')
    .where('workspace_id', '=', op.workspace.id)
  return (await query.where('id', '=', id).executeTakeFirst())?.objective_id ?? null
}

async function copyKeyResults(
  op: Op,
  objectiveId: string,
  carried: KeyResultFacts[],
): Promise<Map<string, string>> {
  const newIds = new Map(carried.map(({ row }) => [row.id, newId()]))
  const copies = carried.map(({ row, measure, state }) => ({
    workspace_id: op.workspace.id,
    id: newIds.get(row.id) ?? newId(),
    objective_id: objectiveId,
    owner_id: row.owner_id,
    provider_id: row.provider_id,
    title: row.title,
    weight: row.weight,
    measure: JSON.stringify(carriedMeasure({ measure, current: state.current })),
    kpi_id: row.kpi_id,
    reading: row.reading,
    reading_n: row.reading_n,
    carried_from: row.id,
    created_at: op.now,
  }))
  if (copies.length > 0) await op.db.insertInto('key_result').values(copies).execute()
  for (const { id, title, carried_from } of copies)
    op.record('key_result', id, null, { title, objectiveId, carriedFrom: carried_from })
  return newIds
}

/** Work that is still to be done serves the copy from now on, its bets too; where their key result stays, they stay. */
async function moveOpenInitiatives(
  op: Op,
  fromId: string,
  toId: string,
  newIds: Map<string, string>,
): Promise<void> {
  const open = await initiatives(op)
    .where('objective_id', '=', fromId)
    .where('archived_at', 'is', null)
    .where('state', 'in', ['planned', 'doing'])
    .execute()
  for (const { id, bet, key_result_ids: before } of open) {
    const keyResultIds = before.flatMap((keyResultId) => newIds.get(keyResultId) ?? [])
    const said = bet as { keyResultId: string } | null
    const betOn = said && newIds.get(said.keyResultId)
    await op.db
      .updateTable('initiative')
      .set({
        objective_id: toId,
        bet: said && betOn ? JSON.stringify({ ...said, keyResultId: betOn }) : null,
      })
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', id)
      .execute()
    const links = op.db.deleteFrom('initiative_key_result').where('workspace_id', '=', op.workspace.id)
    await links.where('initiative_id', '=', id).execute()
    const served = keyResultIds.map((key_result_id) => ({
      workspace_id: op.workspace.id,
      initiative_id: id,
      key_result_id,
    }))
    if (served.length > 0) await op.db.insertInto('initiative_key_result').values(served).execute()
    op.record(
      'initiative',
      id,
      { objectiveId: fromId, keyResultIds: before, bet },
      { objectiveId: toId, keyResultIds },
    )
  }
}

/** In review, carrying it over is the decision. */
async function decide(op: Op, objectiveId: string): Promise<void> {
  await op.db
    .insertInto('objective_review')
    .values({
      workspace_id: op.workspace.id,
      objective_id: objectiveId,
      decision: 'carry_over',
      decided_at: op.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'objective_id'])
        .doUpdateSet({ decision: 'carry_over', decided_at: op.now }),
    )
    .execute()
}

function refuse(
  code: 'carry_over_same_cycle' | 'carry_over_again' | 'carry_over_nothing' | 'carry_over_reached',
  values: Record<string, string> = {},
): never {
  throw new Refusal(code, values, [
    {
      field: code === 'carry_over_same_cycle' || code === 'carry_over_again' ? 'cycleId' : 'keyResults',
      code,
    },
  ])
}
