// Of those that said 7/10, how many reached their target? One's own, seen by oneself alone, or the organisation's.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { CalibrationView } from '../../../contract/calibration.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Calibration } from '../../charts/calibration.tsx'
import { useWidth } from '../../charts/use-width.ts'
import { Segmented } from '../../ui/choice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { progressLook } from '../../ui/progress-look.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Cell, HeadCell, RowHead, Table } from '../../ui/table.tsx'
import { Why } from '../../ui/why.tsx'

const route = getRouteApi('/inside/calibration')

export const CalibrationScreen = () => {
  const t = useT()
  const { scope = 'me' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useQuery(api.calibration.get.queryOptions({ input: { scope } }))
  return (
    <>
      <PageHeader title={t('hindsight.calibration.title')} meta={t('hindsight.calibration.lead')} />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label={t('hindsight.calibration.scope')}
          value={scope}
          options={[
            { value: 'me', label: t('hindsight.calibration.me'), icon: 'person' },
            { value: 'workspace', label: t('hindsight.calibration.workspace') },
          ]}
          onChange={(chosen) =>
            void navigate({ search: chosen === 'workspace' ? { scope: chosen } : {}, replace: true })
          }
        />
        {scope === 'me' && <p className="text-sm text-ink-3">{t('hindsight.calibration.mine_note')}</p>}
      </div>
      {data ? <Shown calibration={data} /> : <Skeleton className="h-72 w-full" />}
    </>
  )
}

const Shown = ({ calibration }: { calibration: CalibrationView }) => {
  const t = useT()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const { bins, words, explain, counted, needed } = calibration
  return (
    <section className="grid gap-4 rounded-md border bg-surface px-4 py-4 sm:px-5">
      <p role="status" className="max-w-prose text-lg">
        {words}
      </p>
      {bins === null && (
        <progress
          className={`${progressLook} w-72 max-w-full`}
          value={counted}
          max={needed}
          aria-label={words}
        />
      )}
      {bins !== null && (
        <Segmented
          label={t('hindsight.calibration.view')}
          value={view}
          options={[
            { value: 'chart', label: t('hindsight.calibration.chart'), icon: 'chart' },
            { value: 'table', label: t('hindsight.calibration.table') },
          ]}
          onChange={setView}
        />
      )}
      {bins !== null && (view === 'chart' ? <Chart bins={bins} words={words} /> : <Figures bins={bins} />)}
      <div className="text-sm text-ink-3">
        <Why label={t('hindsight.calibration.why')} explanation={<p>{explain}</p>}>
          {t('hindsight.calibration.why')}
        </Why>
      </div>
    </section>
  )
}

type Bins = NonNullable<CalibrationView['bins']>

const Chart = ({ bins, words }: { bins: Bins; words: string }) => {
  const t = useT()
  const format = useFormat()
  const [place, width] = useWidth<HTMLDivElement>(640)
  const points = bins
    .filter(({ keyResults }) => keyResults > 0)
    .map(({ confidence, reached, keyResults }) =>
      t('hindsight.calibration.point', { confidence, reached, count: keyResults }),
    )
    .join(' ')
  return (
    <div ref={place}>
      <Calibration
        width={Math.min(width, 760)}
        points={bins}
        summary={t('hindsight.calibration.summary', { words, points })}
        labels={{
          said: t('hindsight.calibration.axis.said'),
          reached: t('hindsight.calibration.axis.reached'),
          even: t('hindsight.calibration.even_line'),
          percent: format.percent,
        }}
      />
    </div>
  )
}

const Figures = ({ bins }: { bins: Bins }) => {
  const t = useT()
  const format = useFormat()
  return (
    <Table
      caption={t('hindsight.calibration.title')}
      head={
        <>
          <HeadCell>{t('hindsight.calibration.column.said')}</HeadCell>
          <HeadCell isNumber>{t('hindsight.calibration.column.count')}</HeadCell>
          <HeadCell isNumber>{t('hindsight.calibration.column.reached')}</HeadCell>
          <HeadCell isNumber>{t('hindsight.calibration.column.share')}</HeadCell>
        </>
      }
    >
      {bins.map(({ confidence, keyResults, reached, share }) => (
        <tr key={confidence}>
          <RowHead>{`${confidence}/10`}</RowHead>
          <Cell isNumber>{keyResults}</Cell>
          <Cell isNumber>{reached}</Cell>
          <Cell isNumber>{format.percent(share)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
