// From periods and values to x and y, and the lines that follow from them: shared by the small and the large Pulse.
import { curveStep, line } from 'd3-shape'
import { roundTicks, valueDomain } from './axis.ts'
import { drawnValues, type PulseData, periodsWithin } from './pulse-data.ts'

export type Plot = { left: number; right: number; top: number; bottom: number }
export type Point = { x: number; y: number }

export type PulseFrame = {
  plot: Plot
  /** Centre of a period; each has the same width, half of it to either side. */
  x: (index: number) => number
  y: (value: number) => number
  /** Round values for the axis of about this many. */
  ticks: (count: number) => number[]
  /** One for each period; null where nothing was measured. */
  points: (Point | null)[]
}

export const pulseFrame = (data: PulseData, plot: Plot): PulseFrame => {
  const step = (plot.right - plot.left) / Math.max(1, data.periods.length)
  const x = (index: number) => plot.left + step * (index + 0.5)
  const [low, high] = valueDomain(drawnValues(data))
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top)
  return {
    plot,
    x,
    y,
    ticks: (count) => roundTicks(low, high, count),
    points: data.periods.map(({ value }, index) => (value === null ? null : { x: x(index), y: y(value) })),
  }
}

const path = line<Point | null>(
  (point) => point?.x ?? 0,
  (point) => point?.y ?? 0,
)
  .defined((point) => point !== null)
  .digits(1)

/** The line through the closed periods; gaps where a value is missing. */
export const valueLine = ({ periods }: PulseData, { points }: PulseFrame): string =>
  path(points.map((point, index) => (periods[index]?.provisional ? null : point))) ?? ''

/** The way from the last closed period to the running one, drawn apart because it may still move. */
export const provisionalLine = ({ periods }: PulseData, { points }: PulseFrame): string =>
  periods
    .flatMap(({ provisional }, index) =>
      provisional ? [path(points.slice(Math.max(0, index - 1), index + 1))] : [],
    )
    .join('')

const steps = line<Point | null>(path.x(), path.y()).defined(path.defined()).curve(curveStep).digits(1)

/** A target that changes from period to period, as steps that change half way between two periods. */
export const targetSteps = (values: (number | null)[], { x, y }: PulseFrame): string =>
  steps(values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) }))) ?? ''

export type PhaseFrame = {
  left: number
  right: number
  limits: 'none' | 'provisional' | 'firm'
  centre: number
  /** null where limits are not shown. */
  upper: number | null
  lower: number | null
}

/** The phases as y positions between two x; those without a period or a centre are not drawn. */
export const phaseFrames = ({ periods, phases }: PulseData, { x, y }: PulseFrame): PhaseFrame[] => {
  const half = (x(1) - x(0)) / 2
  return phases.flatMap(({ start, end, centre, lower, upper, limits }) => {
    const within = periodsWithin(periods, { start, end })
    if (!within || centre === null) return []
    const shown = limits === 'none' || lower === null || upper === null ? null : { lower, upper }
    return {
      left: x(within.first) - half,
      right: x(within.last) + half,
      limits: shown ? limits : 'none',
      centre: y(centre),
      upper: shown && y(shown.upper),
      lower: shown && y(shown.lower),
    }
  })
}
