// What KPIs look like to callers: definitions, measurements, the process behaviour chart, signals.
import { z } from 'zod'
import { At, Day, Finite, Id, Text, Title, Visibility, versioned } from './shapes.ts'

export const Direction = z.enum(['up', 'down', 'range'])
export const Frequency = z.enum(['day', 'week', 'month', 'quarter'])
export const Aggregation = z.enum(['sum', 'mean', 'last', 'min', 'max', 'median', 'count', 'ratio'])
export const RuleSet = z.enum(['wheeler', 'nhs'])
export const Baseline = z.union([
  z.literal('all'),
  z.object({ first: z.int().min(2).max(1000) }),
  z.object({ from: Day, to: Day }).refine(({ from, to }) => from <= to),
])
/** One value, or for a KPI of direction `range` a lower and an upper one. */
export const Target = z.union([Finite, z.object({ lower: Finite, upper: Finite })])
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)
  .max(100)

export const definition = {
  name: Title,
  unit: z.string().trim().max(40),
  direction: Direction,
  frequency: Frequency,
  aggregation: Aggregation,
  slug: Slug.optional(),
  description: Text.optional(),
  category: z.string().trim().max(100).optional(),
  ownerId: Id.optional(),
  /** The unit that answers for it. */
  unitId: Id.nullish(),
  /** Others that work by it: it is theirs as well, to see and to find. */
  otherUnitIds: z.array(Id).max(100).optional(),
  /** Where its numbers come from, in words. */
  source: z.string().trim().max(500).optional(),
  visibility: Visibility.optional(),
  visibleTo: z.array(Id).max(500).optional(),
  precision: z.int().min(0).max(6).optional(),
  zeroWhenEmpty: z.boolean().optional(),
  floor: Finite.nullish(),
  ceiling: Finite.nullish(),
  target: Target.nullish(),
  amberMargin: z.number().min(0).max(10).optional(),
  ruleSet: RuleSet.optional(),
  limitMethod: z.enum(['mean', 'median']).optional(),
  centreMethod: z.enum(['mean', 'median']).optional(),
  baseline: Baseline.optional(),
  /** Arithmetic over other KPIs by slug; empty or null for a KPI that is measured. */
  formula: z.string().trim().max(1000).nullish(),
}

export const Kpi = z.object({
  id: Id,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  category: z.string(),
  ownerId: Id,
  unitId: Id.nullable(),
  otherUnitIds: z.array(Id),
  source: z.string(),
  visibility: Visibility,
  visibleTo: z.array(Id),
  unit: z.string(),
  precision: z.int(),
  direction: Direction,
  frequency: Frequency,
  aggregation: Aggregation,
  zeroWhenEmpty: z.boolean(),
  floor: z.number().nullable(),
  ceiling: z.number().nullable(),
  target: Target.nullable(),
  amberMargin: z.number(),
  ruleSet: RuleSet,
  limitMethod: z.enum(['mean', 'median']),
  centreMethod: z.enum(['mean', 'median']),
  baseline: Baseline,
  formula: z.string().nullable(),
  archivedAt: At.nullable(),
  ...versioned,
})

/** What is pushed: an instant or a date, and a value, or for `ratio` a numerator and a denominator. */
export const NewMeasurement = z.object({
  at: z.union([At, Day]),
  value: Finite.optional(),
  numerator: Finite.optional(),
  denominator: Finite.optional(),
  externalId: z.string().min(1).max(200).optional(),
  note: z.string().max(2000).optional(),
})

export const Measurement = z.object({
  id: Id,
  at: At,
  date: Day,
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  externalId: z.string().nullable(),
  source: z.string(),
  note: z.string().nullable(),
  voided: z.boolean(),
  recordedAt: At,
  recordedBy: Id,
  /** Set when a later version replaced this one. */
  supersededAt: At.nullable(),
})

export const PeriodStatus = z.enum(['green', 'amber', 'red', 'none'])
export const Variation = z.enum(['common_cause', 'improvement', 'concern', 'change'])
export const Capability = z.enum(['capable', 'incapable', 'unreliable'])
export const Remedy = z.enum([
  'change_system',
  'aim_centre_or_variation',
  'leave_alone',
  'find_cause',
  'protect_gain',
])

export const ChartSignal = z.object({
  rule: z.enum(['outside', 'run', 'near_limit', 'trend']),
  side: z.enum(['above', 'below', 'range']),
  reading: z.enum(['improvement', 'concern', 'change']),
  from: Day,
  to: Day,
  points: z.array(Day),
})

export const ChartPhase = z.object({
  id: Id,
  start: Day.nullable(),
  end: Day.nullable(),
  points: z.int(),
  baselinePoints: z.int(),
  centre: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  /** The limits as drawn: clipped where the value cannot go. */
  drawnLower: z.number().nullable(),
  drawnUpper: z.number().nullable(),
  movingRange: z.number().nullable(),
  upperRange: z.number().nullable(),
  limits: z.enum(['none', 'provisional', 'firm']),
  trustworthy: z.boolean(),
  frozenAt: Day.nullable(),
  /** The baseline that was chosen for this phase; null where it follows the KPI's. */
  baseline: Baseline.nullable(),
  /** Why it was opened, moved or given its baseline. */
  reason: z.string(),
})

/** One version of a phase: what it was, who wrote it, and, once it was replaced or removed, when and why. */
export const PhaseVersion = z.object({
  phaseId: Id,
  version: z.int(),
  start: Day.nullable(),
  baseline: Baseline.nullable(),
  frozenAt: Day.nullable(),
  reason: z.string(),
  recordedAt: At,
  recordedBy: Id.nullable(),
  supersededAt: At.nullable(),
  /** Why it was taken back; null where a later version replaced it. */
  removedBecause: z.string().nullable(),
  /** Who took it back; null where a later version replaced it, or where only the audit log knows. */
  removedBy: Id.nullable(),
  /**
   * The level that the phase had by this version when it last stood so, or has now: of the periods up to then, as they
   * are known now (DOMAIN.md section 6). Null while it held none.
   */
  centre: z.number().nullable(),
})

/** The targets that hold, or held at an instant: one for all periods, and those of single ones, which go before it. */
export const Targets = z.object({
  constant: Target.nullable(),
  byPeriod: z.array(z.object({ start: Day, target: Target })),
})

export const Annotation = z.object({
  id: Id,
  date: Day,
  until: Day.nullable(),
  text: z.string(),
  keyResultId: Id.nullable(),
})

export const Chart = z.object({
  kpiId: Id,
  /** Set where the chart was asked for as it was known at an instant. */
  asOf: At.nullable(),
  periods: z.array(
    z.object({
      start: Day,
      end: Day,
      value: z.number().nullable(),
      status: PeriodStatus,
      provisional: z.boolean(),
      leftOut: z.string().nullable(),
    }),
  ),
  phases: z.array(ChartPhase),
  signals: z.array(ChartSignal),
  targets: Targets,
  /** The target of the running period, which the capability is held against. */
  targetNow: Target.nullable(),
  /** The same period a year before the newest closed one, where it was measured. */
  yearAgo: z.object({ start: Day, value: z.number() }).nullable(),
  variation: Variation.nullable(),
  capability: Capability.nullable(),
  remedy: Remedy.nullable(),
  /** The remedy, the limits and their state in words, in the reader's language. */
  words: z.object({ summary: z.string(), remedy: z.string().nullable(), limits: z.string().nullable() }),
  /** A finer frequency at which the same measurements would give firm limits. */
  finer: z.object({ frequency: Frequency, periods: z.int() }).nullable(),
  /** Expected share of false alarms a period, were the process stable (from a simulation). */
  falseAlarms: z.number().nullable(),
  annotations: z.array(Annotation),
  /** Key results bound to this KPI, for the shaded stretch on the time axis. */
  keyResults: z.array(
    z.object({
      id: Id,
      objectiveId: Id,
      title: z.string(),
      firstDay: Day,
      lastDay: Day,
      start: z.number().nullable(),
      target: z.number().nullable(),
      cycleState: z.enum(['draft', 'active', 'review', 'closed']),
      score: z.number().nullable(),
    }),
  ),
  initiatives: z.array(z.object({ id: Id, title: z.string(), doneOn: Day })),
  handOvers: z.array(
    z.object({
      id: Id,
      keyResultId: Id,
      phaseId: Id,
      from: Day,
      createdAt: At,
      undoneAt: At.nullable(),
      /** The first concern signal raised in its phase: the gain is eroding and the case is open again. */
      reopened: z.object({ signalId: Id, from: Day, raisedAt: At, words: z.string() }).nullable(),
    }),
  ),
})

export const Signal = ChartSignal.extend({
  id: Id,
  kpiId: Id,
  kpiName: z.string(),
  phaseId: Id,
  triage: z.enum(['new', 'acknowledged', 'explained', 'answered', 'dismissed']),
  triageNote: z.string(),
  objectiveId: Id.nullable(),
  /** The signal in words, in the reader's language. */
  words: z.string(),
  raisedAt: At,
  version: z.int(),
})

/** A KPI on the board: its newest closed period, its recent chart and why it stands where it stands. */
export const BoardKpi = Kpi.extend({
  latest: z.object({ start: Day, end: Day, value: z.number().nullable(), status: PeriodStatus }).nullable(),
  chart: Chart.pick({
    periods: true,
    phases: true,
    signals: true,
    targets: true,
    targetNow: true,
    yearAgo: true,
    variation: true,
    capability: true,
    remedy: true,
  }),
  words: z.string(),
})

export type KpiView = z.output<typeof Kpi>
export type ChartView = z.output<typeof Chart>
export type SignalView = z.output<typeof Signal>
export type BoardKpiView = z.output<typeof BoardKpi>
export type MeasurementView = z.output<typeof Measurement>
export type NewMeasurementInput = z.input<typeof NewMeasurement>
export const NewKpi = z.object(definition)
export type NewKpiInput = z.input<typeof NewKpi>
