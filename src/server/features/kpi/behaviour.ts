// The behaviour of stored KPIs: loads periods and phases, and lets core read them.
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { type Behaviour, type BehaviourOptions, behaviourOf } from '../../../core/kpi/behaviour.ts'
import { newSignalRate } from '../../../core/kpi/false-alarms.ts'
import type { Period } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, kpiTarget } from './kpi-row.ts'
import { readPeriods } from './period-values.ts'
import { corePhases, currentPhases, type StoredPhase } from './phase-rows.ts'

export type KpiBehaviour = { kpi: KpiRow; periods: Period[]; phases: StoredPhase[]; behaviour: Behaviour }

/** Any number of KPIs in three statements. */
export async function readBehaviour(
  op: Op,
  kpis: readonly KpiRow[],
  since?: IsoDate,
): Promise<KpiBehaviour[]> {
  const periods = await readPeriods(op, kpis, since === undefined ? {} : { since })
  const phases = await currentPhases(op, kpis)
  return kpis.map((kpi) => behave(kpi, periods.get(kpi.id) ?? [], phases.get(kpi.id) ?? []))
}

export function behave(kpi: KpiRow, periods: Period[], phases: StoredPhase[]): KpiBehaviour {
  return {
    kpi,
    periods,
    phases,
    behaviour: behaviourOf(periods, corePhases(kpi, phases), behaviourOptions(kpi)),
  }
}

export function behaviourOptions(kpi: KpiRow): BehaviourOptions {
  return {
    ruleSet: kpi.rule_set as BehaviourOptions['ruleSet'],
    limitMethod: kpi.limit_method as BehaviourOptions['limitMethod'],
    direction: kpi.direction as BehaviourOptions['direction'],
    target: kpiTarget(kpi),
    floor: kpi.floor,
    ceiling: kpi.ceiling,
    aggregation: kpi.aggregation as NonNullable<BehaviourOptions['aggregation']>,
  }
}

/** Expected share of false alarms a period were the process stable, by its rules and its current baseline. */
export function falseAlarms({ kpi, behaviour }: KpiBehaviour): number | null {
  const phase = behaviour.phases.findLast(({ points }) => points > 0)
  return phase
    ? newSignalRate(kpi.rule_set as BehaviourOptions['ruleSet'], phase.baselinePoints, phase.isLocked)
    : null
}
