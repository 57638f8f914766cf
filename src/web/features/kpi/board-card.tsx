import { Link } from '@tanstack/react-router'
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { kpiFormat, targetWords } from '../../../i18n/kpi-figures.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { pulseOf } from '../../charts/chart-pulse.ts'
import { Pulse } from '../../charts/pulse.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CapabilityChip, StandingChip, VariationChip } from './chips.tsx'

/** Cards out of sight are laid out only when they come near: a board of 200 stays quick. */
const cardClass =
  'relative flex flex-col gap-2 rounded-md border bg-surface p-4 transition-colors [contain-intrinsic-height:17rem] [content-visibility:auto] hover:border-edge has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-cham'

type BoardCardProps = { kpi: BoardKpiView; isUnderHeading: boolean }

export const BoardCard = ({ kpi, isUnderHeading }: BoardCardProps) => {
  const Name = isUnderHeading ? 'h3' : 'h2'
  const { t, locale } = useLanguage()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const { latest, chart } = kpi
  const target = targetWords(chart.targetNow, figures, t)
  return (
    <li className={cardClass}>
      <div>
        <Name className="font-semibold">
          <Link
            to="/kpis/$kpiId"
            params={{ kpiId: kpi.id }}
            className="outline-none after:absolute after:inset-0"
          >
            {kpi.name}
          </Link>
        </Name>
        {kpi.category && <p className="text-sm text-ink-3">{kpi.category}</p>}
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-xl font-semibold">{figures.value(latest?.value ?? null)}</span>
        <span className="text-sm text-ink-3">
          {latest ? names.short(latest.start) : t('kpi.no_data')} · {t('kpi.target.label', { target })}
          {chart.yearAgo && ` · ${t('kpi.year_ago', { value: figures.value(chart.yearAgo.value) })}`}
        </span>
      </p>
      {latest && (
        <Pulse
          size="small"
          {...pulseOf(chart, { periodLabel: () => '', targetLabel: '' })}
          width={320}
          height={72}
          summary={t('kpi.board.pulse', { name: kpi.name, count: chart.periods.length })}
        />
      )}
      <p className="flex flex-wrap gap-1.5">
        <VariationChip variation={chart.variation} />
        <CapabilityChip capability={chart.capability} />
        {chart.capability === null && latest && <StandingChip status={latest.status} />}
      </p>
      <p className="text-sm text-ink-2">{kpi.words}</p>
    </li>
  )
}

export const BoardCardSkeleton = () => (
  <li className="grid gap-3 rounded-md border bg-surface p-4" aria-busy="true">
    <Skeleton className="h-5 w-3/5" />
    <Skeleton className="h-7 w-2/5" />
    <Skeleton className="h-18 w-full" />
    <Skeleton className="h-5 w-4/5" />
  </li>
)
