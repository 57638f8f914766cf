// The points of the large Pulse: pointed at, or walked through by keyboard.
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { PulseData } from './pulse-data.ts'
import { dotKind, dotPaint, dotPath } from './pulse-dot.ts'
import type { PulseFrame } from './pulse-frame.ts'

/** A point in the chart's own pixels, for a tooltip to stand beside. */
export type FocusedPoint = { index: number; x: number; y: number }

type PointsProps = {
  label: string
  data: PulseData
  frame: PulseFrame
  format: (value: number) => string
  onFocusPoint: ((point: FocusedPoint | null) => void) | undefined
}

/** The dots. One of them is in the tab order at a time; arrows, Home and End go through those that have a value. */
export const Points = ({ label, data: { periods }, frame, format, onFocusPoint }: PointsProps) => {
  const { points, plot } = frame
  const measured = points.flatMap((point, index) => (point ? [{ ...point, index }] : []))
  // Points that stand close are drawn smaller, so that the line stays visible.
  const radius = Math.max(1.5, Math.min(3.5, (frame.x(1) - frame.x(0)) * 0.45))
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
  const showNearest = (event: PointerEvent<SVGRectElement>) => {
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
        onPointerDown={showNearest}
        onPointerMove={showNearest}
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
                d={dotPath(kind, x, y, radius)}
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
