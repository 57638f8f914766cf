// The archive: objectives, key results, initiatives and KPIs that were put away, to be restored.
import { z } from 'zod'
import { operation } from './operation.ts'
import { At, Id, listOf, Page } from './shapes.ts'

export const Archived = z.object({
  id: Id,
  kind: z.enum(['objective', 'key_result', 'initiative', 'kpi']),
  title: z.string(),
  ownerId: Id,
  unitId: Id.nullable(),
  /** The objective that a key result or an initiative belongs to. */
  objective: z.object({ id: Id, title: z.string() }).nullable(),
  archivedAt: At,
  /** Its cycle is closed, or its objective is archived itself: it cannot be restored on its own. */
  isReadOnly: z.boolean(),
})

export const archive = {
  archive: {
    list: operation({
      method: 'GET',
      path: '/archive',
      summary: 'Archived objectives, key results, initiatives and KPIs, the latest first',
      access: 'member',
      input: z.object(Page),
      output: listOf(Archived),
    }),
  },
}

export type ArchivedView = z.output<typeof Archived>
