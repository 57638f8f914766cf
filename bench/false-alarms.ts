// Simulates stable, normally distributed processes and writes what the signal rules cost on them, and what they
// can see, to src/core/kpi/false-alarms.generated.ts. Seeded: the same file every time, in about a minute.
// Run it with: npx node bench/false-alarms.ts
// `--check`: whether that file is current. Its seal is a digest of its tables and of every source that made them: where it
// fits, two rows are simulated again and the rest is taken to be as it was; where it does not, all of it is.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { NEW_SIGNALS } from '../src/core/kpi/false-alarms.generated.ts'
import { type FoundSignal, findSignals } from '../src/core/kpi/signals.ts'
import type { ProcessRules, RuleSet } from '../src/core/kpi/types.ts'
import { type Limits, limitsByRules } from '../src/core/kpi/xmr.ts'
import { levelChange } from '../src/core/loop/level-change.ts'
import { seededRandom } from './random.ts'

const RULE_SETS: readonly RuleSet[] = ['wheeler', 'nhs']
const BASELINES = [6, 8, 10, 12, 16, 20, 24, 30, 40, 52, 78, 104]
const FIRM_BASELINES = [12, 16, 24, 36, 52, 104]
const COUNTED = [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 36, 44, 52, 78, 104]
const DETECTING_BASELINES = [6, 8, 10, 12, 16, 24, 52]
const DETECTING_PERIODS = [8, 9, 10, 12, 14, 16, 20, 26, 39, 52]

const CHARTS = 8_000
const SHOWN = 0.8

const rulesOf = (ruleSet: RuleSet): ProcessRules => ({ ruleSet, limitMethod: 'mean' })
const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals))

function limitsOf(values: readonly number[], ruleSet: RuleSet): Limits {
  const limits = limitsByRules(values, rulesOf(ruleSet))
  if (limits === null) throw new Error('A baseline of the simulation is too short for limits')
  return limits
}

/** New signals per period after the baseline, whose limits stay. */
function lockedRate(ruleSet: RuleSet, baseline: number): number {
  const random = seededRandom(1)
  const following = 50
  let raised = 0
  for (let chart = 0; chart < CHARTS; chart++) {
    const values = random.normals(baseline + following)
    const limits = limitsOf(values.slice(0, baseline), ruleSet)
    for (const { completedAt } of findSignals(values, limits, ruleSet)) if (completedAt >= baseline) raised++
  }
  return raised / (CHARTS * following)
}

/** New signals per period while the limits move with every one; by the number of points so far. */
function openRates(ruleSet: RuleSet): number[] {
  const random = seededRandom(2)
  const last = (BASELINES.at(-1) ?? 0) + 10
  const raised = new Array<number>(last + 1).fill(0)
  for (let chart = 0; chart < CHARTS / 2; chart++) {
    const values = random.normals(last)
    const known = new Set<string>()
    for (let points = 6; points <= last; points++) {
      const soFar = values.slice(0, points)
      for (const signal of findSignals(soFar, limitsOf(soFar, ruleSet), ruleSet)) {
        if (signal.points.at(-1) !== points - 1 && signal.completedAt !== points - 1) continue
        const identity = `${signal.rule}:${signal.side}:${signal.points[0]}`
        if (!known.has(identity)) raised[points] = (raised[points] ?? 0) + 1
        known.add(identity)
      }
    }
  }
  return BASELINES.map((baseline, row) => {
    const counts = raised.slice(baseline, BASELINES[row + 1] ?? last + 1)
    return counts.reduce((sum, count) => sum + count, 0) / counts.length / (CHARTS / 2)
  })
}

function newSignals(ruleSet: RuleSet) {
  const open = openRates(ruleSet)
  return BASELINES.map((baseline, row) => ({
    baseline,
    locked: rounded(lockedRate(ruleSet, baseline), 4),
    open: rounded(open[row] ?? Number.NaN, 4),
  }))
}

/** How often an unchanged process is called improved, by the periods held against the baseline. */
function falseImproved(ruleSet: RuleSet) {
  const rows = FIRM_BASELINES.map((baseline) => {
    const random = seededRandom(3)
    const improved = COUNTED.map(() => 0)
    for (let chart = 0; chart < CHARTS; chart++) {
      const limits = limitsOf(random.normals(baseline), ruleSet)
      const after = random.normals(COUNTED.at(-1) ?? 0)
      COUNTED.forEach((periods, column) => {
        const { verdict } = levelChange(limits, after.slice(0, periods), { ruleSet, direction: 'up' })
        if (verdict === 'improved') improved[column] = (improved[column] ?? 0) + 1
      })
    }
    return { baseline, values: improved.map((count) => rounded(count / CHARTS, 4)) }
  })
  return { periods: COUNTED, rows }
}

/** The smallest shift, in standard deviations, that shows by a signal of level that holds 4 times in 5. */
function detection(ruleSet: RuleSet) {
  const charts = CHARTS / 5
  const rows = DETECTING_BASELINES.map((baseline) => ({
    baseline,
    values: DETECTING_PERIODS.map((periods) => {
      const random = seededRandom(4)
      const cases = Array.from({ length: charts }, () => ({
        limits: limitsOf(random.normals(baseline), ruleSet),
        after: random.normals(periods),
      }))
      const shareShown = (shift: number) =>
        cases.filter(({ limits, after }) => {
          const shifted = after.map((value) => value + shift)
          const { verdict, signals } = levelChange(limits, shifted, { ruleSet, direction: 'up' })
          return (
            (verdict === 'improved' || verdict === 'likely') &&
            signals.some(({ points }) => points.length > 1)
          )
        }).length / charts
      let [least, most] = [0, 4]
      while (most - least > 0.01) {
        const middle = (least + most) / 2
        if (shareShown(middle) < SHOWN) least = middle
        else most = middle
      }
      return rounded(most, 2)
    }),
  }))
  return { periods: DETECTING_PERIODS, rows }
}

/** Periods to the first signal when the limits are known: comparable with published figures. */
function averageRunLength(ruleSet: RuleSet): number {
  const random = seededRandom(5)
  const limits: Limits = {
    points: 24,
    centre: 0,
    movingRange: 1,
    lower: -3,
    upper: 3,
    upperRange: Number.POSITIVE_INFINITY,
  }
  const charts = 3000
  let total = 0
  for (let chart = 0; chart < charts; chart++) {
    const completed = findSignals(random.normals(1500), limits, ruleSet).map(
      (signal: FoundSignal) => signal.completedAt + 1,
    )
    total += completed.length === 0 ? 1500 : Math.min(...completed)
  }
  return total / charts
}

const tables = (make: (ruleSet: RuleSet) => unknown) =>
  Object.fromEntries(RULE_SETS.map((ruleSet) => [ruleSet, make(ruleSet)]))

/** One line a row: a table that can be read. */
function printed(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/\[\s+([\d.,\s-]+?)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)
    .replace(/\{\s+("baseline"[^{}]*?)\s+\}/g, (_, fields: string) => `{ ${fields.replace(/\s+/g, ' ')} }`)
    .replace(/"(\w+)":/g, '$1:')
}

/** This file and whatever it imports of ours, in one text. */
function sources(url = new URL(import.meta.url), seen = new Set<string>()): string {
  if (seen.has(url.href) || url.pathname.endsWith('.generated.ts')) return ''
  seen.add(url.href)
  const text = readFileSync(url, 'utf8')
  const [imports = ''] = text.split('\n\n')
  const imported = [...imports.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => new URL(path, url))
  return text + imported.map((next) => sources(next, seen)).join('')
}

const sealed = (text: string) =>
  `${text}\n// Seal: ${createHash('sha256').update(sources()).update(text).digest('hex')}\n`
const withoutSeal = (text: string) => text.replace(/\n\/\/ Seal: \w+\n$/, '')

const simulated =
  () => `// Made by bench/false-alarms.ts, a seeded simulation of stable, normally distributed processes. Do not edit.
import type { RuleSet } from './types.ts'

/** Rows by the points of the baseline, one value for each column of \`periods\`. */
export type ShareTable = {
  periods: readonly number[]
  rows: readonly { baseline: number; values: readonly number[] }[]
}

/** New signals per period: \`locked\` after a baseline of so many points, \`open\` with limits over all so far. */
export const NEW_SIGNALS: Record<RuleSet, readonly { baseline: number; locked: number; open: number }[]> = ${printed(tables(newSignals))}

/** Share of unchanged processes with the verdict \`improved\`, by baseline and periods counted. */
export const FALSE_IMPROVED: Record<RuleSet, ShareTable> = ${printed(tables(falseImproved))}

/** Smallest lasting shift in standard deviations shown 4 times in 5, by baseline and periods counted. */
export const DETECTION: Record<RuleSet, ShareTable> = ${printed(tables(detection))}
`

function check(text: string): void {
  const body = withoutSeal(text)
  const hasSeal = sealed(body) === text
  const isCurrent = hasSeal
    ? RULE_SETS.every((ruleSet) =>
        NEW_SIGNALS[ruleSet].some(
          ({ baseline, locked }) => baseline === 24 && locked === rounded(lockedRate(ruleSet, baseline), 4),
        ),
      )
    : simulated() === body
  if (!isCurrent) throw new Error('false-alarms.generated.ts is not current: npm run generate')
  if (!hasSeal) console.log('its sources changed and its tables did not: npm run generate makes this quick')
}

const file = new URL('../src/core/kpi/false-alarms.generated.ts', import.meta.url)
if (process.argv.includes('--check')) check(readFileSync(file, 'utf8'))
else {
  writeFileSync(file, sealed(simulated()))
  for (const [ruleSet, published] of [
    ['wheeler', 124.3],
    ['nhs', 87.6],
  ] as const)
    console.log(
      `${ruleSet}: a false signal every ${averageRunLength(ruleSet).toFixed(1)} periods with known limits (reference ${published})`,
    )
}
