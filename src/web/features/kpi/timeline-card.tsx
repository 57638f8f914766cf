// What people put on the time axis: phases, periods left out, annotations; each can be taken back.
import { useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { AnnotateDialog } from './annotate-dialog.tsx'
import { LeftOutDialog } from './left-out-dialog.tsx'
import { PhaseDialog } from './phase-dialog.tsx'
import { PhaseEditDialog } from './phase-edit-dialog.tsx'
import { PhaseHistoryDialog } from './phase-history-dialog.tsx'
import { Entries, Entry } from './timeline-entry.tsx'

type TimelineCardProps = { kpi: KpiView; chart: ChartView; canEdit: boolean }

export const TimelineCard = ({ kpi, chart, canEdit }: TimelineCardProps) => {
  const { t } = useLanguage()
  const [open, setOpen] = useState<'annotate' | 'phase' | 'left_out' | null>(null)
  const dialog = { kpi, chart, onClose: () => setOpen(null) }
  return (
    <Card className="grid gap-4 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold text-ink-2">{t('kpi.timeline.title')}</h2>
        {canEdit && (
          <div className="flex flex-wrap gap-1.5">
            <Button size="sm" icon="comment" onClick={() => setOpen('annotate')}>
              {t('kpi.annotate.title')}
            </Button>
            <Button size="sm" icon="minus" onClick={() => setOpen('left_out')}>
              {t('kpi.left_out.title')}
            </Button>
            <Button size="sm" icon="plus" onClick={() => setOpen('phase')}>
              {t('kpi.phase.title')}
            </Button>
          </div>
        )}
      </div>
      <Phases kpi={kpi} chart={chart} canEdit={canEdit} />
      <LeftOut kpi={kpi} chart={chart} canEdit={canEdit} />
      <Annotations kpi={kpi} chart={chart} canEdit={canEdit} />
      <AnnotateDialog {...dialog} isOpen={open === 'annotate'} />
      <PhaseDialog {...dialog} isOpen={open === 'phase'} />
      <LeftOutDialog {...dialog} isOpen={open === 'left_out'} />
    </Card>
  )
}

const Phases = ({ kpi, chart, canEdit }: TimelineCardProps) => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const [editing, setEditing] = useState<string | null>(null)
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  // The phase of a hand over is taken back with the hand over, together with its target.
  const handedOver = new Set(
    chart.handOvers.filter(({ undoneAt }) => undoneAt === null).map(({ phaseId }) => phaseId),
  )
  const remove = (phase: ChartView['phases'][number]) => {
    void act(() => client.phases.remove({ id: kpi.id, phaseId: phase.id }), {
      message: t('kpi.phase.removed'),
      undo: () => client.phases.restore({ id: kpi.id, phaseId: phase.id }),
    })
  }
  const edited = chart.phases.find(({ id }) => id === editing)
  return (
    <>
      <Entries title={t('kpi.timeline.phases')}>
        {chart.phases.map((phase, index) => (
          <Entry
            key={phase.id}
            when={
              phase.start === null || index === 0
                ? t('kpi.phase.first')
                : t('kpi.phase.from', { period: names.long(phase.start) })
            }
            edit={canEdit ? { label: t('kpi.phase.edit'), onEdit: () => setEditing(phase.id) } : undefined}
            {...(canEdit && index > 0 && !handedOver.has(phase.id)
              ? { removeLabel: t('kpi.phase.remove'), onRemove: () => remove(phase) }
              : {})}
          >
            {phase.centre === null
              ? t('kpi.phase.no_points')
              : phase.limits === 'none' || phase.drawnLower === null || phase.drawnUpper === null
                ? t('kpi.phase.no_limits', { centre: figures.value(phase.centre), count: phase.points })
                : t('kpi.phase.limits', {
                    centre: figures.value(phase.centre),
                    lower: figures.number(phase.drawnLower),
                    upper: figures.number(phase.drawnUpper),
                    count: phase.points,
                  })}
            {phase.reason && <span className="block text-sm text-ink-3">{phase.reason}</span>}
          </Entry>
        ))}
      </Entries>
      <Button size="sm" look="quiet" className="w-fit" onClick={() => setIsHistoryOpen(true)}>
        {t('kpi.phase_history.title')}
      </Button>
      {isHistoryOpen && (
        <PhaseHistoryDialog kpi={kpi} chart={chart} onClose={() => setIsHistoryOpen(false)} />
      )}
      {edited && (
        <PhaseEditDialog
          kpi={kpi}
          chart={chart}
          phase={edited}
          canMove={
            edited.id !== chart.phases[0]?.id && edited.frozenAt === null && !handedOver.has(edited.id)
          }
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

const LeftOut = ({ kpi, chart, canEdit }: TimelineCardProps) => {
  const { t } = useLanguage()
  const act = useAct()
  const names = usePeriodNames(kpi.frequency)
  const periods = chart.periods.filter(({ leftOut }) => leftOut !== null)
  if (periods.length === 0) return null
  const takeBack = (start: string, reason: string) =>
    act(() => client.leftOut.set({ id: kpi.id, start, reason: '' }), {
      message: t('kpi.left_out.taken_back'),
      undo: () => client.leftOut.set({ id: kpi.id, start, reason }),
    })
  return (
    <Entries title={t('kpi.timeline.left_out')}>
      {periods.map(({ start, leftOut }) => (
        <Entry
          key={start}
          when={names.long(start)}
          {...(canEdit
            ? {
                removeLabel: t('kpi.left_out.take_back'),
                onRemove: () => void takeBack(start, leftOut ?? ''),
              }
            : {})}
        >
          {leftOut}
        </Entry>
      ))}
    </Entries>
  )
}

const Annotations = ({ kpi, chart, canEdit }: TimelineCardProps) => {
  const { t } = useLanguage()
  const act = useAct()
  const format = useFormat()
  const [editing, setEditing] = useState<string | null>(null)
  const edited = chart.annotations.find(({ id }) => id === editing)
  if (chart.annotations.length === 0) return null
  const remove = ({ id: annotationId, date, until, text }: ChartView['annotations'][number]) =>
    act(() => client.annotations.remove({ id: kpi.id, annotationId }), {
      message: t('kpi.annotate.removed'),
      undo: () => client.annotations.add({ id: kpi.id, date, until, text }),
    })
  return (
    <>
      <Entries title={t('kpi.timeline.annotations')}>
        {chart.annotations.map((annotation) => (
          <Entry
            key={annotation.id}
            when={
              annotation.until
                ? t('kpi.annotate.span', {
                    from: format.date(annotation.date),
                    to: format.date(annotation.until),
                  })
                : format.date(annotation.date)
            }
            edit={
              canEdit && annotation.keyResultId === null
                ? { label: t('kpi.annotate.edit'), onEdit: () => setEditing(annotation.id) }
                : undefined
            }
            // What a hand over wrote goes with it.
            {...(canEdit && annotation.keyResultId === null
              ? { removeLabel: t('kpi.annotate.remove'), onRemove: () => void remove(annotation) }
              : {})}
          >
            {annotation.text}
          </Entry>
        ))}
      </Entries>
      {edited && (
        <AnnotateDialog kpi={kpi} chart={chart} isOpen onClose={() => setEditing(null)} edited={edited} />
      )}
    </>
  )
}
