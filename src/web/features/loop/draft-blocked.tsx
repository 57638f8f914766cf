// Where no OKR can be drafted from a KPI yet, and the way on.
import { Link } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

export type Blocked = 'draft_needs_values' | 'draft_needs_direction'

/** The refusals that no target can mend. */
export function blockedBy(code: string | undefined): Blocked | null {
  return code === 'draft_needs_values' || code === 'draft_needs_direction' ? code : null
}

type DraftBlockedProps = { kpi: KpiView; by: Blocked; detail: string | null }

export const DraftBlocked = ({ kpi, by, detail }: DraftBlockedProps) => {
  const t = useT()
  const isEmpty = by === 'draft_needs_values'
  return (
    <EmptyState
      title={detail ?? ''}
      action={
        isEmpty ? (
          <Link to="/kpis/$kpiId/import" params={{ kpiId: kpi.id }} className={buttonClass('primary')}>
            {t('loop.draft.import')}
          </Link>
        ) : (
          <Link to="/okrs/new" className={buttonClass('primary')}>
            {t('loop.draft.by_hand')}
          </Link>
        )
      }
    >
      <p>{t(isEmpty ? 'loop.draft.needs_values' : 'loop.draft.needs_direction')}</p>
    </EmptyState>
  )
}
