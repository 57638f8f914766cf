// "Chốt mức mới": the level that was won becomes the KPI's new normal, with a target of its own. It can be undone.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import type { ProofView } from '../../../contract/loop.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { usePeriodNames } from '../../app/period-name.ts'
import { useSession } from '../../app/session.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { openedOn } from './opened-on.ts'

export const HandOverCard = ({ keyResultId }: { keyResultId: string }) => {
  const { member } = useSession()
  const keyResult = useQuery(api.keyResults.get.queryOptions({ input: { id: keyResultId } }))
  const id = keyResult.data?.kpi?.id ?? ''
  const enabled = id !== ''
  const proof = useQuery(api.loop.proof.queryOptions({ input: { id: keyResultId }, enabled }))
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id }, enabled }))
  const chart = useQuery(api.kpis.chart.queryOptions({ input: { id }, enabled }))
  if (!proof.data || !kpi.data || !chart.data) return null
  const done = chart.data.handOvers.find((one) => one.keyResultId === keyResultId && one.undoneAt === null)
  const canEdit = member.role !== 'viewer'
  if (done)
    return (
      <Done
        kpi={kpi.data}
        handOver={done}
        isRestated={proof.data.handedOver?.restated ?? false}
        canEdit={canEdit}
      />
    )
  const { verdict, handOver } = proof.data
  const isWon = verdict === 'improved' || verdict === 'likely' || verdict === 'changed'
  if (!isWon || !handOver || !canEdit) return null
  return <Offer keyResultId={keyResultId} kpi={kpi.data} chart={chart.data} offer={handOver} />
}

type DoneProps = {
  kpi: KpiView
  handOver: ChartView['handOvers'][number]
  isRestated: boolean
  canEdit: boolean
}

const Done = ({ kpi, handOver, isRestated, canEdit }: DoneProps) => {
  const { t } = useLanguage()
  const act = useAct()
  const names = usePeriodNames(kpi.frequency)
  const undo = () =>
    act(() => client.loop.undoHandOver({ id: kpi.id, handOverId: handOver.id }), {
      message: t('loop.hand_over.undone'),
    })
  return (
    <Notice
      tone="neutral"
      action={
        canEdit && (
          <Button size="sm" icon="undo" onClick={() => void undo()}>
            {t('common.undo')}
          </Button>
        )
      }
    >
      {t('loop.hand_over.done', { period: names.long(handOver.from) })}
      {isRestated && <span className="block text-sm">{t('loop.hand_over.restated')}</span>}
    </Notice>
  )
}

type OfferProps = {
  keyResultId: string
  kpi: KpiView
  chart: ChartView
  offer: NonNullable<ProofView['handOver']>
}

const Offer = ({ keyResultId, kpi, chart, offer }: OfferProps) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const act = useAct()
  const names = usePeriodNames(kpi.frequency)
  const closed = chart.periods.filter(({ provisional, value }) => !provisional && value !== null).toReversed()
  const [from, setFrom] = useState(offer.from ?? closed[0]?.start ?? '')
  const opened = openedOn(kpi, chart, from)
  const [target, setTarget] = useState<string | null>(null)
  const level = opened.centre === null ? null : Number(opened.centre.toFixed(kpi.precision))
  const text = target ?? numberToType(level, locale)
  const read = readTyped(text, locale)
  const number = (value: number | null) => format.number(value, kpi.precision)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (read.error) return
    void act(() => client.loop.handOver({ id: kpi.id, keyResultId, from, target: read.value }), {
      message: t('loop.hand_over.done', { period: names.long(from) }),
      undo: (done) => client.loop.undoHandOver({ id: kpi.id, handOverId: done.id }),
    })
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-3 rounded-md border bg-sunken p-3">
      <h3 className="font-semibold">{t('loop.hand_over.title')}</h3>
      <p className="text-ink-2">{t('loop.hand_over.explanation')}</p>
      {offer.stillMoving && <Notice tone="attention">{t('loop.hand_over.still_moving')}</Notice>}
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField
          frame={{
            label: t('loop.hand_over.from'),
            hint:
              opened.drawnLower === null || opened.drawnUpper === null
                ? t('loop.hand_over.no_limits', { count: opened.points })
                : t('loop.hand_over.limits', {
                    centre: number(opened.centre),
                    lower: number(opened.drawnLower),
                    upper: number(opened.drawnUpper),
                    count: opened.points,
                  }),
          }}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          options={closed.map(({ start }) => ({ value: start, label: names.long(start) }))}
        />
        {kpi.direction !== 'range' && (
          <TypedNumberField
            label={t('loop.hand_over.target')}
            hint={t('loop.hand_over.target_hint')}
            unit={kpi.unit}
            text={text}
            onText={setTarget}
          />
        )}
      </div>
      <Button type="submit" look="primary" className="w-fit" disabled={read.error !== null}>
        {t('loop.hand_over.action')}
      </Button>
    </form>
  )
}
