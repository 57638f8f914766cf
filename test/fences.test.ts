// The fences can fail: one forbidden import for each rule, in a small tree of its own.
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhipcau-fences-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const forbidden: [rule: string, from: string, to: string][] = [
  ['core-imports-only-itself', 'src/core/okr/progress.ts', 'src/contract/okr.ts'],
  ['contract-imports-core-and-zod', 'src/contract/okr.ts', 'src/i18n/catalogue.ts'],
  ['a-feature-by-its-public-file', 'src/server/features/okr/cycles.ts', 'src/server/features/kpi/chart.ts'],
  ['platform-knows-no-feature', 'src/server/platform/pipeline.ts', 'src/server/features/kpi/public.ts'],
  ['doors-know-contract-and-router-only', 'src/server/doors/http.ts', 'src/server/features/kpi/public.ts'],
  ['web-and-cli-never-import-the-server', 'src/web/app/client.ts', 'src/server/app.ts'],
  ['web-and-cli-never-import-the-server', 'src/cli/setup.ts', 'src/server/app.ts'],
  ['the-server-never-imports-the-web', 'src/server/app.ts', 'src/web/main.ts'],
  ['the-server-never-imports-the-web', 'src/server/app.ts', 'src/web/charts/pulse.tsx'],
  ['charts-are-pure', 'src/web/charts/pulse.ts', 'src/web/ui/button.ts'],
  ['web-features-stay-apart', 'src/web/features/okr/screen.ts', 'src/web/features/kpi/board.ts'],
  ['web-ui-and-charts-know-no-screen', 'src/web/ui/button.ts', 'src/web/app/client.ts'],
]

test.each(forbidden)('%s: %s may not import %s', async (rule, from, to) => {
  expect(await brokenBy(from, to)).toContain(rule)
})

test('a circle is refused', async () => {
  expect(await brokenBy('src/core/okr/a.ts', 'src/core/okr/b.ts', true)).toContain('no-circles')
})

test('what is allowed passes', async () => {
  expect(await brokenBy('src/server/features/okr/cycles.ts', 'src/server/features/kpi/public.ts')).toEqual([])
  expect(await brokenBy('src/server/features/kpi/chart-file.ts', 'src/web/charts/pulse-file.ts')).toEqual([])
  expect(await brokenBy('src/web/features/okr/screen.ts', 'src/core/okr/progress.ts')).toEqual([])
})

test('core compiles without Node and DOM: process, fetch and document are unknown there', async () => {
  const tsconfig = join(root, 'tsconfig.core.json')
  await mkdir(join(folder, 'src/core'), { recursive: true })
  await writeFile(join(folder, 'src/core/impure.ts'), 'export const now = [process.pid, fetch, document]\n')
  const config = { extends: tsconfig, include: [join(folder, 'src/core')] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const { status, stdout } = run('tsc', ['-p', join(folder, 'tsconfig.json')], folder)
  expect(status).not.toBe(0)
  for (const name of ['process', 'fetch', 'document']) expect(stdout).toContain(`Cannot find name '${name}'`)
})

/** The names of the rules that an import from one file to the other breaks. */
async function brokenBy(from: string, to: string, back = false): Promise<string[]> {
  await rm(join(folder, 'src'), { recursive: true, force: true })
  await write(from, `import { there } from '${steps(from, to)}'\nexport const here = there\n`)
  await write(
    to,
    back
      ? `import { here } from '${steps(to, from)}'\nexport const there = here\n`
      : 'export const there = 1\n',
  )
  const config = join(root, '.dependency-cruiser.cjs')
  const { stdout } = run('depcruise', ['src', '--config', config, '--output-type', 'json'], folder)
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return report.summary.violations.map(({ rule }) => rule.name)
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

const steps = (from: string, to: string) => `${'../'.repeat(from.split('/').length - 1)}${to}`

function run(name: string, args: string[], cwd: string) {
  return spawnSync(join(root, 'node_modules/.bin', name), args, { cwd, encoding: 'utf8' })
}
