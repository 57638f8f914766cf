// From the chart of the contract to what Pulse draws.
import type { ChartView, KpiView } from '../../contract/kpi.ts'
import { decidingSignal } from '../../core/kpi/variation.ts'
import type { PulseData, PulseReading, PulseTarget } from './pulse-data.ts'

export type Drawn = Pick<ChartView, 'periods' | 'phases' | 'signals' | 'targets' | 'targetNow'>
type Words = { periodLabel: (start: string) => string; targetLabel: string }

const endless = '9999-12-31'
const beginning = '0001-01-01'

/** Periods, phases and target; limits are drawn clipped at what the KPI cannot pass (DOMAIN.md section 7.1). */
export function pulseOf({ periods, phases, signals, targets, targetNow }: Drawn, words: Words): PulseData {
  const readings = readingsByPoint(signals)
  return {
    periods: periods.map(({ start, value, provisional, leftOut }) => {
      const reading = readings.get(start)
      return {
        start,
        value,
        provisional,
        leftOut: leftOut !== null,
        label: words.periodLabel(start),
        ...(reading ? { reading } : {}),
      }
    }),
    phases: phases.map(({ start, end, centre, drawnLower, drawnUpper, limits }) => ({
      start: start ?? beginning,
      end: end ?? endless,
      centre,
      lower: drawnLower,
      upper: drawnUpper,
      limits,
    })),
    target:
      targets.byPeriod.length > 0
        ? targetSteps(targets, periods, words.targetLabel)
        : targetOf(targetNow, words.targetLabel),
  }
}

function targetOf(target: KpiView['target'], label: string): PulseTarget | undefined {
  if (target === null) return undefined
  return typeof target === 'number'
    ? { kind: 'line', value: target, label }
    : { kind: 'band', ...target, label }
}

/** Each period's own target, or the one for all. */
function targetSteps(
  { constant, byPeriod }: ChartView['targets'],
  periods: Drawn['periods'],
  label: string,
): PulseTarget {
  const own = new Map(byPeriod.map(({ start, target }) => [start, target]))
  const targets = periods.map(({ start }) => own.get(start) ?? constant)
  const edge = (target: KpiView['target'], side: 'lower' | 'upper') =>
    target === null || typeof target === 'number' ? target : target[side]
  const hasRange = targets.some((target) => target !== null && typeof target !== 'number')
  return {
    kind: 'steps',
    values: targets.map((target) => edge(target, 'lower')),
    ...(hasRange ? { upper: targets.map((target) => edge(target, 'upper')) } : {}),
    label,
  }
}

/** A point that stands in several signals takes the reading of the one that decides (DOMAIN.md section 7.1). */
function readingsByPoint(signals: Drawn['signals']): Map<string, PulseReading> {
  const carried = signals.flatMap((signal) => signal.points.map((point) => ({ point, signal })))
  return new Map(
    [...Map.groupBy(carried, ({ point }) => point)].flatMap(([point, own]) => {
      const deciding = decidingSignal(
        point,
        own.map(({ signal }) => signal),
      )
      return deciding ? [[point, deciding.reading] as const] : []
    }),
  )
}
