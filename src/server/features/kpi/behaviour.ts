// The behaviour of stored KPIs: loads periods, phases and targets, and lets core read them.
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { localDate } from '../../../core/calendar/zone.ts'
import { type Behaviour, type BehaviourOptions, behaviourOf } from '../../../core/kpi/behaviour.ts'
import { newSignalRate } from '../../../core/kpi/false-alarms.ts'
import { periodOf } from '../../../core/kpi/periods.ts'
import type { TargetPlan } from '../../../core/kpi/target-status.ts'
import type { Frequency, Period, Target } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { together } from '../../platform/together.ts'
import { type KpiRow, workCalendar } from './kpi-row.ts'
import { leftOutPeriods } from './left-out-rows.ts'
import { readPeriods } from './period-values.ts'
import { periodsAnew } from './periods-anew.ts'
import { corePhases, currentPhases, type StoredPhase } from './phase-rows.ts'
import { readTargets, targetNow } from './target-rows.ts'

export type KpiBehaviour = {
  kpi: KpiRow
  periods: Period[]
  /** Reasons of the periods that are left out, by their first day. */
  leftOut: ReadonlyMap<IsoDate, string>
  phases: StoredPhase[]
  targets: TargetPlan
  /** The target of the running period. */
  targetNow: Target | null
  behaviour: Behaviour
}

/** Any number of KPIs in five statements. */
export async function readBehaviour(
  op: Op,
  kpis: readonly KpiRow[],
  since?: IsoDate,
): Promise<KpiBehaviour[]> {
  const [periods, leftOut, phases, targets] = await together(
    readPeriods(op, kpis, since === undefined ? {} : { since }),
    leftOutPeriods(op, kpis),
    currentPhases(op, kpis),
    readTargets(op, kpis),
  )
  return kpis.map((kpi) =>
    behave(op, kpi, {
      periods: periods.get(kpi.id) ?? [],
      leftOut: leftOut.get(kpi.id) ?? new Map(),
      phases: phases.get(kpi.id) ?? [],
      targets: targets.get(kpi.id) ?? noTargets,
    }),
  )
}

type At = { frequency: Frequency; asOf: Date | undefined }

/**
 * One KPI computed anew: at another frequency than its own, or as it was known at an instant, which is then also what
 * counts as today.
 */
export async function behaviourAt(op: Op, kpi: KpiRow, { frequency, asOf }: At): Promise<KpiBehaviour> {
  const today = asOf === undefined ? op.today : localDate(asOf.toISOString(), op.workspace.timeZone)
  const shown = await periodsAnew(op, kpi, { frequency, today, asOf })
  const reasons = (await leftOutPeriods(op, [kpi], asOf)).get(kpi.id) ?? new Map<IsoDate, string>()
  const own = (start: IsoDate) => periodOf(start, kpi.frequency as Frequency, workCalendar(op)).start
  // A day of a week that is left out is left out as well; a month is not for one week of it.
  const leftOut = new Map(
    isFiner(kpi.frequency as Frequency, frequency)
      ? []
      : shown.flatMap(({ start }) => {
          const reason = reasons.get(own(start))
          return reason === undefined ? [] : [[start, reason] as const]
        }),
  )
  const periods = shown.map((period) => (leftOut.has(period.start) ? { ...period, leftOut: true } : period))
  const phases = (await currentPhases(op, [kpi], asOf)).get(kpi.id) ?? []
  const { constant, byPeriod } = (await readTargets(op, [kpi], asOf)).get(kpi.id) ?? noTargets
  const targets = { constant, byPeriod: frequency === kpi.frequency ? byPeriod : noTargets.byPeriod }
  return behave({ ...op, today }, { ...kpi, frequency }, { periods, leftOut, phases, targets })
}

const noTargets: TargetPlan = { constant: null, byPeriod: new Map() }
const fromFineToCoarse: readonly Frequency[] = ['day', 'week', 'month', 'quarter']

const isFiner = (a: Frequency, b: Frequency) => fromFineToCoarse.indexOf(a) < fromFineToCoarse.indexOf(b)

type Facts = Pick<KpiBehaviour, 'periods' | 'leftOut' | 'phases' | 'targets'>

function behave(op: Op, kpi: KpiRow, facts: Facts): KpiBehaviour {
  const target = targetNow(op, kpi, facts.targets)
  const options = behaviourOptions(kpi, target)
  const behaviour = behaviourOf(facts.periods, corePhases(kpi, facts.phases), options)
  return { kpi, ...facts, targetNow: target, behaviour }
}

export function behaviourOptions(kpi: KpiRow, target: Target | null): BehaviourOptions {
  return {
    ruleSet: kpi.rule_set as BehaviourOptions['ruleSet'],
    limitMethod: kpi.limit_method as BehaviourOptions['limitMethod'],
    centreMethod: kpi.centre_method as BehaviourOptions['limitMethod'],
    direction: kpi.direction as BehaviourOptions['direction'],
    target,
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
