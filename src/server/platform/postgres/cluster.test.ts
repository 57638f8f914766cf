import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseAccount } from './account.ts'
import { makeCluster } from './cluster.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'nc-'))
  chmodSync(base, 0o755)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

test.each([
  ['could not write to file "pg_wal/x": No space left on device', 'disk_full'],
  ['could not find suitable text search configuration', 'postgres_failed'],
])('an initdb that ends with "%s" is %s and leaves nothing behind', async (complaint, code) => {
  const initdb = join(base, 'initdb')
  writeFileSync(
    initdb,
    `#!/bin/sh\ntouch "$2/PG_VERSION"\necho 'initdb: error: ${complaint}' >&2\nexit 1\n`,
    { mode: 0o755 },
  )
  const made = makeCluster(join(base, 'postgres'), databaseAccount(join(base, 'postgres')), {
    initdb,
    postgres: '',
    version: '18.4',
  })
  await expect(made).rejects.toMatchObject({ code })
  expect(readdirSync(base)).toEqual(['initdb'])
})
