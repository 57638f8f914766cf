// The cycles that the fiscal calendar gives, with the names that people call them by.
import { dateParts } from '../../../core/calendar/iso-date.ts'
import { type FiscalCycle, fiscalCycles } from '../../../core/okr/cycle.ts'
import type { Translate } from '../../../i18n/translator.ts'

const mostOffered = 8

/** Those of one kind that have not ended yet, in order. */
export function cyclesAhead(
  kind: FiscalCycle['kind'],
  today: string,
  fiscalStartMonth: number,
): FiscalCycle[] {
  const { year, month } = dateParts(today)
  const fiscalYear = fiscalStartMonth > 1 && month >= fiscalStartMonth ? year + 1 : year
  return [fiscalYear, fiscalYear + 1, fiscalYear + 2]
    .flatMap((each) => fiscalCycles(kind, each, fiscalStartMonth))
    .filter(({ end }) => end >= today)
    .slice(0, mostOffered)
}

export function cycleName({ kind, number, fiscalYear, start }: FiscalCycle, t: Translate): string {
  const year = String(fiscalYear)
  if (kind === 'year') return t('okr.cycle.name.year', { year })
  if (kind === 'half') return t('okr.cycle.name.half', { number, year })
  if (kind === 'quarter') return t('okr.cycle.name.quarter', { number, year })
  const month = dateParts(start)
  return t('okr.cycle.name.month', { number: month.month, year: String(month.year) })
}
