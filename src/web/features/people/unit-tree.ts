import type { UnitView } from '../../../contract/people.ts'

/** Units in the order of their tree, by name within each, with how deep each lies. What hangs on nothing here is at the top. */
export function inTree(units: UnitView[]): { unit: UnitView; depth: number }[] {
  const byName = units.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
  const known = new Set(units.map(({ id }) => id))
  const below = (parentId: string | null, depth: number): { unit: UnitView; depth: number }[] =>
    byName
      .filter(
        (unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parentId,
      )
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)])
  return below(null, 0)
}
