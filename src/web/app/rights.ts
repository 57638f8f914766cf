// What the person may do here, by the same table that the server asks: it only decides which controls are shown.
import { type Action, can } from '../../core/people/permissions.ts'
import { useNames } from './names.ts'
import { useSession } from './session.tsx'

export type Rights = (
  action: Action,
  item?: { ownerIds: string[]; unitId: string | null; providerId?: string | null },
) => boolean

export function useRights(): Rights {
  const { member } = useSession()
  const { units } = useNames()
  const above = (unitId: string | null): string[] => {
    const parentId = units.find(({ id }) => id === unitId)?.parentId ?? null
    return parentId === null ? [] : [parentId, ...above(parentId)]
  }
  const actor = {
    memberId: member.id,
    role: member.role,
    unitIds: member.unitIds,
    leadOf: member.leadOf,
    unitIdsAbove: [...member.unitIds, ...member.leadOf].flatMap(above),
  }
  return (action, item) => {
    if (!item) return can(actor, action)
    const { ownerIds, unitId, providerId } = item
    return can(actor, action, {
      ownerIds,
      unitIds: unitId ? [unitId] : [],
      unitIdsAbove: above(unitId),
      ...(providerId ? { dataProviderId: providerId } : {}),
    })
  }
}
