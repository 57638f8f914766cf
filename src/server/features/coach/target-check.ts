// How the target of a bound key result stands to the process of its KPI (DOMAIN.md 7.2).
import type { PhaseBehaviour } from '../../../core/kpi/behaviour.ts'
import { checkKept, draftFrom, type TargetCheck } from '../../../core/loop/draft.ts'
import type { Op } from '../../platform/operation-context.ts'
import { type KpiRow, readBehaviour } from '../kpi/public.ts'

/** A measure, saved or as a form has it, whole or in part. */
type Aim =
  | { kind: 'reach'; start?: number | null | undefined; target?: number | null | undefined }
  | { kind: 'keep'; lower?: number | null | undefined; upper?: number | null | undefined }
  | { kind: 'milestones' }

/** For each KPI, the check of a target against its current phase; null while nothing was measured. */
export async function targetChecker(
  op: Op,
  kpis: KpiRow[],
): Promise<(kpiId: string | null, measure: Aim | null) => TargetCheck | null> {
  const read = kpis.length === 0 ? [] : await readBehaviour(op, kpis)
  const phases = new Map(
    read.map(({ kpi, behaviour }) => [
      kpi.id,
      { kpi, phase: behaviour.phases.findLast(({ points }) => points > 0) },
    ]),
  )
  return (kpiId, measure) => {
    const { kpi, phase } = phases.get(kpiId ?? '') ?? {}
    if (!kpi || !phase || !measure || measure.kind === 'milestones') return null
    if (measure.kind === 'keep')
      return checkKept(
        { lower: measure.lower ?? undefined, upper: measure.upper ?? undefined },
        limitsOf(phase),
      )
    const { start, target } = measure
    if (typeof target !== 'number') return null
    return draftFrom(phase, {
      direction: directionOf(kpi, start, target),
      frequency: kpi.frequency as 'week',
      precision: kpi.precision,
      target: { value: target },
    }).targetCheck
  }
}

function limitsOf({ lower, upper }: PhaseBehaviour): { lower: number; upper: number } | null {
  return lower === null || upper === null ? null : { lower, upper }
}

/** A KPI that is to lie within a range has no direction of its own: that of the key result is from start to target. */
function directionOf(kpi: KpiRow, start: number | null | undefined, target: number): 'up' | 'down' {
  if (kpi.direction !== 'range') return kpi.direction as 'up' | 'down'
  return start != null && target < start ? 'down' : 'up'
}
