// `npm run bench [part …]`: what, ours, the bound, held or not; a table, and the same as JSON in bench/results.json.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from './result.ts'
import { measureStart } from './start.ts'
import { measureWeb } from './web.ts'

const parts: Record<string, () => Promise<Result[]>> = { start: measureStart, web: measureWeb }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

const results: (Result & { held: boolean })[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const result of await measure()) results.push({ ...result, held: result.ours <= result.bound })
}
console.table(
  results.map(({ ours, ...rest }) => ({ ...rest, ours: Math.round(ours * 100) / 100 })),
  ['what', 'ours', 'unit', 'bound', 'held'],
)
await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every(({ held }) => held) ? 0 : 1
