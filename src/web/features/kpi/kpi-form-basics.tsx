import { useQuery } from '@tanstack/react-query'
import { Suspense, useId } from 'react'
import { api } from '../../app/client.ts'
import { Coach } from '../../app/coach/coach.tsx'
import { aggregationWords, directionWords, frequencyWords } from '../../app/kpi-words.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { useNames } from '../../app/names.ts'
import { useSession } from '../../app/session.tsx'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { FormulaField } from './kpi-form-formula.tsx'
import type { FormValues, PartProps } from './kpi-form-values.ts'

// Few KPIs are of several units, or for named people alone.
const OtherUnits = later(() => import('./other-units.tsx').then((m) => m.OtherUnits), 'cards')
const PeoplePicker = later(
  () => import('../../app/people-picker.tsx').then((m) => m.PeoplePicker),
  'objective',
)

export const KpiFormBasics = ({ id, values, set, error }: PartProps & { id?: string | undefined }) => {
  const t = useT()
  const categories = useCategories()
  const categoryList = useId()
  const { units, memberOptions } = useNames()
  const { member } = useSession()
  const options = <V extends string>(words: Record<V, Parameters<typeof t>[0]>) =>
    Object.entries(words).map(([value, id]) => ({ value, label: t(id as Parameters<typeof t>[0]) }))
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <TextField
          frame={{ label: t('kpi.form.name'), hint: t('kpi.form.name_hint'), error: error('name') }}
          value={values.name}
          onChange={(event) => set('name', event.target.value)}
          autoFocus
          required
          maxLength={300}
        />
        <TextField
          frame={{ label: t('kpi.form.unit'), hint: t('kpi.form.unit_hint'), error: error('unit') }}
          value={values.unit}
          onChange={(event) => set('unit', event.target.value)}
          maxLength={40}
        />
      </div>
      <Coach field="kpi" text={values.name} subjectId={id} onText={(name) => set('name', name)} />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          frame={{ label: t('kpi.form.direction'), error: error('direction') }}
          value={values.direction}
          onChange={(event) => set('direction', event.target.value as FormValues['direction'])}
          options={options(directionWords)}
        />
        <SelectField
          frame={{ label: t('kpi.form.frequency'), error: error('frequency') }}
          value={values.frequency}
          onChange={(event) => set('frequency', event.target.value as FormValues['frequency'])}
          options={options(frequencyWords)}
        />
        <SelectField
          frame={{ label: t('kpi.form.aggregation'), error: error('aggregation') }}
          value={values.aggregation}
          onChange={(event) => set('aggregation', event.target.value as FormValues['aggregation'])}
          options={options(aggregationWords)}
        />
      </div>
      <FormulaField id={id} values={values} set={set} error={error} />
      <TargetFields values={values} set={set} error={error} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          frame={{ label: t('kpi.form.category'), note: t('kpi.form.optional'), error: error('category') }}
          value={values.category}
          onChange={(event) => set('category', event.target.value)}
          list={categoryList}
          maxLength={100}
        />
        <datalist id={categoryList}>
          {categories.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {units.length > 0 && (
          <SelectField
            frame={{ label: t('kpi.form.org_unit'), note: t('kpi.form.optional'), error: error('unitId') }}
            value={values.unitId}
            onChange={(event) => set('unitId', event.target.value)}
            options={[
              { value: '', label: t('kpi.form.whole_organisation') },
              ...units.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {units.length > 1 && (
          <div className="sm:col-span-2">
            <Suspense>
              <OtherUnits
                unitId={values.unitId}
                chosen={values.otherUnitIds}
                onChange={(ids) => set('otherUnitIds', ids)}
              />
            </Suspense>
          </div>
        )}
        <SelectField
          frame={{ label: t('kpi.form.owner'), error: error('ownerId') }}
          value={values.ownerId || member.id}
          onChange={(event) => set('ownerId', event.target.value)}
          options={memberOptions}
        />
        <VisibilityField values={values} set={set} error={error} />
      </div>
      <TextField
        frame={{ label: t('kpi.form.origin'), note: t('kpi.form.optional'), error: error('origin') }}
        value={values.origin}
        onChange={(event) => set('origin', event.target.value)}
        placeholder={t('kpi.form.origin_hint')}
        maxLength={500}
      />
      <TextArea
        frame={{
          label: t('kpi.form.description'),
          note: t('kpi.form.optional'),
          error: error('description'),
        }}
        value={values.description}
        onChange={(event) => set('description', event.target.value)}
        placeholder={t('kpi.form.description_hint')}
        rows={2}
      />
    </>
  )
}

const VisibilityField = ({ values, set, error }: PartProps) => {
  const t = useT()
  return (
    <>
      <SelectField
        frame={{
          label: t('kpi.form.visibility'),
          hint: t('kpi.form.visibility_hint'),
          error: error('visibility'),
        }}
        value={values.visibility}
        onChange={(event) => set('visibility', event.target.value as FormValues['visibility'])}
        options={[
          { value: 'everyone', label: t('kpi.form.visibility.everyone') },
          { value: 'unit', label: t('kpi.form.visibility.unit') },
          { value: 'people', label: t('kpi.form.visibility.people') },
        ]}
      />
      {values.visibility === 'people' && (
        <div className="sm:col-span-2">
          <Suspense>
            <PeoplePicker chosen={values.visibleTo} onChange={(ids) => set('visibleTo', ids)} />
          </Suspense>
        </div>
      )}
    </>
  )
}

/** Categories in use, so that one is not written in two ways. */
function useCategories(): string[] {
  const kpis = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } })).data?.items ?? []
  return [...new Set(kpis.map(({ category }) => category).filter(Boolean))].toSorted()
}

const TargetFields = ({ values, set, error }: PartProps) => {
  const t = useT()
  if (values.direction !== 'range')
    return (
      <div className="sm:max-w-80">
        <TypedNumberField
          label={t('kpi.form.target')}
          note={t('kpi.form.optional')}
          hint={t(values.direction === 'down' ? 'kpi.form.target_hint_down' : 'kpi.form.target_hint_up')}
          text={values.target}
          onText={(text) => set('target', text)}
          unit={values.unit}
          error={error('target')}
        />
      </div>
    )
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TypedNumberField
        label={t('kpi.form.target_lower')}
        note={t('kpi.form.optional')}
        text={values.target}
        onText={(text) => set('target', text)}
        unit={values.unit}
        error={error('target')}
      />
      <TypedNumberField
        label={t('kpi.form.target_upper')}
        text={values.targetUpper}
        onText={(text) => set('targetUpper', text)}
        unit={values.unit}
        error={error('targetUpper')}
      />
    </div>
  )
}
