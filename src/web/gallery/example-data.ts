// The story of DOMAIN.md 7.3 as chart data, and some small series beside it.
import csv from '../../../test/data/story/response-time-weekly.csv?raw'
import type { PulseData, PulsePeriod } from '../charts/pulse-data.ts'

export const format = (value: number) => value.toLocaleString('vi', { maximumFractionDigits: 1 })

const periods: PulsePeriod[] = csv
  .trim()
  .split('\n')
  .slice(1)
  .map((row, index) => {
    const [start = '', value = ''] = row.split(',')
    const isRun = index >= 24 && index < 32
    const label = `T${index + 1}`
    const spoken = `Tuần ${index + 1}: ${value} phút`
    return {
      start,
      value: Number(value),
      provisional: false,
      label,
      description: isRun ? `${spoken}, tốt lên` : spoken,
      ...(isRun ? { reading: 'improvement' as const } : {}),
    }
  })

export const story: PulseData = {
  periods: [...periods, { start: '2026-11-16', value: 31, provisional: true, label: 'T46' }],
  phases: [
    { start: '2026-01-05', end: '2026-08-16', centre: 48, lower: 40.83, upper: 55.17, limits: 'firm' },
    { start: '2026-08-17', end: '2026-11-22', centre: 30.46, lower: 26.69, upper: 34.23, limits: 'firm' },
  ],
  target: { kind: 'line', value: 30, label: 'chỉ tiêu 30' },
  bands: [{ start: '2026-06-22', end: '2026-11-15', label: 'OKR 22/06–15/11: 48 → 30' }],
  marks: [
    { at: '2026-02-18', kind: 'annotation', label: 'Nghỉ Tết' },
    { at: '2026-06-29', kind: 'initiative', label: 'Tổng đài gọi lại' },
    { at: '2026-07-20', kind: 'initiative', label: 'Kịch bản trả lời' },
  ],
}

/** A series of weeks from plain values; readings by index. */
export const series = (
  values: (number | null)[],
  readings: Record<number, 'improvement' | 'concern' | 'change'> = {},
): PulsePeriod[] =>
  values.map((value, index) => {
    const start = new Date(Date.UTC(2025, 0, 6 + 7 * index)).toISOString().slice(0, 10)
    const reading = readings[index]
    return { start, value, provisional: false, label: `T${index + 1}`, ...(reading ? { reading } : {}) }
  })

const delivery = [2.4, 2.2, 2.5, 2.3, 2.6, 2.4, 2.3, 2.5, 2.2, 2.4, 2.6, 2.3, 3.1, 3.2, 3.3]

export const worse: PulseData = {
  periods: series(delivery, { 12: 'concern', 13: 'concern', 14: 'concern' }),
  phases: [{ start: '2025-01-06', end: '2025-12-31', centre: 2.4, lower: 1.9, upper: 2.9, limits: 'firm' }],
}

/** Everything that can be awkward at once: gaps, a week left out, provisional limits, stepped target, change. */
export const awkward: PulseData = {
  periods: series([62, 64, null, 61, 95, 63, 60, null, null, 72, 71, 74, 70, 73], {
    10: 'change',
    11: 'change',
  }).map((period, index) => (index === 4 ? { ...period, leftOut: true } : period)),
  phases: [
    { start: '2025-01-06', end: '2025-03-09', centre: 62, lower: 55, upper: 69, limits: 'provisional' },
    { start: '2025-03-10', end: '2025-12-31', centre: 72, lower: null, upper: null, limits: 'none' },
  ],
  target: {
    kind: 'steps',
    values: [60, 60, 60, 60, 65, 65, 65, 65, 70, 70, 70, 70, 75, 75],
    label: 'chỉ tiêu 75',
  },
}

export const range: PulseData = {
  periods: series([21, 22, 21.5, 23, 22.4, 21.2, 22, 22.8, 21.7, 22.1, 22.3, 21.9]),
  phases: [{ start: '2025-01-06', end: '2025-12-31', centre: 22, lower: 20, upper: 24, limits: 'firm' }],
  target: { kind: 'band', lower: 19, upper: 25, label: '19–25 °C' },
}

/** Five years of weeks. */
export const long: PulseData = {
  periods: series(
    Array.from({ length: 260 }, (_, index) => 100 + 12 * Math.sin(index * 1.7) + 9 * Math.sin(index * 0.61)),
  ),
  phases: [{ start: '2025-01-06', end: '2031-12-31', centre: 100, lower: 68, upper: 132, limits: 'firm' }],
  target: { kind: 'line', value: 120, label: 'chỉ tiêu 120' },
}
