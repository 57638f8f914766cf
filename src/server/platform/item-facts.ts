// What the permission table needs to know of a stored objective, key result or KPI.
import type { ItemFacts } from '../../core/people/permissions.ts'

type Stored = {
  owner_id: string
  unit_id: string | null
  visibility: string
  visible_to: readonly string[]
}

export function itemFacts(
  row: Stored,
  more: { ownerIds?: readonly string[]; dataProviderId?: string | null } = {},
): ItemFacts {
  const { dataProviderId, ownerIds = [] } = more
  return {
    ownerIds: [row.owner_id, ...ownerIds],
    unitIds: row.unit_id ? [row.unit_id] : [],
    visibility: visibilityOf(row),
    ...(dataProviderId ? { dataProviderId } : {}),
  }
}

function visibilityOf({ visibility, unit_id, visible_to }: Stored): NonNullable<ItemFacts['visibility']> {
  if (visibility === 'people') return { kind: 'people', memberIds: visible_to }
  // Of an item without a unit, "the unit" is nobody beyond those who always see it.
  return visibility === 'unit' ? { kind: 'unit', unitId: unit_id ?? '' } : { kind: 'everyone' }
}
