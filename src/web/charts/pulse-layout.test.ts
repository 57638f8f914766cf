import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lineObstacles, overlaps } from './label-placement.ts'
import { type PulseData, type PulsePeriod, periodAt, periodsWithin } from './pulse-data.ts'
import { phaseFrames, provisionalLine, pulseFrame, valueLine } from './pulse-frame.ts'
import { layoutPulse } from './pulse-layout.ts'
import type { PulseText } from './pulse-text.ts'

const csv = readFileSync(
  new URL('../../../test/data/story/response-time-weekly.csv', import.meta.url),
  'utf8',
)
const periods: PulsePeriod[] = csv
  .trim()
  .split('\n')
  .slice(1)
  .map((row, index) => {
    const [start = '', value = ''] = row.split(',')
    return { start, value: Number(value), provisional: false, label: `T${index + 1}` }
  })

/** The 45 weeks of DOMAIN.md 7.3: two phases, the OKR between 22/06 and 15/11, target 30. */
const story: PulseData = {
  periods,
  phases: [
    { start: '2026-01-05', end: '2026-08-16', centre: 48, lower: 40.83, upper: 55.17, limits: 'firm' },
    { start: '2026-08-17', end: '2026-11-15', centre: 30.46, lower: 26.69, upper: 34.23, limits: 'firm' },
  ],
  target: { kind: 'line', value: 30, label: 'chỉ tiêu 30' },
  bands: [{ start: '2026-06-22', end: '2026-11-15', label: 'OKR 22/06–15/11: 48 → 30' }],
  marks: [
    { at: '2026-02-18', kind: 'annotation', label: 'Nghỉ Tết' },
    { at: '2026-07-06', kind: 'initiative', label: 'Tổng đài gọi lại' },
    { at: '2026-07-13', kind: 'initiative', label: 'Kịch bản trả lời' },
  ],
}

const format = (value: number) => value.toFixed(1).replace('.', ',')
const layout = (width: number, data = story) => layoutPulse(data, { width, height: 320, format })
const box = ({ x, y, width }: PulseText) => ({ x, y: y - 11, width, height: 13 })

describe('layoutPulse on the story', () => {
  test.each([320, 480, 760, 960, 1200])(
    'at %i px no word lies on another, on a point or on the line',
    (width) => {
      const { texts, frame } = layout(width)
      const line = lineObstacles(frame.points, 1)
      for (const [index, text] of texts.entries()) {
        for (const other of texts.slice(index + 1)) {
          expect(overlaps(box(text), box(other)), `${text.text} on ${other.text}`).toBe(false)
        }
        expect(
          line.some((piece) => overlaps(box(text), piece)),
          `${text.text} on the line`,
        ).toBe(false)
        expect(text.x, text.text).toBeGreaterThanOrEqual(0)
        expect(text.x + text.width, text.text).toBeLessThanOrEqual(width)
      }
    },
  )
  test('centre and target, half a minute apart, stand 15 px apart in the column', () => {
    const column = layout(760).texts.filter(({ leader, x }) => leader || x > layout(760).frame.plot.right)
    const words = column.map(({ text }) => text)
    expect(words).toEqual(['30,5', '34,2', '26,7', 'chỉ tiêu 30'])
    const [centre, , , target] = column
    expect((target?.y ?? 0) - (centre?.y ?? 0)).toBeGreaterThanOrEqual(15)
  })
  test('the first phase names centre and limits', () => {
    expect(layout(760).texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['48,0', '55,2', '40,8']),
    )
  })
  test('a phase without limits draws its centre only', () => {
    const phases = story.phases.map((phase) => ({ ...phase, limits: 'none' as const }))
    const { phases: drawn, texts } = layout(760, { ...story, phases })
    expect(drawn.map(({ upper, lower }) => [upper, lower])).toEqual([
      [null, null],
      [null, null],
    ])
    expect(texts.filter(({ role }) => role === 'limit')).toEqual([])
  })
  test('no period at all', () => {
    expect(layout(320, { periods: [], phases: [] }).texts.filter(({ role }) => role !== 'value')).toEqual([])
  })
})

describe('pulseFrame', () => {
  const plot = { left: 0, right: 100, top: 0, bottom: 50 }
  const period = (start: string, value: number | null, provisional = false) => ({
    start,
    value,
    provisional,
    label: start,
  })
  const data: PulseData = {
    periods: [
      period('2026-01-05', 0),
      period('2026-01-12', null),
      period('2026-01-19', 100),
      period('2026-01-26', 50),
      period('2026-02-02', 60, true),
    ],
    phases: [
      { start: '2026-01-12', end: '2026-02-01', centre: 54, lower: null, upper: null, limits: 'firm' },
    ],
  }
  const frame = pulseFrame(data, plot)

  test('each period has an equal share of the width', () => {
    expect([frame.x(0), frame.x(4)]).toEqual([10, 90])
  })
  test('the line breaks where a value is missing and leaves the running period to its own', () => {
    expect(valueLine(data, frame)).toBe('M10,50M50,3.7L70,26.9')
    expect(provisionalLine(data, frame)).toBe('M70,26.9L90,22.2')
  })
  test('a phase reaches half a period past its first and last point; limits that are not known are not drawn', () => {
    expect(phaseFrames(data, frame)).toEqual([
      { left: 20, right: 80, limits: 'none', centre: 25, upper: null, lower: null },
    ])
  })
})

describe('days and periods', () => {
  test('a day belongs to the period that it lies in', () => {
    expect([
      periodAt(periods, '2026-01-11'),
      periodAt(periods, '2026-01-12'),
      periodAt(periods, '2020-01-01'),
    ]).toEqual([0, 1, 0])
  })
  test('the OKR covers weeks 25 to 45', () => {
    expect(periodsWithin(periods, { start: '2026-06-22', end: '2026-11-15' })).toEqual({
      first: 24,
      last: 44,
    })
    expect(periodsWithin(periods, { start: '2027-01-01', end: '2027-02-01' })).toBeNull()
  })
})
