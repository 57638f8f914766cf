// The installation's own secrets: made at the first start, kept in the data folder, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `sealing` is the key of what is kept sealed: with another one, stored credentials cannot be opened any more. */
export type Secrets = { session: string; operatorToken: string; sealing: string }

const file = 'secrets.json'
const made = () => randomBytes(32).toString('base64url')

export async function readOrMakeSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, file)
  const stored = await readFile(path, 'utf8').catch(() => null)
  if (stored !== null) return completed(path, JSON.parse(stored))
  // Written whole and then linked: of two processes that start at once the first one's stand, and a kill leaves no half.
  const draft = await written(path, { session: made(), operatorToken: made(), sealing: made() })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return JSON.parse(await readFile(path, 'utf8')) as Secrets
}

/** Secrets of an installation from before sealing get their key beside what they have. */
async function completed(
  path: string,
  stored: Omit<Secrets, 'sealing'> & Partial<Secrets>,
): Promise<Secrets> {
  if (stored.sealing !== undefined) return { ...stored, sealing: stored.sealing }
  const secrets = { ...stored, sealing: made() }
  await rename(await written(path, secrets), path)
  return secrets
}

async function written(path: string, secrets: Secrets): Promise<string> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(secrets), { mode: 0o600, flush: true })
  return draft
}
