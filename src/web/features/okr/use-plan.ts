// The measure and the plan as they read while they are being written.
import type { ReachMeasure } from '../../../core/okr/measure.ts'
import { useLanguage } from '../../app/language.tsx'
import { readTyped } from '../../app/typed-number.tsx'
import type { KeyResultDraft } from './key-result-draft.ts'

/** Start and target once both can be read, and the points that have a day and a value. */
export function usePlan({ startText, targetText, unit, plan }: KeyResultDraft) {
  const { locale } = useLanguage()
  const number = (text: string) => readTyped(text, locale).value
  const [start, target] = [number(startText), number(targetText)]
  const measure: ReachMeasure | null =
    start === null || target === null || start === target ? null : { kind: 'reach', start, target, unit }
  const points = plan.flatMap(({ date, valueText }) => {
    const value = number(valueText)
    return date === '' || value === null ? [] : [{ date, value }]
  })
  return { measure, points }
}
