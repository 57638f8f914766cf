// Confidence over time: after each day with a check-in, the mean of what was last said of each key result.
import type { CheckInView } from '../../../contract/okr.ts'
import { weightedMean } from '../../../core/arithmetic.ts'

export type ConfidencePoint = { date: string; confidence: number }

export function confidenceLine(
  checkIns: readonly Pick<CheckInView, 'keyResultId' | 'date' | 'confidence'>[],
): ConfidencePoint[] {
  const said = checkIns
    .filter(({ confidence }) => confidence !== null)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const latest = new Map<string, number>()
  const points = new Map<string, number>()
  for (const { keyResultId, date, confidence } of said) {
    latest.set(keyResultId, confidence ?? 0)
    points.set(date, weightedMean([...latest.values()].map((value) => ({ value, weight: 1 }))) ?? 0)
  }
  return [...points].map(([date, confidence]) => ({ date, confidence }))
}
