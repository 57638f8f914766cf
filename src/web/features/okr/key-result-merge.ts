// What an edit of a key result changes, and how a field that someone else changed meanwhile is told.
import type { KeyResultView } from '../../../contract/okr.ts'
import type { Format } from '../../../i18n/format-for.ts'
import type { MessageId, Translate } from '../../../i18n/translator.ts'
import type { Problem } from '../../app/client.ts'
import { measureWords } from '../../app/key-result-words.ts'
import type { MergeField } from '../../app/merge-choice.tsx'
import type { KeyResultInput } from './key-result-draft.ts'

type Field = keyof KeyResultInput

/** Only what differs from how it stood when the edit began: what others changed since is not sent back. */
export function changedInput(before: KeyResultInput, now: KeyResultInput): Partial<KeyResultInput> {
  const entries = Object.entries(now) as [Field, unknown][]
  return Object.fromEntries(
    entries.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  )
}

/** A binding is one field to people, three to the database. */
export function conflictingFields(problem: Problem | null): Field[] {
  if (problem?.code !== 'changed_since') return []
  const named = (problem.errors ?? []).map(({ field }) =>
    /^(kpiId|reading|readingN)$/.test(field) ? 'kpi' : field,
  )
  return [...new Set(named)].filter((field): field is Field => field in labels)
}

const labels: Record<Field, MessageId> = {
  title: 'pace.merge.field.title',
  measure: 'pace.merge.field.measure',
  weight: 'okr.weight',
  kpi: 'pace.merge.field.kpi',
  ownerId: 'okr.owner',
  providerId: 'pace.merge.field.provider',
  firstDay: 'okr.first_day',
  lastDay: 'okr.last_day',
  plan: 'pace.merge.field.plan',
}

type Telling = { t: Translate; format: Format; member: (id: string) => string }

export function mergeFields(
  fields: Field[],
  mine: KeyResultInput,
  theirs: KeyResultView,
  telling: Telling,
): MergeField[] {
  const { t, format, member } = telling
  const day = (value: string | null) => (value === null ? t('pace.merge.of_cycle') : format.date(value))
  const person = (id: string | null | undefined) => (id ? member(id) : '')
  const points = (plan: readonly unknown[] | null) => t('pace.merge.points', { count: plan?.length ?? 0 })
  const told: Record<Field, [string, string]> = {
    title: [mine.title, theirs.title],
    measure: [
      measureWords(mine.measure as KeyResultView['measure'], t, format),
      measureWords(theirs.measure, t, format),
    ],
    weight: [format.number(mine.weight), format.number(theirs.weight)],
    kpi: [
      mine.kpi ? t('pace.merge.bound') : t('okr.source.manual'),
      theirs.kpi?.name ?? t('okr.source.manual'),
    ],
    ownerId: [person(mine.ownerId), person(theirs.ownerId)],
    providerId: [person(mine.providerId), person(theirs.providerId)],
    firstDay: [day(mine.firstDay), day(theirs.firstDay)],
    lastDay: [day(mine.lastDay), day(theirs.lastDay)],
    plan: [points(mine.plan), points(theirs.plan)],
  }
  return fields.map((field) => ({
    field,
    label: t(labels[field]),
    mine: told[field][0],
    theirs: told[field][1],
  }))
}
