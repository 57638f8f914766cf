// The same period a year earlier, to stand beside a value (DOMAIN.md section 7.1 is for change; this is for season).
import { addDays, dateParts, firstOfMonth, type IsoDate } from '../calendar/iso-date.ts'
import type { Frequency } from './types.ts'

/**
 * First day of the same period a year earlier: 52 weeks back for days and weeks, so that weekdays meet weekdays; the
 * same month or quarter of the year before.
 */
export function yearBefore(start: IsoDate, frequency: Frequency): IsoDate {
  if (frequency === 'day' || frequency === 'week') return addDays(start, -364)
  const { year, month } = dateParts(start)
  return firstOfMonth(year - 1, month)
}
