// Targets as the contract shows them.
import type { z } from 'zod'
import type { KpiView, Targets } from '../../../contract/kpi.ts'
import type { TargetPlan } from '../../../core/kpi/target-status.ts'
import type { Target } from '../../../core/kpi/types.ts'

/** A number, or a range's two. */
export function targetView(target: Target | null): KpiView['target'] {
  return target === null || 'lower' in target ? target : target.value
}

export function targetsView({ constant, byPeriod }: TargetPlan): z.output<typeof Targets> {
  return {
    constant: targetView(constant),
    byPeriod: [...byPeriod]
      .flatMap(([start, stored]) => {
        const target = targetView(stored)
        return target === null ? [] : [{ start, target }]
      })
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
  }
}
