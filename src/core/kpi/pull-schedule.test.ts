import { expect, test } from 'vitest'
import { nextRun, type PullSchedule } from './pull-schedule.ts'

const vn = 'Asia/Ho_Chi_Minh'

test.each<[PullSchedule, string, string, string]>([
  [{ every: 'quarter_hour' }, '2026-06-22T02:07:30Z', vn, '2026-06-22T02:15:00.000Z'],
  [{ every: 'hour' }, '2026-06-22T02:00:00Z', vn, '2026-06-22T03:00:00.000Z'],
  [{ every: 'day', at: '06:30' }, '2026-06-21T23:29:59Z', vn, '2026-06-21T23:30:00.000Z'],
  [{ every: 'day', at: '06:30' }, '2026-06-21T23:30:00Z', vn, '2026-06-22T23:30:00.000Z'],
  // Monday 22/06.
  [{ every: 'week', weekday: 1, at: '08:00' }, '2026-06-22T00:00:00Z', vn, '2026-06-22T01:00:00.000Z'],
  [{ every: 'week', weekday: 1, at: '08:00' }, '2026-06-22T01:00:00Z', vn, '2026-06-29T01:00:00.000Z'],
  [{ every: 'week', weekday: 7, at: '00:00' }, '2026-06-22T01:00:00Z', vn, '2026-06-27T17:00:00.000Z'],
  // Spring forward on 29/03 at 02:00, autumn back on 25/10 at 03:00: 08:00 stays 08:00.
  [{ every: 'day', at: '08:00' }, '2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
  [{ every: 'day', at: '08:00' }, '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
  // 02:30 does not exist on that day: 03:30 it is.
  [{ every: 'day', at: '02:30' }, '2026-03-28T23:30:00Z', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('%j after %s in %s is %s', (schedule, now, zone, expected) => {
  expect(nextRun(schedule, now, zone)).toBe(expected)
})
