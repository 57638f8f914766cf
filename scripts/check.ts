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

const failed = steps.filter(([name, command, args]) => {
  const began = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'held' : 'BROKEN'}  ${name} (${seconds} s)`)
  if (status !== 0) console.log(`${stdout}${stderr}`)
  return status !== 0
})
process.exitCode = failed.length > 0 ? 1 : 0
