// The three measures of a key result and what is refused of them (DOMAIN.md section 3).

/** From start to target; the direction follows from the two. Both in `unit`. */
export type ReachMeasure = { kind: 'reach'; start: number; target: number; unit: string }
/** Stay at or inside the bounds, of which there is at least one. */
export type KeepMeasure = { kind: 'keep'; lower?: number; upper?: number; unit: string }
/** Steps, each done or not, of weight 1 unless it says otherwise. */
export type MilestonesMeasure = { kind: 'milestones'; steps: readonly Milestone[] }
export type Milestone = { title: string; weight?: number; done: boolean }

export type Measure = ReachMeasure | KeepMeasure | MilestonesMeasure

/** What is wrong with a field, for the message beside it. */
export type FieldRefusal = {
  /** Path of the field, such as `target` or `steps.2.weight`. */
  field: string
  code:
    | 'not_finite'
    | 'start_is_target'
    | 'no_bound'
    | 'lower_above_upper'
    | 'no_steps'
    | 'no_title'
    | 'negative'
}

/** Everything that stands against a measure; empty when it can be saved. */
export function measureRefusals(measure: Measure): FieldRefusal[] {
  switch (measure.kind) {
    case 'reach':
      return reachRefusals(measure)
    case 'keep':
      return keepRefusals(measure)
    case 'milestones':
      return milestonesRefusals(measure)
  }
}

/** A weight is a finite number from 0; 0 is allowed and leaves the item out of averages. */
export function weightRefusals(weight: number, field = 'weight'): FieldRefusal[] {
  if (!Number.isFinite(weight)) return [{ field, code: 'not_finite' }]
  return weight < 0 ? [{ field, code: 'negative' }] : []
}

/**
 * Whether the change makes the target easier: nearer to the start that was promised, or bounds that are wider
 * or gone. Easing asks for a reason, hardening does not. Another kind of measure is not a question of easing.
 */
export function isEased(before: Measure, after: Measure): boolean {
  if (before.kind === 'reach' && after.kind === 'reach')
    return (after.target - before.start) / (before.target - before.start) < 1
  if (before.kind === 'keep' && after.kind === 'keep')
    return lowest(after) < lowest(before) || highest(after) > highest(before)
  return false
}

function lowest(measure: KeepMeasure): number {
  return measure.lower ?? Number.NEGATIVE_INFINITY
}

function highest(measure: KeepMeasure): number {
  return measure.upper ?? Number.POSITIVE_INFINITY
}

function reachRefusals({ start, target }: ReachMeasure): FieldRefusal[] {
  const refusals = [...notFinite('start', start), ...notFinite('target', target)]
  return start === target ? [...refusals, { field: 'target', code: 'start_is_target' }] : refusals
}

function keepRefusals({ lower, upper }: KeepMeasure): FieldRefusal[] {
  if (lower === undefined && upper === undefined) return [{ field: 'upper', code: 'no_bound' }]
  const refusals = [...notFinite('lower', lower), ...notFinite('upper', upper)]
  const isCrossed = lower !== undefined && upper !== undefined && lower > upper
  return isCrossed ? [...refusals, { field: 'lower', code: 'lower_above_upper' }] : refusals
}

function milestonesRefusals({ steps }: MilestonesMeasure): FieldRefusal[] {
  if (!steps.some(({ weight = 1 }) => weight !== 0)) return [{ field: 'steps', code: 'no_steps' }]
  return steps.flatMap(({ title, weight = 1 }, index) => [
    ...(title.trim() === '' ? [{ field: `steps.${index}.title`, code: 'no_title' } as const] : []),
    ...weightRefusals(weight, `steps.${index}.weight`),
  ])
}

function notFinite(field: string, value: number | undefined): FieldRefusal[] {
  return value === undefined || Number.isFinite(value) ? [] : [{ field, code: 'not_finite' }]
}
