// A point of the chart in words, and the note that shows them beside it.
import type { ChartView } from '../../../contract/kpi.ts'
import type { PeriodNames } from '../../../i18n/period-names.ts'
import type { Translate } from '../../../i18n/translator.ts'
import type { FocusedPoint } from '../../charts/pulse-points.tsx'
import { readingWords } from './chips.tsx'

/** A point in words: its period, its value, and what is special about it. */
export function pointWords(
  { periods, signals }: ChartView,
  index: number,
  names: PeriodNames,
  value: (value: number | null) => string,
  t: Translate,
): string {
  const period = periods[index]
  if (!period) return ''
  const readings = new Set(
    signals.filter(({ points }) => points.includes(period.start)).map(({ reading }) => reading),
  )
  return [
    `${names.long(period.start)}: ${value(period.value)}`,
    ...[...readings].map((reading) => t(readingWords[reading])),
    ...(period.provisional ? [t('kpi.chart.provisional')] : []),
    ...(period.leftOut === null ? [] : [t('kpi.chart.left_out', { reason: period.leftOut })]),
  ].join(' · ')
}

type PointTipProps = { point: FocusedPoint; width: number; height: number; text: string }

/** On the side where there is room, and at the other end of the chart's height, so that it hides no neighbour. */
export const PointTip = ({ point, width, height, text }: PointTipProps) => (
  <p
    aria-hidden="true"
    className="pointer-events-none absolute z-10 max-w-56 rounded-md border bg-surface px-2.5 py-1.5 text-sm shadow-lift"
    style={{
      ...(point.y > height / 2 ? { top: 28 } : { bottom: 48 }),
      ...(point.x > width / 2 ? { right: width - point.x + 8 } : { left: point.x + 8 }),
    }}
  >
    {text}
  </p>
)
