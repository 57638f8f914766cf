// `npm run faults [scenario …]`: what goes wrong, made to go wrong, and what was found afterwards; a table, and the same as
// JSON in faults/results.json. Anything that is not as it must be makes it exit with 1.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from './finding.ts'
import { scenarios } from './scenarios.ts'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in scenarios))
if (unknown.length > 0)
  throw new Error(`no such scenario: ${unknown.join(', ')}; there are ${Object.keys(scenarios).join(', ')}`)

const results: (Finding & { scenario: string })[] = []
for (const [scenario, run] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(scenario)) continue
  const begun = performance.now()
  const findings = await run('whole').catch((error): Finding[] => {
    console.error(error)
    return [{ what: 'ran to its end', found: String(error).slice(0, 200), held: false }]
  })
  for (const finding of findings) results.push({ scenario, ...finding })
  console.log(`${scenario}: ${Math.round((performance.now() - begun) / 1000)} s`)
}
console.table(results, ['scenario', 'what', 'found', 'held'])
await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
process.exit(results.every(({ held }) => held) ? 0 : 1)
