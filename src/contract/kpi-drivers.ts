// The driver tree: what a KPI is computed from, and what people say influences it; two kinds of edge, kept apart.
import { z } from 'zod'
import { PeriodStatus, Variation } from './kpi.ts'
import { operation } from './operation.ts'
import { ById, Id } from './shapes.ts'

const Note = z.string().trim().min(1).max(500)

export const DriverNode = z.object({
  id: Id,
  /** Empty where the reader may not see the KPI: it stands in the tree without name or value. */
  name: z.string(),
  unit: z.string(),
  precision: z.int(),
  formula: z.string().nullable(),
  value: z.number().nullable(),
  status: PeriodStatus,
  variation: Variation.nullable(),
})

/** From a driver to what it drives: `computed` follows from a formula, `influence` was asserted, with a note. */
export const DriverEdge = z.object({
  from: Id,
  to: Id,
  kind: z.enum(['computed', 'influence']),
  note: z.string(),
  /** Of an asserted edge: what takes it back. */
  influenceId: Id.nullable(),
})

export const DriverTree = z.object({ root: Id, nodes: z.array(DriverNode), edges: z.array(DriverEdge) })

export const kpiDrivers = {
  drivers: {
    tree: operation({
      method: 'GET',
      path: '/kpis/{id}/drivers',
      summary: 'The driver tree of a KPI: all that drives it, and what it drives directly',
      access: 'member',
      input: ById,
      output: DriverTree,
    }),
    assert: operation({
      method: 'POST',
      path: '/kpis/{id}/drivers',
      summary: 'Assert that another KPI influences this one, and say why; circles are refused',
      access: 'kpi.edit',
      status: 201,
      input: ById.extend({ driverId: Id, note: Note }),
      output: DriverTree,
    }),
    withdraw: operation({
      method: 'DELETE',
      path: '/kpis/{id}/drivers/{influenceId}',
      summary: 'Withdraw an asserted influence',
      access: 'kpi.edit',
      input: ById.extend({ influenceId: Id }),
      output: DriverTree,
    }),
  },
}

export type DriverTreeView = z.output<typeof DriverTree>
export type DriverEdgeView = z.output<typeof DriverEdge>
