// `npm run bench [part …]`: what, ours, the bare work, their ratio, the bound, held or not; a table, and the same as JSON
// in bench/results.json.
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { sweepDeadRuns } from '../scripts/data-folders.ts'
import { measureCoach } from './coach.ts'
import { measureForecast } from './forecast.ts'
import { measureFrames } from './frames.ts'
import { measureGrowth } from './growth.ts'
import { measureHttp } from './http.ts'
import { measureKpi } from './kpi.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureLive } from './live.ts'
import { measureMixed } from './mixed.ts'
import { measureOkr } from './okr.ts'
import { heldAgainst, isHeld, type Result } from './result.ts'
import { measureStart } from './start.ts'
import { takeSteps } from './steps.ts'
import { measureWeb } from './web.ts'

const parts: Record<string, () => Promise<Result[]>> = {
  start: measureStart,
  web: measureWeb,
  kpi: measureKpi,
  forecast: measureForecast,
  live: () => measureLive(),
  http: measureHttp,
  mixed: measureMixed,
  okr: measureOkr,
  growth: measureGrowth,
  coach: measureCoach,
  lighthouse: measureLighthouse,
  frames: measureFrames,
}

sweepDeadRuns()
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

const machine = {
  processors: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  /** How busy it was before: figures in time mean little on a machine that does something else. */
  loadBefore: loadavg()[0],
}
const results: (Result & { part: string; held: boolean })[] = []
const seconds: Record<string, number> = {}
const steps: Record<string, Record<string, number>> = {}
for (const [part, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue
  const begun = performance.now()
  for (const result of await measure()) results.push({ part, ...result, held: isHeld(result) })
  seconds[part] = Math.round((performance.now() - begun) / 1000)
  steps[part] = takeSteps()
  console.log(`${part}: ${seconds[part]} s`, steps[part])
}
const short = (value: number | undefined) => (value === undefined ? '' : Math.round(value * 1000) / 1000)
console.table(
  results.map((result) => ({
    ...result,
    bound: `${result.isLeast ? '≥' : '≤'} ${result.bound}`,
    ours: short(result.ours),
    bare: short(result.bare),
    ratio: short(result.bare === undefined ? undefined : heldAgainst(result)),
  })),
  ['what', 'ours', 'bare', 'unit', 'ratio', 'bound', 'held'],
)
const path = join(import.meta.dirname, 'results.json')
const told = { at: new Date().toISOString(), machine, seconds, steps, results }
await writeFile(path, `${JSON.stringify(told, null, 2)}\n`)
const all = Object.values(seconds).reduce((sum, each) => sum + each, 0)
console.log(
  `${results.filter(({ held }) => held).length} of ${results.length} bounds hold; ${all} s; ${path}`,
)
process.exitCode = results.every(({ held }) => held) ? 0 : 1
