// Who belongs to which unit, and who leads it.
import type { Op } from '../../platform/operation-context.ts'
import { readMember } from './member-row.ts'
import { requireUnit } from './unit-row.ts'

type InUnit = { unitId: string; isLead: boolean }
type Stored = { unit: string; lead: boolean }[]

/** The units that a person belongs to become exactly these. */
export async function setUnits(op: Op, memberId: string, before: Stored, wanted: InUnit[]): Promise<void> {
  const leads = new Map(before.map(({ unit, lead }) => [unit, lead]))
  for (const { unitId, isLead } of wanted)
    if (leads.get(unitId) !== isLead) await putIntoUnit(op, memberId, unitId, isLead)
  for (const { unit } of before)
    if (!wanted.some(({ unitId }) => unitId === unit)) await takeOutOfUnit(op, memberId, unit)
}

export async function putIntoUnit(op: Op, memberId: string, unitId: string, isLead: boolean): Promise<void> {
  await requireUnit(op, unitId)
  const earlier = (await readMember(op, memberId)).units.find(({ unit }) => unit === unitId)
  if (earlier?.lead === isLead) return
  await op.db
    .insertInto('unit_member')
    .values({ workspace_id: op.workspace.id, unit_id: unitId, member_id: memberId, is_lead: isLead })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'unit_id', 'member_id']).doUpdateSet({ is_lead: isLead }),
    )
    .execute()
  op.record('member', memberId, earlier ? { unitId, isLead: earlier.lead } : null, { unitId, isLead })
}

export async function takeOutOfUnit(op: Op, memberId: string, unitId: string): Promise<void> {
  const earlier = (await readMember(op, memberId)).units.find(({ unit }) => unit === unitId)
  if (!earlier) return
  await op.db
    .deleteFrom('unit_member')
    .where('workspace_id', '=', op.workspace.id)
    .where('unit_id', '=', unitId)
    .where('member_id', '=', memberId)
    .execute()
  op.record('member', memberId, { unitId, isLead: earlier.lead }, null)
}
