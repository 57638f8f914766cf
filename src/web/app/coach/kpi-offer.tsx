// A key result that only names an indicator: the KPI of that name, with its measured level.
import { useQuery } from '@tanstack/react-query'
import type { StatementKind } from '../../../core/coach/statement.ts'
import { Button } from '../../ui/button.tsx'
import { api } from '../client.ts'
import { useFormat } from '../format.ts'
import { useT } from '../language.tsx'

type Props = { text: string; field: StatementKind; onKpi: (kpiId: string) => void }

export const KpiOffer = ({ text, field, onKpi }: Props) => {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(api.coach.review.queryOptions({ input: { text, field } }))
  const kpi = data?.kpi
  if (!kpi) return null
  const { id, name, baseline, unit } = kpi
  return (
    <Button size="sm" icon="chart" className="min-w-0 text-left" onClick={() => onKpi(id)}>
      {baseline === null
        ? t('coach.take_kpi', { name })
        : t('coach.take_kpi_level', { name, value: format.value(baseline, unit, undefined, true) })}
    </Button>
  )
}
