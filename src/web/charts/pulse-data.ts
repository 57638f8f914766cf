// What a process chart shows, in the chart's own terms: plain numbers, calendar dates and words already formatted.

export type PulseReading = 'improvement' | 'concern' | 'change'

export type PulsePeriod = {
  /** First day, ISO. */
  start: string
  /** null where nothing was measured: the line has a gap. */
  value: number | null
  /** The running period: hollow. */
  provisional: boolean
  /** Drawn as a cross: it takes no part in limits or signals. */
  leftOut?: boolean
  /** The signal that carries the point. */
  reading?: PulseReading
  /** Under the axis. */
  label: string
  /** What the point says to those who focus it; the label and the value if it is not given. */
  description?: string
}

export type PulsePhase = {
  start: string
  /** Last day, inclusive. */
  end: string
  centre: number | null
  lower: number | null
  upper: number | null
  limits: 'none' | 'provisional' | 'firm'
}

export type PulseTarget =
  | { kind: 'line'; value: number; label: string }
  | { kind: 'band'; lower: number; upper: number; label: string }
  /** One value for each period, in their order; of a range the lower ones, and beside them the upper ones. */
  | { kind: 'steps'; values: (number | null)[]; upper?: (number | null)[]; label: string }

/** A stretch of time that is shaded: an OKR that rested on this KPI. */
export type PulseBand = { start: string; end: string; label: string }

export type PulseMark = {
  at: string
  /** Last day of what lasted: drawn as a bar under the axis. */
  until?: string | null
  kind: 'annotation' | 'initiative'
  label: string
}

export type PulseData = {
  periods: PulsePeriod[]
  phases: PulsePhase[]
  target?: PulseTarget | undefined
  bands?: PulseBand[]
  marks?: PulseMark[]
}

/** Index of the period that holds a day: the last that starts by then; 0 before the first. */
export const periodAt = (periods: PulsePeriod[], day: string): number =>
  Math.max(
    0,
    periods.findLastIndex(({ start }) => start <= day),
  )

/** First and last index of the periods that start within [start, end]; null if there is none. */
export const periodsWithin = (
  periods: PulsePeriod[],
  { start, end }: { start: string; end: string },
): { first: number; last: number } | null => {
  const first = periods.findIndex((period) => period.start >= start)
  const last = periods.findLastIndex((period) => period.start <= end)
  return first === -1 || last < first ? null : { first, last }
}

export const targetValues = (target: PulseTarget | undefined): (number | null)[] => {
  if (!target) return []
  if (target.kind === 'line') return [target.value]
  if (target.kind === 'band') return [target.lower, target.upper]
  return [...target.values, ...(target.upper ?? [])]
}

/** Everything that has a height in the chart. */
export const drawnValues = ({ periods, phases, target }: PulseData): (number | null)[] => [
  ...periods.map(({ value }) => value),
  ...phases.flatMap(({ centre, lower, upper, limits }) =>
    limits === 'none' ? [centre] : [centre, lower, upper],
  ),
  ...targetValues(target),
]
