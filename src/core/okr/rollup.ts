// From key results to objectives, and from objectives to units and cycles (DOMAIN.md sections 3 and 5).
import { clampToUnit, weightedMean } from '../arithmetic.ts'
import { DEFAULT_THRESHOLDS, paceStatus, type Status, type StatusThresholds } from './status.ts'

export type Ambition = 'committed' | 'aspirational'

/** One item of an average: a key result, or an aligned objective that its parent counts as well. */
export type RollupItem = {
  /** Raw; null is left out. */
  progress: number | null
  expected: number
  /** 1 by default; 0 leaves the item out. */
  weight?: number
  status: Status
  /** A `keep`, or an objective of nothing but those: inside its bounds, yet never achieved before the end. */
  isKeep?: boolean
}

/** What an average of items comes to; progress is in [0, 1], and null when no item counts. */
export type Rollup = { progress: number | null; expected: number | null }

/** Σ w·clamp(p) / Σ w and Σ w·e / Σ w over the same items: those with progress and a weight above 0. */
export function rollUp(items: readonly RollupItem[]): Rollup {
  const counted = itemsCounted(items)
  return {
    progress: weightedMean(
      counted.map((item) => ({ value: clampToUnit(item.progress), weight: item.weight })),
    ),
    expected: weightedMean(counted.map((item) => ({ value: item.expected, weight: item.weight }))),
  }
}

export type ObjectiveState = Rollup & { status: Status; isKeep: boolean }

/**
 * An objective's progress, expected progress and status from its items. It is achieved when p is 1 and what can
 * be achieved has been: a pace of 1 or a bound kept so far does not make it so on its own.
 */
export function objectiveState(
  items: readonly RollupItem[],
  thresholds: StatusThresholds = DEFAULT_THRESHOLDS,
): ObjectiveState {
  const counted = itemsCounted(items)
  const { progress, expected } = rollUp(items)
  const isKeep = counted.length > 0 && counted.every((item) => item.isKeep === true)
  const canBeAchieved = !isKeep && counted.every((item) => item.isKeep === true || item.status === 'achieved')
  return {
    progress,
    expected,
    status: paceStatus(progress, expected ?? 0, { thresholds, canBeAchieved }),
    isKeep,
  }
}

export type Summary = Rollup & { objectives: number; withData: number; byStatus: Record<Status, number> }

/**
 * What a unit or a cycle comes to, by objective weight. The two ambitions have a figure each and are never
 * averaged together. Objectives that the reader cannot see count like all others.
 */
export function summarise(
  objectives: readonly (RollupItem & { ambition: Ambition })[],
): Record<Ambition, Summary> {
  const summaryOf = (ambition: Ambition): Summary => {
    const items = objectives.filter((objective) => objective.ambition === ambition)
    const byStatus: Record<Status, number> = {
      no_data: 0,
      achieved: 0,
      on_track: 0,
      at_risk: 0,
      off_track: 0,
    }
    for (const { status } of items) byStatus[status] += 1
    return { ...rollUp(items), objectives: items.length, withData: items.length - byStatus.no_data, byStatus }
  }
  return { committed: summaryOf('committed'), aspirational: summaryOf('aspirational') }
}

function itemsCounted(items: readonly RollupItem[]): (RollupItem & { progress: number; weight: number })[] {
  return items.flatMap((item) => {
    const { progress, weight = 1 } = item
    return progress === null || weight <= 0 ? [] : [{ ...item, progress, weight }]
  })
}
