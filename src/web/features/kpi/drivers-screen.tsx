// The whole driver tree of a KPI: everything that drives it, however far below.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DriverBranch } from './driver-branch.tsx'
import { useKpiTrail } from './kpi-trail.tsx'

export const DriversScreen = () => {
  const t = useT()
  const told = useTold()
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId/drivers' })
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id: kpiId } }))
  const tree = useQuery(api.drivers.tree.queryOptions({ input: { id: kpiId } }))
  const trail = useKpiTrail(kpi.data, true)
  const error = kpi.error ?? tree.error
  if (error) return <Notice tone="wrong">{told(error).detail}</Notice>
  return (
    <>
      <PageHeader trail={trail} title={t('kpi.drivers.title')} meta={t('kpi.drivers.note')} />
      {tree.data ? (
        <Card className="p-4">
          <ul>
            <DriverBranch tree={tree.data} id={kpiId} />
          </ul>
        </Card>
      ) : (
        <Skeleton className="h-60" />
      )}
    </>
  )
}
