// How far people's confidence can be relied on: of those that said 7/10, how many reached their target? (DOMAIN.md 7.3)
import { meanOf } from '../arithmetic.ts'
import { addDays, type DateRange, daysIn } from '../calendar/iso-date.ts'

/** Fewer closed key results than this show nothing. */
export const ENOUGH_CLOSED = 20

/** A closed key result: what was said of it, 0 to 10, and its score at the close. */
export type ClosedKeyResult = { confidence: number; score: number }

export type CalibrationBin = {
  /** 0 to 10. */
  confidence: number
  keyResults: number
  reached: number
  /** reached / keyResults; null for an empty bin. */
  share: number | null
}

export type Calibration = {
  counted: number
  /** How many closed key results are still missing; 0 once there are enough. */
  missing: number
  /** Eleven, from 0 to 10. */
  bins: CalibrationBin[]
  /** Mean of what was said, as a share of 10, and the share that reached its target; null without any. */
  said: number | null
  reached: number | null
}

/**
 * The days of the middle third of a key result's time: those by whose end more than a third and at most two thirds of
 * its days have passed. Null where the time is too short to have such a day. The last check-in in it is the one that
 * counts: late enough to know something, early enough to be a forecast.
 */
export function middleThird(dates: DateRange): DateRange | null {
  const days = daysIn(dates)
  const start = addDays(dates.start, Math.floor(days / 3))
  const end = addDays(dates.start, Math.floor((2 * days) / 3) - 1)
  return start <= end ? { start, end } : null
}

/** A key result reached its target when its score is 1.00. */
export function calibrationOf(closed: readonly ClosedKeyResult[]): Calibration {
  const meanConfidence = meanOf(closed.map(({ confidence }) => confidence))
  const byConfidence = Map.groupBy(closed, ({ confidence }) => confidence)
  const bins = Array.from({ length: 11 }, (_, confidence): CalibrationBin => {
    const said = byConfidence.get(confidence) ?? []
    const reached = said.filter(isReached).length
    return {
      confidence,
      keyResults: said.length,
      reached,
      share: said.length === 0 ? null : reached / said.length,
    }
  })
  return {
    counted: closed.length,
    missing: Math.max(0, ENOUGH_CLOSED - closed.length),
    bins,
    said: meanConfidence === null ? null : meanConfidence / 10,
    reached: closed.length === 0 ? null : closed.filter(isReached).length / closed.length,
  }
}

const isReached = ({ score }: ClosedKeyResult) => score >= 1
