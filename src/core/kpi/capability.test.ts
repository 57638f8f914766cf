import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilityOf } from './capability.ts'
import { remedyFor } from './remedy.ts'
import type { Direction } from './types.ts'

type Row = { dir: string; lpl: number; upl: number; target: number; expect: string | null }
const { rows } = JSON.parse(readFileSync('test/data/spc/assurance_truth_table.json', 'utf8')) as {
  rows: Row[]
}
const directions: Record<string, Direction> = { increase: 'up', decrease: 'down', neutral: 'range' }
const words: Record<string, string> = {
  consistent_pass: 'capable',
  consistent_fail: 'incapable',
  inconsistent: 'unreliable',
}

test.each(rows)('$dir, limits $lpl–$upl, target $target: $expect', (row) => {
  const { dir, lpl, upl, target, expect: expected } = row
  const capability = capabilityOf({ lower: lpl, upper: upl }, { value: target }, directions[dir] ?? 'range')
  expect(capability).toBe(expected === null ? null : words[expected])
})

test('a range is met by limits strictly inside, missed by limits wholly outside', () => {
  const target = { lower: 10, upper: 20 }
  expect(capabilityOf({ lower: 11, upper: 19 }, target, 'range')).toBe('capable')
  expect(capabilityOf({ lower: 10, upper: 19 }, target, 'range')).toBe('unreliable')
  expect(capabilityOf({ lower: 5, upper: 25 }, target, 'range')).toBe('unreliable')
  expect(capabilityOf({ lower: 20, upper: 25 }, target, 'range')).toBe('unreliable')
  expect(capabilityOf({ lower: 21, upper: 25 }, target, 'range')).toBe('incapable')
  expect(capabilityOf({ lower: 1, upper: 9 }, target, 'range')).toBe('incapable')
})

test('no target, no limits, or a target of another shape: none', () => {
  expect(capabilityOf(null, { value: 3 }, 'up')).toBeNull()
  expect(capabilityOf({ lower: 1, upper: 2 }, null, 'up')).toBeNull()
  expect(capabilityOf({ lower: 1, upper: 2 }, { lower: 0, upper: 3 }, 'up')).toBeNull()
})

test('the remedy follows from variation and capability', () => {
  expect(remedyFor('common_cause', 'incapable')).toBe('change_system')
  expect(remedyFor('common_cause', 'unreliable')).toBe('aim_centre_or_variation')
  expect(remedyFor('common_cause', 'capable')).toBe('leave_alone')
  expect(remedyFor('common_cause', null)).toBeNull()
  for (const capability of ['capable', 'incapable', 'unreliable', null] as const) {
    expect(remedyFor('concern', capability)).toBe('find_cause')
    expect(remedyFor('change', capability)).toBe('find_cause')
    expect(remedyFor('improvement', capability)).toBe('protect_gain')
    expect(remedyFor(null, capability)).toBeNull()
  }
})
