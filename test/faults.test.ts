// The short form of `npm run faults`: each fault a few times, on real processes.
import { expect, test } from 'vitest'
import { scenarios } from '../faults/scenarios.ts'

test.each(Object.keys(scenarios))('%s', { timeout: 300_000 }, async (name) => {
  const findings = (await scenarios[name]?.('short')) ?? []
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.filter(({ held }) => !held)).toEqual([])
})
