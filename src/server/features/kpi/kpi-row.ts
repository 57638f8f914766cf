// A KPI as it is stored, and as the contract shows it.
import type { KpiView } from '../../../contract/kpi.ts'
import type { Weekday } from '../../../core/calendar/iso-date.ts'
import type { AggregationRule, PeriodRule } from '../../../core/kpi/aggregate.ts'
import type { WorkCalendar } from '../../../core/kpi/periods.ts'
import { defaultBaseline } from '../../../core/kpi/phase.ts'
import type { Baseline, Target } from '../../../core/kpi/types.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'

export type KpiRow = Awaited<ReturnType<typeof readKpiRow>>

/** The row, for whoever may see it; otherwise it does not exist. */
export async function readKpiRow(op: Op, id: string, lock = false) {
  let query = op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = found(await query.executeTakeFirst())
  return found(op.sees(kpiFacts(row)) ? row : undefined)
}

/** The row, locked, for whoever may see it; archived, it takes no change. */
export async function readKpiToChange(op: Op, id: string) {
  const row = await readKpiRow(op, id, true)
  refuseArchived(row)
  return row
}

export const kpiFacts = (row: Parameters<typeof itemFacts>[0]) => itemFacts(row)

export function kpiTarget(
  row: Pick<KpiRow, 'direction' | 'target' | 'target_lower' | 'target_upper'>,
): Target | null {
  if (row.direction === 'range')
    return row.target_lower === null || row.target_upper === null
      ? null
      : { lower: row.target_lower, upper: row.target_upper }
  return row.target === null ? null : { value: row.target }
}

export function kpiBaseline(row: Pick<KpiRow, 'baseline' | 'rule_set'>): Baseline {
  return (row.baseline as Baseline | null) ?? defaultBaseline(row.rule_set as KpiView['ruleSet'])
}

export function workCalendar(op: Op): WorkCalendar {
  return {
    firstWeekday: op.workspace.firstWeekday as Weekday,
    fiscalStartMonth: op.workspace.fiscalStartMonth,
  }
}

export function aggregationRule(row: Pick<KpiRow, 'aggregation' | 'zero_when_empty'>): AggregationRule {
  return { aggregation: row.aggregation as KpiView['aggregation'], emptyIsZero: row.zero_when_empty }
}

export function periodRule(
  op: Op,
  row: Pick<KpiRow, 'aggregation' | 'zero_when_empty' | 'frequency'>,
): PeriodRule {
  return {
    ...aggregationRule(row),
    frequency: row.frequency as KpiView['frequency'],
    calendar: workCalendar(op),
    zone: op.workspace.timeZone,
  }
}

export function kpiView(row: KpiRow): KpiView {
  const target = kpiTarget(row)
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    description: row.description,
    category: row.category,
    ownerId: row.owner_id,
    unitId: row.unit_id,
    otherUnitIds: row.other_units,
    source: row.source,
    visibility: row.visibility as KpiView['visibility'],
    visibleTo: row.visible_to,
    unit: row.unit,
    precision: row.precision,
    direction: row.direction as KpiView['direction'],
    frequency: row.frequency as KpiView['frequency'],
    aggregation: row.aggregation as KpiView['aggregation'],
    zeroWhenEmpty: row.zero_when_empty,
    floor: row.floor,
    ceiling: row.ceiling,
    target: target === null || 'lower' in target ? target : target.value,
    amberMargin: row.amber_margin,
    ruleSet: row.rule_set as KpiView['ruleSet'],
    limitMethod: row.limit_method as KpiView['limitMethod'],
    centreMethod: row.centre_method as KpiView['centreMethod'],
    baseline: kpiBaseline(row),
    formula: row.formula,
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  }
}

/** A target must have the shape that the direction asks for; a range's lower bound lies below its upper one. */
export function targetColumns(target: KpiView['target'] | undefined, direction: string) {
  const isRange = typeof target === 'object' && target !== null
  const isMisshapen = target !== null && target !== undefined && isRange !== (direction === 'range')
  if (isMisshapen || (isRange && target.lower > target.upper))
    throw new Refusal('target_shape', {}, [{ field: 'target', code: 'target_shape' }])
  return {
    target: typeof target === 'number' ? target : null,
    target_lower: isRange ? target.lower : null,
    target_upper: isRange ? target.upper : null,
  }
}
