/**
 * One line of the table: what was measured, and the most that it may be, or with `isLeast` the least. With `bare`, the same
 * work without us measured in the same run, the bound is on ours / bare.
 */
export type Result = {
  what: string
  ours: number
  bare?: number
  unit: string
  bound: number
  isLeast?: boolean
}

/** What the bound is held against. */
export function heldAgainst({ ours, bare }: Result): number {
  return bare === undefined ? ours : ours / bare
}

export function isHeld(result: Result): boolean {
  const value = heldAgainst(result)
  return result.isLeast ? value >= result.bound : value <= result.bound
}
