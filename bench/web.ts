// JavaScript of the first load, gzipped: the entry, what it imports at once, the page itself, and every message that
// either waits for, in Vietnamese.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { partsOfScreen, screens } from '../scripts/message-parts.ts'
import type { Result } from './result.ts'

const assets = join(import.meta.dirname, '../dist/web/assets')
const pages = ['home-screen', 'kpi-route', 'board-screen', 'okr-screen', 'objective-route', 'check-in-screen']

export async function measureWeb(): Promise<Result[]> {
  const files = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const weights = await Promise.all(
    screens().map(async (page) => ({ page, kilobytes: await weightOf(page, files) })),
  )
  const others = weights.filter(({ page }) => !pages.includes(page))
  const heaviest = others.reduce((most, one) => (one.kilobytes > most.kilobytes ? one : most))
  return [...weights.filter(({ page }) => pages.includes(page)), heaviest].map(({ page, kilobytes }) => ({
    what:
      page === heaviest.page
        ? `first load: ${page}, the heaviest of the ${others.length} others`
        : `first load: ${page}`,
    ours: kilobytes,
    unit: 'KB gzipped',
    bound: 150,
  }))
}

async function weightOf(page: string, files: string[]): Promise<number> {
  const stems = ['index', page, ...partsOfScreen(page).map((part) => `messages-vi-${part}`)]
  const loaded = await reach(stems.flatMap((stem) => chunksOf(files, stem)))
  const bytes = await Promise.all(
    [...loaded].map(async (name) => gzipSync(await readFile(join(assets, name))).length),
  )
  return bytes.reduce((sum, size) => sum + size, 0) / 1024
}

/** The chunks of this name: the hash behind it is eight characters. */
function chunksOf(files: string[], stem: string): string[] {
  const found = files.filter((name) => name.length === stem.length + 12 && name.startsWith(`${stem}-`))
  if (found.length === 0) throw new Error(`no chunk ${stem} in dist/web/assets: build the pages first`)
  return found
}

/** These chunks and all that they import statically. */
async function reach(names: string[]): Promise<Set<string>> {
  const seen = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const code = await readFile(join(assets, name), 'utf8')
    for (const [, found] of code.matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g))
      if (found) waiting.push(found)
  }
  return seen
}
