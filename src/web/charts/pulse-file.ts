// A Pulse as a file of its own: nothing in it can be operated, nothing runs, and no page need lend it colours.
import { createElement as h } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type ChartTheme, chartColours } from './chart-colours.ts'
import { dotKind, dotPaint, dotPath } from './pulse-dot.ts'
import { drawPulse, type PulseDrawingProps } from './pulse-drawing.ts'
import { PulseSmall } from './pulse-small.ts'

type PulseFile = PulseDrawingProps & { size: 'small' | 'large'; theme: ChartTheme }

/** The drawing as an SVG document with a title, its ground painted and its colours written out. */
export function pulseFile({ size, theme, ...drawn }: PulseFile): string {
  const picture =
    size === 'small'
      ? PulseSmall(drawn)
      : drawPulse(drawn, ({ points, x }) => {
          const radius = Math.max(1.5, Math.min(3.5, (x(1) - x(0)) * 0.45))
          return points.map((point, index) => {
            const period = drawn.periods[index]
            if (!point || !period) return null
            const kind = dotKind(period)
            return h(
              'path',
              {
                key: period.start,
                className: kind,
                d: dotPath(kind, point.x, point.y, radius),
                ...dotPaint[kind],
                strokeWidth: 1.6,
                fillRule: 'evenodd',
              },
              h('title', null, `${period.label}: ${drawn.format(period.value ?? 0)}`),
            )
          })
        })
  const { children, style: _, ...frame } = picture.props as Record<string, unknown>
  const ground = h('rect', { width: '100%', height: '100%', fill: 'var(--surface)' })
  const markup = renderToStaticMarkup(
    h(
      'svg',
      {
        ...frame,
        role: 'img',
        xmlns: 'http://www.w3.org/2000/svg',
        fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
      },
      h('title', null, drawn.summary),
      ground,
      ...(children as Parameters<typeof h>[2][]),
    ),
  )
  // React writes every quote that a person typed as &quot;, so only our own attributes look like this.
  const coloured = markup.replace(/="var\((--[\w-]+)\)"/g, (_, token) => `="${chartColours[theme][token]}"`)
  return coloured.replace(forbiddenInXml, '')
}

/** Control characters that no XML may hold: one in a name would make the whole file unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbiddenInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
