import { expect, test } from 'vitest'
import { chipLook } from './status-look.ts'

test('what is on track and stale says so and loses its colour; what is worse keeps its own', () => {
  const good = { tone: 'good', icon: 'circle' } as const
  expect(chipLook(good, false)).toEqual(good)
  expect(chipLook(good, true)).toEqual({ tone: 'neutral', icon: 'clock' })
  expect(chipLook({ tone: 'wrong', icon: 'octagon' }, true)).toEqual({ tone: 'wrong', icon: 'clock' })
})
