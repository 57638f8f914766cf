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
  day: 'words.frequency.day',
  week: 'words.frequency.week',
  month: 'words.frequency.month',
  quarter: 'words.frequency.quarter',
}

type FinerOfferProps = {
  kpi: KpiView
  finer: NonNullable<ChartView['finer']>
  /** Why there are no firm limits yet, and what the finer periods would give. */
  words: string | null
  canEdit: boolean
}

export const FinerOffer = ({ kpi, finer, words, canEdit }: FinerOfferProps) => {
  const t = useT()
  const act = useAct()
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
      {words}
    </Notice>
  )
}
