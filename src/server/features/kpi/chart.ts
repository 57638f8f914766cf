// The process behaviour chart of one KPI, with all that stands on its time axis.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { periodValues } from '../../../core/kpi/aggregate.ts'
import { finerFrequency } from '../../../core/kpi/finer-frequency.ts'
import { targetStatus } from '../../../core/kpi/target-status.ts'
import type { Period } from '../../../core/kpi/types.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { readAnnotations } from './annotations.ts'
import { behave, falseAlarms, type KpiBehaviour, readBehaviour } from './behaviour.ts'
import { type KpiRow, kpiTarget, periodRule } from './kpi-row.ts'
import { asMeasurement } from './period-values.ts'
import { chartWords } from './words.ts'

/** The chart; asked for at another frequency, it is computed from the raw measurements and nothing is stored. */
export async function kpiChart(op: Op, kpi: KpiRow, frequency?: KpiView['frequency']): Promise<ChartView> {
  const [stored] = await readBehaviour(op, [kpi])
  const base = stored ?? behave(kpi, [], [])
  // A formula has no measurements of its own to look at otherwise.
  const isOther = frequency !== undefined && frequency !== kpi.frequency && kpi.formula === null
  const shown = isOther ? await atFrequency(op, kpi, base, frequency) : base
  const finer = isOther ? null : await finerOffer(op, kpi, shown)
  const reasons = await leftOutReasons(op, kpi)
  return {
    kpiId: kpi.id,
    ...chartCore(shown, reasons),
    words: chartWords(op, shown, finer),
    finer: finer ? { frequency: finer.frequency, periods: finer.periods } : null,
    falseAlarms: falseAlarms(shown),
    annotations: await readAnnotations(op, kpi.id),
    keyResults: await boundKeyResults(op, kpi.id),
    initiatives: await doneInitiatives(op, kpi.id),
    handOvers: await handOvers(op, kpi.id),
  }
}

type Core = Pick<ChartView, 'periods' | 'phases' | 'signals' | 'variation' | 'capability' | 'remedy'>

/** What the chart is drawn from: the same for the page and the board. */
export function chartCore(
  { kpi, periods, phases, behaviour }: KpiBehaviour,
  reasons: Map<string, string> = new Map(),
): Core {
  const target = kpiTarget(kpi)
  const direction = kpi.direction as KpiView['direction']
  const frozen = new Map(phases.map((phase) => [phase.id, phase.frozenAt]))
  return {
    periods: periods.map(({ start, end, value, provisional, leftOut }) => ({
      start,
      end,
      value,
      status: targetStatus(value, target, direction, kpi.amber_margin),
      provisional,
      leftOut: leftOut ? (reasons.get(start) ?? '') : null,
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
      frozenAt: frozen.get(phase.id) ?? null,
    })),
    signals: behaviour.signals.map(({ rule, side, reading, from, to, points }) => ({
      rule,
      side,
      reading,
      from,
      to,
      points,
    })),
    variation: behaviour.variation,
    capability: behaviour.capability,
    remedy: behaviour.remedy,
  }
}

async function currentRaw(op: Op, kpi: KpiRow) {
  const rows = await op.db
    .selectFrom('measurement')
    .select(['at', 'identity', 'value', 'numerator', 'denominator'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('superseded_at', 'is', null)
    .where('voided', '=', false)
    .orderBy('on_date')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(asMeasurement)
}

async function atFrequency(
  op: Op,
  kpi: KpiRow,
  base: KpiBehaviour,
  frequency: KpiView['frequency'],
): Promise<KpiBehaviour> {
  const measurements = await currentRaw(op, kpi)
  const all = periodValues(measurements, { ...periodRule(op, kpi), frequency }, op.today)
  const last = all.findLastIndex((period) => period.value !== null)
  return behave(kpi, all.slice(0, last + 1), base.phases)
}

/** Looked for only where limits are not firm: a few periods, so few measurements to read. */
async function finerOffer(op: Op, kpi: KpiRow, { periods }: KpiBehaviour) {
  const closed = periods.filter((period: Period) => !period.provisional && period.value !== null)
  if (closed.length === 0 || closed.length >= 12 || kpi.frequency === 'day' || kpi.formula !== null)
    return null
  return finerFrequency(await currentRaw(op, kpi), periodRule(op, kpi), op.today)
}

async function leftOutReasons(op: Op, kpi: KpiRow): Promise<Map<string, string>> {
  const rows = await op.db
    .selectFrom('left_out_period')
    .select(['first_day', 'reason'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .execute()
  return new Map(rows.map((row) => [row.first_day, row.reason]))
}

/** What says whether the reader may see the objective: what they may not is not named on the chart either. */
const objectiveColumns = ['o.owner_id', 'o.unit_id', 'o.visibility', 'o.visible_to'] as const

async function boundKeyResults(op: Op, kpiId: string): Promise<ChartView['keyResults']> {
  const rows = await op.db
    .selectFrom('key_result as k')
    .innerJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'k.workspace_id').onRef('o.id', '=', 'k.objective_id'),
    )
    .innerJoin('cycle as c', (join) =>
      join.onRef('c.workspace_id', '=', 'o.workspace_id').onRef('c.id', '=', 'o.cycle_id'),
    )
    .leftJoin('key_result_review as r', (join) =>
      join.onRef('r.workspace_id', '=', 'k.workspace_id').onRef('r.key_result_id', '=', 'k.id'),
    )
    .select([
      'k.id',
      'k.objective_id',
      'k.title',
      'k.measure',
      'k.first_day',
      'k.last_day',
      'c.first_day as cycle_first',
      'c.last_day as cycle_last',
      'c.state',
      'r.score',
      ...objectiveColumns,
    ])
    .where('k.workspace_id', '=', op.workspace.id)
    .where('k.kpi_id', '=', kpiId)
    .where('k.archived_at', 'is', null)
    .where('o.archived_at', 'is', null)
    .orderBy('k.created_at')
    .execute()
  return rows
    .filter((row) => op.sees(itemFacts(row)))
    .map((row) => {
      const measure = row.measure as { start?: number; target?: number }
      return {
        id: row.id,
        objectiveId: row.objective_id,
        title: row.title,
        firstDay: row.first_day ?? row.cycle_first,
        lastDay: row.last_day ?? row.cycle_last,
        start: measure.start ?? null,
        target: measure.target ?? null,
        cycleState: row.state as 'draft',
        score: row.score,
      }
    })
}

async function doneInitiatives(op: Op, kpiId: string): Promise<ChartView['initiatives']> {
  const rows = await op.db
    .selectFrom('initiative as i')
    .innerJoin('initiative_key_result as l', (join) =>
      join.onRef('l.workspace_id', '=', 'i.workspace_id').onRef('l.initiative_id', '=', 'i.id'),
    )
    .innerJoin('key_result as k', (join) =>
      join.onRef('k.workspace_id', '=', 'l.workspace_id').onRef('k.id', '=', 'l.key_result_id'),
    )
    .innerJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'k.workspace_id').onRef('o.id', '=', 'k.objective_id'),
    )
    .select(['i.id', 'i.title', 'i.done_on', ...objectiveColumns])
    .distinctOn(['i.done_on', 'i.id'])
    .where('i.workspace_id', '=', op.workspace.id)
    .where('k.kpi_id', '=', kpiId)
    .where('i.done_on', 'is not', null)
    .orderBy('i.done_on')
    .orderBy('i.id')
    .execute()
  const visible = rows.filter((row) => op.sees(itemFacts(row)))
  return visible.flatMap(({ id, title, done_on }) =>
    done_on === null ? [] : [{ id, title, doneOn: done_on }],
  )
}

async function handOvers(op: Op, kpiId: string): Promise<ChartView['handOvers']> {
  const rows = await op.db
    .selectFrom('hand_over')
    .select(['id', 'key_result_id', 'phase_id', 'from_day', 'created_at', 'undone_at'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpiId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    keyResultId: row.key_result_id,
    phaseId: row.phase_id,
    from: row.from_day,
    createdAt: row.created_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
  }))
}
