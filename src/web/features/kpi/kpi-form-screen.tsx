// Making a KPI and changing its definition.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { KpiView, NewKpiInput } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api, client, problemOf } from '../../app/client.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { MergeChoice, type Whose } from '../../app/merge-choice.tsx'
import { useNames } from '../../app/names.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { KpiForm } from './kpi-form.tsx'
import { changedFields, emptyForm, formOf } from './kpi-form-values.ts'
import { conflictingKpiFields, kpiMergeFields } from './kpi-merge.ts'
import { useKpiTrail } from './kpi-trail.tsx'

export const NewKpiScreen = () => {
  const t = useT()
  const told = useTold()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const creation = useMutation({
    mutationFn: (input: NewKpiInput) => client.kpis.create(input),
    onSuccess: async (kpi) => {
      await queries.invalidateQueries()
      await navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id } })
    },
  })
  return (
    <>
      <PageHeader
        title={t('kpi.new.title')}
        meta={t('kpi.new.note')}
        trail={useKpiTrail(undefined, false)}
        actions={
          <Link to="/templates" search={{ kind: 'kpi' }} className={buttonClass()}>
            {t('templates.use')}
          </Link>
        }
      />
      <KpiForm
        initial={emptyForm}
        saveLabel={t('kpi.new.save')}
        isSaving={creation.isPending}
        told={told(creation.error)}
        onSave={(input) => creation.mutate(input)}
        onLeave={() => void navigate({ to: '/kpis' })}
      />
    </>
  )
}

export const EditKpiScreen = () => {
  const t = useT()
  const told = useTold()
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId/edit' })
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id: kpiId } }))
  return (
    <>
      <PageHeader title={t('kpi.edit.title')} trail={useKpiTrail(kpi.data, true)} />
      {kpi.isError && <Notice tone="wrong">{told(kpi.error).detail}</Notice>}
      {kpi.isPending && <Skeleton className="h-96 max-w-2xl" />}
      {kpi.data && <EditForm key={kpi.data.id} kpi={kpi.data} />}
    </>
  )
}

const EditForm = ({ kpi: current }: { kpi: KpiView }) => {
  const { t, locale } = useLanguage()
  const names = useNames()
  // As it was when the form opened: others' changes that arrive meanwhile must not be overwritten unseen.
  const [kpi] = useState(current)
  const [whose, setWhose] = useState<Record<string, Whose>>({})
  const told = useTold()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = () => navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id } })
  const change = useMutation({
    mutationFn: ({
      fields,
      ifMatch,
    }: {
      input: NewKpiInput
      fields: Partial<NewKpiInput>
      ifMatch: number
    }) => client.kpis.update({ ...fields, id: kpi.id }, { context: { ifMatch } }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      await leave()
    },
    // What stands now is shown beside what was typed.
    onError: () => void queries.invalidateQueries(),
  })
  const problem = problemOf(change.error)
  const conflicts = conflictingKpiFields(problem)
  const save = (input: NewKpiInput) => {
    const changed = Object.entries(changedFields(kpi, input, locale))
    const fields = Object.fromEntries(changed.filter(([field]) => whose[field] !== 'theirs'))
    // Once both are on the screen, what is kept is kept against what stands.
    change.mutate({
      input,
      fields,
      ifMatch: problem?.code === 'changed_since' ? current.version : kpi.version,
    })
  }
  return (
    <KpiForm
      id={kpi.id}
      initial={formOf(kpi, locale)}
      saveLabel={t('kpi.edit.save')}
      isSaving={change.isPending}
      told={told(conflicts.length > 0 ? null : change.error)}
      merge={
        conflicts.length > 0 &&
        change.variables && (
          <MergeChoice
            fields={kpiMergeFields(conflicts, change.variables.input, current, { t, locale, ...names })}
            chosen={whose}
            onChoose={(field, one) => setWhose({ ...whose, [field]: one })}
          />
        )
      }
      onSave={save}
      onLeave={() => void leave()}
    />
  )
}
