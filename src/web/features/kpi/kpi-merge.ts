// A KPI's definition that two people changed: how each of the fields is told, mine and theirs.
import type { KpiView, NewKpiInput } from '../../../contract/kpi.ts'
import { formatFor } from '../../../i18n/format-for.ts'
import { kpiFormat, targetWords } from '../../../i18n/kpi-figures.ts'
import type { Locale, MessageId, Translate } from '../../../i18n/translator.ts'
import type { Problem } from '../../app/client.ts'
import { aggregationWords, directionWords, frequencyWords } from '../../app/kpi-words.ts'
import type { MergeField } from '../../app/merge-choice.tsx'

export type KpiField = keyof typeof labels

const labels = {
  name: 'kpi.form.name',
  unit: 'kpi.form.unit',
  direction: 'kpi.form.direction',
  frequency: 'kpi.form.frequency',
  aggregation: 'kpi.form.aggregation',
  target: 'kpi.form.target',
  category: 'kpi.form.category',
  unitId: 'kpi.form.org_unit',
  otherUnitIds: 'kpi.form.other_units',
  ownerId: 'kpi.form.owner',
  visibility: 'kpi.form.visibility',
  visibleTo: 'kpi.form.visibility.people',
  description: 'kpi.form.description',
  source: 'kpi.form.origin',
  slug: 'kpi.form.slug',
  formula: 'kpi.form.formula',
  precision: 'kpi.form.precision',
  floor: 'kpi.form.floor',
  ceiling: 'kpi.form.ceiling',
  amberMargin: 'kpi.form.amber_margin',
  ruleSet: 'kpi.form.rule_set',
  limitMethod: 'kpi.form.limit_method',
  centreMethod: 'kpi.form.centre_method',
  baseline: 'kpi.form.baseline',
  zeroWhenEmpty: 'kpi.form.zero_when_empty',
} satisfies Partial<Record<keyof KpiView, MessageId>>

/** The fields that someone else changed since the form was opened. */
export function conflictingKpiFields(problem: Problem | null): KpiField[] {
  if (problem?.code !== 'changed_since') return []
  return (problem.errors ?? [])
    .map(({ field }) => field)
    .filter((field): field is KpiField => field in labels)
}

type Telling = {
  t: Translate
  locale: Locale
  member: (id: string) => string
  unit: (id: string | null) => string
}

/** The definition as the form means it; what it does not name stands as it is. */
type Definition = Pick<KpiView, KpiField>

export function kpiMergeFields(
  fields: readonly KpiField[],
  mine: NewKpiInput,
  theirs: KpiView,
  telling: Telling,
): MergeField[] {
  const given = Object.fromEntries(Object.entries(mine).filter(([, value]) => value !== undefined))
  const mineWhole = { ...theirs, ...given } as Definition
  return fields.map((field) => ({
    field,
    label: telling.t(labels[field]),
    mine: wordsOf(field, mineWhole, telling),
    theirs: wordsOf(field, theirs, telling),
  }))
}

const visibilityWords: Record<KpiView['visibility'], MessageId> = {
  everyone: 'kpi.form.visibility.everyone',
  unit: 'kpi.form.visibility.unit',
  people: 'kpi.form.visibility.people',
}

function wordsOf(field: KpiField, kpi: Definition, { t, locale, member, unit }: Telling): string {
  const format = formatFor(locale)
  const number = (value: number | null) => (value === null ? '' : format.number(value))
  const { limitMethod, centreMethod, baseline } = kpi
  switch (field) {
    case 'direction':
      return t(directionWords[kpi.direction])
    case 'frequency':
      return t(frequencyWords[kpi.frequency])
    case 'aggregation':
      return t(aggregationWords[kpi.aggregation])
    case 'target':
      return targetWords(kpi.target, kpiFormat(kpi, locale), t)
    case 'unitId':
      return unit(kpi.unitId)
    case 'otherUnitIds':
      return kpi.otherUnitIds.map(unit).join(', ')
    case 'ownerId':
      return member(kpi.ownerId)
    case 'visibility':
      return t(visibilityWords[kpi.visibility])
    case 'visibleTo':
      return kpi.visibleTo.map(member).join(', ')
    case 'precision':
    case 'floor':
    case 'ceiling':
      return number(kpi[field])
    case 'amberMargin':
      return format.percent(kpi.amberMargin)
    case 'ruleSet':
      return t(kpi.ruleSet === 'nhs' ? 'kpi.rule_set.nhs' : 'kpi.rule_set.wheeler')
    case 'limitMethod':
      return t(limitMethod === 'median' ? 'kpi.limit_method.median' : 'kpi.limit_method.mean')
    case 'centreMethod':
      return t(centreMethod === 'median' ? 'kpi.centre_method.median' : 'kpi.centre_method.mean')
    case 'baseline':
      if (baseline === 'all') return t('kpi.baseline.all')
      if ('first' in baseline) return `${t('kpi.baseline.first')}: ${baseline.first}`
      return `${format.date(baseline.from)} – ${format.date(baseline.to)}`
    case 'zeroWhenEmpty':
      return t(kpi.zeroWhenEmpty ? 'kpi.merge.yes' : 'kpi.merge.no')
    default:
      return kpi[field] ?? ''
  }
}
