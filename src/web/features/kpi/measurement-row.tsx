import { useState } from 'react'
import type { KpiView, MeasurementView } from '../../../contract/kpi.ts'
import { readMoment } from '../../../core/kpi/table-cells.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Cell, RowHead } from '../../ui/table.tsx'
import { CorrectionForm } from './measurement-correction.tsx'
import { figuresText } from './measurement-figures.tsx'
import { MeasurementHistory } from './measurement-history.tsx'
import { VoidForm } from './measurement-void.tsx'

type MeasurementRowProps = { kpi: KpiView; measurement: MeasurementView; canEdit: boolean }

export const MeasurementRow = ({ kpi, measurement, canEdit }: MeasurementRowProps) => {
  const { t, locale } = useLanguage()
  const when = useWhen(measurement)
  const [form, setForm] = useState<'correct' | 'void' | null>(null)
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  const { voided } = measurement
  const leave = () => setForm(null)
  if (form)
    return (
      <tr>
        <td colSpan={5} className="p-3">
          {form === 'correct' ? (
            <CorrectionForm kpi={kpi} measurement={measurement} when={when} onLeave={leave} />
          ) : (
            <VoidForm kpi={kpi} measurement={measurement} when={when} onLeave={leave} />
          )}
        </td>
      </tr>
    )
  return (
    <tr className={voided ? 'text-ink-3' : ''}>
      <RowHead className="whitespace-nowrap">{when}</RowHead>
      <Cell isNumber className={voided ? 'line-through' : ''}>
        {figuresText(measurement, locale)}
      </Cell>
      <Cell className="text-sm whitespace-nowrap text-ink-3">{measurement.externalId}</Cell>
      <Cell className="min-w-32 text-sm">
        {voided && <span className="font-semibold">{t('kpi.measurements.void_mark')} </span>}
        {measurement.note}
      </Cell>
      <Cell className="w-10">
        <Menu
          label={t('kpi.measurements.menu', { when })}
          trigger={(props) => (
            <IconButton {...props} icon="more" label={t('kpi.measurements.menu', { when })} />
          )}
          items={[
            ...(canEdit
              ? [
                  {
                    label: t('kpi.measurements.correct'),
                    icon: 'edit' as const,
                    onSelect: () => setForm('correct'),
                  },
                ]
              : []),
            { label: t('kpi.measurements.history'), icon: 'clock', onSelect: () => setIsHistoryOpen(true) },
            ...(canEdit && !voided
              ? [
                  {
                    label: t('kpi.measurements.void'),
                    icon: 'trash' as const,
                    danger: true,
                    onSelect: () => setForm('void'),
                  },
                ]
              : []),
          ]}
        />
        <MeasurementHistory
          kpi={kpi}
          measurement={measurement}
          when={when}
          isOpen={isHistoryOpen}
          onClose={() => setIsHistoryOpen(false)}
        />
      </Cell>
    </tr>
  )
}

/** Its date, with the time where it was taken at one: a whole day stands at its first instant. */
function useWhen({ at, date }: MeasurementView): string {
  const format = useFormat()
  const { timeZone } = useSession().workspace
  if (readMoment(`${date} 00:00`, timeZone) === new Date(at).toISOString()) return format.date(date)
  const time = new Intl.DateTimeFormat('vi', { timeZone, hour: '2-digit', minute: '2-digit' })
  return `${format.date(date)} ${time.format(new Date(at))}`
}
