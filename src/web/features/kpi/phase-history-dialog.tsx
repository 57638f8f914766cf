// What happened to a KPI's phases, in words: opened, moved, frozen, taken back; when, by whom and why.
import { useQuery } from '@tanstack/react-query'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { usePeriodNames } from '../../app/period-name.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type PhaseEvent, phaseEvents } from './phase-history.ts'

const eventWords: Record<PhaseEvent['kind'], MessageId> = {
  opened: 'kpi.phase_history.opened',
  handed_over: 'kpi.phase_history.handed_over',
  moved: 'kpi.phase_history.moved',
  baseline: 'kpi.phase_history.baseline',
  frozen: 'kpi.phase_history.frozen',
  reason: 'kpi.phase_history.reason',
  removed: 'kpi.phase_history.removed',
  undone: 'kpi.phase_history.undone',
  restored: 'kpi.phase_history.restored',
}

type Props = { kpi: KpiView; chart: ChartView; onClose: () => void }

export const PhaseHistoryDialog = ({ kpi, chart, onClose }: Props) => {
  const { t, locale } = useLanguage()
  const told = useTold()
  const format = useFormat()
  const names = useNames()
  const periods = usePeriodNames(kpi.frequency)
  const { data, error } = useQuery(api.phases.history.queryOptions({ input: { id: kpi.id } }))
  const figures = kpiFormat(kpi, locale)
  const phaseWords = (start: string | null) =>
    start === null
      ? t('kpi.phase_history.phase_first')
      : t('kpi.phase_history.phase_from', { period: periods.long(start) })
  const events = data && phaseEvents(data.items, chart.handOvers)
  const isStanding = (event: PhaseEvent) =>
    chart.phases.some(({ id }) => id === event.phaseId) &&
    events?.find(({ phaseId }) => phaseId === event.phaseId) === event
  return (
    <Dialog isOpen onClose={onClose} title={t('kpi.phase_history.title')} closeLabel={t('common.close')}>
      {error && <Notice tone="wrong">{told(error).detail}</Notice>}
      {!data && !error && <Skeleton className="h-16" />}
      <ol className="divide-y pb-4">
        {events?.map((event) => {
          const isTaken = event.kind === 'removed' || event.kind === 'undone'
          return (
            <li key={`${event.phaseId} ${event.version} ${event.kind}`} className="py-2">
              <p>
                {t(eventWords[event.kind], {
                  phase: phaseWords(event.start),
                  before: phaseWords(event.before),
                  day: event.frozenAt === null ? '' : format.date(event.frozenAt),
                })}
              </p>
              {event.reason && <p className="text-ink-2">{event.reason}</p>}
              {event.centre !== null && !isTaken && (
                <p className="text-sm text-ink-2">
                  {t(isStanding(event) ? 'kpi.phase_history.centre' : 'kpi.phase_history.centre_then', {
                    centre: figures.value(event.centre),
                  })}
                </p>
              )}
              <p className="text-sm text-ink-3">
                {event.by && `${names.member(event.by)} · `}
                {format.time(event.at)}
              </p>
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}
