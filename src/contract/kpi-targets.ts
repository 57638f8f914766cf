// Targets of KPIs: one for all periods or one for each, a year of many KPIs at a time, every version kept.
import { z } from 'zod'
import { Direction, Frequency, Target, Targets } from './kpi.ts'
import { operation } from './operation.ts'
import { At, ById, Day, Id } from './shapes.ts'

export const TargetRow = Targets.extend({
  kpiId: Id,
  name: z.string(),
  category: z.string(),
  unitId: Id.nullable(),
  unit: z.string(),
  precision: z.int(),
  direction: Direction,
  /** Whether the reader may set its targets. */
  canEdit: z.boolean(),
})

/** `start` is the first day of the period; null sets the target for all periods. A target of null takes it away. */
export const NewTarget = z.object({ kpiId: Id, start: Day.nullable(), target: Target.nullable() })

export const kpiTargets = {
  targets: {
    grid: operation({
      method: 'GET',
      path: '/kpi-targets',
      summary: 'Targets of the KPIs of one frequency, by period, over at most two years',
      access: 'member',
      input: z.object({ frequency: Frequency, from: Day, to: Day }),
      output: z.object({
        periods: z.array(z.object({ start: Day, end: Day })),
        items: z.array(TargetRow),
      }),
    }),
    set: operation({
      method: 'PUT',
      path: '/kpi-targets',
      summary: 'Set up to 5,000 targets at once, all or none; what stays the same gets no new version',
      access: 'kpi.edit',
      input: z.object({ targets: z.array(NewTarget).min(1).max(5000) }),
      output: z.object({ changed: z.int(), unchanged: z.int() }),
    }),
    get: operation({
      method: 'GET',
      path: '/kpis/{id}/targets',
      summary: 'Targets of one KPI as they stand, or as they stood at an instant',
      access: 'member',
      input: ById.extend({ asOf: At.optional() }),
      output: Targets,
    }),
  },
}

export type TargetRowView = z.output<typeof TargetRow>
export type NewTargetInput = z.input<typeof NewTarget>
