// The coach: what a statement reads as, what is weak in it, and what was made of its findings (DOMAIN.md section 9).
import { z } from 'zod'
import { FINDING_IDS } from '../core/coach/finding.ts'
import { STATEMENT_KINDS } from '../core/coach/statement.ts'
import { TargetCheck } from './loop.ts'
import { Cycle, Initiative, KeyResult } from './okr.ts'
import { operation } from './operation.ts'
import { ById, Finite, Id, Locale } from './shapes.ts'

export const StatementKind = z.enum(STATEMENT_KINDS)
export const CoachRule = z.enum(FINDING_IDS)

/** A measure as a form has it, whole or in part. */
const PartialMeasure = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reach'),
    start: Finite.nullish(),
    target: Finite.nullish(),
    unit: z.string().max(40).optional(),
  }),
  z.object({
    kind: z.literal('keep'),
    lower: Finite.nullish(),
    upper: Finite.nullish(),
    unit: z.string().max(40).optional(),
  }),
  z.object({ kind: z.literal('milestones'), steps: z.array(z.unknown()).max(100).optional() }),
])

/** As much of a measure as the text says; what it leaves open is absent. */
export const ReadMeasure = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reach'),
    direction: z.enum(['up', 'down']),
    start: z.number().optional(),
    target: z.number().optional(),
    /** Where no target is named: by how much it is to change. */
    change: z.object({ as: z.enum(['percent', 'amount', 'factor']), by: z.number() }).optional(),
    unit: z.string(),
  }),
  z.object({
    kind: z.literal('keep'),
    lower: z.number().optional(),
    upper: z.number().optional(),
    unit: z.string(),
  }),
])

/** Findings in the reader's language; the rewrite is in the statement's own. */
export const CoachFinding = z.object({
  id: CoachRule,
  /** The rule's name. */
  rule: z.string(),
  message: z.string(),
  why: z.string(),
  question: z.string(),
  rewrite: z.string().optional(),
  /** Where the statement as it stands belongs. */
  moveTo: StatementKind.optional(),
})

export const CoachReview = z.object({
  kind: StatementKind,
  /** Of the kind, calibrated. */
  probability: z.number(),
  language: Locale,
  /** The gravest first. */
  findings: z.array(CoachFinding),
  measure: ReadMeasure.nullable(),
  /** The KPI of that name, where the statement is a bare indicator; its level is the start of a key result. */
  kpi: z.object({ id: Id, name: z.string(), baseline: z.number().nullable(), unit: z.string() }).nullable(),
  /** How the target or the bounds stand to the process of the KPI that it is bound to (section 7.2). */
  targetCheck: TargetCheck.nullable(),
})

const SubjectKind = z.enum([...STATEMENT_KINDS, 'member'])
const Subject = z.object({ kind: SubjectKind, id: Id })

/** A finding of a cycle, with the statement that it is said of: what a dismissal names. */
export const CycleFinding = CoachFinding.extend({
  subject: Subject,
  statement: z.string(),
  /** The objective to go to; null where it is said of a person. */
  objectiveId: Id.nullable(),
  objectiveTitle: z.string().nullable(),
  others: z.array(z.object({ kind: SubjectKind, id: Id, title: z.string() })),
})

/** Longer than any statement: of a text that is pasted in by mistake only the beginning is read. */
const AnyText = z.string().max(200_000)

export const Dismissal = z.object({
  id: Id,
  rule: CoachRule,
  kind: SubjectKind,
  subjectId: Id.nullable(),
  statement: z.string(),
})

export const coach = {
  coach: {
    review: operation({
      method: 'POST',
      path: '/coach/review',
      summary:
        'Read one statement: what it is, what is weak in it, how it could read, and the measure it holds',
      access: 'member',
      input: z.object({
        text: AnyText,
        field: StatementKind.optional(),
        language: Locale.optional(),
        measure: PartialMeasure.nullish(),
        /** The KPI that it is bound to: its target is held against the process. */
        kpiId: Id.nullish(),
        /** The saved item, so that what was dismissed for it stays dismissed. */
        subjectId: Id.nullish(),
      }),
      output: CoachReview,
      tool: 'Read one OKR or KPI statement (Vietnamese or English): is it an objective, a key result, an initiative or a KPI, what is weak in it, how could it read, and which measure does it hold. Advice only.',
    }),
    cycle: operation({
      method: 'GET',
      path: '/cycles/{id}/coach',
      summary: 'Read all statements of a cycle, and what only shows when they stand beside each other',
      access: 'member',
      input: ById,
      output: z.object({
        cycle: Cycle,
        objectives: z.int(),
        keyResults: z.int(),
        items: z.array(CycleFinding),
      }),
      tool: 'Review the OKRs of a cycle as a coach: too many or too few, only outputs, duplicates, nothing being done, no guardrail, and each weak statement.',
    }),
    dismissals: operation({
      method: 'GET',
      path: '/coach/dismissals',
      summary: 'Rules that are silent for one statement: dismissed for it, or turned off for everyone',
      access: 'member',
      input: z.object({ kind: SubjectKind, text: z.string().max(2000), subjectId: Id.optional() }),
      output: z.object({ items: z.array(Dismissal), off: z.array(CoachRule) }),
    }),
    dismiss: operation({
      method: 'POST',
      path: '/coach/dismissals',
      summary: 'Put a finding aside for one statement; another text is asked about anew',
      access: 'coach.dismiss',
      status: 201,
      input: z.object({
        rule: CoachRule,
        kind: SubjectKind,
        text: z.string().trim().min(1).max(2000),
        subjectId: Id.nullish(),
      }),
      output: Dismissal,
    }),
    restore: operation({
      method: 'DELETE',
      path: '/coach/dismissals/{id}',
      summary: 'Take a dismissal back: the finding is said again',
      access: 'coach.dismiss',
      input: ById,
      output: z.object({}),
    }),
    rules: operation({
      method: 'GET',
      path: '/coach/rules',
      summary: 'The rules that the coach goes by, and which of them are on',
      access: 'member',
      input: z.object({}),
      output: z.object({
        items: z.array(
          z.object({ id: CoachRule, name: z.string(), description: z.string(), isOn: z.boolean() }),
        ),
      }),
    }),
    setRule: operation({
      method: 'PUT',
      path: '/coach/rules/{rule}',
      summary: 'Turn a rule of the coach on or off for the whole organisation',
      access: 'settings.edit',
      input: z.object({ rule: CoachRule, isOn: z.boolean() }),
      output: z.object({ id: CoachRule, isOn: z.boolean() }),
    }),
    moveToInitiatives: operation({
      method: 'POST',
      path: '/key-results/{id}/move-to-initiatives',
      summary:
        'Make an initiative of the objective out of a key result that is work; the key result is archived',
      access: 'keyResult.archive',
      status: 201,
      input: ById,
      output: z.object({ initiative: Initiative, keyResultId: Id }),
    }),
    moveBack: operation({
      method: 'POST',
      path: '/key-results/{id}/move-to-initiatives/undo',
      summary: 'Undo the move: the key result is restored, the initiative made from it archived',
      access: 'keyResult.archive',
      input: ById.extend({ initiativeId: Id }),
      output: KeyResult,
    }),
  },
}

export type CoachReviewView = z.output<typeof CoachReview>
export type CoachFindingView = z.output<typeof CoachFinding>
export type CycleFindingView = z.output<typeof CycleFinding>
