// One change to many objectives: each is done or refused on its own, all in one transaction. Where none is done the
// whole is refused, as the first of them was.
import type { Contract } from '../../../contract/contract.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { requireMember, requireUnit } from '../people/public.ts'
import { openCycle } from './cycle-row.ts'
import { type ObjectiveRow, objectiveFacts, objectives } from './objective-row.ts'
import { publishKeyResults } from './publish.ts'

type ChangeMany = Handlers<Contract['okrs']>['changeMany']
type Item = Parameters<ChangeMany>[0]['items'][number]
type Outcome = Awaited<ReturnType<ChangeMany>>

export const changeMany: ChangeMany = async ({ items }, op) => {
  const rows = await lockRows(op, [...new Set(items.map(({ id }) => id))])
  const check = once(op)
  const changed: Outcome['changed'] = []
  const refused: Outcome['refused'] = []
  let first: Refusal | undefined
  for (const item of items) {
    const row = rows.get(item.id)
    try {
      if (!row || !op.sees(objectiveFacts(row))) throw new Refusal('not_found')
      op.authorise('objective.edit', objectiveFacts(row))
      await check(item, row)
      changed.push(await change(op, item, row))
    } catch (error) {
      // Whatever is not a refusal undoes the whole: nothing is left half done.
      if (!(error instanceof Refusal)) throw error
      first ??= error
      const title = error.code === 'not_found' ? null : (row?.title ?? null)
      refused.push({ id: item.id, title, code: error.code, message: told(op, error) })
    }
  }
  if (first && changed.length === 0)
    throw new Refusal(
      first.code,
      first.values,
      refused.map(({ id, code, message }) => ({ field: id, code, message })),
    )
  return { changed, refused }
}

/** In one order whoever asks, so that two such changes never wait for each other. */
async function lockRows(op: Op, ids: string[]): Promise<Map<string, ObjectiveRow>> {
  const rows = await objectives(op).where('id', 'in', ids).orderBy('id').forUpdate('objective').execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is asked of an item, looked up once for all that ask the same. */
function once(op: Op) {
  const answers = new Map<string, Promise<unknown>>()
  const ask = async (key: string, question: () => Promise<unknown>) => {
    if (!answers.has(key)) answers.set(key, question())
    await answers.get(key)
  }
  return async ({ ownerId, unitId, cycleId }: Item, row: ObjectiveRow): Promise<void> => {
    await ask(`cycle ${row.cycle_id}`, () => openCycle(op, row.cycle_id))
    refuseArchived(row)
    if (cycleId) await ask(`cycle ${cycleId}`, () => openCycle(op, cycleId))
    if (ownerId) await ask(`member ${ownerId}`, () => requireMember(op, ownerId))
    if (unitId) await ask(`unit ${unitId}`, () => requireUnit(op, unitId))
  }
}

async function change(op: Op, item: Item, row: ObjectiveRow): Promise<Outcome['changed'][number]> {
  const before = { ownerId: row.owner_id, unitId: row.unit_id, cycleId: row.cycle_id }
  await revise(op, 'objective', { kind: 'objective', id: row.id, key: { id: row.id } }, row, {
    owner_id: item.ownerId,
    unit_id: item.unitId,
    cycle_id: item.cycleId,
  })
  if (item.cycleId) await publishKeyResults(op, { objectiveId: row.id })
  return { id: row.id, before }
}

const told = (op: Op, { code, values }: Refusal) => op.t(`refusal.${code}` as MessageId, values)
