// OKRs: cycles, objectives, key results, check-ins, initiatives, review.
import { z } from 'zod'
import { operation } from './operation.ts'
import {
  At,
  ById,
  Call,
  Day,
  Finite,
  Id,
  listOf,
  Page,
  Status,
  Text,
  Title,
  Visibility,
  versioned,
} from './shapes.ts'

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
  ...versioned,
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
const Parent = z.object({ kind: z.enum(['objective', 'key_result']), id: Id })

/** A figure with its state: null progress means that there is nothing yet to compute it from. */
const figures = {
  progress: z.number().nullable(),
  expected: z.number(),
  status: Status,
  stale: z.boolean(),
}

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
  archivedAt: At.nullable(),
  ...versioned,
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
  kpi: z.object({ id: Id, name: z.string(), reading: Reading, n: z.int().nullable() }).nullable(),
  firstDay: Day,
  lastDay: Day,
  plan: Plan.nullable(),
  originalTarget: z.number().nullable(),
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
  visibility: Visibility,
  visibleTo: z.array(Id),
  fromKpiId: Id.nullable(),
  ...figures,
  score: z.number().nullable(),
  archivedAt: At.nullable(),
  ...versioned,
})

export const ObjectiveWhole = Objective.extend({
  cycle: Cycle,
  keyResults: z.array(KeyResult),
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

const newKeyResult = {
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

const newObjective = {
  title: Title,
  cycleId: Id,
  ownerId: Id.optional(),
  unitId: Id.nullish(),
  reason: Text.optional(),
  ambition: Ambition.optional(),
  weight: Finite.optional(),
  parent: Parent.nullish(),
  visibility: Visibility.optional(),
  visibleTo: z.array(Id).max(500).optional(),
  fromKpiId: Id.nullish(),
}

const newInitiative = {
  title: Title,
  objectiveId: Id.nullish(),
  keyResultIds: z.array(Id).max(50).optional(),
  ownerId: Id.optional(),
  due: Day.nullish(),
  bet: Initiative.shape.bet.optional(),
  state: InitiativeState.optional(),
}

export const Review = z.object({
  objective: Objective,
  keyResults: z.array(KeyResult),
  proposedScore: z.number().nullable(),
  score: z.number().nullable(),
  band: z.enum(['red', 'amber', 'green']).nullable(),
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

export const okr = {
  cycles: {
    list: operation({
      method: 'GET',
      path: '/cycles',
      summary: 'Cycles, newest first',
      access: 'member',
      input: z.object({ ...Page, state: CycleState.optional() }),
      output: listOf(Cycle),
      tool: 'List cycles (quarters, years, custom stretches) with their dates and states.',
    }),
    get: operation({
      method: 'GET',
      path: '/cycles/{id}',
      summary: 'One cycle',
      access: 'member',
      input: ById,
      output: Cycle,
    }),
    create: operation({
      method: 'POST',
      path: '/cycles',
      summary: 'Create a cycle',
      access: 'cycle.manage',
      status: 201,
      input: z.object({
        name: Title,
        kind: CycleKind,
        start: Day,
        end: Day,
        state: z.enum(['draft', 'active']).optional(),
      }),
      output: Cycle,
    }),
    update: operation({
      method: 'PATCH',
      path: '/cycles/{id}',
      summary: 'Rename or re-date a cycle, or move it on: draft → active → review → closed; an admin reopens',
      access: 'cycle.manage',
      input: ById.extend({
        name: Title.optional(),
        start: Day.optional(),
        end: Day.optional(),
        state: CycleState.optional(),
      }),
      output: Cycle,
    }),
    review: operation({
      method: 'GET',
      path: '/cycles/{id}/review',
      summary: 'Scores, proofs, reflections and decisions of a cycle',
      access: 'member',
      input: ById,
      output: z.object({
        cycle: Cycle,
        items: z.array(Review),
        blocking: z.array(z.object({ id: Id, title: z.string() })),
      }),
    }),
  },
  objectives: {
    list: operation({
      method: 'GET',
      path: '/objectives',
      summary: 'Objectives with progress, expected, status',
      access: 'member',
      input: z.object({
        ...Page,
        cycleId: Id.optional(),
        unitId: Id.optional(),
        ownerId: Id.optional(),
        q: z.string().max(200).optional(),
      }),
      output: listOf(Objective.extend({ keyResults: z.array(KeyResult) })),
      tool: 'List objectives with their key results, progress, what is expected by now, and status.',
    }),
    create: operation({
      method: 'POST',
      path: '/objectives',
      summary: 'Create an objective',
      access: 'objective.create',
      status: 201,
      input: z.object(newObjective),
      output: Objective,
    }),
    get: operation({
      method: 'GET',
      path: '/objectives/{id}',
      summary: 'One objective with its key results and initiatives',
      access: 'member',
      input: ById,
      output: ObjectiveWhole,
      tool: 'Read one objective with its key results and initiatives.',
    }),
    update: operation({
      method: 'PATCH',
      path: '/objectives/{id}',
      summary: 'Change an objective',
      access: 'objective.edit',
      input: z.object({
        ...z.object(newObjective).partial().shape,
        id: Id,
        archived: z.boolean().optional(),
      }),
      output: Objective,
    }),
    explain: operation({
      method: 'GET',
      path: '/objectives/{id}/explain',
      summary: 'How its progress, expected and status came about',
      access: 'member',
      input: ById,
      output: z.object({ progress: Explained, expected: Explained, status: Explained }),
    }),
    review: operation({
      method: 'PATCH',
      path: '/objectives/{id}/review',
      summary: 'Score, reflect on and decide an objective in review',
      access: 'objective.close',
      input: ById.extend({
        score: z.number().min(0).max(1).nullish(),
        scoreReason: Text.optional(),
        worked: Text.optional(),
        didNot: Text.optional(),
        learned: Text.optional(),
        decision: Decision.nullish(),
      }),
      output: Review,
    }),
  },
  keyResults: {
    list: operation({
      method: 'GET',
      path: '/key-results',
      summary: 'Key results',
      access: 'member',
      input: z.object({ ...Page, objectiveId: Id.optional(), kpiId: Id.optional() }),
      output: listOf(KeyResult),
    }),
    create: operation({
      method: 'POST',
      path: '/key-results',
      summary: 'Create a key result with exactly one measure',
      access: 'keyResult.create',
      status: 201,
      input: z.object({ objectiveId: Id, ...newKeyResult }),
      output: KeyResult,
    }),
    get: operation({
      method: 'GET',
      path: '/key-results/{id}',
      summary: 'One key result',
      access: 'member',
      input: ById,
      output: KeyResult,
    }),
    update: operation({
      method: 'PATCH',
      path: '/key-results/{id}',
      summary: 'Change a key result; easing a target asks for a reason',
      access: 'keyResult.edit',
      input: z.object({
        ...z.object(newKeyResult).partial().shape,
        id: Id,
        easedBecause: Text.optional(),
        archived: z.boolean().optional(),
      }),
      output: KeyResult,
    }),
    explain: operation({
      method: 'GET',
      path: '/key-results/{id}/explain',
      summary: 'How its progress, expected and status came about',
      access: 'member',
      input: ById,
      output: z.object({ progress: Explained, expected: Explained, status: Explained }),
    }),
  },
  checkIns: {
    publish: operation({
      method: 'POST',
      path: '/key-results/{id}/check-ins',
      summary: 'Check in on a key result; a second one that day is a new version of the first',
      access: 'checkIn.publish',
      status: 201,
      input: ById.extend({
        date: Day,
        value: Finite.optional(),
        stepsDone: z.array(z.int().min(0)).max(100).optional(),
        confidence: z.int().min(0).max(10).optional(),
        call: Call.optional(),
        callReason: Text.optional(),
        note: Text.optional(),
        blockers: Text.optional(),
      }),
      output: CheckIn,
      tool: 'Check in on a key result: value (for manual ones), confidence 0–10, note, blockers.',
    }),
    listFor: operation({
      method: 'GET',
      path: '/key-results/{id}/check-ins',
      summary: 'Check-ins of a key result, newest first; with versions, the replaced ones too',
      access: 'member',
      input: ById.extend({ ...Page, versions: z.enum(['true', 'false']).optional() }),
      output: listOf(CheckIn),
    }),
    list: operation({
      method: 'GET',
      path: '/check-ins',
      summary: 'Check-ins, newest first',
      access: 'member',
      input: z.object(Page),
      output: listOf(CheckIn),
    }),
    due: operation({
      method: 'GET',
      path: '/check-ins/due',
      summary: 'What I should check in on, overdue first',
      access: 'member',
      input: z.object({}),
      output: z.object({ items: z.array(DueItem) }),
      tool: 'List the key results that wait for a check-in by the person you act for.',
    }),
  },
  initiatives: {
    list: operation({
      method: 'GET',
      path: '/initiatives',
      summary: 'Initiatives: the work; they never move progress',
      access: 'member',
      input: z.object({ ...Page, objectiveId: Id.optional(), state: InitiativeState.optional() }),
      output: listOf(Initiative),
    }),
    create: operation({
      method: 'POST',
      path: '/initiatives',
      summary: 'Create an initiative',
      access: 'initiative.create',
      status: 201,
      input: z.object(newInitiative),
      output: Initiative,
    }),
    get: operation({
      method: 'GET',
      path: '/initiatives/{id}',
      summary: 'One initiative',
      access: 'member',
      input: ById,
      output: Initiative,
    }),
    update: operation({
      method: 'PATCH',
      path: '/initiatives/{id}',
      summary: 'Change an initiative',
      access: 'initiative.edit',
      input: z.object({
        ...z.object(newInitiative).partial().shape,
        id: Id,
        archived: z.boolean().optional(),
      }),
      output: Initiative,
    }),
  },
}

export type CycleView = z.output<typeof Cycle>
export type ObjectiveView = z.output<typeof Objective>
export type ObjectiveWholeView = z.output<typeof ObjectiveWhole>
export type KeyResultView = z.output<typeof KeyResult>
export type InitiativeView = z.output<typeof Initiative>
export type CheckInView = z.output<typeof CheckIn>
export type ReviewView = z.output<typeof Review>
export type MeasureInput = z.input<typeof Measure>
export type ExplainedView = z.output<typeof Explained>
