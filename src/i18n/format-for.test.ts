import { describe, expect, test } from 'vitest'
import { formatFor } from './format-for.ts'

describe('instants', () => {
  // Built on the reader's own clock, whatever the time zone of the machine.
  const instant = new Date(2026, 10, 3, 9, 5).toISOString()
  const later = (minutes: number) => Date.parse(instant) + minutes * 60_000

  test('the clock, then the day as everywhere else', () => {
    expect(formatFor('vi').time(instant)).toBe('09:05 03/11/2026')
    expect(formatFor('en').time(instant)).toBe('09:05 3 Nov 2026')
  })

  test('in the organisation’s time zone, wherever the reader is', () => {
    expect(formatFor('vi', 'Asia/Ho_Chi_Minh').time('2026-11-15T18:30:00Z')).toBe('01:30 16/11/2026')
    expect(formatFor('vi', 'America/New_York').time('2026-11-15T18:30:00Z')).toBe('13:30 15/11/2026')
  })

  test('less than a minute ago is now; longer in the largest unit that fits', () => {
    expect(formatFor('en').ago(instant, later(0.4))).toBe('now')
    expect(formatFor('en').ago(instant, later(9))).toBe('9 minutes ago')
    expect(formatFor('vi').ago(instant, later(9))).toBe('9 phút trước')
    expect(formatFor('en').ago(instant, later(60 * 26))).toBe('yesterday')
    // 09:05 on Tuesday, told on Wednesday at 23:05: 38 hours, and yesterday all the same.
    expect(formatFor('vi').ago(instant, later(60 * 38))).toBe('Hôm qua')
    expect(formatFor('vi').ago(instant, later(60 * 39))).toBe('Hôm kia')
  })
})
