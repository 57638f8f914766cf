import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './iso-date.ts'
import { doClocksAgree, isInstant, isTimeZone, localDate, startOfDate } from './zone.ts'

const reference = JSON.parse(readFileSync('test/data/spc/kpi_aggregation.json', 'utf8')) as {
  timezones: { instant: string; zone: string; business_day: string }[]
  day_length_hours: { date: string; zone: string; hours: number }[]
}

describe('localDate', () => {
  test.each(reference.timezones)('$instant in $zone is $business_day', ({ instant, zone, business_day }) => {
    expect(localDate(instant, zone)).toBe(business_day)
  })

  test('agrees with Temporal whatever was asked before, also around changes of the clock', () => {
    const zones = [
      'Asia/Ho_Chi_Minh',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(1965, 0, 1), max: Date.UTC(2060, 0, 1) }),
        (zone, epochMs) => {
          const instant = new Date(epochMs).toISOString()
          const expected = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
          expect(localDate(instant, zone)).toBe(expected)
        },
      ),
      { numRuns: 500 },
    )
    // Berlin leaves summer time at 01:00Z: the second before and the second of it are both 25 October.
    expect(localDate('2026-10-25T00:59:59Z', 'Europe/Berlin')).toBe('2026-10-25')
    expect(localDate('2026-10-25T22:59:59Z', 'Europe/Berlin')).toBe('2026-10-25')
    expect(localDate('2026-10-25T23:00:00Z', 'Europe/Berlin')).toBe('2026-10-26')
  })

  test('100,000 instants over two years take well under a second', () => {
    const first = Date.UTC(2025, 0, 1)
    const instants = Array.from({ length: 100_000 }, (_, i) => new Date(first + i * 600_000).toISOString())
    const started = performance.now()
    for (const instant of instants) localDate(instant, 'Europe/Berlin')
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('startOfDate', () => {
  test.each(reference.day_length_hours)('$date in $zone has $hours hours', ({ date, zone, hours }) => {
    const length = Date.parse(startOfDate(addDays(date, 1), zone)) - Date.parse(startOfDate(date, zone))
    expect(length / 3_600_000).toBe(hours)
  })

  test('is the first instant of the day', () => {
    expect(startOfDate('2026-06-22', 'Asia/Ho_Chi_Minh')).toBe('2026-06-21T17:00:00Z')
    // Midnight does not exist on this day in Beirut: the clock goes from 23:59:59 to 01:00.
    expect(startOfDate('2024-03-31', 'Asia/Beirut')).toBe('2024-03-30T22:00:00Z')
    expect(localDate('2024-03-30T22:00:00Z', 'Asia/Beirut')).toBe('2024-03-31')
  })
})

test('instants name their offset and exist', () => {
  expect(isInstant('2026-06-22T01:00:00Z')).toBe(true)
  expect(isInstant('2025-12-01T08:00:00+07:00')).toBe(true)
  expect(isInstant('2026-06-22T01:00:00')).toBe(false)
  expect(isInstant('2026-02-30T01:00:00Z')).toBe(false)
  expect(isInstant('2026-06-22T24:00:00Z')).toBe(false)
  expect(isInstant('2026-06-22')).toBe(false)
})

test('time zones are known by name', () => {
  expect(isTimeZone('Asia/Ho_Chi_Minh')).toBe(true)
  expect(isTimeZone('Mars/Olympus')).toBe(false)
})

describe('doClocksAgree', () => {
  test.each([
    ['Asia/Ho_Chi_Minh', 'Asia/Bangkok', '2020-01-01T00:00:00Z', '2026-11-24T00:00:00Z', true],
    ['Asia/Ho_Chi_Minh', 'Asia/Singapore', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    // Both an hour ahead of Greenwich in winter; only one puts its clocks forward on 29 March.
    ['Europe/Berlin', 'Africa/Lagos', '2026-01-01T00:00:00Z', '2026-03-29T00:59:59Z', true],
    ['Europe/Berlin', 'Africa/Lagos', '2026-01-01T00:00:00Z', '2026-03-29T01:00:00Z', false],
    ['Europe/Berlin', 'Africa/Lagos', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
    ['Europe/Berlin', 'Europe/Paris', '1990-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ])('%s and %s from %s to %s: %s', (one, other, from, to, expected) => {
    expect(doClocksAgree(one, other, from, to)).toBe(expected)
    expect(doClocksAgree(other, one, from, to)).toBe(expected)
  })
})
