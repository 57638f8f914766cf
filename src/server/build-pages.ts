// The browser's pages, built where they are missing or older than their sources.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from './platform/log.ts'

const root = join(import.meta.dirname, '../..')
const out = join(root, 'dist/web')
const sources = ['src/web', 'src/core', 'src/i18n', 'src/contract']
const files = ['vite.config.ts', 'scripts/message-parts.ts', 'package-lock.json']

/** Builds when the sources' names, sizes and times differ from those of the last build. */
export async function buildPages(log: Log): Promise<void> {
  const stamp = await stampOfSources()
  const stampFile = join(out, 'built-from')
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return
  const began = performance.now()
  await runVite()
  await mkdir(out, { recursive: true })
  await writeFile(stampFile, stamp)
  log.info(`pages built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** In a process of its own: Vite sets NODE_ENV for all that runs beside it. */
async function runVite(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the pages could not be built: see above')
}

async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of sources) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const path of paths.sort()) await addTo(hash, path)
  }
  for (const file of files) await addTo(hash, join(root, file))
  return hash.digest('hex')
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const { size, mtimeMs } = await stat(path)
  hash.update(`${path} ${size} ${mtimeMs}\n`)
}
