// A key result that is work goes to the initiatives of its objective, and back.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { Refusal } from '../../platform/refusal.ts'
import {
  initiativeHandlers,
  keyResultFacts,
  keyResultHandlers,
  lockKeyResult,
  readKeyResult,
  readObjective,
} from '../okr/public.ts'

/** By the handlers of both, so with the same rights and refusals as doing it by hand; both or neither. */
export const moveToInitiatives: Handlers<Contract['coach']['moveToInitiatives']> = async ({ id }, op) => {
  const { row } = await readKeyResult(op, id)
  op.authorise('keyResult.archive', keyResultFacts(row))
  const initiative = await initiativeHandlers.create(
    { title: row.title, objectiveId: row.objective_id, ownerId: row.owner_id },
    op,
  )
  await keyResultHandlers.update({ id, archived: true }, op)
  return { initiative, keyResultId: id }
}

export const moveBack: Handlers<Contract['coach']['moveBack']> = async ({ id, initiativeId }, op) => {
  const row = await lockKeyResult(op, id)
  const objective = await readObjective(op, row.objective_id)
  op.authorise('keyResult.archive', itemFacts(objective, { ownerIds: [row.owner_id] }))
  const initiative = await initiativeHandlers.get({ id: initiativeId }, op)
  if (initiative.objectiveId !== row.objective_id)
    throw new Refusal('not_in_workspace', { field: 'initiativeId' }, [
      { field: 'initiativeId', code: 'not_in_workspace' },
    ])
  await initiativeHandlers.update({ id: initiativeId, archived: true }, op)
  return keyResultHandlers.update({ id, archived: false }, op)
}
