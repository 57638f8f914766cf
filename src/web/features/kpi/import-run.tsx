// The import itself: how far it is, how to stop it, and what came of it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { KpiView, NewMeasurementInput } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { progressLook } from '../../ui/progress-look.ts'
import { type Counts, sendAll } from './import-send.ts'

type ImportRunProps = {
  kpi: KpiView
  measurements: NewMeasurementInput[]
  skipped: number
  isReady: boolean
  onRun: () => void
}

export const ImportRun = ({ kpi, measurements, skipped, isReady, onRun }: ImportRunProps) => {
  const t = useT()
  const told = useTold()
  const format = useFormat()
  const queries = useQueryClient()
  const stop = useRef<AbortController | null>(null)
  const [sent, setSent] = useState(0)
  const run = useMutation({
    mutationFn: async () => {
      const control = new AbortController()
      stop.current = control
      setSent(0)
      const counts = await sendAll(measurements, {
        push: (batch) => client.measurements.push({ params: { id: kpi.id }, body: batch }),
        onSent: setSent,
        signal: control.signal,
      })
      return { ...counts, isStopped: control.signal.aborted }
    },
    onSettled: () => queries.invalidateQueries(),
  })
  const count = measurements.length
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          disabled={!isReady || count === 0 || run.isPending}
          onClick={() => {
            onRun()
            run.mutate()
          }}
        >
          {t('kpi.import.run', { count })}
        </Button>
        {skipped > 0 && (
          <span className="text-sm text-ink-3">{t('kpi.import.skipped', { count: skipped })}</span>
        )}
      </div>
      {run.isPending && (
        <div className="flex flex-wrap items-center gap-3">
          <progress
            value={sent}
            max={count}
            aria-label={t('kpi.import.progress')}
            className={`${progressLook} min-w-40 grow`}
          />
          <span className="text-sm text-ink-2" aria-live="polite">
            {t('kpi.import.sent', { sent: format.number(sent), count: format.number(count) })}
          </span>
          <Button size="sm" onClick={() => stop.current?.abort()}>
            {t('kpi.import.stop')}
          </Button>
        </div>
      )}
      {run.isError && (
        <Notice tone="wrong">
          {told(run.error).detail} {sent > 0 && t('kpi.import.partly', { sent })}
        </Notice>
      )}
      {run.data && <Outcome kpi={kpi} counts={run.data} isStopped={run.data.isStopped} />}
    </div>
  )
}

const Outcome = ({ kpi, counts, isStopped }: { kpi: KpiView; counts: Counts; isStopped: boolean }) => {
  const t = useT()
  const isNothingNew = counts.created + counts.replaced === 0
  return (
    <Card className="grid gap-3 p-4">
      <div role="status">
        <p className="text-lg font-semibold">
          {t(isStopped ? 'kpi.import.stopped' : isNothingNew ? 'kpi.import.nothing_new' : 'kpi.import.done')}
        </p>
        <p className="text-ink-2">{t('kpi.import.counts', { ...counts })}</p>
      </div>
      <Link to="/kpis/$kpiId" params={{ kpiId: kpi.id }} className={`${buttonClass('primary')} w-fit`}>
        {t('kpi.import.to_chart')}
      </Link>
    </Card>
  )
}
