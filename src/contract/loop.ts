// From KPI to OKR and back: draft, proof, hand over.
import { z } from 'zod'
import { Chart, Target } from './kpi.ts'
import { operation } from './operation.ts'
import { At, ById, Day, Finite, Id } from './shapes.ts'

export const TargetCheck = z.enum(['noise', 'stretch', 'already_met'])

export const OkrDraft = z.object({
  objective: z.object({ title: z.string(), unitId: Id.nullable() }),
  keyResults: z.array(
    z.object({
      title: z.string(),
      /** For a KPI of direction `range`: to keep its periods within the bounds. */
      measure: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('reach'), start: z.number(), target: z.number(), unit: z.string() }),
        z.object({ kind: z.literal('keep'), lower: z.number(), upper: z.number(), unit: z.string() }),
      ]),
      kpi: z.object({ id: Id, reading: z.enum(['latest', 'mean', 'cycle_to_date']), n: z.int().nullable() }),
    }),
  ),
  /**
   * Where the centre must come to so that single periods meet the target reliably, at today's variation; for a
   * `range` between which two levels, null while the variation is wider than the range.
   */
  reliableTarget: Target.nullable(),
  targetCheck: TargetCheck.nullable(),
  provisional: z.boolean(),
  limits: z.object({ centre: z.number(), lower: z.number().nullable(), upper: z.number().nullable() }),
  words: z.object({
    start: z.string(),
    reliable: z.string().nullable(),
    targetCheck: z.string().nullable(),
    guardrail: z.string(),
  }),
})

export const Proof = z.object({
  verdict: z.enum([
    'improved',
    'likely',
    'worsened',
    'changed',
    'changed_back',
    'not_shown',
    'too_early',
    'no_baseline',
  ]),
  /** Mean of the frozen baseline, and of the periods within the key result's dates; how many each rests on. */
  before: z.number().nullable(),
  beforePeriods: z.int(),
  after: z.number().nullable(),
  afterPeriods: z.int(),
  difference: z.number().nullable(),
  /** First period of the change. */
  from: Day.nullable(),
  /** First period beyond a natural process limit. */
  firstOutside: Day.nullable(),
  smallestShift: z.number().nullable(),
  limits: z.object({ centre: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  /** False where the limits of before cannot be trusted; it is said beside the verdict. */
  trustworthy: z.boolean(),
  /** How often an unchanged process would show this verdict (from a simulation). */
  falseRate: z.number().nullable(),
  words: z.string(),
  /** Set once the cycle was closed: the proof it was decided on. `restated` says that the data has changed since. */
  decidedAt: At.nullable(),
  restated: z.boolean(),
  /** The hand over that stands: it keeps what it was decided on, and `restated` says that the data changed since. */
  handedOver: z
    .object({ id: Id, from: Day, target: z.number().nullable(), at: At, restated: z.boolean() })
    .nullable(),
  handOver: z
    .object({
      from: Day.nullable(),
      stillMoving: z.boolean(),
      centre: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      points: z.int(),
    })
    .nullable(),
})

/** A bet that an initiative made on a key result of this KPI, once the initiative is done. */
export const Bet = z.object({
  initiativeId: Id,
  title: z.string(),
  objectiveId: Id,
  keyResultId: Id,
  doneOn: Day,
  /** What was expected, in the KPI's unit, and how many periods later. */
  effect: z.number(),
  lag: z.int(),
  /** Null until the lag has passed. */
  verdict: Proof.shape.verdict.nullable(),
  before: z.number().nullable(),
  beforePeriods: z.int(),
  after: z.number().nullable(),
  afterPeriods: z.int(),
  difference: z.number().nullable(),
  from: Day.nullable(),
  /** Whether the difference is as large as expected; null while that cannot be said. */
  isMet: z.boolean().nullable(),
  trustworthy: z.boolean(),
  falseRate: z.number().nullable(),
  /** Others that finished so close that no test tells them apart; without title where the reader may not see it. */
  inseparable: z.array(z.object({ initiativeId: Id, title: z.string() })),
  words: z.string(),
})

export const HandOver = z.object({
  id: Id,
  kpiId: Id,
  keyResultId: Id,
  phaseId: Id,
  from: Day,
  target: z.number().nullable(),
  undoneAt: At.nullable(),
  createdAt: At,
  chart: Chart,
})

export const loop = {
  loop: {
    draft: operation({
      method: 'POST',
      path: '/kpis/{id}/okr-draft',
      summary: 'Draft an OKR from a KPI: start is its measured level, never one noisy value',
      access: 'member',
      input: ById.extend({ target: Target.optional() }),
      output: OkrDraft,
      tool: 'Draft an OKR from a KPI: measured start, honest targets, and whether the target is noise.',
    }),
    proof: operation({
      method: 'GET',
      path: '/key-results/{id}/proof',
      summary: 'Did the process really change? The verdict, computed',
      access: 'member',
      input: ById,
      output: Proof,
      tool: 'Read whether a key result bound to a KPI shows a real change, or luck.',
    }),
    bets: operation({
      method: 'GET',
      path: '/kpis/{id}/bets',
      summary: 'Initiatives that are done, each with what it bet on and whether anything changed',
      access: 'member',
      input: ById,
      output: z.object({ items: z.array(Bet) }),
      tool: 'Read what finished initiatives were expected to change in a KPI, and whether anything did.',
    }),
    handOver: operation({
      method: 'POST',
      path: '/kpis/{id}/hand-over',
      summary: 'Take the new level as the KPI’s new normal: a new phase, a new target, an annotation',
      access: 'kpi.handOver',
      status: 201,
      input: ById.extend({ keyResultId: Id, from: Day.optional(), target: Finite.nullish() }),
      output: HandOver,
    }),
    undoHandOver: operation({
      method: 'POST',
      path: '/kpis/{id}/hand-over/{handOverId}/undo',
      summary: 'Undo a hand over: phase, target and annotation go back',
      access: 'kpi.handOver',
      input: ById.extend({ handOverId: Id }),
      output: HandOver,
    }),
  },
}

export type OkrDraftView = z.output<typeof OkrDraft>
export type ProofView = z.output<typeof Proof>
export type BetView = z.output<typeof Bet>
export type HandOverView = z.output<typeof HandOver>
