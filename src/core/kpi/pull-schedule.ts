// When a scheduled pull runs next: on the clock of the workspace's time zone, through its changes.
import { addDays, type Instant, onOrAfter, type Weekday } from '../calendar/iso-date.ts'
import { instantAt, localDate } from '../calendar/zone.ts'

/** `at` is a time of day, `HH:MM`, of the workspace's clock. */
export type PullSchedule =
  | { every: 'quarter_hour' | 'hour' }
  | { every: 'day'; at: string }
  | { every: 'week'; weekday: Weekday; at: string }

const MINUTE = 60_000

/** Minutes from one run to the next, a clock's changes aside. */
export const MINUTES_BETWEEN = { quarter_hour: 15, hour: 60, day: 1440, week: 10_080 }

/** The first moment after `now` at which the schedule asks for a run. Where clocks skip that time, as much later as they skip. */
export function nextRun(schedule: PullSchedule, now: Instant, zone: string): Instant {
  const epoch = Date.parse(now)
  if (!('at' in schedule)) {
    const length = MINUTES_BETWEEN[schedule.every] * MINUTE
    return new Date((Math.floor(epoch / length) + 1) * length).toISOString()
  }
  const today = localDate(now, zone)
  const isWeekly = schedule.every === 'week'
  const first = isWeekly ? onOrAfter(today, schedule.weekday) : today
  const then = Date.parse(instantAt(first, schedule.at, zone))
  if (then > epoch) return new Date(then).toISOString()
  return instantAt(addDays(first, isWeekly ? 7 : 1), schedule.at, zone)
}
