// From a KPI to an OKR in one pass: where it stands, where it is to come to, what must not suffer, what will be done.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api, problemOf } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DraftForm } from './draft-form.tsx'

export const DraftScreen = () => {
  const t = useT()
  const told = useTold()
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId/draft' })
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id: kpiId } }))
  const steps = [
    { label: t('loop.draft.kpis'), href: '/kpis' },
    { label: kpi.data?.name ?? '…', href: `/kpis/${kpiId}` },
  ]
  return (
    <>
      <PageHeader
        title={t('loop.draft.title')}
        meta={t('loop.draft.note')}
        trail={{ label: t('loop.draft.trail'), steps, link: RouterLink }}
      />
      {kpi.isError && <Notice tone="wrong">{told(kpi.error).detail}</Notice>}
      {kpi.isPending && <Skeleton className="h-96 max-w-3xl" />}
      {kpi.data && <Draft kpi={kpi.data} />}
    </>
  )
}

const Draft = ({ kpi }: { kpi: KpiView }) => {
  const t = useT()
  const told = useTold()
  const draft = useQuery(api.loop.draft.queryOptions({ input: { id: kpi.id }, staleTime: 0 }))
  const code = problemOf(draft.error)?.code
  if (code === 'draft_needs_values' || code === 'draft_needs_direction')
    return (
      <EmptyState
        title={told(draft.error).detail ?? ''}
        action={
          code === 'draft_needs_values' ? (
            <Link to="/kpis/$kpiId/import" params={{ kpiId: kpi.id }} className={buttonClass('primary')}>
              {t('loop.draft.import')}
            </Link>
          ) : (
            <Link to="/okrs/new" className={buttonClass('primary')}>
              {t('loop.draft.by_hand')}
            </Link>
          )
        }
      >
        <p>{t(code === 'draft_needs_values' ? 'loop.draft.needs_values' : 'loop.draft.needs_direction')}</p>
      </EmptyState>
    )
  if (draft.isPending) return <Skeleton className="h-96 max-w-3xl" />
  if (draft.isError && code !== 'draft_needs_target')
    return <Notice tone="wrong">{told(draft.error).detail}</Notice>
  return <DraftForm kpi={kpi} />
}
