// Progress and what was expected, week by week: a small line beside an objective or under a cycle's figures.
import type { HistoryPoint } from '../../../contract/okr.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useWidth } from '../../charts/use-width.ts'

const height = 72
const inset = 5

/** Nothing to draw before there are two weeks with data. */
export const hasLine = (points: HistoryPoint[]) =>
  points.filter(({ progress }) => progress !== null).length > 1

export const HistoryLine = ({ points, label }: { points: HistoryPoint[]; label: string }) => {
  const t = useT()
  const format = useFormat()
  const [place, width] = useWidth<HTMLDivElement>(260)
  const x = (index: number) => inset + (index / Math.max(1, points.length - 1)) * (width - 2 * inset)
  const y = (share: number) => height - inset - share * (height - 2 * inset)
  const line = (shareOf: (point: HistoryPoint) => number | null) =>
    points
      .flatMap((point, index) => {
        const value = shareOf(point)
        return value === null
          ? []
          : [`${x(index).toFixed(1)} ${y(Math.max(0, Math.min(1, value))).toFixed(1)}`]
      })
      .map((at, index) => `${index === 0 ? 'M' : 'L'}${at}`)
      .join('')
  const last = points.at(-1)
  const words = points
    .map(
      ({ day, progress, expected }) =>
        `${format.day(day)}: ${format.percent(progress)} / ${format.percent(expected)}`,
    )
    .join('; ')
  return (
    <div ref={place}>
      <svg
        role="img"
        aria-label={t('pace.history.summary', { label, points: words })}
        width={width}
        height={height}
        className="block max-w-full"
      >
        <path d={`M0 ${y(0)}H${width}M0 ${y(1)}H${width}`} stroke="var(--line)" strokeDasharray="2 3" />
        <path d={line(({ expected }) => expected)} fill="none" stroke="var(--ink-3)" strokeDasharray="4 3" />
        <path d={line(({ progress }) => progress)} fill="none" stroke="var(--cham)" strokeWidth={2} />
        {last && last.progress !== null && (
          <circle
            cx={x(points.length - 1)}
            cy={y(Math.max(0, Math.min(1, last.progress)))}
            r={3.5}
            fill="var(--cham)"
          />
        )}
      </svg>
      {last && (
        <p className="text-sm text-ink-2">
          {t('pace.history.last', {
            progress: format.percent(last.progress),
            expected: format.percent(last.expected),
            date: format.date(last.day),
          })}
        </p>
      )}
    </div>
  )
}
