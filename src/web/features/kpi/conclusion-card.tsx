// What the chart means, what follows from it, and the button that does it.
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { later } from '../../app/later.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'

const AnnotateDialog = later(() => import('./annotate-dialog.tsx').then((m) => m.AnnotateDialog), 'cards')
const PhaseDialog = later(() => import('./phase-dialog.tsx').then((m) => m.PhaseDialog), 'cards')

type ConclusionCardProps = { kpi: KpiView; chart: ChartView; canEdit: boolean }

const edges: Record<NonNullable<ChartView['variation']>, string> = {
  common_cause: 'border-common',
  improvement: 'border-improvement',
  concern: 'border-concern',
  change: 'border-change',
}

export const ConclusionCard = ({ kpi, chart, canEdit }: ConclusionCardProps) => {
  const t = useT()
  const { words, variation, remedy } = chart
  return (
    <Card className="grid gap-3 p-4">
      <h2 className="text-sm font-semibold text-ink-2">{t('kpi.conclusion.title')}</h2>
      <p className={`border-l-3 pl-3 ${variation ? edges[variation] : 'border-edge'}`}>{words.summary}</p>
      {words.remedy && <p>{words.remedy}</p>}
      {canEdit && remedy && remedy !== 'leave_alone' && (
        <RemedyActions kpi={kpi} chart={chart} remedy={remedy} />
      )}
    </Card>
  )
}

type RemedyActionsProps = { kpi: KpiView; chart: ChartView; remedy: NonNullable<ChartView['remedy']> }

const RemedyActions = ({ kpi, chart, remedy }: RemedyActionsProps) => {
  const t = useT()
  const [open, setOpen] = useState<'annotate' | 'phase' | null>(null)
  const close = () => setOpen(null)
  const asksForOkr = remedy === 'change_system' || remedy === 'aim_centre_or_variation'
  return (
    <div className="flex flex-wrap gap-2">
      {asksForOkr ? (
        <Link to="/kpis/$kpiId/draft" params={{ kpiId: kpi.id }} className={buttonClass('primary')}>
          {t('kpi.conclusion.draft')}
        </Link>
      ) : (
        <Button look="primary" onClick={() => setOpen('annotate')}>
          {t(remedy === 'find_cause' ? 'kpi.conclusion.annotate_cause' : 'kpi.conclusion.annotate_gain')}
        </Button>
      )}
      {remedy === 'protect_gain' && (
        <Button onClick={() => setOpen('phase')}>{t('kpi.conclusion.phase')}</Button>
      )}
      <Suspense>
        {open === 'annotate' && <AnnotateDialog kpi={kpi} chart={chart} isOpen onClose={close} />}
        {open === 'phase' && <PhaseDialog kpi={kpi} chart={chart} isOpen onClose={close} />}
      </Suspense>
    </div>
  )
}
