// Where a KPI's numbers come from: measured, or computed from other KPIs, checked while the formula is typed.
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import type { FormValues, PartProps } from './kpi-form-values.ts'

export const FormulaField = ({ id, values, set, error }: PartProps & { id?: string | undefined }) => {
  const t = useT()
  const isFormula = values.source === 'formula'
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <SelectField
        frame={{ label: t('kpi.form.source') }}
        value={values.source}
        onChange={(event) => set('source', event.target.value as FormValues['source'])}
        options={[
          { value: 'measured', label: t('kpi.form.source.measured') },
          { value: 'formula', label: t('kpi.form.source.formula') },
        ]}
      />
      {isFormula && <FormulaText id={id} values={values} set={set} error={error} />}
    </div>
  )
}

const FormulaText = ({ id, values, set, error }: PartProps & { id: string | undefined }) => {
  const t = useT()
  const { formula, frequency } = values
  const { problem, inputs } = useFormulaCheck(formula.trim(), frequency, id)
  const names = useNamesFor(formula)
  // A name that is still being typed is no fault yet.
  const fault = error('formula') ?? (names.found.length > 0 && names.word ? null : problem)
  const reads = inputs.map(({ name }) => name).join(' · ')
  return (
    <div className="sm:col-span-2">
      <TextField
        frame={{
          label: t('kpi.form.formula'),
          hint: fault
            ? undefined
            : reads
              ? t('kpi.form.formula_reads', { names: reads })
              : t('kpi.form.formula_hint'),
          error: fault ?? undefined,
        }}
        value={formula}
        onChange={(event) => set('formula', event.target.value)}
        placeholder={t('kpi.form.formula_example')}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
      />
      {names.found.length > 0 && (
        <ul aria-label={t('kpi.form.formula_names')} className="mt-1.5 flex flex-wrap gap-1.5">
          {names.found.map(({ id, slug, name }) => (
            <li key={id}>
              <button
                type="button"
                title={name}
                onClick={() =>
                  set('formula', `${formula.slice(0, formula.length - names.word.length)}${slug} `)
                }
                className="min-h-6 max-w-full truncate rounded-md bg-sunken px-2 text-sm text-ink-2 hover:text-ink"
              >
                {slug}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What stands against the formula, and what it would read: by the server, as it will be when it is saved. */
function useFormulaCheck(formula: string, frequency: FormValues['frequency'], id: string | undefined) {
  const typed = useDeferredValue(formula)
  const { data } = useQuery({
    ...api.kpis.checkFormula.queryOptions({ input: { formula: typed, frequency, ...(id ? { id } : {}) } }),
    enabled: typed !== '',
    placeholderData: (before) => before,
  })
  return typed === '' || !data ? { problem: null, inputs: [] } : data
}

const mostNames = 6

/** KPIs whose short name begins with the word being typed. */
function useNamesFor(formula: string) {
  const word = /[a-z0-9_]*$/i.exec(formula)?.[0].toLowerCase() ?? ''
  const kpis = useQuery(api.kpis.list.queryOptions({ input: { limit: 500 } })).data?.items ?? []
  const isWanted = word !== '' || !/[a-z0-9)]\s*$/i.test(formula)
  const found = kpis.filter(({ slug }) => slug.startsWith(word) && slug !== word)
  return { word, found: isWanted ? found.slice(0, mostNames) : [] }
}
