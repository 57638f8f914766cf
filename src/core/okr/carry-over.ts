// What goes on in the next cycle: which key results, and from where (DOMAIN.md section 8).
import { isAtLeast } from '../arithmetic.ts'
import type { Measure } from './measure.ts'

export type Decision = 'done' | 'carry_over' | 'drop'

/** A key result at the end of its cycle: raw progress, the newest value, and what was decided of it. */
export type Ending = {
  measure: Measure
  current: number | null
  progress: number | null
  decision: Decision | null
}

/**
 * Whether it is carried over: as it was decided; without a decision, unless it has reached its target. `refused` is
 * one that was decided to go on although it is there: its copy would start at or beyond its own target.
 */
export function carryOver({ measure, progress, decision }: Ending): 'carried' | 'left' | 'refused' {
  if (decision === 'done' || decision === 'drop') return 'left'
  const isReached = measure.kind !== 'keep' && progress !== null && isAtLeast(progress, 1)
  if (!isReached) return 'carried'
  return decision === 'carry_over' ? 'refused' : 'left'
}

/** The measure of the copy: a `reach` starts at the current value, bounds and steps stay as they stand. */
export function carriedMeasure({ measure, current }: Pick<Ending, 'measure' | 'current'>): Measure {
  return measure.kind === 'reach' && current !== null ? { ...measure, start: current } : measure
}
