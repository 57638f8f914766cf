// What people call a cycle of the fiscal calendar: for the server that makes a year of them and the form that offers one.
import { dateParts } from '../core/calendar/iso-date.ts'
import type { FiscalCycle } from '../core/okr/cycle.ts'
import type { Translate } from './translator.ts'

export function cycleName({ kind, number, fiscalYear, start }: FiscalCycle, t: Translate): string {
  const year = String(fiscalYear)
  if (kind === 'year') return t('okr.cycle.name.year', { year })
  if (kind === 'half') return t('okr.cycle.name.half', { number, year })
  if (kind === 'quarter') return t('okr.cycle.name.quarter', { number, year })
  const month = dateParts(start)
  return t('okr.cycle.name.month', { number: month.month, year: String(month.year) })
}
