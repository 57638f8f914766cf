// When the numbers under a KPI change: its own periods, then all that is computed from it, and the signals they bring.
import { addDays } from '../../../core/calendar/iso-date.ts'
import { isClosed, periodsBetween } from '../../../core/kpi/periods.ts'
import type { Frequency } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import {
  type Dependent,
  dependentsOf,
  formulaSpan,
  reachedPeriods,
  recomputeFormula,
} from './formula-values.ts'
import { aggregationRule, type KpiRow, workCalendar } from './kpi-row.ts'
import {
  measuredDays,
  recomputePeriods,
  type Stretch,
  touchedPeriods,
  writePeriods,
} from './period-values.ts'
import { evaluateSignals } from './signals.ts'

/** These periods of a measured KPI, and the periods of formulas that they reach. */
export async function recompute(op: Op, kpi: KpiRow, periods: Stretch[]): Promise<void> {
  const dependents = await dependentsOf(op, kpi.id)
  await recomputePeriods(op, kpi, periods)
  await evaluateSignals(op, kpi)
  await follow(op, kpi, periods, dependents)
}

/** The dependents of a KPI whose periods changed, each after all that it is computed from. */
async function follow(op: Op, kpi: KpiRow, periods: Stretch[], dependents: Dependent[]): Promise<void> {
  const changed = new Map([[kpi.id, periods]])
  for (const { row, inputs } of dependents) {
    const reached = reachedPeriods(
      op,
      row,
      inputs.flatMap((id) => changed.get(id) ?? []),
    )
    await recomputeFormula(op, row, reached)
    await evaluateSignals(op, row)
    changed.set(row.id, reached)
  }
}

/** Every period anew, as when a KPI changes its frequency, and all that is computed from it. */
export async function recomputeAll(op: Op, kpi: KpiRow): Promise<void> {
  await recomputeOwn(op, kpi)
  for (const { row } of await dependentsOf(op, kpi.id)) await recomputeOwn(op, row)
}

/** Every KPI of the workspace, as after a change of its calendar; formulas after what they are computed from. */
export async function recomputeEveryKpi(op: Op): Promise<void> {
  const kpis = await op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .orderBy('id')
    .forUpdate()
    .execute()
  const links = await op.db
    .selectFrom('kpi_input')
    .select(['kpi_id', 'input_id'])
    .where('workspace_id', '=', op.workspace.id)
    .execute()
  const inputsOf = Map.groupBy(links, (link) => link.kpi_id)
  const waiting = new Map(kpis.map((kpi) => [kpi.id, kpi]))
  while (waiting.size > 0)
    for (const kpi of [...waiting.values()]) {
      if (inputsOf.get(kpi.id)?.some(({ input_id }) => waiting.has(input_id))) continue
      await recomputeOwn(op, kpi)
      waiting.delete(kpi.id)
    }
}

/** What was there with a value counts as looked at: it raises nothing. */
async function recomputeOwn(op: Op, kpi: KpiRow): Promise<void> {
  const own = { workspace_id: op.workspace.id, kpi_id: kpi.id }
  await op.db
    .deleteFrom('period_value')
    .where('workspace_id', '=', own.workspace_id)
    .where('kpi_id', '=', own.kpi_id)
    .execute()
  if (kpi.formula === null)
    await recomputePeriods(op, kpi, touchedPeriods(op, kpi, await measuredDays(op, kpi)))
  else await recomputeFormula(op, kpi, await formulaSpan(op, kpi))
  await op.db
    .updateTable('period_value')
    .set({ evaluated_at: op.now })
    .where('workspace_id', '=', own.workspace_id)
    .where('kpi_id', '=', own.kpi_id)
    .where('value', 'is not', null)
    .where('last_day', '<', op.today)
    .execute()
}

/** No period is empty before it is over: a clock that has been set back since took it for that. */
export async function reopenEmptyPeriods(op: Op, kpi: KpiRow): Promise<void> {
  if (kpi.formula !== null || !aggregationRule(kpi).emptyIsZero) return
  const early = await op.db
    .deleteFrom('period_value')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('count', '=', 0)
    .where('last_day', '>=', op.today)
    .returning(['first_day as start', 'last_day as end'])
    .execute()
  if (early.length > 0) await follow(op, kpi, early, await dependentsOf(op, kpi.id))
}

/** Where no measurement counts as 0, a period that closes empty has that value: it is kept, and looked at, as any other. */
export async function closeEmptyPeriods(op: Op, kpi: KpiRow): Promise<void> {
  if (kpi.formula !== null || !aggregationRule(kpi).emptyIsZero) return
  const last = await op.db
    .selectFrom('period_value')
    .select('last_day')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .orderBy('first_day', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return
  const next = addDays(last.last_day, 1)
  const closed = periodsBetween(next, op.today, kpi.frequency as Frequency, workCalendar(op)).filter(
    (period) => isClosed(period, op.today),
  )
  if (closed.length === 0) return
  const dependents = await dependentsOf(op, kpi.id)
  const none = closed.map(() => 0)
  await writePeriods(op, kpi, closed, none, none)
  await evaluateSignals(op, kpi)
  await follow(op, kpi, closed, dependents)
}
