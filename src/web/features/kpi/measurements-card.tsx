// The raw numbers behind the chart: newest first, each with its history, correctable and voidable; and typed by hand.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { KpiView } from '../../../contract/kpi.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { HeadCell, Table } from '../../ui/table.tsx'
import { HandEntry } from './hand-entry.tsx'
import { MeasurementRow } from './measurement-row.tsx'

type MeasurementsCardProps = {
  kpi: KpiView
  canEdit: boolean
  /** As they were known at that instant; now, unless it is given. */
  asOf?: string
}

export const MeasurementsCard = ({ kpi, canEdit, asOf }: MeasurementsCardProps) => {
  const t = useT()
  const measurements = useInfiniteQuery(
    api.measurements.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: kpi.id, limit: 12, cursor, asOf }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const items = measurements.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section>
      <SectionTitle note={t('kpi.measurements.note')}>{t('kpi.measurements.title')}</SectionTitle>
      <div className="grid gap-3">
        {canEdit && <HandEntry kpi={kpi} />}
        {measurements.isPending && <Skeleton className="h-40" />}
        {items.length > 0 && (
          <Table
            caption={t('kpi.measurements.title')}
            head={
              <>
                <HeadCell>{t('kpi.measurements.when')}</HeadCell>
                <HeadCell isNumber>{kpi.unit || t('kpi.measurements.value')}</HeadCell>
                <HeadCell>{t('kpi.measurements.id')}</HeadCell>
                <HeadCell className="w-full">{t('kpi.measurements.note_head')}</HeadCell>
                <HeadCell className="relative">
                  <span className="sr-only">{t('kpi.measurements.actions')}</span>
                </HeadCell>
              </>
            }
          >
            {items.map((measurement) => (
              <MeasurementRow key={measurement.id} kpi={kpi} measurement={measurement} canEdit={canEdit} />
            ))}
          </Table>
        )}
        {measurements.hasNextPage && (
          <Button
            size="sm"
            className="w-fit"
            disabled={measurements.isFetchingNextPage}
            onClick={() => void measurements.fetchNextPage()}
          >
            {t('common.more')}
          </Button>
        )}
      </div>
    </section>
  )
}
