// What other features may use of this one.
export { annotate, removeAnnotation } from './annotation-rows.ts'
export { holdsAt } from './as-of.ts'
export { behaviourOptions, readBehaviour } from './behaviour.ts'
export { refuseCalendarChange } from './calendar-change.ts'
export { kpiChart } from './chart.ts'
export {
  type KpiRow,
  kpiFacts,
  kpiTarget,
  kpiView,
  readKpiRow,
  readKpiToChange,
  targetColumns,
  workCalendar,
} from './kpi-row.ts'
export { kpiHandlers, readKpis } from './kpis.ts'
export { saveMeasurements } from './measurements.ts'
export { findKpiNamed } from './named.ts'
export { type NeededPeriods, readPeriods } from './period-values.ts'
export { readPeriodsAsOf } from './periods-as-of.ts'
export { addPhase, corePhases, currentPhases, freezeBaseline, removePhase } from './phase-rows.ts'
export { recomputeEveryKpi } from './recompute.ts'
export { evaluateSignals, newSignalsFor } from './signals.ts'
export {
  bringBackPeriodTargets,
  dropPeriodTargets,
  recordTarget,
} from './target-rows.ts'
export { type PeriodDifference, periodDifferences } from './verify-periods.ts'
export { figure, periodsMessage } from './words.ts'
