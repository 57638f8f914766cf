// From periods and values to x and y, and the lines that follow from them: shared by the small and the large Pulse.
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

const digit = (value: number) => Math.round(value * 10) / 10

/** A path through the points, broken where one is missing. Three lines of our own where d3-shape weighs 5 KB. */
const path = (points: readonly (Point | null)[]): string =>
  points
    .map((point, index) => point && `${points[index - 1] ? 'L' : 'M'}${digit(point.x)},${digit(point.y)}`)
    .join('')

/** The line through the closed periods; gaps where a value is missing. */
export const valueLine = ({ periods }: PulseData, { points }: PulseFrame): string =>
  path(points.map((point, index) => (periods[index]?.provisional ? null : point)))

/** The way from the last closed period to the running one, drawn apart because it may still move. */
export const provisionalLine = ({ periods }: PulseData, { points }: PulseFrame): string =>
  periods
    .flatMap(({ provisional }, index) =>
      provisional ? [path(points.slice(Math.max(0, index - 1), index + 1))] : [],
    )
    .join('')

/** A path of steps, each half way between two points, broken where one is missing. */
const steps = (points: readonly (Point | null)[]): string =>
  points
    .map((point, index) => {
      if (!point) return ''
      const before = points[index - 1]
      const rise = before
        ? `H${digit((before.x + point.x) / 2)}V${digit(point.y)}`
        : `M${digit(point.x)},${digit(point.y)}`
      return points[index + 1] ? rise : `${rise}H${digit(point.x)}`
    })
    .join('')

/** A target that changes from period to period, as steps that change half way between two periods. */
export const targetSteps = (values: (number | null)[], { x, y }: PulseFrame): string =>
  steps(values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) })))

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
