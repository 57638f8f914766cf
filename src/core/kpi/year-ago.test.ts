import { expect, test } from 'vitest'
import type { Frequency } from './types.ts'
import { yearBefore } from './year-ago.ts'

test.each<[string, Frequency, string]>([
  ['2026-06-22', 'week', '2025-06-23'],
  // Week 53 of 2026 stands against week 1 of the same turn of the year.
  ['2026-12-28', 'week', '2025-12-29'],
  ['2026-06-22', 'day', '2025-06-23'],
  ['2024-02-29', 'day', '2023-03-02'],
  ['2026-03-01', 'month', '2025-03-01'],
  ['2024-02-01', 'month', '2023-02-01'],
  ['2026-04-01', 'quarter', '2025-04-01'],
])('%s by %s: %s', (start, frequency, before) => expect(yearBefore(start, frequency)).toBe(before))
