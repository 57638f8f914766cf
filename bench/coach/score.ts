// Figures of quality over labelled statements: F1, precision, calibration.
import { STATEMENT_KINDS, type StatementKind } from '../../src/core/coach/statement.ts'

export type Judged = { truth: StatementKind; said: StatementKind; probability: number }

/** The mean over the kinds of 2·P·R/(P + R). */
export function macroF1(judged: readonly Judged[]): number {
  const ofKind = STATEMENT_KINDS.map((kind) => {
    const right = judged.filter(({ truth, said }) => truth === kind && said === kind).length
    const count = judged.filter(({ truth, said }) => truth === kind || said === kind).length
    return count === 0 ? 1 : (2 * right) / (right + count)
  })
  return ofKind.reduce((sum, score) => sum + score, 0) / ofKind.length
}

/** Expected calibration error over ten equal bins: the mean distance of what is said from what comes true. */
export function calibrationError(judged: readonly Judged[]): number {
  let error = 0
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === bin)
    const said = inside.reduce((sum, { probability }) => sum + probability, 0)
    const right = inside.filter((one) => one.truth === one.said).length
    error += Math.abs(said - right) / Math.max(judged.length, 1)
  }
  return error
}
