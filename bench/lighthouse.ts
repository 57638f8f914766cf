// What Lighthouse says of the pages on a telephone: performance, accessibility, best practices; the sample company, signed in.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { findChromium } from '../scripts/chromium.ts'
import { freePort, type Product, startProduct } from './product.ts'
import type { Result } from './result.ts'
import { median } from './timing.ts'

const runs = 3
const bounds = { performance: 95, accessibility: 100, 'best-practices': 100 } as const
type Category = keyof typeof bounds

export async function measureLighthouse(): Promise<Result[]> {
  const product = await startProduct({ withSample: true })
  const port = await freePort()
  const profile = await mkdtemp(join(tmpdir(), 'nhipcau-bench-browser-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  })
  try {
    const page = await browser.newPage()
    await page.goto(`${product.url}/sign-in`)
    await page.evaluate(
      async (body) => {
        const headers = { 'content-type': 'application/json' }
        const { ok, status } = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body })
        if (!ok) throw new Error(`signing in was answered ${status}`)
      },
      JSON.stringify({ email: product.email, password: product.password }),
    )
    // Lighthouse empties the cache itself only where it may take the session as well.
    const devtools = await browser.newCDPSession(await browser.newPage())
    const forget = () => devtools.send('Network.clearBrowserCache')
    const results: Result[] = []
    for (const [name, path] of Object.entries(await pages(product)))
      results.push(...(await look(port, name, product.url + path, forget)))
    return results
  } finally {
    await browser.close()
    await product.stop()
    await rm(profile, { recursive: true, force: true })
  }
}

async function pages({ url, apiKey }: Product): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/v1/kpis?limit=1`, {
    headers: { authorization: `Bearer ${apiKey}` },
  })
  const { items } = (await response.json()) as { items: { id: string }[] }
  return {
    home: '/',
    'board of OKRs': '/okrs',
    'board of KPIs': '/kpis',
    'page of a KPI': `/kpis/${items[0]?.id}`,
  }
}

async function look(
  port: number,
  name: string,
  url: string,
  forget: () => Promise<unknown>,
): Promise<Result[]> {
  const categories = Object.keys(bounds) as Category[]
  const scores: Record<Category, number[]> = { performance: [], accessibility: [], 'best-practices': [] }
  const faults = new Set<string>()
  for (let run = 0; run < runs; run++) {
    await forget()
    const ran = await lighthouse(url, {
      port,
      onlyCategories: categories,
      disableStorageReset: true,
      logLevel: 'error',
    })
    if (!ran) throw new Error(`Lighthouse said nothing of ${url}`)
    for (const category of categories) {
      const { score, auditRefs } = ran.lhr.categories[category] ?? {}
      scores[category].push((score ?? 0) * 100)
      for (const { id, weight } of auditRefs ?? []) {
        const audit = ran.lhr.audits[id]
        if (weight > 0 && audit && audit.score !== null && audit.score < 0.9)
          faults.add(`${category}: ${audit.title} ${audit.displayValue ?? ''}`)
      }
    }
  }
  for (const fault of faults) console.log(`Lighthouse, ${name}: ${fault}`)
  return categories.map((category) => ({
    what: `Lighthouse on a telephone, ${name}: ${category}`,
    ours: median(scores[category]),
    unit: 'points',
    bound: bounds[category],
    isLeast: true,
  }))
}
