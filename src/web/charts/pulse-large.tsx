// The Pulse of a KPI's page: words, axes, and points that can be pointed at and walked through by keyboard.
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { PulseData } from './pulse-data.ts'
import { dotKind, dotPaint, dotPath } from './pulse-dot.ts'
import { type PulseFrame, provisionalLine, valueLine } from './pulse-frame.ts'
import { layoutPulse, type PulseLayout, type PulseText, textSize } from './pulse-layout.ts'
import { PhaseLines, Target } from './pulse-lines.tsx'

/** A point in the chart's own pixels, for a tooltip to stand beside. */
export type FocusedPoint = { index: number; x: number; y: number }

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
  height = 320,
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

const Words = ({ text, x, y, role, leader }: PulseText) => (
  <>
    {leader && (
      <path d={`M${leader.x} ${leader.y}L${x - 3} ${y - 4}`} stroke="var(--edge)" strokeWidth={0.8} />
    )}
    <text
      x={x}
      y={y}
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
  return marks.map(({ x, kind, label }) => (
    <g key={`${x} ${label}`}>
      <title>{label}</title>
      <path
        d={`M${x} ${plot.top}V${plot.bottom}`}
        stroke="var(--edge)"
        strokeWidth={0.8}
        strokeDasharray="1 3"
      />
      <path
        d={kind === 'annotation' ? `M${x} ${y - 4}l4.5 8h-9z` : `M${x - 3.5} ${y - 3.5}h7v7h-7z`}
        fill="var(--ink-2)"
      />
    </g>
  ))
}

type PointsProps = {
  label: string
  data: PulseData
  frame: PulseFrame
  format: (value: number) => string
  onFocusPoint: PulseLargeProps['onFocusPoint']
}

/** The dots. One of them is in the tab order at a time; arrows, Home and End go through those that have a value. */
const Points = ({ label, data: { periods }, frame, format, onFocusPoint }: PointsProps) => {
  const { points, plot } = frame
  const measured = points.flatMap((point, index) => (point ? [{ ...point, index }] : []))
  const [tabStop, setTabStop] = useState(measured.at(-1)?.index ?? 0)
  const [active, setActive] = useState<FocusedPoint | null>(null)
  const group = useRef<SVGGElement>(null)

  const show = (point: FocusedPoint | null) => {
    setActive(point)
    if (point?.index !== active?.index) onFocusPoint?.(point)
  }
  const goTo = (place: number) => {
    const point = measured[Math.max(0, Math.min(place, measured.length - 1))]
    if (!point) return
    setTabStop(point.index)
    group.current?.querySelector<SVGElement>(`[data-period="${point.index}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = measured.findIndex(({ index }) => index === tabStop)
    const goal = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: measured.length - 1 }[event.key]
    if (goal === undefined) return
    event.preventDefault()
    goTo(goal)
  }
  const onPointerMove = (event: PointerEvent<SVGRectElement>) => {
    // Relative to the plot's own rectangle, so that a picture shown smaller than drawn still answers rightly.
    const box = event.currentTarget.getBoundingClientRect()
    const x = plot.left + ((event.clientX - box.left) / box.width) * (plot.right - plot.left)
    const nearest = measured.reduce<FocusedPoint | null>(
      (best, point) => (best && Math.abs(best.x - x) <= Math.abs(point.x - x) ? best : point),
      null,
    )
    show(nearest)
  }
  const stop = measured.some(({ index }) => index === tabStop) ? tabStop : measured.at(-1)?.index
  return (
    <>
      {active && (
        <path d={`M${active.x} ${plot.top}V${plot.bottom}`} stroke="var(--edge)" strokeWidth={0.8} />
      )}
      <rect
        x={plot.left}
        y={plot.top}
        width={plot.right - plot.left}
        height={plot.bottom - plot.top}
        fill="transparent"
        onPointerMove={onPointerMove}
        onPointerLeave={() => show(null)}
      />
      {/* A list box, because its readers hand the arrow keys on. */}
      {measured.length > 0 && (
        <g
          ref={group}
          role="listbox"
          tabIndex={-1}
          aria-label={label}
          aria-orientation="horizontal"
          style={{ outline: 'none' }}
        >
          {measured.map(({ x, y, index }) => {
            const period = periods[index]
            if (!period) return null
            const kind = dotKind(period)
            return (
              <path
                key={period.start}
                data-period={index}
                role="option"
                aria-label={period.description ?? `${period.label}: ${format(period.value ?? 0)}`}
                aria-selected={active?.index === index}
                tabIndex={index === stop ? 0 : -1}
                d={dotPath(kind, x, y, 3.5)}
                {...dotPaint[kind]}
                strokeWidth={1.6}
                fillRule="evenodd"
                pointerEvents="none"
                style={{ outline: 'none' }}
                onFocus={() => show({ index, x, y })}
                onBlur={() => show(null)}
                onKeyDown={onKeyDown}
              />
            )
          })}
        </g>
      )}
      {active && (
        <circle
          cx={active.x}
          cy={active.y}
          r={8.5}
          stroke="var(--cham)"
          strokeWidth={2}
          pointerEvents="none"
        />
      )}
    </>
  )
}
