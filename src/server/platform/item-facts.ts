// What the permission table needs to know of a stored objective, key result or KPI.
import { type RawBuilder, sql } from 'kysely'
import type { Actor, ItemFacts } from '../../core/people/permissions.ts'

type Stored = {
  owner_id: string
  unit_id: string | null
  /** Of a KPI: those that work by it, too. */
  other_units?: readonly string[] | null
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
    unitIds: unitsOf(row),
    visibility: visibilityOf(row),
    ...(dataProviderId ? { dataProviderId } : {}),
  }
}

const unitsOf = ({ unit_id, other_units }: Stored): string[] => [
  ...(unit_id ? [unit_id] : []),
  ...(other_units ?? []),
]

function visibilityOf(row: Stored): NonNullable<ItemFacts['visibility']> {
  if (row.visibility === 'people') return { kind: 'people', memberIds: row.visible_to }
  // Of an item without a unit, "the unit" is nobody beyond those who always see it.
  return row.visibility === 'unit' ? { kind: 'unit', unitIds: unitsOf(row) } : { kind: 'everyone' }
}

/**
 * `canSee` of these columns, for a list that is cut before anyone could look at each row: what a person does not see
 * takes no place in it. A test holds the two against each other. `of`: KPIs have other units as well.
 */
export function seenBy(actor: Actor, alias: string, of?: 'kpi'): RawBuilder<boolean> {
  if (actor.role === 'admin' || actor.role === 'owner') return sql`true`
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const { memberId, leadOf, unitIds, unitIdsAbove } = actor
  const isOf = (units: readonly string[]) =>
    of === 'kpi'
      ? sql`(${column('unit_id')} = any(${[...units]}::uuid[]) or ${column('other_units')} && ${[...units]}::uuid[])`
      : sql`${column('unit_id')} = any(${[...units]}::uuid[])`
  return sql`(${column('owner_id')} = ${memberId}
    or ${column('visibility')} = 'everyone'
    or ${isOf(leadOf)}
    or ${column('visibility')} = 'unit' and ${isOf([...unitIds, ...unitIdsAbove])}
    or ${column('visibility')} = 'people' and ${memberId} = any(${column('visible_to')}))`
}
