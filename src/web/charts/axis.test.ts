import { describe, expect, test } from 'vitest'
import { roundTicks, thinTicks, valueDomain } from './axis.ts'

describe('thinTicks', () => {
  test('names every period while there is room', () => {
    expect(thinTicks(4, 40, 200)).toEqual([0, 1, 2, 3])
  })
  test('45 weeks: every fourth in 600 px, every twelfth in 200 px', () => {
    expect(thinTicks(45, 48, 600)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44])
    expect(thinTicks(45, 48, 200)).toEqual([0, 12, 24, 36])
  })
  test('260 weeks in a phone still leave a label', () => {
    expect(thinTicks(260, 48, 60)).toEqual([0])
  })
  test('nothing to name', () => {
    expect(thinTicks(0, 48, 600)).toEqual([])
  })
})

describe('roundTicks', () => {
  test('the story: every 5 minutes', () => {
    expect(roundTicks(24.68, 57.18, 5)).toEqual([25, 30, 35, 40, 45, 50, 55])
  })
  test('shares and sums in đồng', () => {
    expect(roundTicks(0, 0.35, 5)).toEqual([0, 0.1, 0.2, 0.3])
    expect(roundTicks(0, 3.2e9, 4)).toEqual([0, 1e9, 2e9, 3e9])
  })
  test('across 0', () => {
    expect(roundTicks(-12, 13, 5)).toEqual([-10, -5, 0, 5, 10])
  })
})

describe('valueDomain', () => {
  test('reaches past limits and target by 8 % of the spread', () => {
    expect(valueDomain([48, 32, 40.83, 55.17, 30, null])).toEqual([30 - 25.17 * 0.08, 55.17 + 25.17 * 0.08])
  })
  test('does not go below 0 where no value does', () => {
    expect(valueDomain([0, 100])).toEqual([0, 108])
    expect(valueDomain([-10, 90])).toEqual([-18, 98])
  })
  test('a flat line still has a height', () => {
    expect(valueDomain([50, 50])).toEqual([45, 55])
    expect(valueDomain([0])).toEqual([0, 1])
    expect(valueDomain([null])).toEqual([0, 1])
  })
})
