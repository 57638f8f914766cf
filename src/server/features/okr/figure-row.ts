// What of a stored key result its figures rest on, beside what has been seen of it.
import type { Selectable } from 'kysely'
import type { DateRange, IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Tables } from '../../platform/tables.generated.ts'

type Stored = Selectable<Tables['key_result']>

export type FigureRow = Pick<
  Stored,
  | 'id'
  | 'weight'
  | 'measure'
  | 'plan'
  | 'kpi_id'
  | 'reading'
  | 'reading_n'
  | 'first_day'
  | 'last_day'
  | 'created_at'
> & {
  cycle_state: string
  cycle_first_day: IsoDate
  cycle_last_day: IsoDate
  /** Of a closed cycle, what it is judged by. */
  cycle_settings: unknown
  archived_at?: Date | null
}

/** A key result's own dates, or else its cycle's. */
export function datesOf(row: FigureRow): DateRange {
  return { start: row.first_day ?? row.cycle_first_day, end: row.last_day ?? row.cycle_last_day }
}
