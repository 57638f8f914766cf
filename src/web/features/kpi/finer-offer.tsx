// Too few periods for limits, though the same measurements hold enough of finer ones.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type Frequency = KpiView['frequency']

const byWords: Record<Frequency, MessageId> = {
  day: 'kpi.by.day',
  week: 'kpi.by.week',
  month: 'kpi.by.month',
  quarter: 'kpi.by.quarter',
}

type FinerOfferProps = {
  kpi: KpiView
  chart: ChartView
  finer: NonNullable<ChartView['finer']>
  canEdit: boolean
}

export const FinerOffer = ({ kpi, chart, finer, canEdit }: FinerOfferProps) => {
  const t = useT()
  const act = useAct()
  const count = chart.periods.filter(({ provisional, value }) => !provisional && value !== null).length
  const switchTo = (frequency: Frequency) => client.kpis.update({ id: kpi.id, frequency })
  const accept = () =>
    act(() => switchTo(finer.frequency), {
      message: t('kpi.finer.switched', { by: t(byWords[finer.frequency]) }),
      undo: () => switchTo(kpi.frequency),
    })
  return (
    <Notice
      tone="neutral"
      action={
        canEdit && (
          <Button size="sm" look="primary" onClick={() => void accept()}>
            {t('kpi.finer.switch', { by: t(byWords[finer.frequency]) })}
          </Button>
        )
      }
    >
      {t('kpi.finer.text', {
        count,
        now: t(byWords[kpi.frequency]),
        by: t(byWords[finer.frequency]),
        periods: finer.periods,
      })}
    </Notice>
  )
}
