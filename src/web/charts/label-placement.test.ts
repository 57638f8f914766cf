import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineObstacles, overlaps, placeLabel, spreadLabels } from './label-placement.ts'

describe('placeLabel', () => {
  const box = (x: number, y: number) => ({ x, y, width: 20, height: 10 })

  test('takes the first candidate that is free', () => {
    expect(placeLabel([box(0, 0), box(10, 5), box(40, 0)], [box(15, 0)])).toEqual(box(40, 0))
  })
  test('boxes that only share an edge do not collide', () => {
    expect(overlaps(box(0, 0), box(20, 0))).toBe(false)
    expect(overlaps(box(0, 0), box(19.9, 9.9))).toBe(true)
  })
  test('gives up rather than collide', () => {
    expect(placeLabel([box(0, 0)], [box(5, 5)])).toBeNull()
  })
})

describe('spreadLabels', () => {
  test('leaves labels alone that have room', () => {
    expect(spreadLabels([10, 40, 80], 13, 0, 100)).toEqual([10, 40, 80])
  })
  test('moves two that touch apart evenly, keeping the order of the input', () => {
    expect(spreadLabels([53, 50], 13, 0, 100)).toEqual([58, 45])
  })
  test('a block that grows into its neighbour takes it in', () => {
    expect(spreadLabels([50, 50, 62], 12, 0, 100)).toEqual([42, 54, 66])
  })
  test('stays inside the bounds', () => {
    expect(spreadLabels([1, 2], 13, 0, 100)).toEqual([0, 13])
    expect(spreadLabels([99, 100], 13, 0, 100)).toEqual([87, 100])
  })
  test('never nearer than the gap, and inside the bounds whenever they can hold all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 350 }), { maxLength: 12 }), (wanted) => {
        const placed = spreadLabels(wanted, 13, 0, 300).sort((a, b) => a - b)
        placed.forEach((y, index) => {
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(300 + 1e-9)
          if (index > 0) expect(y - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(13 - 1e-9)
        })
      }),
    )
  })
})

test('lineObstacles covers the middle of a long segment and leaves gaps open', () => {
  const boxes = lineObstacles([{ x: 0, y: 0 }, { x: 100, y: 0 }, null, { x: 200, y: 0 }])
  const at = (x: number) => boxes.some((box) => overlaps(box, { x, y: -1, width: 1, height: 2 }))
  expect([at(50), at(99), at(150)]).toEqual([true, true, false])
})
