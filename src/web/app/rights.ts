// What the person may do here, by the same table that the server asks: it only decides which controls are shown.
import { useMemo } from 'react'
import { type Action, can } from '../../core/people/permissions.ts'
import { useNames } from './names.ts'
import { type Session, useSession } from './session.tsx'

export type Rights = (
  action: Action,
  item?: { ownerIds: string[]; unitId: string | null; providerId?: string | null },
) => boolean

/** The same function for as long as nothing of it changes: lists of thousands of rows depend on it. */
export function useRights(): Rights {
  const { member } = useSession()
  const { units } = useNames()
  return useMemo(() => rightsOf(member, units), [member, units])
}

function rightsOf(
  member: Session['member'],
  units: readonly { id: string; parentId: string | null }[],
): Rights {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const above = (unitId: string | null): string[] => {
    const parentId = unitId === null ? null : (parents.get(unitId) ?? null)
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
