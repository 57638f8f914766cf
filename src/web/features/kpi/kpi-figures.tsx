// The line under the name: the newest closed value, what kind of news it is, and against what it is held.
import type { ChartView, KpiView } from '../../../contract/kpi.ts'
import { kpiFormat, targetWords } from '../../../i18n/kpi-figures.ts'
import { aggregationWords } from '../../app/kpi-words.ts'
import { useLanguage } from '../../app/language.tsx'
import { usePeriodNames } from '../../app/period-name.ts'
import { Why, WhyLines } from '../../ui/why.tsx'
import { CapabilityChip, StandingChip, VariationChip } from './chips.tsx'

type KpiFiguresProps = { kpi: KpiView; chart: ChartView }

export const KpiFigures = ({ kpi, chart }: KpiFiguresProps) => {
  const { t, locale } = useLanguage()
  const names = usePeriodNames(kpi.frequency)
  const figures = kpiFormat(kpi, locale)
  const latest = chart.periods.findLast(({ provisional, value }) => !provisional && value !== null)
  const running = chart.periods.findLast(({ provisional, value }) => provisional && value !== null)
  const shown = latest ?? running
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {shown && (
        <Why
          label={t('kpi.why.latest', { value: figures.value(shown.value) })}
          explanation={
            <p>
              {t('kpi.why.latest_text', {
                aggregation: t(aggregationWords[kpi.aggregation]),
                period: names.long(shown.start),
              })}
            </p>
          }
        >
          <span className="text-2xl font-semibold">{figures.value(shown.value)}</span>
        </Why>
      )}
      {shown && <span className="text-sm text-ink-3">{names.long(shown.start)}</span>}
      <VariationChip variation={chart.variation} />
      <CapabilityChip capability={chart.capability} />
      {chart.capability === null && shown && <StandingChip status={shown.status} />}
      <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
        {t('kpi.target.label', { target: targetWords(chart.targetNow, figures, t) })}
        {chart.yearAgo && <span>{t('kpi.year_ago', { value: figures.value(chart.yearAgo.value) })}</span>}
        <Level kpi={kpi} chart={chart} />
      </span>
    </div>
  )
}

/** Centre and limits of the phase that holds now, and how they came about. */
const Level = ({ kpi, chart }: KpiFiguresProps) => {
  const { t, locale } = useLanguage()
  const figures = kpiFormat(kpi, locale)
  const phase = chart.phases.findLast(({ points }) => points > 0)
  if (!phase || phase.centre === null) return null
  const { centre, drawnLower: lower, drawnUpper: upper, movingRange, baselinePoints } = phase
  const hasLimits = phase.limits !== 'none' && lower !== null && upper !== null
  const words = hasLimits
    ? t('kpi.level.with_limits', {
        centre: figures.number(centre),
        lower: figures.number(lower),
        upper: figures.number(upper),
      })
    : t('kpi.level.centre', { centre: figures.number(centre) })
  const isMedian = kpi.limitMethod === 'median'
  return (
    <Why
      label={t('kpi.why.level', { level: words })}
      explanation={
        <>
          <p>
            {t(
              hasLimits
                ? isMedian
                  ? kpi.centreMethod === 'median'
                    ? 'kpi.why.limits_medians'
                    : 'kpi.why.limits_median'
                  : 'kpi.why.limits_mean'
                : 'kpi.why.no_limits',
            )}
          </p>
          <WhyLines
            lines={[
              { label: t('kpi.why.points'), value: baselinePoints },
              { label: t('kpi.why.centre'), value: figures.value(centre) },
              ...(hasLimits
                ? [
                    { label: t('kpi.why.moving_range'), value: figures.value(movingRange) },
                    {
                      label: t('kpi.why.limits'),
                      value: `${figures.number(lower)} – ${figures.number(upper)}`,
                    },
                  ]
                : []),
            ]}
          />
        </>
      }
    >
      {words}
    </Why>
  )
}
