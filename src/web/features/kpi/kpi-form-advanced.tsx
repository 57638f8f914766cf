import type { ReactNode } from 'react'
import { useT } from '../../app/language.tsx'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { DateField, SelectField } from '../../ui/inputs.tsx'
import type { PartProps } from './kpi-form-values.ts'
import { type FormValues, isFlow } from './kpi-form-values.ts'

const baselineFields = ['baseline', 'baselineFirst', 'baselineFrom', 'baselineTo'] as const
const advancedFields = [
  'precision',
  'floor',
  'ceiling',
  'amberMargin',
  'ruleSet',
  'limitMethod',
  ...baselineFields,
] as const

/** Closed until it is asked for, or until something in it was refused. */
export const KpiFormAdvanced = (part: PartProps) => {
  const t = useT()
  const { values, set, error } = part
  const isRefused = advancedFields.some((field) => error(field))
  return (
    <details className="rounded-md border bg-surface" {...(isRefused ? { open: true } : {})}>
      <summary className="px-4 py-3 font-semibold">
        {t('kpi.form.advanced')}
        <span className="ml-2 text-sm font-normal text-ink-3">{t('kpi.form.advanced_note')}</span>
      </summary>
      <div className="grid gap-4 border-t p-4 sm:grid-cols-2">
        <Typed
          {...part}
          field="precision"
          label={t('kpi.form.precision')}
          hint={t('kpi.form.precision_hint')}
        />
        <Typed
          {...part}
          field="amberMargin"
          label={t('kpi.form.amber_margin')}
          hint={t('kpi.form.amber_margin_hint')}
          unit="%"
        />
        <Typed
          {...part}
          field="floor"
          label={t('kpi.form.floor')}
          hint={t('kpi.form.floor_hint')}
          unit={values.unit}
        />
        <Typed
          {...part}
          field="ceiling"
          label={t('kpi.form.ceiling')}
          hint={t('kpi.form.ceiling_hint')}
          unit={values.unit}
        />
        <SelectField
          frame={{
            label: t('kpi.form.rule_set'),
            hint: t('kpi.form.rule_set_hint'),
            error: error('ruleSet'),
          }}
          value={values.ruleSet}
          onChange={(event) => set('ruleSet', event.target.value as FormValues['ruleSet'])}
          options={[
            { value: 'wheeler', label: t('kpi.rule_set.wheeler') },
            { value: 'nhs', label: t('kpi.rule_set.nhs') },
          ]}
        />
        <SelectField
          frame={{
            label: t('kpi.form.limit_method'),
            hint: t('kpi.form.limit_method_hint'),
            error: error('limitMethod'),
          }}
          value={values.limitMethod}
          onChange={(event) => set('limitMethod', event.target.value as FormValues['limitMethod'])}
          options={[
            { value: 'mean', label: t('kpi.limit_method.mean') },
            { value: 'median', label: t('kpi.limit_method.median') },
          ]}
        />
        <BaselineFields {...part} />
        {isFlow(values.aggregation) && (
          <div className="sm:col-span-2">
            <Checkbox
              label={t('kpi.form.zero_when_empty')}
              hint={t('kpi.form.zero_when_empty_hint')}
              checked={values.zeroWhenEmpty}
              onChange={(event) => set('zeroWhenEmpty', event.target.checked)}
            />
          </div>
        )}
      </div>
    </details>
  )
}

type TypedProps = PartProps & {
  field: 'precision' | 'amberMargin' | 'floor' | 'ceiling' | 'baselineFirst'
  label: string
  hint?: ReactNode
  unit?: string
}

const Typed = ({ values, set, error, field, label, hint, unit = '' }: TypedProps) => (
  <TypedNumberField
    label={label}
    hint={hint}
    unit={unit}
    text={values[field]}
    onText={(text) => set(field, text)}
    error={error(field)}
  />
)

const BaselineFields = (part: PartProps) => {
  const t = useT()
  const { values, set, error } = part
  return (
    <>
      <SelectField
        frame={{ label: t('kpi.form.baseline'), hint: t('kpi.form.baseline_hint'), error: error('baseline') }}
        value={values.baseline}
        onChange={(event) => set('baseline', event.target.value as FormValues['baseline'])}
        options={[
          {
            value: 'by_rules',
            label: t(
              values.ruleSet === 'nhs' ? 'kpi.baseline.by_rules_nhs' : 'kpi.baseline.by_rules_wheeler',
            ),
          },
          { value: 'all', label: t('kpi.baseline.all') },
          { value: 'first', label: t('kpi.baseline.first') },
          { value: 'range', label: t('kpi.baseline.range') },
        ]}
      />
      {values.baseline === 'first' && (
        <Typed {...part} field="baselineFirst" label={t('kpi.form.baseline_first')} />
      )}
      {values.baseline === 'range' && (
        <div className="grid grid-cols-2 gap-2">
          <DateField
            frame={{ label: t('kpi.form.baseline_from'), error: error('baselineFrom') }}
            value={values.baselineFrom}
            onChange={(event) => set('baselineFrom', event.target.value)}
          />
          <DateField
            frame={{ label: t('kpi.form.baseline_to'), error: error('baselineTo') }}
            value={values.baselineTo}
            onChange={(event) => set('baselineTo', event.target.value)}
          />
        </div>
      )}
    </>
  )
}
