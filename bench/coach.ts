// The coach: what it promises, over the test part that it was never trained on or tuned to; docs/coach.md tells how.
import { reviewStatement } from '../src/core/coach/review-statement.ts'
import { FRESH, type Row, readDataSet, readFresh } from './coach/data-set.ts'
import { type Figures, figuresOf } from './coach/judge.ts'
import type { Result } from './result.ts'

const least = (what: string, ours: number, bound: number): Result => ({
  what,
  ours,
  unit: '',
  bound,
  isLeast: true,
})

export async function measureCoach(): Promise<Result[]> {
  const rows = readDataSet()
  const test = rows.filter(({ part }) => part === 'test')
  console.log(`coach: ${rows.length} statements, ${test.length} of them held apart for the test`)
  for (const file of FRESH) console.log(`${file}, written apart:`, rounded(figuresOf(readFresh(file))))
  return [...qualityOf(figuresOf(test)), ...timesOf(rows)]
}

function qualityOf(figures: Figures): Result[] {
  const { f1, wrongFieldF1 } = figures
  return [
    least('macro F1, vi', f1.vi, 0.92),
    least('macro F1, en', f1.en, 0.92),
    least('macro F1 in a wrong field, vi', wrongFieldF1.vi, 0.92),
    least('macro F1 in a wrong field, en', wrongFieldF1.en, 0.92),
    least('macro F1 of hard cases', figures.hardF1, 0.85),
    { what: 'macro F1 lost without diacritics', ours: f1.vi - figures.unmarkedF1, unit: '', bound: 0.03 },
    least('precision of initiative_as_key_result', figures.accusationPrecision, 0.95),
    { what: 'expected calibration error', ours: figures.calibrationError, unit: '', bound: 0.05 },
    least('measures read exactly', figures.measuresRead, 0.92),
  ]
}

/** The mean over everything, and the longest of texts that are meant to hurt. */
function timesOf(rows: readonly Row[]): Result[] {
  const read = () => {
    for (const { text } of rows) reviewStatement(text, { field: 'key_result' })
  }
  read()
  const mean = time(read) / rows.length
  const worst = Math.max(...ODD_TEXTS.map((text) => time(() => reviewStatement(text))))
  return [
    { what: 'time per statement', ours: mean, unit: 'ms', bound: 5 },
    { what: 'longest time of an odd text', ours: worst, unit: 'ms', bound: 50 },
  ]
}

const ODD_TEXTS = [
  '',
  'a'.repeat(100_000),
  '1.'.repeat(50_000),
  '1 '.repeat(50_000),
  'từ 1 lên '.repeat(12_000),
  'hai ba '.repeat(15_000),
  'zero two million '.repeat(6_000),
  '\u0323'.repeat(100_000),
  '\uD800'.repeat(100_000),
  '👩‍👩‍👧‍👦'.repeat(10_000),
  '%'.repeat(100_000),
  'không '.repeat(17_000),
  'to from '.repeat(12_000),
]

/** Processor time in milliseconds, which what else the machine does disturbs least. */
function time(work: () => void): number {
  const began = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(began)
  return (user + system) / 1000
}

function rounded(figures: Figures) {
  return JSON.parse(JSON.stringify(figures), (_, value) =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
  )
}
