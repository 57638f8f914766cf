// What other features may use of this one.
export { kpiChart } from './chart.ts'
export { type KpiRow, kpiFacts, kpiTarget, kpiView, readKpiRow } from './kpi-row.ts'
export { readKpis, targetColumns } from './kpis.ts'
export { readPeriods } from './period-values.ts'
export { addPhase, currentPhases, freezeBaseline, removePhase, type StoredPhase } from './phases.ts'
export { newSignalsFor, signalWords, triageAsAnswered } from './signals.ts'
