import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutSpanLabels, spanX } from './span-layout.ts'
import { textWidth } from './text-width.ts'

const story = { start: '48 phút', target: '30 phút', value: '36 phút', expected: 'tuần 8' }
const at = (layout: ReturnType<typeof layoutSpanLabels>, text: string) =>
  layout.labels.find((label) => label.text === text)

describe('layoutSpanLabels', () => {
  test('value under the end of the deck, expected one row below it', () => {
    const layout = layoutSpanLabels(640, 0.667, 8 / 13, story)
    expect(at(layout, '36 phút')?.x).toBeCloseTo(14 + 612 * 0.667, 6)
    expect(at(layout, 'tuần 8')?.x).toBeCloseTo(14 + (612 * 8) / 13, 6)
    expect((at(layout, 'tuần 8')?.y ?? 0) - (at(layout, '36 phút')?.y ?? 0)).toBe(17)
  })
  test('expected beside the target moves up to the free row of the value', () => {
    const layout = layoutSpanLabels(640, 0.4, 0.97, story)
    expect(at(layout, 'tuần 8')?.y).toBe(at(layout, '36 phút')?.y)
  })
  test('expected is left out where both rows are taken', () => {
    expect(at(layoutSpanLabels(320, 0.98, 0.97, story), 'tuần 8')).toBeUndefined()
  })
  test('start and target that cannot share a row take two', () => {
    const long = { ...story, start: '1.250.000.000 ₫ mỗi tháng', target: '2.400.000.000 ₫ mỗi tháng' }
    expect(layoutSpanLabels(320, 0.5, null, long).height).toBe(
      layoutSpanLabels(640, 0.5, null, long).height + 17,
    )
  })
  test('no progress: the words stand in the middle', () => {
    const layout = layoutSpanLabels(320, null, 0.5, { ...story, value: 'chưa có số' })
    expect(at(layout, 'chưa có số')?.x).toBe(160)
  })
  test('at 320 px no two labels collide and none leaves the picture, wherever p and e are', () => {
    const share = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(share, share, (progress, expected) => {
        const boxes = layoutSpanLabels(320, progress, expected, story).labels.map(({ text, x, y }) => {
          const half = textWidth(text, 12) / 2
          return { left: x - half, right: x + half, y }
        })
        for (const [index, one] of boxes.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(-1e-9)
          expect(one.right).toBeLessThanOrEqual(320 + 1e-9)
          for (const other of boxes.slice(index + 1)) {
            expect(one.y !== other.y || one.right <= other.left || other.right <= one.left).toBe(true)
          }
        }
      }),
    )
  })
})

test('spanX shows that a value is past a pier, and no more', () => {
  expect(spanX(0.5, 228, 14)).toBe(114)
  expect([spanX(-2, 228, 14), spanX(5, 228, 14)]).toEqual([4, 224])
})
