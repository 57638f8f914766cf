import { useT } from '../../app/language.tsx'
import { DateField, SelectField } from '../../ui/inputs.tsx'
import { Typed } from './kpi-form-typed.tsx'
import type { FormValues, PartProps } from './kpi-form-values.ts'

/** Which periods the limits rest on. */
export const BaselineFields = (part: PartProps) => {
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
