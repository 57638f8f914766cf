// What an objective may contribute to: any parent and any number of others, but never itself (DOMAIN.md section 3).
import { circleClosedBy } from '../circle.ts'

/**
 * What each item contributes to, by id: an objective to its parent and to those it supports, a key result to
 * the objective it belongs to.
 */
export type ContributesTo = (id: string) => readonly string[]

/**
 * Why an objective may not be given this parent or support this item: the circle it would close, as the path of
 * ids from the objective through the item back to it. Null when it may.
 */
export function alignmentRefusal(
  objectiveId: string,
  toId: string,
  contributesTo: ContributesTo,
): { code: 'circle'; path: readonly string[] } | null {
  const path = circleClosedBy(objectiveId, toId, contributesTo)
  return path === null ? null : { code: 'circle', path }
}
