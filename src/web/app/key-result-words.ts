// A key result in words: where it starts, stands and is to come to, and where its value comes from.
import type { KeyResultView } from '../../contract/okr.ts'
import { milestonesProgress } from '../../core/okr/progress.ts'
import type { Format } from '../../i18n/format-for.ts'
import type { MessageId, Translate } from '../../i18n/translator.ts'
import { statusWord } from './status-chip.tsx'

/** What of a key result its bridge and its words are made of. */
export type SpanFacts = Pick<
  KeyResultView,
  'title' | 'measure' | 'current' | 'progress' | 'expected' | 'status' | 'stale'
> & { kept: readonly { inside: boolean }[]; kpi: Pick<NonNullable<KeyResultView['kpi']>, 'reading'> | null }

type Words = { start: string; target: string; value: string; expected: string | null; summary: string }

const readingMessages: Record<'latest' | 'mean' | 'cycle_to_date', MessageId> = {
  latest: 'okr.reading.latest_of',
  mean: 'okr.reading.mean_of',
  cycle_to_date: 'okr.reading.cycle_to_date_of',
}

export function keyResultWords(keyResult: SpanFacts, t: Translate, format: Format): Words {
  const ends = endWords(keyResult, t, format)
  const progress = keyResult.progress === null ? t('okr.span.no_value') : format.percent(keyResult.progress)
  const summary = t('okr.span.summary', {
    title: keyResult.title,
    start: ends.start,
    target: ends.target,
    value: ends.value,
    progress,
    expected: format.percent(keyResult.expected),
    status: t(statusWord(keyResult.status)),
  })
  return { ...ends, summary }
}

function endWords(
  { measure, current, kept, kpi, progress, expected }: SpanFacts,
  t: Translate,
  format: Format,
): Omit<Words, 'summary'> {
  const none = t('okr.span.no_value')
  if (measure.kind === 'keep') {
    const inside = kept.filter((period) => period.inside).length
    const value = kept.length === 0 ? none : t('okr.span.kept', { inside, count: kept.length })
    return { start: t('okr.span.kept_none'), target: t('okr.span.kept_all'), value, expected: null }
  }
  if (measure.kind === 'milestones') {
    const done = measure.steps.filter((step) => step.done).length
    return {
      start: t('okr.span.steps', { count: 0 }),
      target: t('okr.span.steps', { count: measure.steps.length }),
      value: t('okr.span.steps_done', { done, count: measure.steps.length }),
      expected: t('okr.span.expected', { value: format.percent(expected) }),
    }
  }
  const { start, target, unit } = measure
  const expectedValue =
    kpi?.reading === 'cycle_to_date' ? target * expected : start + (target - start) * expected
  const shown = (value: number) => format.value(value, unit, undefined, true)
  return {
    start: shown(start),
    target: shown(target),
    value: current === null || progress === null ? none : shown(current),
    expected: t('okr.span.expected', { value: shown(expectedValue) }),
  }
}

/** "Lấy từ KPI Doanh thu · trung bình 4 kỳ gần nhất", or that it is typed in. */
export function sourceWords({ kpi }: KeyResultView, t: Translate): string {
  if (!kpi) return t('okr.source.manual')
  if (kpi.name === null) return t('okr.source.kpi_hidden')
  return t('okr.source.kpi', { name: kpi.name, reading: t(readingMessages[kpi.reading], { n: kpi.n ?? 1 }) })
}

/** What the measure asks for: "từ 48 phút đến 30 phút", "tối đa 3 hồi chuông". */
export function measureWords(measure: KeyResultView['measure'], t: Translate, format: Format): string {
  if (measure.kind === 'milestones') return t('okr.span.steps', { count: measure.steps.length })
  const shown = (value: number) => format.value(value, measure.unit, undefined, true)
  if (measure.kind === 'reach')
    return t('okr.measure.from_to', { start: shown(measure.start), target: shown(measure.target) })
  const { lower, upper } = measure
  if (lower != null && upper != null)
    return t('okr.measure.between', { lower: shown(lower), upper: shown(upper) })
  return upper != null
    ? t('okr.measure.at_most', { upper: shown(upper) })
    : t('okr.measure.at_least', { lower: shown(lower ?? 0) })
}

/** Where the steps of milestones or the periods of a `keep` joint the deck, as shares. */
export function jointsOf({ measure, kept }: KeyResultView): number[] {
  if (measure.kind === 'reach') return []
  if (measure.kind === 'keep') return kept.slice(1).map((_, index) => (index + 1) / kept.length)
  const { steps } = measure
  const upTo = (count: number) =>
    milestonesProgress({ steps: steps.map((step, index) => ({ ...step, done: index < count })) }) ?? 0
  return steps.slice(1).map((_, index) => upTo(index + 1))
}
