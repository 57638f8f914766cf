// A person leaves: their access ends, what they own goes to a successor, their history stays. And comes back.
import type { Contract } from '../../../contract/contract.ts'
import type { Handlers } from '../../doors/router.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { memberView, readMember, requireMember } from './member-row.ts'
import { handOver, ownedBy } from './ownership.ts'

type Operations = Handlers<Contract['members']>

export const deactivate: Operations['deactivate'] = async ({ id, successorId }, op) => {
  op.authorise('member.manage', {})
  const row = await readMember(op, id, true)
  if (row.role === 'owner') throw new Refusal('owner_handed_on')
  if (successorId === id) throw new Refusal('successor_is_leaving', {}, [field('successor_is_leaving')])
  const owned = await ownedBy(op, id)
  const count = Object.values(owned).reduce((sum, each) => sum + each, 0)
  if (count > 0 && !successorId) throw new Refusal('successor_needed', { count }, [field('successor_needed')])
  if (successorId) {
    await requireMember(op, successorId, 'successorId')
    await handOver(op, id, successorId)
  }
  if (!row.deactivated_at)
    await revise(op, 'member', { kind: 'member', id, key: { id } }, row, { deactivated_at: op.now })
  return { ...memberView(await readMember(op, id)), handedOver: owned }
}

export const reactivate: Operations['reactivate'] = async ({ id }, op) => {
  op.authorise('member.manage', {})
  const row = await readMember(op, id, true)
  if (row.erased_at) throw new Refusal('member_erased')
  await revise(op, 'member', { kind: 'member', id, key: { id } }, row, { deactivated_at: null })
  return memberView(await readMember(op, id))
}

const field = (code: string) => ({ field: 'successorId', code })
