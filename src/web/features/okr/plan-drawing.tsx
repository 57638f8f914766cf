// The plan as a line from start to target, and the even pace that it departs from.
import { daysBetween } from '../../../core/calendar/iso-date.ts'
import { plannedValue } from '../../../core/okr/expected.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useWidth } from '../../charts/use-width.ts'
import type { KeyResultDraft } from './key-result-draft.ts'
import { usePlan } from './use-plan.ts'

const height = 96
const margin = 6

type Props = { draft: KeyResultDraft; dates: { start: string; end: string } | null }

export const PlanDrawing = ({ draft, dates }: Props) => {
  const t = useT()
  const format = useFormat()
  const [place, width] = useWidth<HTMLDivElement>(440)
  const { measure, points } = usePlan(draft)
  if (!measure || !dates || dates.start >= dates.end) return null
  const inside = points
    .filter(({ date }) => date > dates.start && date < dates.end)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const line = [
    { date: dates.start, value: measure.start },
    ...inside,
    { date: dates.end, value: plannedValue([], measure, dates, dates.end) },
  ]
  const values = line.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (date: string) =>
    margin + (daysBetween(dates.start, date) / daysBetween(dates.start, dates.end)) * (width - 2 * margin)
  const y = (value: number) => height - margin - ((value - low) / (high - low || 1)) * (height - 2 * margin)
  const path = line.map(({ date, value }) => `${x(date)},${y(value)}`).join(' ')
  const told = line.map(({ date, value }) => `${format.date(date)}: ${format.value(value, draft.unit)}`)
  return (
    <div ref={place} className="grid gap-1">
      <svg
        role="img"
        aria-label={t('objective.plan.summary', { points: told.join('; ') })}
        width={width}
        height={height}
        className="rounded-md border bg-paper"
      >
        <line
          x1={x(dates.start)}
          y1={y(measure.start)}
          x2={x(dates.end)}
          y2={y(measure.target)}
          stroke="var(--edge)"
          strokeDasharray="2 4"
        />
        <polyline points={path} fill="none" stroke="var(--cham)" strokeWidth={2} strokeLinejoin="round" />
        {line.map(({ date, value }) => (
          <circle key={date} cx={x(date)} cy={y(value)} r={3.5} fill="var(--cham)" />
        ))}
      </svg>
      <p aria-hidden="true" className="flex justify-between text-xs text-ink-3">
        <span>{told[0]}</span>
        <span>{told.at(-1)}</span>
      </p>
    </div>
  )
}
