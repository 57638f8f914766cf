// The Pulse of a KPI's page: words, axes, and points that can be reached.
import { drawPulse, type PulseDrawingProps } from './pulse-drawing.ts'
import { type FocusedPoint, Points } from './pulse-points.tsx'

type PulseLargeProps = PulseDrawingProps & {
  /** Names the row of points, and may say that arrows walk through it. */
  pointsLabel: string
  /** Told whenever another point is pointed at or focused, and with null when none is. */
  onFocusPoint?: ((point: FocusedPoint | null) => void) | undefined
}

export const PulseLarge = ({ pointsLabel, onFocusPoint, ...drawn }: PulseLargeProps) =>
  drawPulse(drawn, (frame) => (
    <Points
      key="points"
      label={pointsLabel}
      data={drawn}
      frame={frame}
      format={drawn.format}
      onFocusPoint={onFocusPoint}
    />
  ))
