// Cycles: their states, what stands against closing one, and those that the fiscal calendar gives (DOMAIN.md sections 2 and 8).
import {
  addDays,
  type DateRange,
  dateParts,
  firstOfMonth,
  type IsoDate,
  isIsoDate,
} from '../calendar/iso-date.ts'

export type CycleKind = 'year' | 'half' | 'quarter' | 'month' | 'custom'
export type CycleState = 'draft' | 'active' | 'review' | 'closed'

/** What a change of state is: a step forward, or a reopening, which only admins may do and which is recorded. */
export type CycleTransition = 'forward' | 'reopen'

const FORWARD: Record<CycleState, CycleState | null> = {
  draft: 'active',
  active: 'review',
  review: 'closed',
  closed: null,
}

/** Which transition leads from one state to the other, or null if none does. A reopened cycle is active or in review. */
export function cycleTransition(from: CycleState, to: CycleState): CycleTransition | null {
  if (FORWARD[from] === to) return 'forward'
  return from === 'closed' && (to === 'review' || to === 'active') ? 'reopen' : null
}

/** The field that keeps a cycle's dates from being taken, or null: both exist and the last is not before the first. */
export function cycleDatesRefusal({
  start,
  end,
}: DateRange): { field: 'start' | 'end'; code: string } | null {
  if (!isIsoDate(start)) return { field: 'start', code: 'no_such_date' }
  if (!isIsoDate(end)) return { field: 'end', code: 'no_such_date' }
  return end < start ? { field: 'end', code: 'end_before_start' } : null
}

/** The objectives that keep a cycle from closing: those with neither a score nor a decision. */
export function unresolvedObjectives<Objective extends { score: number | null; decision: string | null }>(
  objectives: readonly Objective[],
): Objective[] {
  return objectives.filter(({ score, decision }) => score === null && decision === null)
}

/** A cycle of the fiscal calendar. `number` counts within the year: quarter 1 to 4, half 1 or 2, month 1 to 12. */
export type FiscalCycle = {
  kind: Exclude<CycleKind, 'custom'>
  fiscalYear: number
  number: number
  start: IsoDate
  end: IsoDate
}

const MONTHS_LONG: Record<FiscalCycle['kind'], number> = { year: 12, half: 6, quarter: 3, month: 1 }

/**
 * The cycles of one kind in a fiscal year, in order. The year is named by the calendar year it ends in, so the
 * one that starts in April 2026 is 2027; with a start in January it is the calendar year.
 */
export function fiscalCycles(
  kind: FiscalCycle['kind'],
  fiscalYear: number,
  fiscalStartMonth: number,
): FiscalCycle[] {
  const startYear = fiscalStartMonth > 1 ? fiscalYear - 1 : fiscalYear
  const months = MONTHS_LONG[kind]
  return Array.from({ length: 12 / months }, (_, index) => ({
    kind,
    fiscalYear,
    number: index + 1,
    start: firstOfMonth(startYear, fiscalStartMonth, index * months),
    end: addDays(firstOfMonth(startYear, fiscalStartMonth, (index + 1) * months), -1),
  }))
}

/** The fiscal year that a day lies in, named as `fiscalCycles` names it. */
export function fiscalYearOf(day: IsoDate, fiscalStartMonth: number): number {
  const { year, month } = dateParts(day)
  return fiscalStartMonth > 1 && month >= fiscalStartMonth ? year + 1 : year
}
