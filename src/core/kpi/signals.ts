// Signals of a process behaviour chart: both rule sets of DOMAIN.md section 7.1, by position in a list of values.
import type { Direction, Reading, RuleSet, Side, SignalRule } from './types.ts'
import { isThere, type Limits, pointsIn, type Values } from './xmr.ts'

/** A signal by the indices of its values. */
export type FoundSignal = {
  rule: SignalRule
  /** Of a trend: `above` when it rises, `below` when it falls. `range` for a moving range on its own. */
  side: Side
  /** The points that carry it, oldest first. */
  points: number[]
  /** The value with which the pattern was there for the first time: the eighth of a run of eight or more. */
  completedAt: number
}

type NearRule = {
  window: number
  least: number
  /** How far from centre to limit a point must be, exclusive. */
  share: number
  /** Whether the window must lie on one side of the centre, and its near points inside the limit. */
  isConfined: boolean
}

const RULES: Record<RuleSet, { run: number; near: NearRule; trend: number | null; hasMovingRange: boolean }> =
  {
    wheeler: {
      run: 8,
      near: { window: 4, least: 3, share: 1 / 2, isConfined: false },
      trend: null,
      hasMovingRange: true,
    },
    nhs: {
      run: 7,
      near: { window: 3, least: 2, share: 2 / 3, isConfined: true },
      trend: 7,
      hasMovingRange: false,
    },
  }

/** The values that take part, with the indices they have among all. */
type Series = { indices: Int32Array; values: Float64Array }

/** What the arithmetic that makes a line or a mean may be off by, as a share of its size: the 15th digit. */
const NOISE = 2e-14

/** One mark for each position of a series: 1 above, −1 below, 0 neither. Typed, as there may be a million. */
type Marks = Int8Array

const BOTH_SIDES = [1, -1] as const

/** Equal marks in a row, as positions in a series, both ends included. */
type Stretch = { side: Side; first: number; last: number }

/**
 * Every signal of the values against the limits, ordered by first point. A null is skipped and ends nothing; a
 * value on the centre ends a run, a tie a trend. All comparisons are strict, and a value that differs from a line
 * by no more than the rounding of the line's own arithmetic is on it.
 */
export function findSignals(values: Values, limits: Limits, ruleSet: RuleSet): FoundSignal[] {
  const series = seriesOf(values)
  const rules = RULES[ruleSet]
  const noise = noiseOf(limits)
  const sides = marksBeyond(series, limits.centre, limits.centre, noise)
  const outside = marksBeyond(series, limits.lower, limits.upper, noise)
  const found = [
    signalsOf('outside', outside, 1, series),
    rules.hasMovingRange ? wideRanges(series, limits.upperRange, noise) : [],
    rules.trend === null ? [] : trends(series, rules.trend),
    nearLimits(series, limits, { sides, outside }, rules.near),
    signalsOf('run', sides, rules.run, series),
  ].flat()
  return found.sort((a, b) => (a.points[0] ?? 0) - (b.points[0] ?? 0))
}

/** Whether so many values in a row rise, or fall; a tie ends the row, a null does not. */
export function hasTrend(values: Values, length: number): boolean {
  return trends(seriesOf(values), length).length > 0
}

/**
 * How near to a line of these limits counts as on it. It follows from the lines alone: one absurd value far away
 * must not hide what stands beside them.
 */
export function noiseOf({ lower, centre, upper }: Pick<Limits, 'lower' | 'centre' | 'upper'>): number {
  return NOISE * Math.max(Math.abs(lower), Math.abs(centre), Math.abs(upper))
}

/** How a signal on that side reads for a KPI of that direction. */
export function readingOf(side: Side, direction: Direction): Reading {
  if (side === 'range' || direction === 'range') return 'change'
  return (side === 'above') === (direction === 'up') ? 'improvement' : 'concern'
}

function seriesOf(all: Values): Series {
  const count = pointsIn(all)
  const series = { indices: new Int32Array(count), values: new Float64Array(count) }
  let position = 0
  for (let index = 0; index < all.length; index++) {
    const value = all[index] ?? null
    if (!isThere(value)) continue
    series.indices[position] = index
    series.values[position++] = value
  }
  return series
}

/** Which side of the band each value lies on; neither within it and on its edge. */
function marksBeyond({ values }: Series, lower: number, upper: number, noise: number): Marks {
  const [least, most] = [lower - noise, upper + noise]
  return marksOf(values.length, (position) => {
    const value = values[position] ?? Number.NaN
    return value > most ? 1 : value < least ? -1 : 0
  })
}

function marksOf(count: number, markAt: (position: number) => number): Marks {
  const marks = new Int8Array(count)
  for (let position = 0; position < count; position++) marks[position] = markAt(position)
  return marks
}

function sideOf(mark: number): 'above' | 'below' {
  return mark > 0 ? 'above' : 'below'
}

function signalsOf(rule: SignalRule, marks: Marks, least: number, { indices }: Series): FoundSignal[] {
  return stretchesOf(marks, least).map(({ side, first, last }) => ({
    rule,
    side,
    points: pointsBetween(indices, first, last),
    completedAt: indices[first + least - 1] ?? Number.NaN,
  }))
}

function stretchesOf(marks: Marks, least: number): Stretch[] {
  const found: Stretch[] = []
  let first = 0
  for (let end = 1; end <= marks.length; end++) {
    const mark = marks[first] ?? 0
    if (end < marks.length && marks[end] === mark) continue
    if (mark !== 0 && end - first >= least) found.push({ side: sideOf(mark), first, last: end - 1 })
    first = end
  }
  return found
}

function wideRanges(series: Series, upperRange: number, noise: number): FoundSignal[] {
  const { indices, values } = series
  const marks = marksOf(values.length, (position) => {
    const areNeighbours = (indices[position - 1] ?? Number.NaN) + 1 === indices[position]
    const range = Math.abs((values[position] ?? Number.NaN) - (values[position - 1] ?? Number.NaN))
    return areNeighbours && range > upperRange + noise ? 1 : 0
  })
  return signalsOf('outside', marks, 1, series).map((signal) => ({ ...signal, side: 'range' }))
}

function trends({ indices, values }: Series, length: number): FoundSignal[] {
  // The mark of a step stands at the point it comes from, so a stretch of steps ends one point later.
  const steps = marksOf(Math.max(0, values.length - 1), (position) =>
    stepBetween(values[position] ?? Number.NaN, values[position + 1] ?? Number.NaN),
  )
  return stretchesOf(steps, length - 1).map(({ side, first, last }) => ({
    rule: 'trend',
    side,
    points: pointsBetween(indices, first, last + 1),
    completedAt: indices[first + length - 1] ?? Number.NaN,
  }))
}

/** 1 up, −1 down, 0 a tie; two means that differ by the rounding of their arithmetic alone are a tie. */
function stepBetween(before: number, after: number): number {
  const step = after - before
  return Math.abs(step) <= NOISE * Math.max(Math.abs(before), Math.abs(after)) ? 0 : Math.sign(step)
}

/** Windows that share a near point make one signal, carried by the near points alone. */
function nearLimits(
  series: Series,
  limits: Limits,
  { sides, outside }: { sides: Marks; outside: Marks },
  { window, least, share, isConfined }: NearRule,
): FoundSignal[] {
  const { indices } = series
  const { lower, centre, upper } = limits
  const beyondLines = marksBeyond(
    series,
    centre - share * (centre - lower),
    centre + share * (upper - centre),
    noiseOf(limits),
  )
  const confined = (position: number) => (outside[position] === 0 ? (beyondLines[position] ?? 0) : 0)
  const near = isConfined ? marksOf(beyondLines.length, confined) : beyondLines
  return BOTH_SIDES.flatMap((mark) => nearOn(mark, { indices, near, sides }, { window, least, isConfined }))
}

type NearMarks = { indices: Int32Array; near: Marks; sides: Marks }

function nearOn(
  mark: 1 | -1,
  { indices, near, sides }: NearMarks,
  { window, least, isConfined }: Omit<NearRule, 'share'>,
): FoundSignal[] {
  const found: FoundSignal[] = []
  let points: number[] = []
  let [nearIn, onSideIn] = [0, 0]
  for (let end = 0; end < near.length; end++) {
    const begin = end - window + 1
    nearIn += (near[end] === mark ? 1 : 0) - (near[begin - 1] === mark ? 1 : 0)
    onSideIn += (sides[end] === mark ? 1 : 0) - (sides[begin - 1] === mark ? 1 : 0)
    if (begin < 0 || nearIn < least || (isConfined && onSideIn < window)) continue
    let first = begin
    while (near[first] !== mark) first++
    let last = points.at(-1) ?? Number.NEGATIVE_INFINITY
    if ((indices[first] ?? Number.NaN) > last) {
      points = []
      last = Number.NEGATIVE_INFINITY
      found.push({
        rule: 'near_limit',
        side: sideOf(mark),
        points,
        completedAt: indices[end] ?? Number.NaN,
      })
    }
    for (let position = first; position <= end; position++) {
      const index = indices[position] ?? Number.NaN
      if (near[position] === mark && index > last) points.push(index)
    }
  }
  return found
}

function pointsBetween(indices: Int32Array, first: number, last: number): number[] {
  const points: number[] = []
  for (let position = first; position <= last; position++) points.push(indices[position] ?? Number.NaN)
  return points
}
