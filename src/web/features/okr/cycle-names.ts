// The cycles that the fiscal calendar gives and that have not ended.
import { type FiscalCycle, fiscalCycles, fiscalYearOf } from '../../../core/okr/cycle.ts'

const mostOffered = 8

/** Those of one kind that have not ended yet, in order. */
export function cyclesAhead(
  kind: FiscalCycle['kind'],
  today: string,
  fiscalStartMonth: number,
): FiscalCycle[] {
  const fiscalYear = fiscalYearOf(today, fiscalStartMonth)
  return [fiscalYear, fiscalYear + 1, fiscalYear + 2]
    .flatMap((each) => fiscalCycles(kind, each, fiscalStartMonth))
    .filter(({ end }) => end >= today)
    .slice(0, mostOffered)
}
