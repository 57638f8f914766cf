// What OKRs look like to callers: cycles, objectives, key results, check-ins, initiatives, review.
import { z } from 'zod'
import { At, Call, Day, Finite, Id, Status, Text, Title, Visibility, versioned } from './shapes.ts'

export const CycleState = z.enum(['draft', 'active', 'review', 'closed'])
export const CycleKind = z.enum(['year', 'half', 'quarter', 'month', 'custom'])
export const Ambition = z.enum(['aspirational', 'committed'])
export const Decision = z.enum(['done', 'carry_over', 'drop'])
export const InitiativeState = z.enum(['planned', 'doing', 'done', 'dropped'])

export const Cycle = z.object({
  id: Id,
  name: z.string(),
  kind: CycleKind,
  start: Day,
  end: Day,
  state: CycleState,
  closedAt: At.nullable(),
  /** Each time that it was opened again after its close, newest first: by whom, when and why. */
  reopenings: z.array(
    z.object({
      at: At,
      byId: Id,
      byName: z.string(),
      reason: z.string(),
      state: z.enum(['active', 'review']),
      closedAt: At.nullable(),
    }),
  ),
  ...versioned,
})

/** A cycle of the fiscal calendar; one with the same days is not made twice. */
export const FiscalCycleRow = z.object({
  name: z.string(),
  kind: CycleKind,
  start: Day,
  end: Day,
  cycleId: Id.nullable(),
  isNew: z.boolean(),
})

const MeasureUnit = z.string().trim().max(40).default('')
export const Measure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reach'), start: Finite, target: Finite, unit: MeasureUnit }),
  z.object({ kind: z.literal('keep'), lower: Finite.nullish(), upper: Finite.nullish(), unit: MeasureUnit }),
  z.object({
    kind: z.literal('milestones'),
    steps: z
      .array(z.object({ title: Title, weight: Finite.default(1), done: z.boolean().default(false) }))
      .min(1)
      .max(100),
  }),
])

export const Reading = z.enum(['latest', 'mean', 'cycle_to_date'])
const KpiBinding = z.object({ id: Id, reading: Reading.optional(), n: z.int().min(1).max(400).optional() })
const Plan = z.array(z.object({ date: Day, value: Finite })).max(500)
export const Parent = z.object({ kind: z.enum(['objective', 'key_result']), id: Id })

/** A figure with its state: null progress means that there is nothing yet to compute it from. */
const figures = {
  progress: z.number().nullable(),
  expected: z.number(),
  status: Status,
  stale: z.boolean(),
}

/** A place beside another item of the same kind: after it or before it, exactly one of the two. */
export const place = { after: Id.optional(), before: Id.optional() }

export const Initiative = z.object({
  id: Id,
  title: z.string(),
  state: InitiativeState,
  ownerId: Id,
  objectiveId: Id.nullable(),
  keyResultIds: z.array(Id),
  due: Day.nullable(),
  doneOn: Day.nullable(),
  bet: z.object({ keyResultId: Id, effect: Finite, lag: z.int().min(0).max(100) }).nullable(),
  /** Where the work is kept elsewhere, such as an issue; http or https. */
  links: z.array(z.object({ url: z.string(), title: z.string() })),
  archivedAt: At.nullable(),
  ...versioned,
})

/** An initiative in a list, with the objective that it serves as far as the reader may see it. */
export const ListedInitiative = Initiative.extend({
  objectiveTitle: z.string().nullable(),
  objectiveOwnerId: Id.nullable(),
  unitId: Id.nullable(),
  /** Unit of measure of the key result that the bet speaks of. */
  betUnit: z.string(),
  isOverdue: z.boolean(),
  isReadOnly: z.boolean(),
})

export const CheckIn = z.object({
  id: Id,
  keyResultId: Id,
  date: Day,
  value: z.number().nullable(),
  stepsDone: z.array(z.int()).nullable(),
  confidence: z.int().nullable(),
  call: Call.nullable(),
  callReason: z.string().nullable(),
  note: z.string().nullable(),
  blockers: z.string().nullable(),
  recordedAt: At,
  recordedBy: Id,
  supersededAt: At.nullable(),
})

export const KeyResult = z.object({
  id: Id,
  objectiveId: Id,
  title: z.string(),
  ownerId: Id,
  providerId: Id.nullable(),
  weight: z.number(),
  measure: Measure,
  /** The KPI that it reads; without name where the reader may not see it. */
  kpi: z.object({ id: Id, name: z.string().nullable(), reading: Reading, n: z.int().nullable() }).nullable(),
  firstDay: Day,
  lastDay: Day,
  plan: Plan.nullable(),
  originalTarget: z.number().nullable(),
  /** The measure as it was promised before it was first eased. */
  originalMeasure: Measure.nullable(),
  easedBecause: z.string().nullable(),
  publishedAt: At.nullable(),
  current: z.number().nullable(),
  /** For `keep`: the periods that count, in order. */
  kept: z.array(z.object({ start: Day, end: Day, value: z.number(), inside: z.boolean() })),
  confidence: z.int().nullable(),
  call: Call.nullable(),
  callReason: z.string().nullable(),
  lastCheckIn: Day.nullable(),
  dueOn: Day.nullable(),
  ...figures,
  score: z.number().nullable(),
  archivedAt: At.nullable(),
  ...versioned,
})

export const Objective = z.object({
  id: Id,
  cycleId: Id,
  title: z.string(),
  reason: z.string(),
  ownerId: Id,
  unitId: Id.nullable(),
  ambition: Ambition,
  weight: z.number(),
  parent: Parent.nullable(),
  /** Whether the objectives that contribute to it count in its progress, each by its own weight. */
  countsAligned: z.boolean(),
  visibility: Visibility,
  visibleTo: z.array(Id),
  fromKpiId: Id.nullable(),
  /** The objective of an earlier cycle that this one was carried over from. */
  carriedFromId: Id.nullable(),
  ...figures,
  score: z.number().nullable(),
  archivedAt: At.nullable(),
  ...versioned,
})

const Quantiles = z.object({ p10: z.number(), p50: z.number(), p90: z.number() })

/** Where a `reach` key result will stand on its last day (DOMAIN.md 7.4); null figures where nothing can be said. */
export const Forecast = z.object({
  /** In the key result's unit. */
  value: Quantiles.nullable(),
  /** The same as raw progress. */
  progress: Quantiles.nullable(),
  /** Share of the futures that reach the target. */
  chance: z.number().nullable(),
  reason: z.enum(['not_reach', 'too_few', 'over']).nullable(),
  observations: z.int(),
  lastDay: Day,
  words: z.string(),
})

/** The forecast as a row of a list draws it: the pale band of its bridge. */
export const ForecastBand = Forecast.pick({ progress: true, chance: true, reason: true }).extend({ id: Id })

export const KeyResultWhole = KeyResult.extend({ forecast: Forecast })

export const ObjectiveWhole = Objective.extend({
  cycle: Cycle,
  keyResults: z.array(KeyResultWhole),
  initiatives: z.array(Initiative),
})

/** An input to a figure, as `explain` tells it. */
export const Explained = z.object({
  words: z.string(),
  formula: z.string(),
  result: z.number().nullable(),
  inputs: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      weight: z.number().nullable(),
      source: z.string().nullable(),
      date: Day.nullable(),
    }),
  ),
})

export const newKeyResult = {
  title: Title,
  measure: Measure,
  weight: Finite.optional(),
  kpi: KpiBinding.nullish(),
  ownerId: Id.optional(),
  providerId: Id.nullish(),
  firstDay: Day.nullish(),
  lastDay: Day.nullish(),
  plan: Plan.nullish(),
}

export const newCheckIn = {
  date: Day,
  value: Finite.optional(),
  stepsDone: z.array(z.int().min(0)).max(100).optional(),
  confidence: z.int().min(0).max(10).optional(),
  call: Call.optional(),
  callReason: Text.optional(),
  note: Text.optional(),
  blockers: Text.optional(),
}

export const newObjective = {
  title: Title,
  cycleId: Id,
  ownerId: Id.optional(),
  unitId: Id.nullish(),
  reason: Text.optional(),
  ambition: Ambition.optional(),
  weight: Finite.optional(),
  parent: Parent.nullish(),
  countsAligned: z.boolean().optional(),
  visibility: Visibility.optional(),
  visibleTo: z.array(Id).max(500).optional(),
  fromKpiId: Id.nullish(),
}

export const newInitiative = {
  title: Title,
  objectiveId: Id.nullish(),
  keyResultIds: z.array(Id).max(50).optional(),
  ownerId: Id.optional(),
  due: Day.nullish(),
  bet: Initiative.shape.bet.optional(),
  state: InitiativeState.optional(),
  doneOn: Day.nullish(),
  links: z
    .array(z.object({ url: z.string().trim().max(2000), title: z.string().trim().max(200).default('') }))
    .max(20)
    .optional(),
}

/** Where something stood on a day, from what is known now of it; null without data (DOMAIN.md 6). */
export const HistoryPoint = z.object({
  day: Day,
  progress: z.number().nullable(),
  expected: z.number().nullable(),
})

/** Which days of a line are asked for: one; or each day or week from one day to another, by default the whole time up to today. */
export const historyDays = {
  on: Day.optional(),
  from: Day.optional(),
  to: Day.optional(),
  by: z.enum(['day', 'week']).optional(),
}

/** A unit of a cycle; `none` for the objectives that belong to no unit. */
export const OfUnit = z.union([Id, z.literal('none')])

/**
 * A key result at the close. `closed` is what was decided on; `scoreNow` is today's figures, and `restated` says that
 * they have changed since.
 */
export const KeyResultEnding = KeyResult.extend({
  decision: Decision.nullable(),
  scoreNow: z.number().nullable(),
  closed: z
    .object({
      score: z.number().nullable(),
      progress: z.number().nullable(),
      current: z.number().nullable(),
      at: At,
    })
    .nullable(),
  restated: z.boolean(),
  carriedTo: z.array(z.object({ id: Id, objectiveId: Id })),
})

const Band = z.enum(['red', 'amber', 'green'])

/** What a cycle's scores come to, each ambition on its own: never averaged together. */
export const ScoreSummary = z.object({
  objectives: z.int(),
  scored: z.int(),
  /** By objective weight. */
  mean: z.number().nullable(),
  red: z.int(),
  amber: z.int(),
  green: z.int(),
})

export const Review = z.object({
  objective: Objective,
  keyResults: z.array(KeyResultEnding),
  /** Once the cycle is closed, as it was proposed then; `scoreNow` is what today's figures would propose. */
  proposedScore: z.number().nullable(),
  scoreNow: z.number().nullable(),
  restated: z.boolean(),
  carriedTo: z.array(z.object({ id: Id, cycleId: Id, title: z.string() })),
  score: z.number().nullable(),
  band: Band.nullable(),
  scoreReason: z.string(),
  worked: z.string(),
  didNot: z.string(),
  learned: z.string(),
  decision: Decision.nullable(),
  decidedAt: At.nullable(),
  version: z.int(),
})

/** A key result that waits for a check-in. `overdueDays` is negative while the day is still to come. */
export const DueItem = z.object({
  keyResult: KeyResult,
  objectiveTitle: z.string(),
  unitName: z.string().nullable(),
  overdueDays: z.int(),
})

export type CycleView = z.output<typeof Cycle>
export type FiscalCycleView = z.output<typeof FiscalCycleRow>
export type ObjectiveView = z.output<typeof Objective>
export type ObjectiveWholeView = z.output<typeof ObjectiveWhole>
export type ForecastBandView = z.output<typeof ForecastBand>
export type ForecastView = z.output<typeof Forecast>
export type KeyResultWholeView = z.output<typeof KeyResultWhole>
export type KeyResultView = z.output<typeof KeyResult>
export type ListedInitiativeView = z.output<typeof ListedInitiative>
export type InitiativeView = z.output<typeof Initiative>
export type CheckInView = z.output<typeof CheckIn>
export type HistoryPoint = z.output<typeof HistoryPoint>
export type KeyResultEndingView = z.output<typeof KeyResultEnding>
export type ScoreSummaryView = z.output<typeof ScoreSummary>
export type ReviewView = z.output<typeof Review>
export type MeasureInput = z.input<typeof Measure>
export type ExplainedView = z.output<typeof Explained>
