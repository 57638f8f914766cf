// Signals that were raised on this KPI, and what people made of them.
import { useQuery } from '@tanstack/react-query'
import type { KpiView } from '../../../contract/kpi.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Card } from '../../ui/card.tsx'
import { SignalRow } from './signal-row.tsx'

type SignalsCardProps = { kpi: KpiView; canEdit: boolean }

export const SignalsCard = ({ kpi, canEdit }: SignalsCardProps) => {
  const t = useT()
  const signals = useQuery(api.signals.list.queryOptions({ input: { kpiId: kpi.id, limit: 20 } }))
  const items = signals.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card className="p-4">
      <h2 className="mb-1 text-sm font-semibold text-ink-2">{t('kpi.signals.title')}</h2>
      <ul className="divide-y">
        {items.map((signal) => (
          <SignalRow key={signal.id} signal={signal} canEdit={canEdit} />
        ))}
      </ul>
    </Card>
  )
}
