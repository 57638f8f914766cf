// A copy of an objective with its key results and initiatives, as if it had just been written: nothing is done yet.
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { openCycle } from './cycle-row.ts'
import { initiativesOf } from './initiatives.ts'
import { type ObjectiveRow, objectiveFacts } from './objective-row.ts'
import { publishKeyResults } from './publish.ts'

/** Copies into a cycle and answers the new objective's id. Own dates and plans belong to the old cycle's days. */
export async function duplicateObjective(
  op: Op,
  row: ObjectiveRow,
  { cycleId, title }: { cycleId: string; title?: string | undefined },
): Promise<string> {
  const cycle = await openCycle(op, cycleId)
  op.authorise('objective.create', {
    ownerIds: [op.actor.memberId],
    unitIds: objectiveFacts(row).unitIds ?? [],
  })
  const id = newId()
  const { workspace_id, position: _, score: __, version: ___, field_versions: ____, ...copied } = row
  await op.db
    .insertInto('objective')
    .values({
      ...copied,
      workspace_id,
      id,
      cycle_id: cycle.id,
      title: title ?? row.title,
      created_at: op.now,
      archived_at: null,
    })
    .execute()
  const newIds = await copyKeyResults(op, row, id, cycle.id === row.cycle_id)
  await copyInitiatives(op, row.id, id, newIds, cycle.id === row.cycle_id)
  op.record('objective', id, null, {
    title: title ?? row.title,
    cycleId: cycle.id,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    copyOf: row.id,
  })
  await publishKeyResults(op, { objectiveId: id })
  return id
}

async function copyKeyResults(
  op: Op,
  from: ObjectiveRow,
  objectiveId: string,
  isSameCycle: boolean,
): Promise<Map<string, string>> {
  const rows = await op.db
    .selectFrom('key_result')
    .select(['id', 'owner_id', 'provider_id', 'title', 'weight', 'measure', 'kpi_id', 'reading', 'reading_n'])
    .select(['first_day', 'last_day', 'plan'])
    .where('workspace_id', '=', op.workspace.id)
    .where('objective_id', '=', from.id)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const newIds = new Map(rows.map((row) => [row.id, newId()]))
  const copies = rows.map((row) => ({
    ...row,
    workspace_id: op.workspace.id,
    id: newIds.get(row.id) ?? newId(),
    objective_id: objectiveId,
    measure: JSON.stringify(undone(row.measure)),
    plan: isSameCycle && row.plan ? JSON.stringify(row.plan) : null,
    first_day: isSameCycle ? row.first_day : null,
    last_day: isSameCycle ? row.last_day : null,
    created_at: op.now,
  }))
  if (copies.length > 0) await op.db.insertInto('key_result').values(copies).execute()
  for (const { id, title } of copies) op.record('key_result', id, null, { title, objectiveId })
  return newIds
}

/** Steps are still to be taken in the copy. */
function undone(measure: unknown): unknown {
  const { kind, steps } = measure as { kind: string; steps?: { done: boolean }[] }
  if (kind !== 'milestones' || !steps) return measure
  return { kind, steps: steps.map((step) => ({ ...step, done: false })) }
}

async function copyInitiatives(
  op: Op,
  fromId: string,
  objectiveId: string,
  newIds: Map<string, string>,
  isSameCycle: boolean,
): Promise<void> {
  for (const { title, ownerId, due, bet, links, keyResultIds } of await initiativesOf(op, fromId)) {
    const id = newId()
    const betOn = bet && newIds.get(bet.keyResultId)
    await op.db
      .insertInto('initiative')
      .values({
        workspace_id: op.workspace.id,
        id,
        objective_id: objectiveId,
        owner_id: ownerId,
        title,
        due: isSameCycle ? due : null,
        bet: bet && betOn ? JSON.stringify({ ...bet, keyResultId: betOn }) : null,
        links: JSON.stringify(links),
        created_at: op.now,
      })
      .execute()
    const served = keyResultIds.flatMap((keyResultId) => newIds.get(keyResultId) ?? [])
    if (served.length > 0)
      await op.db
        .insertInto('initiative_key_result')
        .values(
          served.map((key_result_id) => ({
            workspace_id: op.workspace.id,
            initiative_id: id,
            key_result_id,
          })),
        )
        .execute()
    op.record('initiative', id, null, { title, objectiveId, keyResultIds: served })
  }
}
