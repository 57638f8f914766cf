// What the KPI form holds as people type it, and the definition it means.
import type { KpiView, NewKpiInput } from '../../../contract/kpi.ts'
import { defaultBaseline } from '../../../core/kpi/phase.ts'
import type { Locale, MessageId } from '../../../i18n/translator.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'

export type FormValues = {
  name: string
  unit: string
  direction: KpiView['direction']
  frequency: KpiView['frequency']
  aggregation: KpiView['aggregation']
  /** The one target, or the lower bound of a range. */
  target: string
  targetUpper: string
  category: string
  unitId: string
  otherUnitIds: string[]
  ownerId: string
  visibility: KpiView['visibility']
  visibleTo: string[]
  description: string
  /** Where its numbers come from, in words. */
  origin: string
  slug: string
  /** Measured, or computed from other KPIs. */
  source: 'measured' | 'formula'
  formula: string
  precision: string
  floor: string
  ceiling: string
  /** In per cent of the target. */
  amberMargin: string
  ruleSet: KpiView['ruleSet']
  limitMethod: KpiView['limitMethod']
  centreMethod: KpiView['centreMethod']
  baseline: 'by_rules' | 'all' | 'first' | 'range'
  baselineFirst: string
  baselineFrom: string
  baselineTo: string
  zeroWhenEmpty: boolean
}

export const emptyForm: FormValues = {
  name: '',
  unit: '',
  direction: 'up',
  frequency: 'week',
  aggregation: 'mean',
  target: '',
  targetUpper: '',
  category: '',
  unitId: '',
  otherUnitIds: [],
  ownerId: '',
  visibility: 'everyone',
  visibleTo: [],
  description: '',
  origin: '',
  slug: '',
  source: 'measured',
  formula: '',
  precision: '2',
  floor: '',
  ceiling: '',
  amberMargin: '10',
  ruleSet: 'wheeler',
  limitMethod: 'mean',
  centreMethod: 'mean',
  baseline: 'by_rules',
  baselineFirst: '24',
  baselineFrom: '',
  baselineTo: '',
  zeroWhenEmpty: false,
}

export function formOf(kpi: KpiView, locale: Locale): FormValues {
  const { name, unit, direction, frequency, aggregation, category, description, ruleSet } = kpi
  const { limitMethod, centreMethod } = kpi
  const range = typeof kpi.target === 'object' ? kpi.target : null
  const type = (value: number | null) => numberToType(value, locale)
  return {
    ...emptyForm,
    ...{
      name,
      unit,
      direction,
      frequency,
      aggregation,
      category,
      description,
      ruleSet,
      limitMethod,
      centreMethod,
    },
    target: type(range ? range.lower : (kpi.target as number | null)),
    targetUpper: type(range?.upper ?? null),
    unitId: kpi.unitId ?? '',
    otherUnitIds: kpi.otherUnitIds,
    origin: kpi.source,
    ownerId: kpi.ownerId,
    visibility: kpi.visibility,
    visibleTo: kpi.visibleTo,
    slug: kpi.slug,
    source: kpi.formula === null ? 'measured' : 'formula',
    formula: kpi.formula ?? '',
    precision: String(kpi.precision),
    floor: type(kpi.floor),
    ceiling: type(kpi.ceiling),
    amberMargin: type(kpi.amberMargin * 100),
    zeroWhenEmpty: kpi.zeroWhenEmpty,
    ...baselineOf(kpi),
  }
}

function baselineOf({ baseline, ruleSet }: KpiView): Partial<FormValues> {
  if (JSON.stringify(baseline) === JSON.stringify(defaultBaseline(ruleSet))) return { baseline: 'by_rules' }
  if (baseline === 'all') return { baseline: 'all' }
  if ('first' in baseline) return { baseline: 'first', baselineFirst: String(baseline.first) }
  return { baseline: 'range', baselineFrom: baseline.from, baselineTo: baseline.to }
}

export type FormErrors = Partial<Record<keyof FormValues, MessageId>>

/** The definition that the form means, or what stands against it, by field. */
export function readForm(
  values: FormValues,
  locale: Locale,
): { input: NewKpiInput } | { errors: FormErrors } {
  const errors: FormErrors = {}
  const number = (
    field: 'target' | 'targetUpper' | 'floor' | 'ceiling' | 'amberMargin' | 'precision' | 'baselineFirst',
  ) => {
    const { value, error } = readTyped(values[field], locale)
    if (error) errors[field] = error
    return value
  }
  const [lower, upper] = [number('target'), number('targetUpper')]
  if (values.name.trim() === '') errors.name = 'kpi.form.error.name'
  const slug = values.slug.trim()
  if (slug !== '' && !/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(slug)) errors.slug = 'kpi.form.error.slug'
  if (values.source === 'formula' && values.formula.trim() === '') errors.formula = 'kpi.form.error.formula'
  if (values.visibility === 'unit' && values.unitId === '' && values.otherUnitIds.length === 0)
    errors.visibility = 'kpi.form.error.unit'
  if (values.direction === 'range') {
    if ((lower === null) !== (upper === null))
      errors[lower === null ? 'target' : 'targetUpper'] = 'kpi.form.error.both_bounds'
    else if (lower !== null && upper !== null && lower > upper)
      errors.targetUpper = 'kpi.form.error.bounds_order'
  }
  const [floor, ceiling, amber] = [number('floor'), number('ceiling'), number('amberMargin')]
  if (floor !== null && ceiling !== null && floor >= ceiling) errors.ceiling = 'kpi.form.error.bounds_order'
  if (values.baseline === 'range' && !(values.baselineFrom && values.baselineFrom <= values.baselineTo))
    errors.baselineTo = 'kpi.form.error.dates'
  const precision = number('precision')
  const first = number('baselineFirst')
  if (Object.keys(errors).length > 0) return { errors }
  const target =
    values.direction === 'range' ? (lower === null || upper === null ? null : { lower, upper }) : lower
  const {
    name,
    unit,
    direction,
    frequency,
    aggregation,
    category,
    description,
    ruleSet,
    limitMethod,
    centreMethod,
    zeroWhenEmpty,
  } = values
  return {
    input: {
      ...{ name, unit, direction, frequency, aggregation, category, description },
      ...{ ruleSet, limitMethod, centreMethod: limitMethod === 'median' ? centreMethod : 'mean' },
      zeroWhenEmpty: zeroWhenEmpty && isFlow(aggregation) && values.source === 'measured',
      unitId: values.unitId || null,
      otherUnitIds: values.otherUnitIds,
      source: values.origin,
      ...(values.ownerId ? { ownerId: values.ownerId } : {}),
      visibility: values.visibility,
      visibleTo: values.visibility === 'people' ? values.visibleTo : [],
      ...(slug ? { slug } : {}),
      formula: values.source === 'formula' ? values.formula.trim() : null,
      target,
      floor,
      ceiling,
      precision: precision ?? 2,
      amberMargin: (amber ?? 10) / 100,
      baseline: readBaseline(values, first ?? 24),
    },
  }
}

function readBaseline(values: FormValues, first: number): NonNullable<NewKpiInput['baseline']> {
  if (values.baseline === 'by_rules') return defaultBaseline(values.ruleSet)
  if (values.baseline === 'range') return { from: values.baselineFrom, to: values.baselineTo }
  return values.baseline === 'all' ? 'all' : { first }
}

/** What the person changed, and nothing else: what others changed in other fields meanwhile stays theirs. */
export function changedFields(kpi: KpiView, input: NewKpiInput, locale: Locale): Partial<NewKpiInput> {
  const read = readForm(formOf(kpi, locale), locale)
  const before: Partial<NewKpiInput> = 'input' in read ? read.input : {}
  const isChanged = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(before[field as keyof NewKpiInput])
  return Object.fromEntries(Object.entries(input).filter(isChanged))
}

/** Only what adds up can be zero because nothing happened. */
export function isFlow(aggregation: FormValues['aggregation']): boolean {
  return aggregation === 'sum' || aggregation === 'count'
}

/** What each part of the form is given. */
export type PartProps = {
  values: FormValues
  set: <K extends keyof FormValues>(field: K, value: FormValues[K]) => void
  error: (field: keyof FormValues) => string | undefined
}
