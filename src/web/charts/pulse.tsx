// A KPI's process behaviour chart: values over time, what is usual, what is wanted, and which points are news.
import type { PulseData } from './pulse-data.ts'
import { PulseLarge } from './pulse-large.tsx'
import type { FocusedPoint } from './pulse-points.tsx'
import { PulseSmall } from './pulse-small.ts'

export type PulseProps = PulseData & {
  /** The chart in a sentence or two, for those who do not see it. */
  summary: string
  width?: number
  height?: number
} & (
    | { size: 'small' }
    | {
        size: 'large'
        pointsLabel: string
        format: (value: number) => string
        onFocusPoint?: (point: FocusedPoint | null) => void
      }
  )

/** Drawn at exactly `width` px; the same on the server. Small shows no words, large names what it shows. */
export const Pulse = (props: PulseProps) =>
  props.size === 'small' ? <PulseSmall {...props} /> : <PulseLarge {...props} />
