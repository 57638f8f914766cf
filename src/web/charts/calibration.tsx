// What was said against what came: a dot for each level of confidence, as large as it is often said, beside the line of
// those who are exactly right.
export type CalibrationPoint = { confidence: number; keyResults: number; share: number | null }

type Props = {
  width: number
  points: readonly CalibrationPoint[]
  /** The whole picture in words: what it says to those who do not see it. */
  summary: string
  labels: { said: string; reached: string; even: string; percent: (share: number) => string }
}

const inset = { left: 46, right: 16, top: 34, bottom: 52 }
const smallest = 4
const largest = 13

export const Calibration = ({ width, points, summary, labels }: Props) => {
  const height = Math.round(Math.min(360, Math.max(240, width * 0.6)))
  const x = (confidence: number) => inset.left + (confidence / 10) * (width - inset.left - inset.right)
  const y = (share: number) => height - inset.bottom - share * (height - inset.bottom - inset.top)
  const most = points.reduce((max, { keyResults }) => Math.max(max, keyResults), 1)
  const radius = (count: number) => smallest + (largest - smallest) * Math.sqrt(count / most)
  const levels = [0, 0.25, 0.5, 0.75, 1]
  return (
    <svg
      role="img"
      aria-label={summary}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: '100%', height: 'auto', display: 'block' }}
    >
      <g fontSize={12} fill="var(--ink-3)">
        {levels.map((share) => (
          <g key={share}>
            <path d={`M${inset.left} ${y(share)}H${width - inset.right}`} stroke="var(--line)" />
            <text x={inset.left - 8} y={y(share) + 4} textAnchor="end">
              {labels.percent(share)}
            </text>
          </g>
        ))}
        {points.map(({ confidence }) => (
          <text key={confidence} x={x(confidence)} y={height - inset.bottom + 30} textAnchor="middle">
            {confidence}
          </text>
        ))}
        <text x={width - inset.right} y={height - 6} textAnchor="end">
          {labels.said}
        </text>
        <text x={4} y={14}>
          {labels.reached}
        </text>
      </g>
      <path d={`M${x(0)} ${y(0)}L${x(10)} ${y(1)}`} stroke="var(--ink-3)" strokeDasharray="4 3" fill="none" />
      <text x={x(6.3) - 8} y={y(0.66)} textAnchor="end" fontSize={12} fill="var(--ink-3)">
        {labels.even}
      </text>
      {points.map(({ confidence, keyResults, share }) =>
        share === null ? null : (
          <g key={confidence}>
            <circle
              cx={x(confidence)}
              cy={y(share)}
              r={radius(keyResults)}
              fill="var(--cham)"
              fillOpacity={0.85}
              stroke="var(--surface)"
              strokeWidth={1.5}
            />
            {radius(keyResults) >= 8 && (
              <text
                x={x(confidence)}
                y={y(share) + 4}
                textAnchor="middle"
                fontSize={11}
                fontWeight={600}
                fill="var(--on-cham)"
              >
                {keyResults}
              </text>
            )}
          </g>
        ),
      )}
    </svg>
  )
}
