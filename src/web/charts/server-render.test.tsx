import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Pulse } from './pulse.tsx'
import type { PulseData } from './pulse-data.ts'
import { Span } from './span.tsx'

const fiveYears: PulseData = {
  periods: Array.from({ length: 260 }, (_, index) => ({
    start: new Date(Date.UTC(2021, 0, 4 + 7 * index)).toISOString().slice(0, 10),
    value: 100 + (index % 7),
    provisional: index === 259,
    label: `T${index + 1}`,
    ...(index > 250 ? { reading: 'concern' as const } : {}),
  })),
  phases: [{ start: '2021-01-04', end: '2026-01-04', centre: 103, lower: 96, upper: 110, limits: 'firm' }],
}

const count = (html: string, tag: string) => html.split(`<${tag}`).length - 1

describe('without a DOM', () => {
  test('a small Pulse of 260 points is at most a dozen elements', () => {
    const html = renderToStaticMarkup(<Pulse size="small" summary="Năm năm" {...fiveYears} />)
    expect(html).toContain('role="img" aria-label="Năm năm"')
    expect(count(html, '')).toBeLessThanOrEqual(2 * 12)
  })
  test('a large Pulse has a point for each period and one tab stop', () => {
    const html = renderToStaticMarkup(
      <Pulse size="large" summary="Năm năm" pointsLabel="Các tuần" format={String} {...fiveYears} />,
    )
    expect(count(html, 'path role="option"') + count(html, 'path data-period')).toBe(260)
    expect(html.split('tabindex="0"').length - 1).toBe(1)
  })
  test('a Span says its summary, draws its forecast, and an empty deck where there is no progress', () => {
    const span = (progress: number | null) =>
      renderToStaticMarkup(
        <Span size="mini" progress={progress} expected={0.5} tone="good" summary="36 phút" />,
      )
    expect(span(0.5)).toContain('role="img" aria-label="36 phút"')
    expect(span(0.5)).toContain('d="M7 11H100"')
    expect(span(null)).not.toContain('var(--teal)')
  })
})
