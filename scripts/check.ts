// `npm run check`: types, lint, fences, messages, and that generated files are current.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

const steps: [string, string, string[]][] = [
  ['types of core (no DOM, no Node)', bin('tsc'), ['-p', 'tsconfig.core.json']],
  ['types of server, command line, tests', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the web', bin('tsc'), ['-p', 'tsconfig.web.json']],
  ['style', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['fences', bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['messages', process.execPath, ['scripts/messages.ts']],
  ['configuration is documented', process.execPath, ['scripts/configuration-docs.ts', '--check']],
  ['permissions are documented', process.execPath, ['scripts/permissions-docs.ts', '--check']],
  ['tables are current', process.execPath, ['scripts/tables.ts', '--check']],
  ['false alarm tables are current', process.execPath, ['bench/false-alarms.ts', '--check']],
]

/** Known weaknesses of what runs in production: told, and no reason to fail, for they may come overnight. */
function tellWeaknesses(): void {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
  })
  try {
    const { vulnerabilities } = JSON.parse(stdout) as {
      vulnerabilities: Record<string, { severity: string }>
    }
    const found = Object.entries(vulnerabilities).map(([name, { severity }]) => `${name} (${severity})`)
    console.log(
      found.length > 0
        ? `WARNING known weaknesses: ${found.join(', ')}`
        : 'held  no known weaknesses of dependencies',
    )
  } catch {
    console.log('not asked: this registry does not tell of known weaknesses')
  }
}

const failed = steps.filter(([name, command, args]) => {
  const began = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'held' : 'BROKEN'}  ${name} (${seconds} s)`)
  if (status !== 0) console.log(`${stdout}${stderr}`)
  return status !== 0
})
tellWeaknesses()
process.exitCode = failed.length > 0 ? 1 : 0
