// A measure as far as a statement says it.

/** By how much a value is to change where the statement names no target: `giảm 20%`, `thêm 50 khách`, `double`. */
export type ReadChange =
  /** Percent of the start, signed. */
  | { as: 'percent'; by: number }
  /** In the measure's own unit, signed. */
  | { as: 'amount'; by: number }
  /** A multiple of the start: 2 for `gấp đôi`, 0.5 for `giảm một nửa`. */
  | { as: 'factor'; by: number }

/** As much of a measure as the statement says. What it leaves open is absent, for the user to fill in. */
export type ReadMeasure =
  | {
      kind: 'reach'
      direction: 'up' | 'down'
      start?: number
      target?: number
      change?: ReadChange
      unit: string
    }
  | { kind: 'keep'; lower?: number; upper?: number; unit: string }

/** What was read together with where it stands in the text, for rewrites. */
export type LocatedMeasure = { measure: ReadMeasure; start: number; end: number }

/** 1.1 · 10⁶ in floating point is not 1,100,000. */
export function precise(value: number): number {
  return Number(value.toPrecision(15))
}
