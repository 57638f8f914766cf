import { expect, test } from 'vitest'
import { tabNames } from './sheet.ts'

test('tabs have names that Excel takes, each its own', () => {
  expect(tabNames(['Kỳ', 'kỳ', 'a/b:c?', "'", 'x'.repeat(40), 'x'.repeat(40)])).toEqual([
    'Kỳ',
    'kỳ 2',
    'a b c',
    '–',
    'x'.repeat(31),
    `${'x'.repeat(29)} 2`,
  ])
})
