// How confident the owners have been, as a small line.
import { useQueries } from '@tanstack/react-query'
import type { KeyResultView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useWidth } from '../../charts/use-width.ts'
import { AsidePart } from './aside-part.tsx'
import { type ConfidencePoint, confidenceLine } from './confidence-line.ts'

export const ConfidenceHistory = ({ keyResults }: { keyResults: KeyResultView[] }) => {
  const t = useT()
  const lists = useQueries({
    queries: keyResults.map(({ id }) => api.checkIns.listFor.queryOptions({ input: { id, limit: 500 } })),
  })
  const line = confidenceLine(lists.flatMap(({ data }) => data?.items ?? []))
  if (line.length === 0) return null
  return (
    <AsidePart title={t('okr.confidence.history')}>
      <Line line={line} />
    </AsidePart>
  )
}

const height = 56
const inset = 5

const Line = ({ line }: { line: ConfidencePoint[] }) => {
  const t = useT()
  const format = useFormat()
  const [place, width] = useWidth<HTMLDivElement>(260)
  const first = Date.parse(line[0]?.date ?? '')
  const span = Date.parse(line.at(-1)?.date ?? '') - first
  const drawn = line.map(({ date, confidence }) => ({
    x: inset + (span === 0 ? 0.5 : (Date.parse(date) - first) / span) * (width - 2 * inset),
    y: height - inset - (confidence / 10) * (height - 2 * inset),
  }))
  const last = line.at(-1)
  const end = drawn.at(-1)
  const words = line
    .map(({ date, confidence }) => `${format.day(date)}: ${format.number(confidence, 1)}`)
    .join('; ')
  return (
    <div ref={place}>
      <svg
        role="img"
        aria-label={t('okr.confidence.summary', { points: words })}
        width={width}
        height={height}
        className="block max-w-full"
      >
        <path
          d={`M0 ${height - inset}H${width}M0 ${inset}H${width}`}
          stroke="var(--line)"
          strokeDasharray="2 3"
        />
        <path
          d={drawn.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
          fill="none"
          stroke="var(--cham)"
          strokeWidth={1.5}
        />
        {end && <circle cx={end.x} cy={end.y} r={3.5} fill="var(--cham)" />}
      </svg>
      {last && (
        <p className="text-sm text-ink-2">
          {t('okr.confidence.last', {
            level: format.number(last.confidence, 1),
            date: format.date(last.date),
          })}
        </p>
      )}
    </div>
  )
}
