// `npm test`: every test, browser included, in one run; ends with the plain line `N passed, N failed`.
import { startVitest } from 'vitest/node'
import { buildPages } from '../src/server/build-pages.ts'
import { createLog } from '../src/server/platform/log.ts'
import { findChromium } from './chromium.ts'

const filters = process.argv.slice(2)
process.env.CHROMIUM_PATH ??= await findChromium()
await buildPages(createLog('warn'))
const vitest = await startVitest('test', filters, { watch: false, run: true })
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const module of vitest.state.getTestModules()) {
  // What fails before its tests, in a hook or while loading, is no skipped test.
  for (const suite of [module, ...module.children.allSuites()])
    counts.failed += Math.min(1, suite.errors().length)
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state] += 1
  }
}
const unhandled = vitest.state.getUnhandledErrors().length
await vitest.close()
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`\n${counts.passed} passed, ${counts.failed + unhandled} failed${skipped}`)
process.exit(counts.failed + unhandled > 0 || counts.passed === 0 ? 1 : 0)
