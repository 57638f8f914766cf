// `npm run fuzz -- 5000`: so many generated inputs for each operation (200 without a number), on a course of its own.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const [cases = '200'] = process.argv.slice(2)
const seed = process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31)
console.log(`FUZZ_SEED=${seed}`)
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'test.ts'), 'test/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_CASES: cases, FUZZ_SEED: seed },
})
process.exitCode = status ?? 1
