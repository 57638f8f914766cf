// The board: what needs attention first, and why, in words.
import type { BoardKpiView } from '../../../contract/kpi.ts'
import type { Op } from '../../platform/operation-context.ts'
import { falseAlarms, type KpiBehaviour, readBehaviour } from './behaviour.ts'
import { chartCore } from './chart.ts'
import { type KpiRow, kpiView } from './kpi-row.ts'
import { boardWords } from './words.ts'

export async function kpiBoard(op: Op, kpis: KpiRow[]) {
  const read = await readBehaviour(op, kpis)
  const rates = read.map(falseAlarms)
  const known = rates.filter((rate) => rate !== null)
  const items = read.map((entry) => boardItem(op, entry)).sort((a, b) => attention(b) - attention(a))
  return { items, falseAlarms: known.length > 0 ? known.reduce((sum, rate) => sum + rate, 0) : null }
}

function boardItem(op: Op, entry: KpiBehaviour): BoardKpiView {
  const chart = recent(chartCore({ ...entry, periods: entry.periods.slice(-mostShown) }))
  const latest = chart.periods.findLast((period) => !period.provisional && period.value !== null)
  return {
    ...kpiView(entry.kpi),
    latest: latest
      ? { start: latest.start, end: latest.end, value: latest.value, status: latest.status }
      : null,
    chart,
    words: boardWords(op, entry),
  }
}

/** As many periods as a small chart can show; limits, signals and words rest on all of them. */
export const mostShown = 60

/** What belongs to the periods of the chart, and nothing of before. */
export function recent(chart: BoardKpiView['chart']): BoardKpiView['chart'] {
  const from = chart.periods[0]?.start ?? ''
  const isShown = (day: string) => day >= from
  return {
    ...chart,
    targets: {
      ...chart.targets,
      byPeriod: chart.targets.byPeriod.filter(({ start }) => isShown(start)),
    },
    phases: chart.phases.filter(({ end }) => end === null || isShown(end)),
    signals: chart.signals
      .filter(({ to }) => isShown(to))
      .map((signal) => ({ ...signal, points: signal.points.filter(isShown) })),
  }
}

/** Concern before change before improvement, then what cannot meet its target, then what misses it. */
function attention({ chart, latest }: BoardKpiView): number {
  const byVariation = { concern: 1000, change: 800, improvement: 400, common_cause: 0 }
  const byCapability = { incapable: 200, unreliable: 100, capable: 0 }
  const byStatus = { red: 20, amber: 10, none: 5, green: 0 }
  return (
    (chart.variation ? byVariation[chart.variation] : 0) +
    (chart.capability ? byCapability[chart.capability] : 0) +
    (latest ? byStatus[latest.status] : 1)
  )
}
