import { useT } from '../../app/language.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { BaselineFields } from './kpi-form-baseline.tsx'
import { Typed } from './kpi-form-typed.tsx'
import { type FormValues, isFlow, type PartProps } from './kpi-form-values.ts'

const baselineFields = ['baseline', 'baselineFirst', 'baselineFrom', 'baselineTo'] as const
const advancedFields = [
  'slug',
  'precision',
  'floor',
  'ceiling',
  'amberMargin',
  'ruleSet',
  'limitMethod',
  'centreMethod',
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
        <TextField
          frame={{ label: t('kpi.form.slug'), hint: t('kpi.form.slug_hint'), error: error('slug') }}
          value={values.slug}
          onChange={(event) => set('slug', event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
        />
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
        {values.limitMethod === 'median' && (
          <SelectField
            frame={{ label: t('kpi.form.centre_method'), error: error('centreMethod') }}
            value={values.centreMethod}
            onChange={(event) => set('centreMethod', event.target.value as FormValues['centreMethod'])}
            options={[
              { value: 'mean', label: t('kpi.centre_method.mean') },
              { value: 'median', label: t('kpi.centre_method.median') },
            ]}
          />
        )}
        <BaselineFields {...part} />
        {isFlow(values.aggregation) && values.source === 'measured' && (
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
