// Targets of KPIs: a year of many in one grid, all or none, every version kept.
import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../../../contract/contract.ts'
import type { NewTargetInput } from '../../../contract/kpi-targets.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import type { TargetPlan } from '../../../core/kpi/target-status.ts'
import type { Frequency, Target } from '../../../core/kpi/types.ts'
import { can } from '../../../core/people/permissions.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { pastInstant } from '../../platform/past-instant.ts'
import { type FieldError, Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { readGrid } from './grid-kpis.ts'
import { type KpiRow, kpiFacts, kpiTarget, readKpiRow, targetColumns, workCalendar } from './kpi-row.ts'
import { lockKpis } from './lock-kpis.ts'
import { readTargets, recordTargets } from './target-rows.ts'
import { targetsView } from './targets-view.ts'

export const targetHandlers: Handlers<Contract['targets']> = {
  grid: async (asked, op) => {
    const { kpis, periods } = await readGrid(op, asked)
    const plans = await readTargets(op, kpis)
    const shown = new Set(periods.map(({ start }) => start))
    return {
      periods,
      items: kpis.map((kpi) => {
        const { constant, byPeriod } = targetsView(plans.get(kpi.id) as TargetPlan)
        return {
          kpiId: kpi.id,
          name: kpi.name,
          category: kpi.category,
          unitId: kpi.unit_id,
          unit: kpi.unit,
          precision: kpi.precision,
          direction: kpi.direction as 'up',
          canEdit: can(op.actor, 'kpi.edit', kpiFacts(kpi)),
          constant,
          byPeriod: byPeriod.filter(({ start }) => shown.has(start)),
        }
      }),
    }
  },

  set: async ({ targets }, op) => {
    const kpis = await lockKpis(op, [...new Set(targets.map(({ kpiId }) => kpiId))])
    for (const kpi of kpis.values()) {
      op.authorise('kpi.edit', kpiFacts(kpi))
      refuseArchived(kpi)
    }
    const wanted = readWanted(op, kpis, targets)
    const plans = await readTargets(op, [...kpis.values()])
    const changed = wanted.filter(({ kpiId, firstDay, target }) => {
      const plan = plans.get(kpiId) as TargetPlan
      const now = firstDay === null ? plan.constant : (plan.byPeriod.get(firstDay) ?? null)
      return !isDeepStrictEqual(now, target)
    })
    await recordTargets(op, changed)
    for (const { kpiId, firstDay, target } of changed)
      if (firstDay === null) await setConstant(op, kpis.get(kpiId) as KpiRow, target)
    const byKpi = Map.groupBy(
      changed.filter(({ firstDay }) => firstDay !== null),
      ({ kpiId }) => kpiId,
    )
    for (const [kpiId, own] of byKpi) {
      const before = (plans.get(kpiId) as TargetPlan).byPeriod
      const was = own.map(({ firstDay }) => ({ start: firstDay, target: before.get(firstDay ?? '') ?? null }))
      const is = own.map(({ firstDay, target }) => ({ start: firstDay, target }))
      op.record('kpi', kpiId, { targets: was }, { targets: is })
    }
    return { changed: changed.length, unchanged: targets.length - changed.length }
  },

  get: async ({ id, asOf }, op) => {
    const kpi = await readKpiRow(op, id)
    const plans = await readTargets(op, [kpi], pastInstant(op, asOf))
    return targetsView(plans.get(id) as TargetPlan)
  },
}

type Wanted = { kpiId: string; firstDay: string | null; target: Target | null }

/** Each target checked and said once, the last one of a period winning; every fault is told with its row. */
function readWanted(op: Op, kpis: Map<string, KpiRow>, targets: readonly NewTargetInput[]): Wanted[] {
  const errors: FieldError[] = []
  const wanted = new Map<string, Wanted>()
  for (const [row, { kpiId, start, target }] of targets.entries()) {
    const kpi = kpis.get(kpiId)
    const code = faultOf(op, kpi, start, target)
    if (code) errors.push({ field: `targets.${row}`, code })
    wanted.set(`${kpiId} ${start}`, { kpiId, firstDay: start, target: storedTarget(target) })
  }
  const [first] = errors
  if (first)
    throw new Refusal(
      first.code as RefusalCode,
      { field: first.field, row: Number(first.field.slice(8)) + 1 },
      errors.slice(0, 100),
    )
  return [...wanted.values()]
}

function faultOf(
  op: Op,
  kpi: KpiRow | undefined,
  start: string | null,
  target: NewTargetInput['target'],
): RefusalCode | null {
  if (kpi === undefined) return 'not_in_workspace'
  const isRange = typeof target === 'object' && target !== null
  if (target !== null && isRange !== (kpi.direction === 'range')) return 'target_shape'
  if (isRange && target.lower > target.upper) return 'target_shape'
  const isStart =
    start === null || periodOf(start, kpi.frequency as Frequency, workCalendar(op)).start === start
  return isStart ? null : 'target_period'
}

function storedTarget(target: NewTargetInput['target']): Target | null {
  return typeof target === 'number' ? { value: target } : target
}

async function setConstant(op: Op, kpi: KpiRow, target: Target | null): Promise<void> {
  if (isDeepStrictEqual(kpiTarget(kpi), target)) return
  const given = target === null || 'lower' in target ? target : target.value
  const subject = { kind: 'kpi', id: kpi.id, key: { id: kpi.id } }
  await revise(op, 'kpi', subject, kpi, targetColumns(given, kpi.direction))
}
