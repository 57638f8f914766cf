import { expect, test } from 'vitest'
import { carriedMeasure, carryOver, type Ending } from './carry-over.ts'

const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' } as const
const keep = { kind: 'keep', upper: 3, unit: 'hồi chuông' } as const
const ending = (more: Partial<Ending>): Ending => ({
  measure: reach,
  current: 36,
  progress: 2 / 3,
  decision: null,
  ...more,
})

test.each([
  [{}, 'carried'],
  [{ decision: 'carry_over' }, 'carried'],
  [{ decision: 'done' }, 'left'],
  [{ decision: 'drop' }, 'left'],
  [{ current: null, progress: null }, 'carried'],
  [{ current: 30, progress: 1 }, 'left'],
  [{ current: 27, progress: 1.1667 }, 'left'],
  [{ current: 30, progress: 1, decision: 'carry_over' }, 'refused'],
  [{ measure: keep, progress: 1, decision: 'carry_over' }, 'carried'],
] as [Partial<Ending>, string][])('%j is %s', (more, expected) => {
  expect(carryOver(ending(more))).toBe(expected)
})

test('a reach starts at the current value; without one, where it started; the others stay as they stand', () => {
  expect(carriedMeasure({ measure: reach, current: 36 })).toEqual({ ...reach, start: 36 })
  expect(carriedMeasure({ measure: reach, current: null })).toEqual(reach)
  expect(carriedMeasure({ measure: keep, current: 2 })).toEqual(keep)
  const steps = {
    kind: 'milestones',
    steps: [
      { title: 'Chọn', done: true },
      { title: 'Lắp', done: false },
    ],
  } as const
  expect(carriedMeasure({ measure: steps, current: null })).toEqual(steps)
})
