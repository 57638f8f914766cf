// `npm run bench [part …]`: what, ours, the bare work, their ratio, the bound, held or not; a table, and the same as JSON
// in bench/results.json.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measureCoach } from './coach.ts'
import { measureForecast } from './forecast.ts'
import { measureHttp } from './http.ts'
import { measureKpi } from './kpi.ts'
import { measureLive } from './live.ts'
import { measureOkr } from './okr.ts'
import { heldAgainst, isHeld, type Result } from './result.ts'
import { measureStart } from './start.ts'
import { measureWeb } from './web.ts'

const parts: Record<string, () => Promise<Result[]>> = {
  start: measureStart,
  web: measureWeb,
  kpi: measureKpi,
  forecast: measureForecast,
  live: measureLive,
  http: measureHttp,
  okr: measureOkr,
  coach: measureCoach,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

const results: (Result & { held: boolean })[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const result of await measure()) results.push({ ...result, held: isHeld(result) })
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
await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every(({ held }) => held) ? 0 : 1
