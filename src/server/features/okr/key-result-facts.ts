// What the permission table needs to know of a key result.
import type { ItemFacts } from '../../../core/people/permissions.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { KeyResultRow } from './figures.ts'

/** Facts for rights: a key result is seen as its objective is; its own owner and data provider may work on it. */
export function keyResultFacts(row: KeyResultRow): ItemFacts {
  const objective = {
    owner_id: row.objective_owner_id,
    unit_id: row.objective_unit_id,
    visibility: row.objective_visibility,
    visible_to: row.objective_visible_to,
  }
  return itemFacts(objective, { ownerIds: [row.owner_id], dataProviderId: row.provider_id })
}
