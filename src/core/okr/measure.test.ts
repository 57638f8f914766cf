import { expect, test } from 'vitest'
import { isEased, type Measure, measureRefusals, weightRefusals } from './measure.ts'

test.each<[Measure, string[]]>([
  [{ kind: 'reach', start: 48, target: 30, unit: 'phút' }, []],
  [{ kind: 'reach', start: 48, target: 48, unit: 'phút' }, ['target:start_is_target']],
  [
    { kind: 'reach', start: Number.NaN, target: Number.POSITIVE_INFINITY, unit: '' },
    ['start:not_finite', 'target:not_finite'],
  ],
  [{ kind: 'keep', upper: 3, unit: 'hồi chuông' }, []],
  [{ kind: 'keep', lower: 3, upper: 3, unit: '' }, []],
  [{ kind: 'keep', unit: '' }, ['upper:no_bound']],
  [{ kind: 'keep', lower: 4, upper: 3, unit: '' }, ['lower:lower_above_upper']],
  [{ kind: 'keep', lower: Number.NEGATIVE_INFINITY, unit: '' }, ['lower:not_finite']],
  [{ kind: 'milestones', steps: [{ title: 'Ký hợp đồng', done: false }] }, []],
  [{ kind: 'milestones', steps: [] }, ['steps:no_steps']],
  [{ kind: 'milestones', steps: [{ title: 'a', weight: 0, done: true }] }, ['steps:no_steps']],
  [
    {
      kind: 'milestones',
      steps: [
        { title: ' ', done: false },
        { title: 'b', weight: -1, done: false },
        { title: 'c', weight: Number.NaN, done: false },
      ],
    },
    ['steps.0.title:no_title', 'steps.1.weight:negative', 'steps.2.weight:not_finite'],
  ],
])('%j is refused for %j', (measure, expected) => {
  expect(measureRefusals(measure).map(({ field, code }) => `${field}:${code}`)).toEqual(expected)
})

test('a weight is a number from 0', () => {
  expect(weightRefusals(0)).toEqual([])
  expect(weightRefusals(-0.1)).toEqual([{ field: 'weight', code: 'negative' }])
})

test('a target nearer to the start is eased, whichever way it runs', () => {
  const reach = (start: number, target: number): Measure => ({ kind: 'reach', start, target, unit: '' })
  expect(isEased(reach(48, 30), reach(48, 33))).toBe(true)
  expect(isEased(reach(48, 30), reach(48, 27))).toBe(false)
  expect(isEased(reach(48, 30), reach(48, 30))).toBe(false)
  expect(isEased(reach(15, 30), reach(15, 25))).toBe(true)
  expect(isEased(reach(15, 30), reach(15, 10))).toBe(true)
})

test('wider bounds and bounds that are gone are eased, narrower ones are not', () => {
  const keep = (bounds: { lower?: number; upper?: number }): Measure => ({
    kind: 'keep',
    unit: '',
    ...bounds,
  })
  expect(isEased(keep({ upper: 3 }), keep({ upper: 4 }))).toBe(true)
  expect(isEased(keep({ lower: 1, upper: 3 }), keep({ upper: 3 }))).toBe(true)
  expect(isEased(keep({ upper: 3 }), keep({ upper: 2 }))).toBe(false)
  expect(isEased(keep({ upper: 3 }), keep({ lower: 1, upper: 3 }))).toBe(false)
})
