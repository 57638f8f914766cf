// Making a KPI and changing its definition.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { KpiView, NewKpiInput } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api, client, problemOf } from '../../app/client.ts'
import { useLanguage, useT } from '../../app/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { KpiForm } from './kpi-form.tsx'
import { changedFields, emptyForm, formOf } from './kpi-form-values.ts'
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
  // As it was when the form opened: others' changes that arrive meanwhile must not be overwritten unseen.
  const [kpi] = useState(current)
  const told = useTold()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = () => navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id } })
  const change = useMutation({
    mutationFn: ({ input, isForced }: { input: NewKpiInput; isForced: boolean }) =>
      client.kpis.update(
        { ...changedFields(kpi, input, locale), id: kpi.id },
        { context: isForced ? {} : { ifMatch: kpi.version } },
      ),
    onSuccess: async () => {
      await queries.invalidateQueries()
      await leave()
    },
  })
  const { variables } = change
  const isOutdated = problemOf(change.error)?.code === 'changed_since'
  return (
    <KpiForm
      id={kpi.id}
      initial={formOf(kpi, locale)}
      saveLabel={t('kpi.edit.save')}
      isSaving={change.isPending}
      told={told(change.error)}
      refusedAction={
        isOutdated &&
        variables && (
          <Button size="sm" onClick={() => change.mutate({ ...variables, isForced: true })}>
            {t('kpi.edit.keep_mine')}
          </Button>
        )
      }
      onSave={(input) => change.mutate({ input, isForced: false })}
      onLeave={() => void leave()}
    />
  )
}
