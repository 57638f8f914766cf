// The installation's own secrets: made at the first start, kept in the data folder, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Secrets = { session: string; operatorToken: string }

const file = 'secrets.json'

export async function readOrMakeSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, file)
  const stored = await readFile(path, 'utf8').catch(() => null)
  if (stored !== null) return JSON.parse(stored) as Secrets
  const secrets: Secrets = {
    session: randomBytes(32).toString('base64url'),
    operatorToken: randomBytes(32).toString('base64url'),
  }
  // wx: of two processes that start at once, one writes and the other reads.
  await writeFile(path, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return JSON.parse(await readFile(path, 'utf8')) as Secrets
}
