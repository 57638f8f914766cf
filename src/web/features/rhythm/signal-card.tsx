// A new signal: what changed for real, in words, with the chart that shows it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SignalView } from '../../../contract/kpi.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PulseSmall } from '../../charts/pulse-small.tsx'
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

export const SignalCard = ({ signal }: { signal: SignalView }) => {
  const t = useT()
  const { icon, word } = looks[signal.reading]
  return (
    <li className="grid content-start gap-2 rounded-md border bg-surface p-4">
      <div>
        <Chip tone={signal.reading} icon={icon}>
          {t(word, { count: signal.points.length })}
        </Chip>
      </div>
      <h3 className="font-semibold">
        <Link to="/kpis/$kpiId" params={{ kpiId: signal.kpiId }} className="hover:underline">
          {signal.kpiName}
        </Link>
      </h3>
      <p className="text-ink-2">{signal.words}</p>
      <SignalPulse signal={signal} />
    </li>
  )
}

const SignalPulse = ({ signal }: { signal: SignalView }) => {
  const { data: chart } = useQuery(api.kpis.chart.queryOptions({ input: { id: signal.kpiId } }))
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
