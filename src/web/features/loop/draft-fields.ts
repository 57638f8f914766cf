// What the draft screen holds as people type it, and what it means once it is complete.
import type { OkrDraftView } from '../../../contract/loop.ts'
import type { MeasureInput } from '../../../contract/okr.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { readTyped } from '../../app/typed-number.tsx'

export type GuardrailKind = 'at_most' | 'at_least' | 'between' | 'reach'

export type DraftFields = {
  /** null follows the draft; text is the person's own. */
  objective: string | null
  keyResult: string | null
  /** The level wanted; for a range its lower bound, and then `targetUpper` is the other one. */
  target: string | null
  targetUpper: string | null
  /** Which of the two honest targets the key result promises; null follows the draft. */
  promise: 'once' | 'reliably' | null
  guardrail: {
    isWanted: boolean
    title: string
    kind: GuardrailKind
    first: string
    second: string
    unit: string
  }
  initiatives: string[]
  /** An id, or '' for a new cycle; null until the person chooses. */
  cycleId: string | null
  newCycle: { name: string; start: string; end: string }
  isActivating: boolean
}

export const emptyDraft: DraftFields = {
  objective: null,
  keyResult: null,
  target: null,
  targetUpper: null,
  promise: null,
  guardrail: { isWanted: true, title: '', kind: 'at_most', first: '', second: '', unit: '' },
  initiatives: [''],
  cycleId: null,
  newCycle: { name: '', start: '', end: '' },
  isActivating: true,
}

/** Everything that is to be made. */
export type DraftPlan = {
  objective: string
  keyResult: { title: string } & Pick<OkrDraftView['keyResults'][number], 'measure' | 'kpi'>
  guardrail: { title: string; measure: MeasureInput } | null
  initiatives: string[]
  cycle: { id: string } | { name: string; start: string; end: string }
  isActivating: boolean
}

export type DraftErrors = Partial<
  Record<
    | 'objective'
    | 'keyResult'
    | 'guardrailTitle'
    | 'guardrailFirst'
    | 'guardrailSecond'
    | 'initiative'
    | 'cycleName'
    | 'cycleStart'
    | 'cycleEnd',
    MessageId
  >
>

/** The plan that the fields mean on top of a draft, or what is still missing. */
export function readDraft(
  fields: DraftFields,
  draft: OkrDraftView,
  cycleId: string,
  locale: Locale,
): { plan: DraftPlan } | { errors: DraftErrors } {
  const errors: DraftErrors = {}
  const [drafted] = draft.keyResults
  const objective = (fields.objective ?? draft.objective.title).trim()
  const title = (fields.keyResult ?? drafted?.title ?? '').trim()
  if (objective === '') errors.objective = 'loop.error.empty'
  if (title === '') errors.keyResult = 'loop.error.empty'
  const guardrail = fields.guardrail.isWanted ? readGuardrail(fields.guardrail, locale) : null
  if (guardrail && 'errors' in guardrail) Object.assign(errors, guardrail.errors)
  const initiatives = fields.initiatives.map((text) => text.trim()).filter(Boolean)
  if (initiatives.length === 0) errors.initiative = 'loop.error.no_initiative'
  const { name, start, end } = fields.newCycle
  if (cycleId === '') {
    if (name.trim() === '') errors.cycleName = 'loop.error.empty'
    if (start === '') errors.cycleStart = 'loop.error.empty'
    if (end === '') errors.cycleEnd = 'loop.error.empty'
    else if (end < start) errors.cycleEnd = 'loop.error.dates'
  }
  if (!drafted || Object.keys(errors).length > 0) return { errors }
  return {
    plan: {
      objective,
      keyResult: { title, measure: drafted.measure, kpi: drafted.kpi },
      guardrail: guardrail && 'measure' in guardrail ? guardrail : null,
      initiatives,
      cycle: cycleId === '' ? { name: name.trim(), start, end } : { id: cycleId },
      isActivating: fields.isActivating,
    },
  }
}

function readGuardrail(
  { title, kind, first, second, unit }: DraftFields['guardrail'],
  locale: Locale,
): { title: string; measure: MeasureInput } | { errors: DraftErrors } {
  const errors: DraftErrors = {}
  const [one, other] = [readTyped(first, locale), readTyped(second, locale)]
  const hasTwo = kind === 'between' || kind === 'reach'
  if (title.trim() === '') errors.guardrailTitle = 'loop.error.empty'
  if (one.value === null) errors.guardrailFirst = one.error ?? 'loop.error.empty'
  if (hasTwo && other.value === null) errors.guardrailSecond = other.error ?? 'loop.error.empty'
  else if (kind === 'between' && (one.value ?? 0) > (other.value ?? 0))
    errors.guardrailSecond = 'loop.error.bounds'
  else if (kind === 'reach' && one.value === other.value) errors.guardrailSecond = 'loop.error.same'
  if (Object.keys(errors).length > 0) return { errors }
  const [from, to] = [one.value ?? 0, other.value ?? 0]
  const named = { unit: unit.trim() }
  const measures: Record<GuardrailKind, MeasureInput> = {
    at_most: { kind: 'keep', upper: from, ...named },
    at_least: { kind: 'keep', lower: from, ...named },
    between: { kind: 'keep', lower: from, upper: to, ...named },
    reach: { kind: 'reach', start: from, target: to, ...named },
  }
  return { title: title.trim(), measure: measures[kind] }
}

/** What each part of the form is given. */
export type PartProps = {
  fields: DraftFields
  set: (part: Partial<DraftFields>) => void
  error: (field: keyof DraftErrors) => string | undefined
}
