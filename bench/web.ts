// JavaScript of the first load, gzipped: the entry, what it imports at once, one language, and the page itself.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Result } from './result.ts'

const assets = join(import.meta.dirname, '../dist/web/assets')
const pages = ['home-screen', 'kpi-route', 'board-screen', 'okr-screen', 'objective-route']

export async function measureWeb(): Promise<Result[]> {
  const files = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const entry = files.filter((name) => name.startsWith('index-'))
  return Promise.all(
    pages.map(async (page) => {
      const loaded = await reach([
        ...entry,
        ...named(files, page),
        ...named(files, 'vi'),
        ...(await kpiMessages(files, page)),
      ])
      const bytes = await Promise.all(
        [...loaded].map(async (name) => gzipSync(await readFile(join(assets, name))).length),
      )
      return {
        what: `first load: ${page}`,
        ours: bytes.reduce((sum, size) => sum + size, 0) / 1024,
        unit: 'KB gzipped',
        bound: 150,
      }
    }),
  )
}

const named = (files: string[], stem: string) => files.filter((name) => name.startsWith(`${stem}-`))

/** The Vietnamese messages that KPI pages ask for besides. */
async function kpiMessages(files: string[], page: string): Promise<string[]> {
  if (page !== 'kpi-route' && page !== 'board-screen') return []
  const chunks = await Promise.all(
    named(files, 'kpi').map(async (name) => ({ name, code: await readFile(join(assets, name), 'utf8') })),
  )
  return chunks
    .filter(({ code }) => code.includes('"kpi.board.title"') && code.includes('tuần'))
    .map(({ name }) => name)
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
