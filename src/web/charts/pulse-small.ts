// The Pulse of a board or a card: no words, one path for each kind of thing, cheap enough for 200 on a page.
import { createElement as h } from 'react'
import type { PulseData } from './pulse-data.ts'
import { dotKind, dotKinds, dotPaint, dotPath } from './pulse-dot.ts'
import { phaseFrames, provisionalLine, pulseFrame, valueLine } from './pulse-frame.ts'
import { phaseLines, targetLines } from './pulse-lines.ts'

type PulseSmallProps = PulseData & { summary: string; width?: number; height?: number }

export const PulseSmall = ({ summary, width = 280, height = 72, ...data }: PulseSmallProps) => {
  const frame = pulseFrame(data, { left: 1, right: width - 1, top: 4, bottom: height - 4 })
  const phases = phaseFrames(data, frame)
  // Many periods stand close: smaller dots, and below 3 px apart only those that say something.
  const apart = width / Math.max(1, data.periods.length)
  const radius = Math.max(1.4, Math.min(2.2, apart / 3))
  const dots = (kind: (typeof dotKinds)[number]) =>
    data.periods
      .map((period, index) => {
        const point = frame.points[index]
        if (!point || dotKind(period) !== kind) return ''
        // At this size the ring of an improvement would run into its neighbours: a larger disc instead.
        return kind === 'improvement'
          ? dotPath('common', point.x, point.y, radius * 1.3)
          : dotPath(kind, point.x, point.y, radius)
      })
      .join('')
  const value = { stroke: 'var(--ink-3)', strokeWidth: 1.1 }
  return h(
    'svg',
    {
      role: 'img',
      'aria-label': summary,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      style: { maxWidth: '100%', height: 'auto', display: 'block' },
      fill: 'none',
    },
    ...phaseLines(phases),
    ...targetLines(data, frame),
    h('path', { d: valueLine(data, frame), ...value }),
    h('path', { d: provisionalLine(data, frame), ...value, strokeDasharray: '2 2' }),
    ...dotKinds
      .filter((kind) => apart >= 3 || kind !== 'common')
      .map((kind) => {
        const d = dots(kind)
        return d && h('path', { key: kind, d, ...dotPaint[kind], strokeWidth: 1.2, fillRule: 'evenodd' })
      }),
  )
}
