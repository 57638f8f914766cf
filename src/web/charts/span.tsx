// A key result as the span of a bridge: piers are start and target, the deck is filled to where it stands today.
import { layoutSpanLabels, type SpanLabels, spanGeometry, spanX } from './span-layout.ts'
import { type Tone, toneColour } from './tone.ts'

type SpanBase = {
  /** Raw progress: below 0 and above 1 are shown as such; null draws an empty deck. */
  progress: number | null
  /** Where it should stand today, 0 to 1; null draws no tick. */
  expected: number | null
  tone: Tone
  /** Shown broken, because a value that nobody renewed does not carry. */
  stale?: boolean
  /** p10 and p90 of where it will stand on the last day, as progress. */
  forecast?: { low: number; high: number }
  /** The whole state in words: what the picture says to those who do not see it. */
  summary: string
}

export type SpanProps =
  | (SpanBase & { size: 'mini'; width?: number })
  | (SpanBase & {
      size: 'full'
      width?: number
      labels: SpanLabels
      /** Weeks as hangers of the cable: how many there are, how many have passed. */
      weeks?: { count: number; passed: number }
      /** Where the deck is jointed, as shares: the steps of milestones, the periods of a `keep`. */
      joints?: number[]
    })

const round = (value: number) => Math.round(value * 10) / 10

/** Drawn at exactly `width` px, so that text keeps its size; shrinks only if its container is narrower still. */
export const Span = (props: SpanProps) => {
  const width = props.width ?? (props.size === 'full' ? 560 : 200)
  const { top, foot, pierWidth, inset } = spanGeometry[props.size]
  const words =
    props.size === 'full' ? layoutSpanLabels(width, props.progress, props.expected, props.labels) : null
  const height = words?.height ?? foot + 1
  return (
    <svg
      role="img"
      aria-label={props.summary}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: '100%', height: 'auto', display: 'block' }}
    >
      {props.size === 'full' && <Cable width={width} weeks={props.weeks} />}
      <Deck {...props} width={width} joints={props.size === 'full' ? (props.joints ?? []) : []} />
      {[inset, width - inset].map((x) => (
        <rect
          key={x}
          x={x - pierWidth / 2}
          y={top}
          width={pierWidth}
          height={foot - top}
          rx={1}
          fill="var(--ink)"
        />
      ))}
      {words?.labels.map(({ text, x, y, strong }) => (
        <text
          key={`${text} ${x} ${y}`}
          x={round(x)}
          y={y}
          textAnchor="middle"
          fontSize={12}
          fontWeight={strong ? 600 : 400}
          fill={strong && props.progress !== null ? 'var(--ink)' : 'var(--ink-3)'}
        >
          {text}
        </text>
      ))}
    </svg>
  )
}

const Cable = ({ width, weeks }: { width: number; weeks: { count: number; passed: number } | undefined }) => {
  const { inset, top, deck } = spanGeometry.full
  const sag = deck - top - 8
  const x = (share: number) => round(spanX(share, width, inset))
  const y = (share: number) => round(top + 3 + 4 * sag * share * (1 - share))
  const hangers = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => (from + index) / (weeks?.count ?? 1))
      .map((share) => `M${x(share)} ${y(share)}V${deck}`)
      .join('')
  const passed = weeks ? Math.max(1, Math.min(weeks.passed + 1, weeks.count)) : 0
  return (
    <g fill="none" strokeWidth={1}>
      {/* A quadratic curve is the parabola itself: its control point lies twice as deep as its lowest point. */}
      <path
        d={`M${x(0)} ${top + 3}Q${width / 2} ${top + 3 + 2 * sag} ${x(1)} ${top + 3}`}
        stroke="var(--ink-3)"
        strokeWidth={1.25}
      />
      {weeks && <path d={hangers(passed, weeks.count)} stroke="var(--line)" />}
      {weeks && <path d={hangers(1, passed)} stroke="var(--ink-3)" />}
    </g>
  )
}

const Deck = ({
  size,
  width,
  progress,
  expected,
  tone,
  stale = false,
  forecast,
  joints,
}: SpanBase & { size: 'full' | 'mini'; width: number; joints: number[] }) => {
  const { inset, deck, deckHeight, top, foot } = spanGeometry[size]
  const x = (share: number) => round(spanX(share, width, inset))
  const within = (share: number) => x(Math.max(0, Math.min(1, share)))
  const middle = deck + deckHeight / 2
  const colour = toneColour[tone]
  const tick =
    size === 'full' ? { from: deck - 5, to: deck + deckHeight + 4 } : { from: top + 1, to: foot - 1 }
  return (
    <>
      <rect x={inset} y={deck} width={width - 2 * inset} height={deckHeight} fill="var(--line)" />
      {progress !== null && progress !== 0 && (
        <path
          d={`M${x(0)} ${middle}H${x(progress)}`}
          stroke={colour}
          strokeWidth={deckHeight}
          strokeDasharray={stale ? '5 2' : undefined}
        />
      )}
      {forecast && (
        <>
          <rect
            x={within(forecast.low)}
            y={deck}
            width={within(forecast.high) - within(forecast.low)}
            height={deckHeight}
            fill={colour}
            opacity={0.28}
          />
          <path
            d={`M${within(forecast.low)} ${deck}v${deckHeight}M${within(forecast.high)} ${deck}v${deckHeight}`}
            stroke={colour}
            strokeWidth={1.5}
          />
        </>
      )}
      {joints.length > 0 && (
        <path
          d={joints.map((share) => `M${x(share)} ${deck}v${deckHeight}`).join('')}
          stroke="var(--surface)"
          strokeWidth={2}
        />
      )}
      {expected !== null && (
        <path
          d={`M${within(expected)} ${tick.from}V${tick.to}`}
          stroke="var(--ink)"
          strokeWidth={size === 'full' ? 2 : 1.5}
        />
      )}
    </>
  )
}
