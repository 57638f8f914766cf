// A running product on an empty data folder, and a browser before it.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../scripts/chromium.ts'
import { removeDataFolder } from '../scripts/data-folders.ts'
import { translate } from '../src/i18n/catalogue.ts'
import { restClient } from '../test/app.ts'

export type Product = Awaited<ReturnType<typeof startProduct>>

/** `host`: the name that the browser uses; passkeys need one, and no bare address. */
export async function startProduct(
  now: string,
  { host = '127.0.0.1', more = {} as Record<string, string> } = {},
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhipcau-e2e-'))
  const port = await freePort()
  const url = `http://${host}:${port}`
  const child = fork(join(import.meta.dirname, 'server.ts'), {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(dataDir, 'data'),
      BASE_URL: url,
      TEST_NOW: now,
      ...more,
    },
    execArgv: [],
  })
  await answerOf(child)
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  })
  const blocked: string[] = []
  return {
    url,
    /** What the pages' own Content-Security-Policy kept them from. */
    blocked,
    api: (key: string) => restClient(url, key),
    /** What whoever has the server's own files may do: found another organisation. */
    async operatorToken(): Promise<string> {
      return JSON.parse(await readFile(join(dataDir, 'data', 'secrets.json'), 'utf8')).operatorToken
    },
    async moveTo(instant: string) {
      child.send({ now: instant })
      await answerOf(child)
    },
    async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) blocked.push(message.text())
      })
      await page.goto(url + path)
      return page
    },
    async stop() {
      await browser.close()
      child.send({ stop: true })
      await once(child, 'exit')
      removeDataFolder(dataDir)
    },
  }
}

/** A page on which this person has signed in, in Vietnamese, and sees the week. */
export async function signIn(
  product: Product,
  { email, password }: { email: string; password: string },
): Promise<Page> {
  const t = translate.vi
  const page = await product.open('/sign-in')
  await page.getByLabel(t('people.email')).fill(email)
  await page.getByLabel(t('people.password')).fill(password)
  await page.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
  await page.getByRole('heading', { name: t('common.place.home') }).waitFor()
  return page
}

async function answerOf(child: ChildProcess): Promise<void> {
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the product ended')
    }),
  ])
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** No violation of WCAG 2.2 AA on what the page shows now. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Of one frame: gathered in the page itself, not in another one opened for it.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(told, where).toEqual([])
}

/** Nothing to scroll sideways: the page is as wide as the screen. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: window.innerWidth,
  }))
  expect(content, where).toBeLessThanOrEqual(screen)
}
