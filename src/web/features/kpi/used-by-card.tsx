// The key results that read this KPI, with what they came to.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { StatusChip } from '../../app/status-chip.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

type UsedByCardProps = { kpi: KpiView; proofFor: ((keyResultId: string) => ReactNode) | undefined }

export const UsedByCard = ({ kpi, proofFor }: UsedByCardProps) => {
  const t = useT()
  const format = useFormat()
  const bound = useQuery(api.keyResults.list.queryOptions({ input: { kpiId: kpi.id } }))
  const keyResults = bound.data?.items ?? []
  return (
    <Card className="grid gap-2 p-4">
      <h2 className="text-sm font-semibold text-ink-2">{t('kpi.used_by.title')}</h2>
      {bound.isPending && <Skeleton className="h-10" />}
      {bound.data && keyResults.length === 0 && <p className="text-ink-2">{t('kpi.used_by.none')}</p>}
      {keyResults.map((keyResult) => (
        <div key={keyResult.id} className="grid gap-3 border-t pt-3">
          <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
            <Link
              to="/okrs/$objectiveId"
              params={{ objectiveId: keyResult.objectiveId }}
              className="min-w-0 grow basis-56 font-semibold hover:underline"
            >
              {keyResult.title}
            </Link>
            <span className="flex items-center gap-2">
              <span className="font-semibold">
                {keyResult.score === null
                  ? format.percent(keyResult.progress)
                  : format.number(keyResult.score, 2)}
              </span>
              <StatusChip status={keyResult.status} stale={keyResult.stale} />
            </span>
          </div>
          {proofFor?.(keyResult.id)}
        </div>
      ))}
    </Card>
  )
}
