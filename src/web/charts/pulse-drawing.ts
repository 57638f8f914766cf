// The large Pulse but for its points: words, axes, lines and marks. No JSX, so that the server runs it as it stands.
import { createElement as h, type ReactNode } from 'react'
import type { PulseData } from './pulse-data.ts'
import { type PulseFrame, provisionalLine, valueLine } from './pulse-frame.ts'
import { layoutPulse, type PulseLayout } from './pulse-layout.ts'
import { phaseLines, targetLines } from './pulse-lines.ts'
import { type PulseText, textSize } from './pulse-text.ts'

export type PulseDrawingProps = PulseData & {
  summary: string
  /** How a number is written, without its unit. */
  format: (value: number) => string
  width?: number
  height?: number
}

/** `points` draws the dots, which stand above everything else. */
export const drawPulse = (
  { summary, format, width = 760, height = width < 480 ? 240 : 320, ...data }: PulseDrawingProps,
  points: (frame: PulseFrame) => ReactNode,
) => {
  const { frame, phases, bands, marks, texts } = layoutPulse(data, { width, height, format })
  const { plot } = frame
  const value = { stroke: 'var(--ink-3)', strokeWidth: 1.2 }
  return h(
    'svg',
    {
      role: 'group',
      'aria-label': summary,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      style: { maxWidth: '100%', height: 'auto', display: 'block', overflow: 'visible' },
      fill: 'none',
      fontSize: textSize,
    },
    bands.map(({ left, right }) =>
      h('rect', {
        key: left,
        x: left,
        y: plot.top - 24,
        width: right - left,
        height: plot.bottom - plot.top + 24,
        fill: 'var(--cham-soft)',
        opacity: 0.6,
      }),
    ),
    phaseLines(phases),
    targetLines(data, frame),
    h('path', { d: `M${plot.left} ${plot.bottom}H${plot.right}`, stroke: 'var(--line)' }),
    marks.map((mark) => markSign(mark, frame)),
    h('path', { d: valueLine(data, frame), ...value }),
    h('path', { d: provisionalLine(data, frame), ...value, strokeDasharray: '3 3' }),
    texts.flatMap(words),
    points(frame),
  )
}

const wordColour: Record<PulseText['role'], string> = {
  limit: 'var(--ink-3)',
  centre: 'var(--ink)',
  target: 'var(--cham)',
  band: 'var(--cham)',
  value: 'var(--ink-3)',
  period: 'var(--ink-3)',
  mark: 'var(--ink-2)',
}

const shareLeftOfAnchor = { start: 0, middle: 0.5, end: 1 }

const words = ({ text, x, y, width, anchor, role, leader }: PulseText) => [
  leader &&
    h('path', {
      key: `leader ${role} ${x} ${y}`,
      d: `M${leader.x} ${leader.y}L${x - 3} ${y - 4}`,
      stroke: 'var(--edge)',
      strokeWidth: 0.8,
    }),
  h(
    'text',
    {
      key: `${role} ${x} ${y}`,
      x: x + width * shareLeftOfAnchor[anchor],
      y,
      textAnchor: anchor,
      fill: wordColour[role],
      fontWeight: role === 'centre' || role === 'target' || role === 'band' ? 600 : 400,
    },
    text,
  ),
]

/** A sign under the axis with a hair line up to the values: a triangle for an annotation, a square for an initiative. */
const markSign = ({ x, right, kind, label }: PulseLayout['marks'][number], { plot }: PulseFrame) => {
  const y = plot.bottom + 31
  return h(
    'g',
    { key: `${x} ${label}` },
    h('title', null, label),
    h('path', {
      d: `M${x} ${plot.top}V${plot.bottom}`,
      stroke: 'var(--edge)',
      strokeWidth: 0.8,
      strokeDasharray: '1 3',
    }),
    right !== null &&
      right > x &&
      h('path', { d: `M${x} ${plot.bottom + 3}H${right}`, stroke: 'var(--ink-2)', strokeWidth: 3 }),
    h('path', {
      d: kind === 'annotation' ? `M${x} ${y - 4}l4.5 8h-9z` : `M${x - 3.5} ${y - 3.5}h7v7h-7z`,
      fill: 'var(--ink-2)',
    }),
  )
}
