// A key result while it is being written: everything as it was typed, and what it reads as.
import type { KeyResultView, MeasureInput } from '../../../contract/okr.ts'
import { type PlanPoint, type PlanRefusal, planRefusals } from '../../../core/okr/expected.ts'
import { type FieldRefusal, type Measure, measureRefusals } from '../../../core/okr/measure.ts'
import type { Locale, MessageId, Values } from '../../../i18n/translator.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'

export type MeasureKind = Measure['kind']
export type Reading = 'latest' | 'mean' | 'cycle_to_date'
export type StepDraft = { key: string; title: string; weightText: string; done: boolean }
export type PointDraft = { key: string; date: string; valueText: string }

export type KeyResultDraft = {
  key: string
  title: string
  kind: MeasureKind
  startText: string
  targetText: string
  lowerText: string
  upperText: string
  unit: string
  steps: StepDraft[]
  kpi: { id: string; reading: Reading; countText: string } | null
  weightText: string
  ownerId: string
  providerId: string
  firstDay: string
  lastDay: string
  plan: PointDraft[]
}

export type KeyResultField = 'title' | 'start' | 'target' | 'lower' | 'upper' | 'steps' | 'weight' | 'count'
type PointErrors = { date?: { message: MessageId; values: Values }; value?: { message: MessageId } }
export type KeyResultErrors = Partial<Record<KeyResultField, MessageId>> & {
  /** By the key of the point. */
  plan?: Record<string, PointErrors>
}

/** What the server is asked to keep. */
export type KeyResultInput = {
  title: string
  measure: MeasureInput
  weight: number
  kpi: { id: string; reading: Reading; n?: number } | null
  ownerId?: string
  providerId: string | null
  firstDay: string | null
  lastDay: string | null
  plan: PlanPoint[] | null
}

const refusalMessages: Record<FieldRefusal['code'], MessageId> = {
  not_finite: 'okr.measure.number_missing',
  start_is_target: 'okr.measure.start_is_target',
  no_bound: 'okr.measure.no_bound',
  lower_above_upper: 'okr.measure.lower_above_upper',
  no_steps: 'okr.measure.no_steps',
  no_title: 'okr.measure.step_without_title',
  negative: 'okr.measure.negative',
}

let made = 0
const newKey = () => {
  made += 1
  return `draft-${made}`
}

export function emptyStep(): StepDraft {
  return { key: newKey(), title: '', weightText: '', done: false }
}

export function emptyPoint(): PointDraft {
  return { key: newKey(), date: '', valueText: '' }
}

export function emptyKeyResult(): KeyResultDraft {
  return {
    key: newKey(),
    title: '',
    kind: 'reach',
    startText: '',
    targetText: '',
    lowerText: '',
    upperText: '',
    unit: '',
    steps: [emptyStep(), emptyStep()],
    kpi: null,
    weightText: '',
    ownerId: '',
    providerId: '',
    firstDay: '',
    lastDay: '',
    plan: [],
  }
}

/** A saved key result, to be changed. `dates` are its own only where they differ from the cycle's. */
export function keyResultToEdit(
  keyResult: KeyResultView,
  cycle: { start: string; end: string },
  locale: Locale,
): KeyResultDraft {
  const { measure, kpi } = keyResult
  const typed = (value: number | null | undefined) => numberToType(value, locale)
  const own = (day: string, usual: string) => (day === usual ? '' : day)
  return {
    ...emptyKeyResult(),
    title: keyResult.title,
    kind: measure.kind,
    ...(measure.kind === 'reach'
      ? { startText: typed(measure.start), targetText: typed(measure.target) }
      : {}),
    ...(measure.kind === 'keep' ? { lowerText: typed(measure.lower), upperText: typed(measure.upper) } : {}),
    ...(measure.kind === 'milestones'
      ? {
          steps: measure.steps.map((step) => ({
            ...emptyStep(),
            title: step.title,
            weightText: typed(step.weight),
            done: step.done,
          })),
        }
      : { unit: measure.unit }),
    kpi: kpi && { id: kpi.id, reading: kpi.reading, countText: typed(kpi.n) },
    weightText: keyResult.weight === 1 ? '' : typed(keyResult.weight),
    ownerId: keyResult.ownerId,
    providerId: keyResult.providerId ?? '',
    firstDay: own(keyResult.firstDay, cycle.start),
    lastDay: own(keyResult.lastDay, cycle.end),
    plan: (keyResult.plan ?? []).map(({ date, value }) => ({
      ...emptyPoint(),
      date,
      valueText: typed(value),
    })),
  }
}

/** Whether nothing was written yet: such a row is left alone, not refused. */
export function isUntouched(draft: KeyResultDraft): boolean {
  const { title, startText, targetText, lowerText, upperText, kpi, steps } = draft
  const typed = [title, startText, targetText, lowerText, upperText, ...steps.map((step) => step.title)]
  return kpi === null && typed.every((text) => text.trim() === '')
}

/** `cycle` gives the days of a key result that has none of its own; without it a plan's days are left to the server. */
export function readKeyResult(
  draft: KeyResultDraft,
  locale: Locale,
  cycle?: { start: string; end: string },
): { input: KeyResultInput; errors: KeyResultErrors } {
  const number = (text: string) => readTyped(text, locale).value ?? Number.NaN
  const optional = (text: string) => (text.trim() === '' ? undefined : number(text))
  const measure = measureOf(draft, number, optional)
  const weight = optional(draft.weightText) ?? 1
  const count = optional(draft.kpi?.countText ?? '')
  const input: KeyResultInput = {
    title: draft.title.trim(),
    measure: asInput(measure),
    weight,
    kpi: draft.kpi && {
      id: draft.kpi.id,
      reading: draft.kpi.reading,
      ...(count === undefined ? {} : { n: count }),
    },
    ...(draft.ownerId ? { ownerId: draft.ownerId } : {}),
    providerId: draft.providerId || null,
    firstDay: draft.firstDay || null,
    lastDay: draft.lastDay || null,
    plan:
      measure.kind === 'reach' && draft.plan.length > 0
        ? draft.plan.map(({ date, valueText }) => ({ date, value: number(valueText) }))
        : null,
  }
  const errors = errorsOf(input, measure, count)
  const plan = planErrors(draft, input, measure, cycle)
  return { input, errors: plan ? { ...errors, plan } : errors }
}

function measureOf(
  draft: KeyResultDraft,
  number: (text: string) => number,
  optional: (text: string) => number | undefined,
): Measure {
  const unit = draft.unit.trim()
  if (draft.kind === 'reach')
    return { kind: 'reach', start: number(draft.startText), target: number(draft.targetText), unit }
  if (draft.kind === 'keep') {
    const [lower, upper] = [optional(draft.lowerText), optional(draft.upperText)]
    return {
      kind: 'keep',
      unit,
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
    }
  }
  const steps = draft.steps.filter(({ title, weightText }) => title.trim() !== '' || weightText.trim() !== '')
  return {
    kind: 'milestones',
    steps: steps.map(({ title, weightText, done }) => ({
      title: title.trim(),
      weight: optional(weightText) ?? 1,
      done,
    })),
  }
}

function asInput(measure: Measure): MeasureInput {
  return measure.kind === 'milestones'
    ? { kind: 'milestones', steps: measure.steps.map((step) => ({ ...step, weight: step.weight ?? 1 })) }
    : measure
}

const planMessages: Record<PlanRefusal['code'], MessageId> = {
  not_finite: 'objective.plan.not_finite',
  not_in_order: 'objective.plan.not_in_order',
  outside_dates: 'objective.plan.outside_dates',
  not_start: 'objective.plan.not_start',
  not_target: 'objective.plan.not_target',
}

function planErrors(
  draft: KeyResultDraft,
  { plan, firstDay, lastDay }: KeyResultInput,
  measure: Measure,
  cycle: { start: string; end: string } | undefined,
): KeyResultErrors['plan'] {
  if (!plan || measure.kind !== 'reach') return undefined
  const errors: Record<string, PointErrors> = {}
  const note = (index: number, part: PointErrors) => {
    const key = draft.plan[index]?.key ?? ''
    errors[key] = { ...errors[key], ...part }
  }
  for (const [index, { date }] of plan.entries())
    if (date === '') note(index, { date: { message: 'objective.plan.date_missing', values: {} } })
  const dates = { start: firstDay ?? cycle?.start ?? '', end: lastDay ?? cycle?.end ?? '9999-12-31' }
  for (const { field, code } of planRefusals(plan, measure, dates)) {
    const [, index, part] = field.split('.')
    if (plan[Number(index)]?.date === '') continue
    const values = { from: dates.start, to: dates.end }
    note(
      Number(index),
      part === 'date'
        ? { date: { message: planMessages[code], values } }
        : { value: { message: planMessages[code] } },
    )
  }
  return Object.keys(errors).length > 0 ? errors : undefined
}

function errorsOf(
  { title, weight }: KeyResultInput,
  measure: Measure,
  count: number | undefined,
): KeyResultErrors {
  const errors: KeyResultErrors = {}
  for (const { field, code } of measureRefusals(measure)) {
    // A step's place is not shown apart: the steps are one field.
    const name = (field.startsWith('steps') ? 'steps' : field) as KeyResultField
    errors[name] ??= refusalMessages[code]
  }
  if (title === '') errors.title = 'okr.key_result.title_missing'
  if (!Number.isFinite(weight)) errors.weight = 'okr.measure.number_missing'
  else if (weight < 0) errors.weight = 'okr.measure.negative'
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= 400))
    errors.count = 'okr.reading.count_wrong'
  return errors
}
