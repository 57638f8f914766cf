import { expect, test } from 'vitest'
import {
  type CycleState,
  cycleDatesRefusal,
  cycleTransition,
  fiscalCycles,
  fiscalYearOf,
  unresolvedObjectives,
} from './cycle.ts'

test('a cycle goes forward one state at a time, and only a closed one is reopened', () => {
  const states: CycleState[] = ['draft', 'active', 'review', 'closed']
  const allowed = states.flatMap((from) =>
    states.flatMap((to) => {
      const transition = cycleTransition(from, to)
      return transition === null ? [] : [`${from} → ${to}: ${transition}`]
    }),
  )
  expect(allowed).toEqual([
    'draft → active: forward',
    'active → review: forward',
    'review → closed: forward',
    'closed → active: reopen',
    'closed → review: reopen',
  ])
})

test('dates exist and are in order; one day is a cycle', () => {
  expect(cycleDatesRefusal({ start: '2026-06-22', end: '2026-11-15' })).toBeNull()
  expect(cycleDatesRefusal({ start: '2026-06-22', end: '2026-06-22' })).toBeNull()
  expect(cycleDatesRefusal({ start: '2026-06-31', end: '2026-11-15' })?.field).toBe('start')
  expect(cycleDatesRefusal({ start: '2026-06-22', end: '2026-06-21' })).toEqual({
    field: 'end',
    code: 'end_before_start',
  })
})

test('closing waits for the objectives that have neither score nor decision', () => {
  const objectives = [
    { id: 'a', score: 0.8, decision: null },
    { id: 'b', score: null, decision: 'drop' },
    { id: 'c', score: null, decision: null },
    { id: 'd', score: 0, decision: null },
  ]
  expect(unresolvedObjectives(objectives).map(({ id }) => id)).toEqual(['c'])
})

test('the fiscal calendar gives years, halves, quarters and months that follow on one another', () => {
  expect(fiscalCycles('quarter', 2026, 1).map(({ number, start, end }) => [number, start, end])).toEqual([
    [1, '2026-01-01', '2026-03-31'],
    [2, '2026-04-01', '2026-06-30'],
    [3, '2026-07-01', '2026-09-30'],
    [4, '2026-10-01', '2026-12-31'],
  ])
  expect(fiscalCycles('half', 2027, 4).map(({ start, end }) => [start, end])).toEqual([
    ['2026-04-01', '2026-09-30'],
    ['2026-10-01', '2027-03-31'],
  ])
  expect(fiscalCycles('year', 2027, 4)).toEqual([
    { kind: 'year', fiscalYear: 2027, number: 1, start: '2026-04-01', end: '2027-03-31' },
  ])
  expect(fiscalCycles('month', 2028, 1)[1]?.end).toBe('2028-02-29')
})

test('a day lies in the fiscal year that fiscalCycles gives it', () => {
  expect(fiscalYearOf('2026-06-22', 1)).toBe(2026)
  expect(fiscalYearOf('2026-03-31', 4)).toBe(2026)
  expect(fiscalYearOf('2026-04-01', 4)).toBe(2027)
  for (const month of [1, 4, 7, 12]) {
    const year = fiscalYearOf('2026-06-22', month)
    const [whole] = fiscalCycles('year', year, month)
    expect(whole && whole.start <= '2026-06-22' && '2026-06-22' <= whole.end).toBe(true)
  }
})
