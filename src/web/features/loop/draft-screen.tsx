// From a KPI to an OKR in one pass: where it stands, where it is to come to, what must not suffer, what will be done.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
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
      {kpi.data && <DraftForm kpi={kpi.data} />}
    </>
  )
}
