// The Pulse of a KPI's page: words, axes, and points that can be reached.
import type { PulseData } from './pulse-data.ts'
import { type PulseFrame, provisionalLine, valueLine } from './pulse-frame.ts'
import { layoutPulse, type PulseLayout } from './pulse-layout.ts'
import { PhaseLines, Target } from './pulse-lines.tsx'
import { type FocusedPoint, Points } from './pulse-points.tsx'
import { type PulseText, textSize } from './pulse-text.ts'

type PulseLargeProps = PulseData & {
  summary: string
  /** Names the row of points, and may say that arrows walk through it. */
  pointsLabel: string
  /** How a number is written, without its unit. */
  format: (value: number) => string
  width?: number
  height?: number
  /** Told whenever another point is pointed at or focused, and with null when none is. */
  onFocusPoint?: ((point: FocusedPoint | null) => void) | undefined
}

export const PulseLarge = ({
  summary,
  pointsLabel,
  format,
  width = 760,
  height = width < 480 ? 240 : 320,
  onFocusPoint,
  ...data
}: PulseLargeProps) => {
  const layout = layoutPulse(data, { width, height, format })
  const { frame, phases, bands, marks, texts } = layout
  const { plot } = frame
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold SVG
    <svg
      role="group"
      aria-label={summary}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: '100%', height: 'auto', display: 'block', overflow: 'visible' }}
      fill="none"
      fontSize={textSize}
    >
      {bands.map(({ left, right }) => (
        <rect
          key={left}
          x={left}
          y={plot.top - 24}
          width={right - left}
          height={plot.bottom - plot.top + 24}
          fill="var(--cham-soft)"
          opacity={0.6}
        />
      ))}
      <PhaseLines phases={phases} />
      <Target data={data} frame={frame} />
      <path d={`M${plot.left} ${plot.bottom}H${plot.right}`} stroke="var(--line)" />
      <Marks marks={marks} frame={frame} />
      <path d={valueLine(data, frame)} stroke="var(--ink-3)" strokeWidth={1.2} />
      <path d={provisionalLine(data, frame)} stroke="var(--ink-3)" strokeWidth={1.2} strokeDasharray="3 3" />
      {texts.map((text) => (
        <Words key={`${text.role} ${text.x} ${text.y}`} {...text} />
      ))}
      <Points label={pointsLabel} data={data} frame={frame} format={format} onFocusPoint={onFocusPoint} />
    </svg>
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

const Words = ({ text, x, y, width, anchor, role, leader }: PulseText) => (
  <>
    {leader && (
      <path d={`M${leader.x} ${leader.y}L${x - 3} ${y - 4}`} stroke="var(--edge)" strokeWidth={0.8} />
    )}
    <text
      x={x + width * shareLeftOfAnchor[anchor]}
      y={y}
      textAnchor={anchor}
      fill={wordColour[role]}
      fontWeight={role === 'centre' || role === 'target' || role === 'band' ? 600 : 400}
    >
      {text}
    </text>
  </>
)

/** Signs under the axis with a hair line up to the values: a triangle for an annotation, a square for an initiative. */
const Marks = ({ marks, frame: { plot } }: { marks: PulseLayout['marks']; frame: PulseFrame }) => {
  const y = plot.bottom + 31
  return marks.map(({ x, right, kind, label }) => (
    <g key={`${x} ${label}`}>
      <title>{label}</title>
      <path
        d={`M${x} ${plot.top}V${plot.bottom}`}
        stroke="var(--edge)"
        strokeWidth={0.8}
        strokeDasharray="1 3"
      />
      {right !== null && right > x && (
        <path d={`M${x} ${plot.bottom + 3}H${right}`} stroke="var(--ink-2)" strokeWidth={3} />
      )}
      <path
        d={kind === 'annotation' ? `M${x} ${y - 4}l4.5 8h-9z` : `M${x - 3.5} ${y - 3.5}h7v7h-7z`}
        fill="var(--ink-2)"
      />
    </g>
  ))
}
