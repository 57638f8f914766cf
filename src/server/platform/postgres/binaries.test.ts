import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { databaseAccount } from './account.ts'
import { packagedPostgres, usableBinaries } from './binaries.ts'
import { StartError } from './start-error.ts'

const isRoot = process.getuid?.() === 0
const logged: string[] = []
const log = createLog('info', { write: (line) => logged.push(line) })
let base: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'nc-'))
  chmodSync(base, 0o755)
  logged.length = 0
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

/** The package as npm leaves it where install scripts may not run: without a link. */
const installWithoutLinks = () => {
  const native = join(base, 'package', 'native')
  cpSync(packagedPostgres(), native, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  })
  cpSync(join(packagedPostgres(), '..', 'package.json'), join(base, 'package', 'package.json'))
  return native
}

describe('usableBinaries', { timeout: 60_000 }, () => {
  test('makes the missing links in place', async () => {
    const native = installWithoutLinks()
    const account = databaseAccount(join(base, 'postgres'))
    const { postgres, version } = await usableBinaries(account, join(base, 'copies'), log, native)
    expect(postgres).toBe(join(native, 'bin', 'postgres'))
    expect(version).toMatch(/^18\.\d+$/)
    expect(existsSync(join(base, 'copies'))).toBe(false)
    expect(logged).toEqual([])
  })

  test.skipIf(!isRoot)('copies what the account cannot reach, once', async () => {
    const native = installWithoutLinks()
    chmodSync(join(base, 'package'), 0o700)
    mkdirSync(join(base, 'copies'))
    const account = databaseAccount(join(base, 'postgres'))
    const first = await usableBinaries(account, join(base, 'copies'), log, native)
    expect(first.postgres.startsWith(join(base, 'copies', 'postgresql-18.'))).toBe(true)
    expect(logged.filter((line) => line.includes('a copy in'))).toHaveLength(1)
    const made = statSync(first.postgres).ctimeMs
    expect(await usableBinaries(account, join(base, 'copies'), log, native)).toEqual(first)
    expect(statSync(first.postgres).ctimeMs).toBe(made)
  })
})

test('packagedPostgres refuses a platform without a package, naming the way out', () => {
  const refusal = () => packagedPostgres('sunos-sparc')
  expect(refusal).toThrow(StartError)
  expect(refusal).toThrow(/\(sunos-sparc\)\. Set DATABASE_URL/)
})
