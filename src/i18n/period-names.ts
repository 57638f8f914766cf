// What a period of a KPI is called: T25 on an axis, "tuần 25 (15/06–21/06/2026)" in a sentence.
import type { DateRange } from '../core/calendar/iso-date.ts'
import { periodLabel, periodOf, type WorkCalendar } from '../core/kpi/periods.ts'
import type { Frequency } from '../core/kpi/types.ts'
import type { Format } from './format-for.ts'
import type { Translate } from './translator.ts'

export type PeriodNames = {
  /** For axes and narrow places. */
  short: (start: string) => string
  /** For sentences and lists. */
  long: (start: string) => string
}

export function periodNames(
  frequency: Frequency,
  calendar: WorkCalendar,
  t: Translate,
  format: Format,
): PeriodNames {
  const periodAt = (start: string): DateRange => periodOf(start, frequency, calendar)
  const labelOf = (start: string) => periodLabel(periodAt(start), frequency, calendar)
  return {
    short: (start) => {
      const label = labelOf(start)
      if (label.kind === 'day') return format.day(label.date)
      if (label.kind === 'week') return t('kpi.period.week', { week: label.week })
      if (label.kind === 'month') return t('kpi.period.month', { month: label.month, year: label.year })
      return t('kpi.period.quarter', { quarter: label.quarter, year: label.fiscalYear })
    },
    long: (start) => {
      const label = labelOf(start)
      const period = periodAt(start)
      if (label.kind === 'day') return format.date(label.date)
      if (label.kind === 'week')
        return t('kpi.period.week_long', {
          week: label.week,
          from: format.day(period.start),
          to: format.date(period.end),
        })
      if (label.kind === 'month') return t('kpi.period.month_long', { month: label.month, year: label.year })
      return t('kpi.period.quarter_long', { quarter: label.quarter, year: label.fiscalYear })
    },
  }
}
