// What the KPI's new phase would be, opened on a day of the person's choice: by the same core as the server.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import type { PhaseBehaviour } from '../../../core/kpi/behaviour.ts'
import { openedAt } from '../../../core/loop/hand-over.ts'

type Opened = Pick<PhaseBehaviour, 'centre' | 'drawnLower' | 'drawnUpper' | 'points'>

const nothing: Opened = { centre: null, drawnLower: null, drawnUpper: null, points: 0 }

export function openedOn(kpi: KpiView, { periods }: ChartView, from: string): Opened {
  const { ruleSet, limitMethod, centreMethod, direction, aggregation, floor, ceiling } = kpi
  const own = periods.map(({ start, end, value, provisional, leftOut }) => ({
    ...{ start, end, value, provisional },
    leftOut: leftOut !== null,
  }))
  const options = { ruleSet, limitMethod, centreMethod, direction, aggregation, floor, ceiling, target: null }
  return openedAt(own, from, options).phases[0] ?? nothing
}
