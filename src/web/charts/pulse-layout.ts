// Where the words of the large Pulse stand: the last phase and the target are named in a column at the right, where
// their lines end; earlier phases inside the plot, wherever nothing is in the way.
import { thinTicks } from './axis.ts'
import { type Box, clampBox, placeLabel, spreadLabels } from './label-placement.ts'
import { type PulseData, periodAt, periodsWithin, targetValues } from './pulse-data.ts'
import { type PhaseFrame, type PulseFrame, phaseFrames, pulseFrame } from './pulse-frame.ts'
import { phaseTexts } from './pulse-phase-texts.ts'
import { lineHeight, type PulseText, phaseValues, textSize } from './pulse-text.ts'
import { textWidth } from './text-width.ts'

export type PulseLayout = {
  frame: PulseFrame
  phases: PhaseFrame[]
  bands: { left: number; right: number }[]
  /** `right` is where what lasted ended. */
  marks: { x: number; right: number | null; kind: 'annotation' | 'initiative'; label: string }[]
  texts: PulseText[]
}

export const layoutPulse = (
  data: PulseData,
  { width, height, format }: { width: number; height: number; format: (value: number) => string },
): PulseLayout => {
  const last = data.phases.at(-1)
  const wide = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text, textSize)))
  const edge = data.target ? [data.target.label] : []
  const column = wide([...edge, ...(last ? phaseValues(last).map(({ value }) => format(value)) : [])])
  const hasBands = (data.bands ?? []).length > 0
  const hasMarks = (data.marks ?? []).length > 0
  const plot = {
    left: 4,
    right: width - (column ? column + 18 : 8),
    top: hasBands ? 26 : 8,
    bottom: height - 24 - (hasMarks ? lineHeight + 2 : 0),
  }
  // The value axis is as wide as its longest number, which is known once the values have a scale; a phone does without.
  const valueTicks = width < 440 ? [] : pulseFrame(data, plot).ticks(5)
  const frame = pulseFrame(data, {
    ...plot,
    left: plot.left + (valueTicks.length ? wide(valueTicks.map(format)) + 8 : 0),
  })
  const phases = phaseFrames(data, frame)
  const marks = (data.marks ?? []).map(({ at, until, kind, label }) => ({
    x: frame.x(periodAt(data.periods, at)),
    right: until ? frame.x(periodAt(data.periods, until)) : null,
    kind,
    label,
  }))
  const bands = placeBands(data, frame, width)
  return {
    frame,
    phases,
    bands: bands.map(({ left, right }) => ({ left, right })),
    marks,
    texts: [
      ...valueTicks.map((value) => valueText(format(value), frame, frame.y(value))),
      ...periodTexts(data, frame),
      ...bands.flatMap(({ text }) => text ?? []),
      ...columnTexts(data, frame, format),
      ...phaseTexts(data, frame, phases, format),
      ...markTexts(marks, frame, width),
    ],
  }
}

const valueText = (text: string, { plot }: PulseFrame, y: number): PulseText => {
  const width = textWidth(text, textSize)
  return { text, x: plot.left - 8 - width, y: y + 4, width, anchor: 'end', role: 'value' }
}

const periodTexts = ({ periods }: PulseData, { plot, x }: PulseFrame): PulseText[] => {
  const widest = Math.max(0, ...periods.map(({ label }) => textWidth(label, textSize)))
  return thinTicks(periods.length, widest + 26, plot.right - plot.left).map((index) => {
    const text = periods[index]?.label ?? ''
    const width = textWidth(text, textSize)
    return {
      text,
      x: Math.max(0, x(index) - width / 2),
      y: plot.bottom + 18,
      width,
      anchor: 'middle',
      role: 'period',
    }
  })
}

/** Names at the head of each shaded stretch; one that does not fit beside the others is left to the caller's list. */
const placeBands = (
  { periods, bands = [] }: PulseData,
  { plot, x }: PulseFrame,
  width: number,
): { left: number; right: number; text: PulseText | null }[] => {
  const half = (x(1) - x(0)) / 2
  const taken: Box[] = []
  return bands.flatMap((band) => {
    const within = periodsWithin(periods, band)
    if (!within) return []
    const [left, right] = [x(within.first) - half, x(within.last) + half]
    const space = textWidth(band.label, textSize)
    const at = { x: left + 6, y: plot.top - 20, width: space, height: lineHeight }
    const box = placeLabel(
      [clampBox(at, plot.left, Math.max(right, Math.min(width, left + 12 + space)))],
      taken,
    )
    if (box) taken.push({ ...box, width: box.width + 12 })
    return {
      left,
      right,
      text: box && { text: band.label, x: box.x, y: box.y + 12, width: space, anchor: 'start', role: 'band' },
    }
  })
}

/** The column at the right: the target and the last phase, each at its line's end or as near as the others allow. */
const columnTexts = (
  { phases, target }: PulseData,
  { plot, y }: PulseFrame,
  format: (value: number) => string,
): PulseText[] => {
  const last = phases.at(-1)
  const ends = [
    ...(last ? phaseValues(last).map(({ role, value }) => ({ role, text: format(value), y: y(value) })) : []),
    ...targetEnd(target).map((value) => ({
      role: 'target' as const,
      text: target?.label ?? '',
      y: y(value),
    })),
  ]
  const placed = spreadLabels(
    ends.map((end) => end.y),
    lineHeight,
    plot.top,
    plot.bottom,
  )
  return ends.map((end, index) => {
    const at = placed[index] ?? end.y
    const text = {
      text: end.text,
      x: plot.right + 12,
      y: at + 4,
      width: textWidth(end.text, textSize),
      anchor: 'start' as const,
      role: end.role,
    }
    return Math.abs(at - end.y) < 2 ? text : { ...text, leader: { x: plot.right, y: end.y } }
  })
}

/** Where the target's label belongs: its last value, or the upper edge of a band. */
const targetEnd = (target: PulseData['target']): number[] => {
  if (target?.kind === 'band') return [target.upper]
  const value = targetValues(target).findLast((candidate) => candidate !== null)
  return value === undefined || value === null ? [] : [value]
}

/** Beside its sign on the axis, where the next sign leaves room; the sign alone otherwise. */
const markTexts = (marks: PulseLayout['marks'], { plot }: PulseFrame, width: number): PulseText[] => {
  const y = plot.bottom + lineHeight + 20
  const signs = marks.map(({ x }) => ({ x: x - 6, y: y - 12, width: 12, height: lineHeight }))
  const taken = [...signs]
  return marks.flatMap(({ x, label }, index): PulseText[] => {
    const space = textWidth(label, textSize)
    const others = taken.filter((box) => box !== signs[index])
    const sides = [x + 8, x - 8 - space].filter((left) => left >= 0 && left + space <= width)
    const box = placeLabel(
      sides.map((left) => ({ x: left, y: y - 12, width: space, height: lineHeight })),
      others,
    )
    if (!box) return []
    taken.push(box)
    return [{ text: label, x: box.x, y, width: space, anchor: box.x < x ? 'end' : 'start', role: 'mark' }]
  })
}
