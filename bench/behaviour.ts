// Shows that reading a process is linear in its periods: a million must cost at most 12 times a hundred thousand.
// Run it with: npx node bench/behaviour.ts
import { addDays } from '../src/core/calendar/iso-date.ts'
import { behaviourOf } from '../src/core/kpi/behaviour.ts'
import { defaultBaseline } from '../src/core/kpi/phase.ts'
import type { Period, RuleSet } from '../src/core/kpi/types.ts'
import { seededRandom } from './random.ts'

const FIRST = '2026-01-01'

function days(count: number): Period[] {
  const random = seededRandom(6)
  let day = FIRST
  return Array.from({ length: count }, () => {
    const period = { start: day, end: day, value: 50 + random.normal(), provisional: false }
    day = addDays(day, 1)
    return period
  })
}

function medianTime(periods: readonly Period[], ruleSet: RuleSet): number {
  const phase = { id: 'p1', start: FIRST, baseline: defaultBaseline(ruleSet) }
  const times = Array.from({ length: 7 }, () => {
    const begun = process.threadCpuUsage()
    behaviourOf(periods, [phase], { ruleSet, limitMethod: 'mean', direction: 'up', target: { value: 50 } })
    // Processor time, which what else the machine does disturbs least.
    return process.threadCpuUsage(begun).user / 1000
  })
  return times.toSorted((a, b) => a - b)[3] ?? Number.NaN
}

const [fewer, more] = [days(100_000), days(1_000_000)]
for (const ruleSet of ['wheeler', 'nhs'] as const) {
  const [short, long] = [medianTime(fewer, ruleSet), medianTime(more, ruleSet)]
  const ratio = (long / short).toFixed(1)
  console.log(
    `${ruleSet}: 100,000 periods ${short.toFixed(0)} ms, 1,000,000 periods ${long.toFixed(0)} ms, ×${ratio}`,
  )
}
