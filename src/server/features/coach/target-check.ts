// How the target of a bound key result stands to the process of its KPI (DOMAIN.md 7.2).
import { draftFrom, type TargetCheck } from '../../../core/loop/draft.ts'
import type { Measure } from '../../../core/okr/measure.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, readBehaviour } from '../kpi/public.ts'

type Aim = { target?: number | null | undefined }

/** For each KPI, the check of a target against its current phase; null while nothing was measured. */
export async function targetChecker(
  op: Op,
  kpis: KpiRow[],
): Promise<(kpiId: string | null, measure: (Aim & { kind: Measure['kind'] }) | null) => TargetCheck | null> {
  const read = kpis.length === 0 ? [] : await readBehaviour(op, kpis)
  const phases = new Map(
    read.map(({ kpi, behaviour }) => [
      kpi.id,
      { kpi, phase: behaviour.phases.findLast(({ points }) => points > 0) },
    ]),
  )
  return (kpiId, measure) => {
    const { kpi, phase } = phases.get(kpiId ?? '') ?? {}
    if (!kpi || !phase || measure?.kind !== 'reach' || typeof measure.target !== 'number') return null
    return draftFrom(phase, {
      direction: kpi.direction as 'up',
      frequency: kpi.frequency as 'week',
      precision: kpi.precision,
      target: { value: measure.target },
    }).targetCheck
  }
}
