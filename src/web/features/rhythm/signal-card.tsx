// The new signals of a KPI: what changed for real, in words, with the chart that shows it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SignalView } from '../../../contract/kpi.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PulseSmall } from '../../charts/pulse-small.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Chip } from '../../ui/chip.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { smallPulse } from './small-pulse.ts'

const looks: Record<SignalView['reading'], { icon: IconName; word: MessageId }> = {
  improvement: { icon: 'arrow-up', word: 'rhythm.signal.improvement' },
  concern: { icon: 'warning', word: 'rhythm.signal.concern' },
  change: { icon: 'diamond', word: 'rhythm.signal.change' },
}

type Props = { kpiId: string; signals: SignalView[] }

export const SignalCard = ({ kpiId, signals }: Props) => {
  const t = useT()
  return (
    <li className="grid content-start gap-2 rounded-md border bg-surface p-4">
      <h3 className="font-semibold">
        <Link to="/kpis/$kpiId" params={{ kpiId }} className="hover:underline">
          {signals[0]?.kpiName}
        </Link>
      </h3>
      {signals.map(({ id, reading, points, words }) => (
        <div key={id} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Chip tone={reading} icon={looks[reading].icon}>
            {t(looks[reading].word, { count: points.length })}
          </Chip>
          <p className="min-w-0 grow basis-56 text-ink-2">{words}</p>
        </div>
      ))}
      <SignalPulse kpiId={kpiId} />
    </li>
  )
}

const SignalPulse = ({ kpiId }: { kpiId: string }) => {
  const { data: chart } = useQuery(api.kpis.chart.queryOptions({ input: { id: kpiId } }))
  const [place, width] = useWidth<HTMLDivElement>(420)
  return (
    <div ref={place} aria-busy={!chart}>
      {chart ? (
        <PulseSmall {...smallPulse(chart)} summary={chart.words.summary} width={width} height={84} />
      ) : (
        <Skeleton className="h-20 w-full" />
      )}
    </div>
  )
}
