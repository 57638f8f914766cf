// KPI scorecards: of a person or a unit over a period, apart from OKR scores (DOMAIN.md section 11).
import { z } from 'zod'
import { maxFileBytes } from '../core/kpi/evidence-files.ts'
import { Direction } from './kpi.ts'
import { operation } from './operation.ts'
import { At, ById, Day, Finite, Id, listOf, Page, Title, versioned } from './shapes.ts'

export const ScorecardState = z.enum(['draft', 'submitted', 'returned', 'approved'])

const FileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u)
const Words = z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(2000) })
const Address = z.object({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(2000) })
const AttachedFile = z.object({ kind: z.literal('file'), fileId: Id })

/** What shows that the values are right: words, where to look, or a file that was attached before. */
export const NewEvidence = z.union([Words, Address, AttachedFile])
const KnownFile = AttachedFile.extend({ name: z.string(), bytes: z.int() })
export const Evidence = z.union([Words, Address, KnownFile])

/** 0 at min, 1 at target, 1.2 at max; for a KPI where less is better the three fall. */
export const NewScorecardItem = z.object({
  kpiId: Id,
  weight: z.number().min(0).max(1e6),
  min: Finite,
  target: Finite,
  max: Finite,
})

export const ScorecardItem = NewScorecardItem.extend({
  /** Empty where the reader may not see the KPI; it counts in the score all the same. */
  name: z.string(),
  unit: z.string(),
  precision: z.int(),
  direction: Direction,
  /** Over the scorecard's period, by the KPI's own aggregation. */
  value: z.number().nullable(),
  achievement: z.number().nullable(),
})

export const Scorecard = z.object({
  id: Id,
  name: z.string(),
  memberId: Id.nullable(),
  unitId: Id.nullable(),
  start: Day,
  end: Day,
  state: ScorecardState,
  items: z.array(ScorecardItem),
  score: z.number().nullable(),
  /** KPIs without a value in the period: they do not count. */
  withoutValue: z.array(Id),
  evidence: z.array(Evidence),
  returnedBecause: z.string(),
  submittedAt: At.nullable(),
  submittedBy: Id.nullable(),
  decidedAt: At.nullable(),
  decidedBy: Id.nullable(),
  canSubmit: z.boolean(),
  canApprove: z.boolean(),
  ...versioned,
})

const Items = z.array(NewScorecardItem).min(1).max(100)

export const scorecards = {
  scorecards: {
    list: operation({
      method: 'GET',
      path: '/scorecards',
      summary: 'Scorecards that the reader may see, newest first',
      access: 'member',
      input: z.object({ ...Page, state: ScorecardState.optional() }),
      output: listOf(Scorecard),
    }),
    get: operation({
      method: 'GET',
      path: '/scorecards/{id}',
      summary: 'One scorecard with its achievements',
      access: 'member',
      input: ById,
      output: Scorecard,
    }),
    create: operation({
      method: 'POST',
      path: '/scorecards',
      summary: 'Draft a scorecard of a person or a unit',
      access: 'scorecard.submit',
      status: 201,
      input: z.object({
        name: Title,
        memberId: Id.optional(),
        unitId: Id.optional(),
        start: Day,
        end: Day,
        items: Items,
      }),
      output: Scorecard,
    }),
    update: operation({
      method: 'PATCH',
      path: '/scorecards/{id}',
      summary: 'Change a scorecard that is a draft or was returned',
      access: 'scorecard.submit',
      input: ById.extend({
        name: Title.optional(),
        start: Day.optional(),
        end: Day.optional(),
        items: Items.optional(),
      }),
      output: Scorecard,
    }),
    attach: operation({
      method: 'POST',
      path: '/scorecards/{id}/files',
      summary: 'Attach a file to a scorecard, to be named as evidence when it is submitted; at most 5 MB',
      access: 'scorecard.submit',
      status: 201,
      input: ById.extend({
        name: FileName,
        /** The file's bytes in base64. */
        content: z
          .base64()
          .min(1)
          .max(4 * Math.ceil(maxFileBytes / 3)),
      }),
      output: KnownFile,
    }),
    file: operation({
      method: 'GET',
      path: '/scorecards/{id}/files/{fileId}',
      summary: 'A file of a scorecard, to be saved',
      access: 'member',
      input: ById.extend({ fileId: Id }),
      output: z.file().mime('application/octet-stream'),
    }),
    submit: operation({
      method: 'POST',
      path: '/scorecards/{id}/submit',
      summary: 'Submit a scorecard with its evidence',
      access: 'scorecard.submit',
      input: ById.extend({ evidence: z.array(NewEvidence).min(1).max(50) }),
      output: Scorecard,
    }),
    approve: operation({
      method: 'POST',
      path: '/scorecards/{id}/approve',
      summary: 'Approve a submitted scorecard: its values are frozen',
      access: 'scorecard.approve',
      input: ById,
      output: Scorecard,
    }),
    sendBack: operation({
      method: 'POST',
      path: '/scorecards/{id}/return',
      summary: 'Return a submitted scorecard with a reason',
      access: 'scorecard.approve',
      input: ById.extend({ reason: z.string().trim().min(1).max(2000) }),
      output: Scorecard,
    }),
  },
}

export type ScorecardView = z.output<typeof Scorecard>
export type NewScorecardItemInput = z.input<typeof NewScorecardItem>
export type EvidenceView = z.output<typeof Evidence>
export type EvidenceInput = z.input<typeof NewEvidence>
