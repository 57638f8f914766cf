// A check-in while it is being written, and the key result as it would then stand.
import type { CheckInView, KeyResultView } from '../../contract/okr.ts'
import { milestonesProgress, reachProgress } from '../../core/okr/progress.ts'
import { type Call, paceStatus, type StatusThresholds } from '../../core/okr/status.ts'
import type { Locale, MessageId } from '../../i18n/translator.ts'
import { readTyped } from './typed-number.tsx'

export type CheckInDraft = {
  date: string
  valueText: string
  stepsDone: number[]
  confidence: number | null
  call: Call | ''
  callReason: string
  note: string
  blockers: string
}

export type CheckInErrors = { valueText?: MessageId; callReason?: MessageId; date?: MessageId }

export type CheckInInput = {
  id: string
  date: string
  value?: number
  stepsDone?: number[]
  confidence?: number
  call?: Call
  callReason?: string
  note?: string
  blockers?: string
}

/** Steps and confidence stand as they stood last, so that only what changed needs a hand. */
export function newDraft(keyResult: KeyResultView, today: string): CheckInDraft {
  return {
    date: today,
    valueText: '',
    stepsDone: doneSteps(keyResult),
    confidence: keyResult.confidence,
    call: '',
    callReason: '',
    note: '',
    blockers: '',
  }
}

/** To correct a check-in: the same day again, with what it said. */
export function draftOf(checkIn: CheckInView, keyResult: KeyResultView, valueText: string): CheckInDraft {
  return {
    date: checkIn.date,
    valueText,
    stepsDone: checkIn.stepsDone ?? doneSteps(keyResult),
    confidence: checkIn.confidence,
    call: checkIn.call ?? '',
    callReason: checkIn.callReason ?? '',
    note: checkIn.note ?? '',
    blockers: checkIn.blockers ?? '',
  }
}

/** Whether the value is typed in: not where a KPI gives it, and not where steps are ticked. */
export function takesValue({ kpi, measure }: KeyResultView): boolean {
  return kpi === null && measure.kind !== 'milestones'
}

export function draftErrors(
  draft: CheckInDraft,
  keyResult: KeyResultView,
  today: string,
  locale: Locale,
): CheckInErrors {
  const read = readTyped(draft.valueText, locale)
  const hasWords = draft.note.trim() !== '' || draft.blockers.trim() !== ''
  const isMissing = takesValue(keyResult) && read.value === null && !hasWords
  const value: MessageId | null = takesValue(keyResult)
    ? (read.error ?? (isMissing ? 'okr.check_in.value_missing' : null))
    : null
  return {
    ...(value ? { valueText: value } : {}),
    ...(draft.call && !draft.callReason.trim() ? { callReason: 'okr.check_in.call_reason_missing' } : {}),
    ...(draft.date > today ? { date: 'okr.check_in.future' } : {}),
    ...(draft.date < keyResult.firstDay ? { date: 'okr.check_in.too_early' } : {}),
  }
}

export function checkInOf(draft: CheckInDraft, keyResult: KeyResultView, locale: Locale): CheckInInput {
  const { value } = readTyped(draft.valueText, locale)
  const note = draft.note.trim()
  const blockers = draft.blockers.trim()
  return {
    id: keyResult.id,
    date: draft.date,
    ...(takesValue(keyResult) && value !== null ? { value } : {}),
    ...(keyResult.measure.kind === 'milestones' ? { stepsDone: draft.stepsDone } : {}),
    ...(draft.confidence === null ? {} : { confidence: draft.confidence }),
    ...(draft.call ? { call: draft.call, callReason: draft.callReason.trim() } : {}),
    ...(note ? { note } : {}),
    ...(blockers ? { blockers } : {}),
  }
}

/** Where the key result would stand with what is typed: by core, so that the bridge moves under the hand. */
export function preview(
  keyResult: KeyResultView,
  draft: CheckInDraft,
  thresholds: StatusThresholds,
  locale: Locale,
): KeyResultView {
  const { measure, expected } = keyResult
  if (measure.kind === 'milestones') {
    const steps = measure.steps.map((step, index) => ({ ...step, done: draft.stepsDone.includes(index) }))
    const progress = milestonesProgress({ steps })
    return {
      ...keyResult,
      measure: { ...measure, steps },
      progress,
      status: paceStatus(progress, expected, { thresholds }),
    }
  }
  const { value } = readTyped(draft.valueText, locale)
  if (measure.kind !== 'reach' || keyResult.kpi || value === null) return keyResult
  const progress = reachProgress(measure, value)
  return {
    ...keyResult,
    current: value,
    progress,
    status: paceStatus(progress, expected, { thresholds }),
    stale: false,
  }
}

function doneSteps({ measure }: KeyResultView): number[] {
  return measure.kind === 'milestones'
    ? measure.steps.flatMap((step, index) => (step.done ? [index] : []))
    : []
}
