// A key result as the contract shows it.
import type { KeyResultView, KeyResultWholeView } from '../../../contract/okr.ts'
import { isInside } from '../../../core/okr/progress.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KeyResultFacts, storedMeasure } from './figures.ts'
import { forecastView } from './forecast.ts'

export function keyResultView({
  row,
  measure,
  dates,
  checkIns,
  kpi,
  state,
  kept,
  stale,
  dueOn,
}: KeyResultFacts): KeyResultView {
  const last = checkIns.at(-1)
  return {
    id: row.id,
    objectiveId: row.objective_id,
    title: row.title,
    ownerId: row.owner_id,
    providerId: row.provider_id,
    weight: row.weight,
    measure: measureView(measure),
    kpi: kpi
      ? {
          id: kpi.row.id,
          name: kpi.isHidden ? null : kpi.row.name,
          reading: row.reading as 'mean',
          n: row.reading_n,
        }
      : null,
    firstDay: dates.start,
    lastDay: dates.end,
    plan: row.plan as KeyResultView['plan'],
    originalTarget: row.original_target,
    originalMeasure: row.original_measure === null ? null : measureView(storedMeasure(row.original_measure)),
    easedBecause: row.eased_because,
    publishedAt: row.published_at?.toISOString() ?? null,
    current: state.current,
    kept:
      // The periods of a KPI that is hidden count, and are not shown one by one.
      measure.kind === 'keep' && !kpi?.isHidden
        ? kept.map((period) => ({ ...period, inside: isInside(measure, period.value) }))
        : [],
    confidence: last?.confidence ?? null,
    call: (last?.call ?? null) as KeyResultView['call'],
    callReason: last?.call_reason ?? null,
    lastCheckIn: last?.on_date ?? null,
    dueOn,
    progress: state.progress,
    expected: state.expected,
    status: state.status,
    stale,
    score: row.score,
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}

/** With its forecast, which costs about a millisecond: where one is looked at, not in long lists. */
export function keyResultWhole(op: Op, facts: KeyResultFacts): KeyResultWholeView {
  return { ...keyResultView(facts), forecast: forecastView(op, facts) }
}

export function measureView(measure: KeyResultFacts['measure']): KeyResultView['measure'] {
  if (measure.kind !== 'milestones') return measure
  return {
    kind: 'milestones',
    steps: measure.steps.map(({ title, weight = 1, done }) => ({ title, weight, done })),
  }
}
