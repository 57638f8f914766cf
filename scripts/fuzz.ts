// `npm run fuzz -- 5000 --seed 7`: so many generated inputs for each operation (200 without a number), on a course of its
// own without a seed. The seed is printed: with it, the same inputs come again.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } })
const cases = positionals[0] ?? '200'
const seed = values.seed ?? process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31)
if (![cases, seed].every((text) => /^\d+$/.test(text)))
  throw new Error('npm run fuzz -- CASES [--seed NUMBER]')
const again = `npm run fuzz -- ${cases} --seed ${seed}`
console.log(`${cases} cases an operation, seed ${seed}`)
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/fuzz'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_CASES: cases, FUZZ_SEED: seed },
})
if (status !== 0) console.log(`The same again: ${again}`)
process.exitCode = status ?? 1
