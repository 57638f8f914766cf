// The process behaviour chart of one KPI, with all that stands on its time axis.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { finerFrequency } from '../../../core/kpi/finer-frequency.ts'
import { targetOf, targetStatus } from '../../../core/kpi/target-status.ts'
import type { Period } from '../../../core/kpi/types.ts'
import { yearBefore } from '../../../core/kpi/year-ago.ts'
import type { Op } from '../../platform/operation-context.ts'
import { pastInstant } from '../../platform/past-instant.ts'
import { together } from '../../platform/together.ts'
import { readAnnotations } from './annotation-rows.ts'
import { behaviourAt, falseAlarms, type KpiBehaviour, readBehaviour } from './behaviour.ts'
import { boundKeyResults, doneInitiatives, handOvers } from './chart-context.ts'
import { type KpiRow, periodRule } from './kpi-row.ts'
import { rawMeasurements } from './periods-anew.ts'
import { targetsView, targetView } from './targets-view.ts'
import { chartWords } from './words.ts'

type Asked = {
  /** Computed from the raw measurements; nothing is stored. */
  frequency?: KpiView['frequency'] | undefined
  /** The figures (measurements, periods left out, phases, targets) as they were recorded by this instant. */
  asOf?: string | undefined
}

export async function kpiChart(op: Op, kpi: KpiRow, asked: Asked = {}): Promise<ChartView> {
  const asOf = pastInstant(op, asked.asOf)
  // A formula has no measurements of its own to look at otherwise.
  const frequency =
    kpi.formula === null && asked.frequency ? asked.frequency : (kpi.frequency as KpiView['frequency'])
  const isAsStored = frequency === kpi.frequency && asOf === undefined
  const behaviour = async () => {
    const [stored] = isAsStored ? await readBehaviour(op, [kpi]) : []
    const shown = stored ?? (await behaviourAt(op, kpi, { frequency, asOf }))
    return { shown, finer: stored ? await finerOffer(op, kpi, stored) : null }
  }
  const [{ shown, finer }, annotations, keyResults, initiatives, handedOver] = await together(
    behaviour(),
    readAnnotations(op, kpi.id, asOf),
    boundKeyResults(op, kpi.id),
    doneInitiatives(op, kpi.id),
    handOvers(op, kpi.id, asOf),
  )
  return {
    kpiId: kpi.id,
    asOf: asOf?.toISOString() ?? null,
    ...chartCore(shown),
    words: chartWords(op, shown, finer),
    finer: finer ? { frequency: finer.frequency, periods: finer.periods } : null,
    falseAlarms: falseAlarms(shown),
    annotations,
    keyResults,
    initiatives,
    handOvers: handedOver,
  }
}

type Core = Pick<
  ChartView,
  | 'periods'
  | 'phases'
  | 'signals'
  | 'targets'
  | 'targetNow'
  | 'yearAgo'
  | 'variation'
  | 'capability'
  | 'remedy'
>

/** What the chart is drawn from: the same for the page and the board. */
export function chartCore({ kpi, periods, phases, behaviour, ...rest }: KpiBehaviour): Core {
  const direction = kpi.direction as KpiView['direction']
  const stored = new Map(phases.map((phase) => [phase.id, phase]))
  return {
    periods: periods.map(({ start, end, value, provisional }) => ({
      start,
      end,
      value,
      // The running period is not judged: its value is not all there yet.
      status: provisional
        ? 'none'
        : targetStatus(value, targetOf(rest.targets, start), direction, kpi.amber_margin),
      provisional,
      leftOut: rest.leftOut.get(start) ?? null,
    })),
    phases: behaviour.phases.map((phase) => ({
      id: phase.id,
      start: phase.end === null ? null : phase.start,
      end: phase.end,
      points: phase.points,
      baselinePoints: phase.baselinePoints,
      centre: phase.centre,
      lower: phase.lower,
      upper: phase.upper,
      drawnLower: phase.drawnLower,
      drawnUpper: phase.drawnUpper,
      movingRange: phase.movingRange,
      upperRange: phase.upperRange,
      limits: phase.limits,
      trustworthy: phase.trustworthy,
      frozenAt: stored.get(phase.id)?.frozenAt ?? null,
      baseline: stored.get(phase.id)?.baseline ?? null,
      reason: stored.get(phase.id)?.reason ?? '',
    })),
    signals: behaviour.signals.map(({ rule, side, reading, from, to, points }) => ({
      rule,
      side,
      reading,
      from,
      to,
      points,
    })),
    targets: targetsView(rest.targets),
    targetNow: targetView(rest.targetNow),
    yearAgo: yearAgo(kpi, periods),
    variation: behaviour.variation,
    capability: behaviour.capability,
    remedy: behaviour.remedy,
  }
}

function yearAgo(kpi: KpiRow, periods: readonly Period[]): ChartView['yearAgo'] {
  const newest = periods.findLast(({ provisional, value }) => !provisional && value !== null)
  if (!newest) return null
  const start = yearBefore(newest.start, kpi.frequency as KpiView['frequency'])
  const value = periods.find((period) => period.start === start)?.value ?? null
  return value === null ? null : { start, value }
}

/** Looked for only where limits are not firm: a few periods, if any has closed, so few measurements to read. */
async function finerOffer(op: Op, kpi: KpiRow, { periods }: KpiBehaviour) {
  const closed = periods.filter((period: Period) => !period.provisional && period.value !== null)
  const mayBe = periods.length > 0 && closed.length < 12 && kpi.frequency !== 'day' && kpi.formula === null
  if (!mayBe) return null
  return finerFrequency(await rawMeasurements(op, kpi), periodRule(op, kpi), op.today)
}
