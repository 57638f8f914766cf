// The coach beside a key result's title: it knows the measure as the form has it, and may fill it in.
import { useQuery } from '@tanstack/react-query'
import type { StatementContext } from '../../../core/coach/findings.ts'
import type { ReadMeasure } from '../../../core/coach/measure-shape.ts'
import type { Locale } from '../../../i18n/translator.ts'
import { api } from '../../app/client.ts'
import { Coach } from '../../app/coach/coach.tsx'
import { useSettled } from '../../app/coach/use-settled.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'
import type { KeyResultDraft } from './key-result-draft.ts'

type Props = {
  draft: KeyResultDraft
  onChange: (part: Partial<KeyResultDraft>) => void
  subjectId?: string | undefined
  /** Moves the statement to the initiatives, where that can be done from here. */
  onMoveToInitiatives?: ((title: string) => void) | undefined
  onKpi: (kpiId: string) => void
}

export const KeyResultCoach = ({ draft, onChange, subjectId, onMoveToInitiatives, onKpi }: Props) => {
  const { locale } = useLanguage()
  const measure = draftMeasure(draft, locale)
  const targetCheck = useTargetCheck(draft, measure)
  return (
    <Coach
      text={draft.title}
      field="key_result"
      subjectId={subjectId}
      measure={measure}
      targetCheck={targetCheck}
      onText={(title) => onChange({ title })}
      onMeasure={measure ? undefined : (read) => onChange(filledIn(read, draft, locale))}
      onMove={onMoveToInitiatives && { initiative: ({ text }) => onMoveToInitiatives(text) }}
      onKpi={draft.kpi ? undefined : onKpi}
    />
  )
}

/** As much of the measure as was typed; null while nothing was. */
function draftMeasure(draft: KeyResultDraft, locale: Locale): StatementContext['measure'] {
  const read = (text: string) => readTyped(text, locale).value
  const { unit } = draft
  if (draft.kind === 'milestones') {
    const steps = draft.steps.filter(({ title }) => title.trim() !== '')
    return steps.length === 0
      ? null
      : { kind: 'milestones', steps: steps.map(({ title, done }) => ({ title, done })) }
  }
  if (draft.kind === 'keep') {
    const [lower, upper] = [read(draft.lowerText), read(draft.upperText)]
    if (lower === null && upper === null) return null
    return { kind: 'keep', unit, ...(lower === null ? {} : { lower }), ...(upper === null ? {} : { upper }) }
  }
  const [start, target] = [read(draft.startText), read(draft.targetText)]
  if (start === null && target === null) return null
  return {
    kind: 'reach',
    direction: start !== null && target !== null && target < start ? 'down' : 'up',
    unit,
    ...(start === null ? {} : { start }),
    ...(target === null ? {} : { target }),
  }
}

/** The unit of a bound key result stays the KPI's. */
export function filledIn(
  read: ReadMeasure,
  { kpi }: Pick<KeyResultDraft, 'kpi'>,
  locale: Locale,
): Partial<KeyResultDraft> {
  const typed = (value: number | undefined) => numberToType(value, locale)
  const unit = kpi ? {} : { unit: read.unit }
  return read.kind === 'keep'
    ? { kind: 'keep', lowerText: typed(read.lower), upperText: typed(read.upper), ...unit }
    : { kind: 'reach', startText: typed(read.start), targetText: typed(read.target), ...unit }
}

/** How target or bounds stand to the process of the KPI that it is bound to; null where that cannot be said. */
function useTargetCheck({ kpi }: KeyResultDraft, measure: StatementContext['measure']) {
  const aim = aimOf(measure)
  const now = JSON.stringify(aim)
  const asked = useSettled(now, 450)
  const { data } = useQuery(
    api.coach.review.queryOptions({
      input: { text: '', field: 'key_result', kpiId: kpi?.id, measure: JSON.parse(asked) },
      enabled: kpi !== null && asked !== 'null',
    }),
  )
  return kpi !== null && asked === now && data ? data.targetCheck : null
}

/** What is held against the process: null while neither a target nor a bound was typed. */
function aimOf(measure: StatementContext['measure']) {
  if (measure?.kind === 'keep') return { kind: 'keep' as const, lower: measure.lower, upper: measure.upper }
  if (measure?.kind !== 'reach' || measure.target === undefined) return null
  return { kind: 'reach' as const, start: measure.start, target: measure.target }
}
