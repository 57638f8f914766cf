// Where no OKR can be drafted from a KPI yet, and the way on.
import { Link } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** The refusal that no target can mend. */
export const isBlocked = (code: string | undefined) => code === 'draft_needs_values'

type DraftBlockedProps = { kpi: KpiView; detail: string | null }

export const DraftBlocked = ({ kpi, detail }: DraftBlockedProps) => {
  const t = useT()
  return (
    <EmptyState
      title={detail ?? ''}
      action={
        <Link to="/kpis/$kpiId/import" params={{ kpiId: kpi.id }} className={buttonClass('primary')}>
          {t('loop.draft.import')}
        </Link>
      }
    >
      <p>{t('loop.draft.needs_values')}</p>
    </EmptyState>
  )
}
