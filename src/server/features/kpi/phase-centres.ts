// The level that each version of a KPI's phases had, for their history.
import { localDate } from '../../../core/calendar/zone.ts'
import { behaviourOf } from '../../../core/kpi/behaviour.ts'
import { isClosed } from '../../../core/kpi/periods.ts'
import type { Baseline } from '../../../core/kpi/types.ts'
import type { Op } from '../../platform/operation-context.ts'
import { behaviourOptions } from './behaviour.ts'
import type { KpiRow } from './kpi-row.ts'
import { readPeriods } from './period-values.ts'
import { corePhases, type phaseVersions } from './phase-rows.ts'

type Version = Awaited<ReturnType<typeof phaseVersions>>[number]

/** Each version's centre when it last stood: beside the versions of other phases of then, over the periods of then. */
export async function phaseCentres(
  op: Op,
  kpi: KpiRow,
  versions: readonly Version[],
): Promise<(version: Version) => number | null> {
  const periods = (await readPeriods(op, [kpi])).get(kpi.id) ?? []
  const options = behaviourOptions(kpi, null)
  const read = new Map<number, ReadonlyMap<string, number | null>>()
  /** `end` is an instant at which versions were superseded, or infinity for those that stand. */
  const centresAt = (end: number) => {
    const standing = versions
      .filter((version) => version.created_at.getTime() < end && endOf(version) >= end)
      .map((version) => ({
        ...{ id: version.id, version: version.version, start: version.starts_on, reason: version.reason },
        ...{ baseline: version.baseline as Baseline | null, frozenAt: version.frozen_at },
      }))
      .sort((a, b) => compare(a.start ?? '', b.start ?? ''))
    const today = Number.isFinite(end)
      ? localDate(new Date(end).toISOString(), op.workspace.timeZone)
      : op.today
    const closed = periods.filter((period) => isClosed(period, today))
    const { phases } = behaviourOf(closed, corePhases(kpi, standing), options)
    return new Map(phases.map(({ id, centre }) => [id, centre]))
  }
  return (version) => {
    const end = endOf(version)
    const centres = read.get(end) ?? centresAt(end)
    read.set(end, centres)
    return centres.get(version.id) ?? null
  }
}

const endOf = ({ superseded_at }: Version) => superseded_at?.getTime() ?? Number.POSITIVE_INFINITY

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
