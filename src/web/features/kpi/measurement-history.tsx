// Every version of one measurement, newest first.
import { useQuery } from '@tanstack/react-query'
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { figuresText } from './measurement-figures.tsx'

type MeasurementHistoryProps = {
  kpi: KpiView
  measurement: MeasurementView
  when: string
  isOpen: boolean
  onClose: () => void
}

export const MeasurementHistory = ({ kpi, measurement, when, isOpen, onClose }: MeasurementHistoryProps) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const input = { id: kpi.id, measurementId: measurement.id }
  const history = useQuery(api.measurements.history.queryOptions({ input, enabled: isOpen }))
  const members = useQuery(api.members.list.queryOptions({ input: { limit: 500 }, enabled: isOpen }))
  const nameOf = (id: string) => members.data?.items.find((member) => member.id === id)?.name ?? ''
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('kpi.measurements.history_of', { when })}
      closeLabel={t('common.close')}
    >
      {history.isPending && <Skeleton className="h-16" />}
      <ol className="divide-y pb-4">
        {history.data?.items.map((version) => (
          <li key={version.id} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <span className="font-semibold">{figuresText(version, locale)}</span>
            {version.voided && <span>{t('kpi.measurements.void_mark')}</span>}
            {version.note && <span className="text-ink-2">{version.note}</span>}
            <span className="ml-auto text-sm text-ink-3">
              {nameOf(version.recordedBy)} · {format.time(version.recordedAt)}
            </span>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
