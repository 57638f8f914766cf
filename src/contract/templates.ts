// The library of templates: OKR sets and KPI definitions to adopt and adapt.
import { z } from 'zod'
import { Aggregation, Direction, Frequency, Kpi, RuleSet, Target } from './kpi.ts'
import { Ambition, Measure, ObjectiveWhole } from './okr.ts'
import { operation } from './operation.ts'
import { Finite, Id, listOf, Page } from './shapes.ts'

export const TemplateFunction = z.enum([
  'sales',
  'marketing',
  'customer_service',
  'product',
  'engineering',
  'operations',
  'logistics',
  'people',
  'finance',
  'administration',
  'education',
  'health',
])

/** Stable for good: a template is known by it in every language. */
const TemplateId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

const common = { id: TemplateId, function: TemplateFunction, functionName: z.string() }

export const ObjectiveTemplate = z.object({
  kind: z.literal('objective'),
  ...common,
  title: z.string(),
  reason: z.string(),
  ambition: Ambition,
  keyResults: z.array(
    z.object({
      title: z.string(),
      measure: Measure,
      /** What must not get worse while the others improve. */
      isGuardrail: z.boolean(),
    }),
  ),
  initiatives: z.array(z.string()),
})

export const KpiTemplate = z.object({
  kind: z.literal('kpi'),
  ...common,
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  precision: z.int(),
  direction: Direction,
  frequency: Frequency,
  aggregation: Aggregation,
  zeroWhenEmpty: z.boolean(),
  floor: Finite.nullable(),
  ceiling: Finite.nullable(),
  /** A suggestion; null where every organisation has its own. */
  target: Target.nullable(),
  ruleSet: RuleSet,
})

export const Template = z.discriminatedUnion('kind', [ObjectiveTemplate, KpiTemplate])

export const templates = {
  templates: {
    list: operation({
      method: 'GET',
      path: '/templates',
      summary: 'Templates of OKR sets and KPI definitions, in the reader’s language',
      access: 'member',
      input: z.object({
        ...Page,
        function: TemplateFunction.optional(),
        kind: z.enum(['objective', 'kpi']).optional(),
        q: z.string().max(200).optional(),
      }),
      output: listOf(Template),
      tool: 'List templates: OKR sets (objective, key results, initiatives) and KPI definitions over twelve functions. q searches their text, with or without diacritics.',
    }),
    adoptObjective: operation({
      method: 'POST',
      path: '/templates/objectives/{id}/adopt',
      summary:
        'Make an objective with its key results and initiatives from a template, in the reader’s language',
      access: 'objective.create',
      status: 201,
      input: z.object({ id: TemplateId, cycleId: Id, unitId: Id.nullish(), ownerId: Id.optional() }),
      output: ObjectiveWhole,
      tool: 'Adopt an OKR template into a cycle: makes the objective, its key results and initiatives, to be adapted afterwards.',
    }),
    adoptKpi: operation({
      method: 'POST',
      path: '/templates/kpis/{id}/adopt',
      summary: 'Make a KPI from a template, in the reader’s language',
      access: 'kpi.create',
      status: 201,
      input: z.object({ id: TemplateId, unitId: Id.nullish(), ownerId: Id.optional() }),
      output: Kpi,
      tool: 'Adopt a KPI template: makes the KPI with its definition and suggested target, to be adapted afterwards.',
    }),
  },
}

export type TemplateView = z.output<typeof Template>
export type ObjectiveTemplateView = z.output<typeof ObjectiveTemplate>
export type KpiTemplateView = z.output<typeof KpiTemplate>
