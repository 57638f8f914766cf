// Alignment: what an objective contributes to and supports, and what contributes to and supports it.
import { z } from 'zod'
import { Objective, Parent } from './okr.ts'
import { operation } from './operation.ts'
import { ById, Id, Status } from './shapes.ts'

export const Aligned = z.object({
  relation: z.enum(['parent', 'support']),
  /** What the line from or to this objective ends at: the objective itself or one of its key results. */
  end: Parent,
  objectiveId: Id,
  title: z.string(),
  keyResultTitle: z.string().nullable(),
  ownerId: Id,
  progress: z.number().nullable(),
  status: Status,
  stale: z.boolean(),
  weight: z.number(),
  /** Whether it counts in the progress of the objective above it. */
  counts: z.boolean(),
})

/** One direction: those that the reader may see, and how many more there are. */
const Side = z.object({ items: z.array(Aligned), hidden: z.int() })

export const Alignment = z.object({ up: Side, down: Side })

export const alignment = {
  alignment: {
    get: operation({
      method: 'GET',
      path: '/objectives/{id}/alignment',
      summary:
        'What an objective contributes to and supports (up), and what contributes to and supports it (down)',
      access: 'member',
      input: ById,
      output: Alignment,
    }),
    support: operation({
      method: 'POST',
      path: '/objectives/{id}/supports',
      summary: 'Let an objective support another objective or a key result, beside its one parent',
      access: 'objective.edit',
      status: 201,
      input: ById.extend({ to: Parent }),
      output: Objective,
    }),
    withdraw: operation({
      method: 'DELETE',
      path: '/objectives/{id}/supports/{toId}',
      summary: 'End the support of an objective or a key result',
      access: 'objective.edit',
      input: ById.extend({ toId: Id }),
      output: Objective,
    }),
  },
}

export type AlignmentView = z.output<typeof Alignment>
export type AlignedView = z.output<typeof Aligned>
