// The installation's own secrets: made at the first start, kept in the data folder, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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
  // Written whole and then linked: of two processes that start at once the first one's stand, and a kill leaves no half.
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(secrets), { mode: 0o600, flush: true })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return JSON.parse(await readFile(path, 'utf8')) as Secrets
}
