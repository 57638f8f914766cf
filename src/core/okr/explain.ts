// Why a number is what it is, as data: whoever shows it turns the codes into words (DOMAIN.md sections 3 to 5).
import { clampToUnit } from '../arithmetic.ts'
import type { DateRange, IsoDate } from '../calendar/iso-date.ts'
import type { Evidence, KeyResultState } from './key-result-state.ts'
import { isInside } from './progress.ts'
import { type ObjectiveState, type Rollup, type RollupItem, rollUp } from './rollup.ts'
import { DEFAULT_THRESHOLDS, type Status, type StatusThresholds } from './status.ts'

export type FormulaCode =
  | 'reach'
  | 'cycle_to_date'
  | 'keep'
  | 'milestones'
  | 'weighted_mean'
  | 'linear'
  | 'plan'
  | 'elapsed_at_last_period'
  | 'always_one'
  | 'pace'
  | 'last_two_periods'

/** One number that went in. `name` is a code such as `start`, or an id or title with `weight` in an average. */
export type ExplainedInput = {
  name: string
  value: number | null
  weight?: number
  /** Whether the item took part; false for one left out of an average, or a period outside its bounds. */
  counts?: boolean
  /** Where the value came from, such as a check-in's or a KPI's id; filled in by who knows. */
  source?: string
  date?: IsoDate
}

export type Explanation = {
  formula: FormulaCode
  inputs: readonly ExplainedInput[]
  result: number | Status | null
  /** The day that the number stands for. */
  date: IsoDate
}

export type Explained = { progress: Explanation; expected: Explanation; status: Explanation }

/** Explains a key result's state as `keyResultState` computed it from the same facts. */
export function explainKeyResult(
  evidence: Evidence,
  state: KeyResultState,
  dates: DateRange,
  day: IsoDate,
  thresholds: StatusThresholds = DEFAULT_THRESHOLDS,
): Explained {
  const { formula, inputs, expected } = progressInputs(evidence, state)
  const days: ExplainedInput[] = [
    { name: 'first_day', value: null, date: dates.start },
    { name: 'last_day', value: null, date: dates.end },
  ]
  const isTimed = expected === 'linear' || expected === 'plan'
  return {
    progress: { formula, inputs, result: state.progress, date: day },
    expected: { formula: expected, inputs: isTimed ? days : [], result: state.expected, date: day },
    status:
      formula === 'keep'
        ? { formula: 'last_two_periods', inputs: inputs.slice(-2), result: state.status, date: day }
        : paceExplanation(state, thresholds, day),
  }
}

/** Explains an objective's state from its items, each with its id. */
export function explainObjective(
  items: readonly (RollupItem & { id: string })[],
  state: ObjectiveState,
  day: IsoDate,
  thresholds: StatusThresholds = DEFAULT_THRESHOLDS,
): Explained {
  return { ...explainRollup(items, state, day), status: paceExplanation(state, thresholds, day) }
}

/** Explains what a unit or a cycle comes to from its objectives, those of one ambition, each with its id. */
export function explainRollup(
  items: readonly (RollupItem & { id: string })[],
  { progress, expected }: Rollup,
  day: IsoDate,
): Pick<Explained, 'progress' | 'expected'> {
  const meanOf = (valueOfItem: (item: RollupItem) => number | null, result: number | null): Explanation => ({
    formula: 'weighted_mean',
    inputs: items.map((item) => ({
      name: item.id,
      value: valueOfItem(item),
      weight: item.weight ?? 1,
      counts: rollUp([item]).progress !== null,
    })),
    result,
    date: day,
  })
  return {
    progress: meanOf((item) => (item.progress === null ? null : clampToUnit(item.progress)), progress),
    expected: meanOf((item) => item.expected, expected),
  }
}

function paceExplanation(
  { progress, expected, status }: { progress: number | null; expected: number | null; status: Status },
  thresholds: StatusThresholds,
  day: IsoDate,
): Explanation {
  const inputs = [
    { name: 'progress', value: progress },
    { name: 'expected', value: expected },
    { name: 'on_track_from', value: thresholds.onTrack },
    { name: 'at_risk_from', value: thresholds.atRisk },
    { name: 'early_below', value: thresholds.early },
  ]
  return { formula: 'pace', inputs, result: status, date: day }
}

type ProgressInputs = { formula: FormulaCode; inputs: ExplainedInput[]; expected: FormulaCode }

function progressInputs(evidence: Evidence, state: KeyResultState): ProgressInputs {
  if ('periods' in evidence) {
    const { measure, periods } = evidence
    const inputs = periods.map(({ end, value }) => ({
      name: 'period',
      value,
      counts: isInside(measure, value),
      date: end,
    }))
    return { formula: 'keep', inputs, expected: 'always_one' }
  }
  const { measure } = evidence
  if (measure.kind === 'milestones') {
    const inputs = measure.steps.map(({ title, weight = 1, done }) => ({
      name: title,
      value: done ? 1 : 0,
      weight,
    }))
    return { formula: 'milestones', inputs, expected: 'linear' }
  }
  const inputs = [
    { name: 'start', value: measure.start },
    { name: 'target', value: measure.target },
    { name: 'current', value: state.current },
  ]
  if ('flow' in evidence) {
    const elapsed = { name: 'elapsed', value: evidence.flow?.elapsed ?? null }
    return { formula: 'cycle_to_date', inputs: [...inputs, elapsed], expected: 'elapsed_at_last_period' }
  }
  const hasPlan = 'plan' in evidence && (evidence.plan?.length ?? 0) > 0
  return { formula: 'reach', inputs, expected: hasPlan ? 'plan' : 'linear' }
}
