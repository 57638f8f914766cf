// Seeing the OKRs of a cycle at once: the board with what its lines show, and the map of what contributes to what.
import { z } from 'zod'
import { Cycle, KeyResult, Objective } from './okr.ts'
import { operation } from './operation.ts'
import { AsOf, ById, Id, Status } from './shapes.ts'

/** A key result as a line of the board: where it stands, and what its bridge is drawn from. */
export const BoardKeyResult = KeyResult.pick({
  id: true,
  title: true,
  ownerId: true,
  measure: true,
  current: true,
  confidence: true,
  call: true,
  progress: true,
  expected: true,
  status: true,
  stale: true,
}).extend({
  kpi: KeyResult.shape.kpi.unwrap().pick({ id: true, reading: true }).nullable(),
  /** For `keep`: the periods that count, in order. */
  kept: z.array(z.object({ inside: z.boolean() })),
})

export const BoardObjective = Objective.pick({
  id: true,
  cycleId: true,
  title: true,
  ownerId: true,
  unitId: true,
  ambition: true,
  weight: true,
  progress: true,
  expected: true,
  status: true,
  stale: true,
  score: true,
  version: true,
  createdAt: true,
}).extend({
  /** The lowest that an owner says of one of its key results; null where none has been said. */
  confidence: z.int().nullable(),
  keyResults: z.array(BoardKeyResult),
})

/** What a cycle or a unit comes to, by objective weight (DOMAIN.md 3): the same number for every reader. */
export const Summary = z.object({
  progress: z.number().nullable(),
  expected: z.number().nullable(),
  objectives: z.int(),
  withData: z.int(),
  byStatus: z.record(Status, z.int()),
})
const ByAmbition = z.object({ committed: Summary, aspirational: Summary })

export const Board = z.object({
  cycle: Cycle,
  summary: ByAmbition,
  /** By unit; `hidden` objectives count in its summary, and the reader does not see them. */
  units: z.array(z.object({ unitId: Id.nullable(), summary: ByAmbition, hidden: z.int() })),
  items: z.array(BoardObjective),
})

export const AlignmentMap = z.object({
  cycle: Cycle,
  /** Those whose objectives are on the map: every cycle that shares a day with the one asked for. */
  cycles: z.array(Cycle.pick({ id: true, name: true })),
  nodes: z.array(
    z.object({
      /** The objective's id; of one that the reader cannot see, a name that means nothing beyond this answer. */
      key: z.string(),
      /** The key of the objective that it contributes to, where that one is on the map. */
      parent: z.string().nullable(),
      objective: Objective.pick({
        id: true,
        title: true,
        cycleId: true,
        ownerId: true,
        unitId: true,
        ambition: true,
        version: true,
        progress: true,
        expected: true,
        status: true,
        stale: true,
      })
        .extend({
          keyResults: z.int(),
          /** It contributes to one key result of its parent, rather than to the whole. */
          servesKeyResult: z.boolean(),
        })
        .nullable(),
    }),
  ),
  /** What supports what beside its parent, by key. */
  supports: z.array(z.object({ from: z.string(), to: z.string() })),
})

export const okrBoard = {
  okrs: {
    board: operation({
      method: 'GET',
      path: '/cycles/{id}/board',
      summary: 'The objectives of a cycle with their key results, at once, and what units and cycle come to',
      access: 'member',
      input: ById.extend(AsOf).extend({
        changed: z
          .string()
          .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$/)
          .optional()
          .describe(
            'Up to 100 ids of objectives and key results, by commas: only these objectives and those above them are among the items',
          ),
      }),
      output: Board,
    }),
    map: operation({
      method: 'GET',
      path: '/cycles/{id}/map',
      summary: 'What contributes to what: the objectives of a cycle and of those that overlap it, as a tree',
      access: 'member',
      input: ById,
      output: AlignmentMap,
    }),
    changeMany: operation({
      method: 'PATCH',
      path: '/objectives',
      summary:
        'Change owner, unit or cycle of many objectives at once; each is done or refused, and both are told',
      access: 'objective.edit',
      input: z.object({
        items: z
          .array(
            z.object({
              id: Id,
              ownerId: Id.optional(),
              unitId: Id.nullable().optional(),
              cycleId: Id.optional(),
            }),
          )
          .min(1)
          .max(500)
          .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
            error: 'duplicate_id',
          }),
      }),
      output: z.object({
        changed: z.array(
          z.object({
            id: Id,
            /** As it was: sent again as an item, it undoes the change. */
            before: z.object({ ownerId: Id, unitId: Id.nullable(), cycleId: Id }),
          }),
        ),
        refused: z.array(
          z.object({
            id: Id,
            /** Null where the reader does not see it. */
            title: z.string().nullable(),
            code: z.string(),
            message: z.string(),
          }),
        ),
      }),
    }),
  },
}

export type MapView = z.output<typeof AlignmentMap>
export type BoardView = z.output<typeof Board>
export type BoardObjectiveView = z.output<typeof BoardObjective>
export type BoardKeyResultView = z.output<typeof BoardKeyResult>
export type SummaryView = z.output<typeof Summary>
