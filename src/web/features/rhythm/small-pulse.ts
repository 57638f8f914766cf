// A KPI's chart as a small Pulse draws it: the newest periods, their limits and the points that carry a signal.
import type { ChartView } from '../../../contract/kpi.ts'
import type { PulseData } from '../../charts/pulse-data.ts'

const newest = 26

export function smallPulse(chart: ChartView): PulseData {
  const shown = chart.periods.slice(-newest)
  const first = shown[0]?.start ?? ''
  const last = shown.at(-1)?.end ?? ''
  const readings = new Map(
    chart.signals.flatMap(({ points, reading }) => points.map((point) => [point, reading] as const)),
  )
  return {
    periods: shown.map(({ start, value, provisional, leftOut }) => {
      const reading = readings.get(start)
      return {
        start,
        value,
        provisional,
        leftOut: leftOut !== null,
        label: '',
        ...(reading ? { reading } : {}),
      }
    }),
    phases: chart.phases
      .filter(({ end }) => end === null || end >= first)
      .map(({ start, end, centre, lower, upper, limits }) => ({
        start: start !== null && start > first ? start : first,
        end: end ?? last,
        centre,
        lower,
        upper,
        limits,
      })),
  }
}
