// Did it hold? A gain that is eroding opens its case again, naming the OKR (DOMAIN.md section 7.3).
import { Link } from '@tanstack/react-router'
import type { ChartView } from '../../../contract/kpi.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Notice } from '../../ui/notice.tsx'

export const ReopenedNotice = ({ chart }: { chart: ChartView }) => {
  const t = useT()
  const format = useFormat()
  const open = chart.handOvers.filter(({ reopened, undoneAt }) => reopened !== null && undoneAt === null)
  return open.map(({ id, keyResultId, reopened }) => {
    const objectiveId = chart.keyResults.find((bound) => bound.id === keyResultId)?.objectiveId
    return (
      <Notice
        key={id}
        tone="attention"
        action={
          objectiveId && (
            <Link to="/okrs/$objectiveId" params={{ objectiveId }} className="text-cham underline">
              {t('kpi.reopened.see')}
            </Link>
          )
        }
      >
        <strong>{t('kpi.reopened.title')}</strong> {reopened?.words}{' '}
        {t('kpi.reopened.since', { date: format.date(reopened?.from ?? '') })}
      </Notice>
    )
  })
}
