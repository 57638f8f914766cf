// What the permission table needs to know of a stored objective, key result or KPI.
import { type RawBuilder, sql } from 'kysely'
import type { Actor, ItemFacts } from '../../core/people/permissions.ts'

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

/**
 * `canSee` of these columns, for a list that is cut before anyone could look at each row: what a person does not see
 * takes no place in it. A test holds the two against each other.
 */
export function seenBy(actor: Actor, alias: string): RawBuilder<boolean> {
  if (actor.role === 'admin' || actor.role === 'owner') return sql`true`
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const { memberId, leadOf, unitIds, unitIdsAbove } = actor
  return sql`(${column('owner_id')} = ${memberId}
    or ${column('visibility')} = 'everyone'
    or ${column('unit_id')} = any(${[...leadOf]}::uuid[])
    or ${column('visibility')} = 'unit' and ${column('unit_id')} = any(${[...unitIds, ...unitIdsAbove]}::uuid[])
    or ${column('visibility')} = 'people' and ${memberId} = any(${column('visible_to')}))`
}
