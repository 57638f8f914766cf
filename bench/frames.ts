// Frames while someone moves about: the map of 5,000 objectives, the list of as many, the KPI board of 200 charts, in
// Chromium on the production build. Held is the 95th percentile of the time between two frames while the pointer, the
// wheel or a click is at work, less what the same gestures cost on an empty page in the same run. Above about 50 ms a
// movement is seen to stutter. Printed besides: the longest frame.
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../scripts/chromium.ts'
import { startBenchApp } from './app.ts'
import { fillWithOkrs, todayOf } from './okr-data.ts'
import type { Result } from './result.ts'
import { step } from './steps.ts'
import { unchecked } from './unchecked.ts'

const objectives = 5_000
const charts = 200
const bound = 50

export async function measureFrames(): Promise<Result[]> {
  const app = await startBenchApp(todayOf(0))
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  try {
    const { cycleIds } = await step('fill', () =>
      unchecked(app.database, () => fillWithOkrs(app.database, app, [{ objectives }], 'frames')),
    )
    await app.database.query(
      'update kpi set archived_at = now() where id not in (select id from kpi order by id limit $1)',
      [charts],
    )
    const open = (path: string) => openPage(browser, app.url.replace('/api/v1', '') + path, app.apiKey)
    const empty = await openPage(browser, 'about:blank', app.apiKey)
    const bare = { wheel: await framesOf(empty, scroll), drag: await framesOf(empty, pan) }

    const map = await open(`/map?cycle=${cycleIds[0]}`)
    await map.getByRole('application').first().waitFor()
    await map.getByRole('button', { name: 'Mở hết', exact: true }).click()
    await map.waitForTimeout(3_000)
    const panned = await framesOf(map, pan)
    const zoomed = await framesOf(map, zoom)
    const closed = await framesOf(map, async (page) => {
      await page.getByRole('button', { name: 'Gập hết', exact: true }).click()
      await page.waitForTimeout(700)
      await page.getByRole('button', { name: 'Mở hết', exact: true }).click()
      await page.waitForTimeout(1_500)
    })
    await map.close()

    const list = await open(`/okrs?cycle=${cycleIds[0]}&layout=list&group=none`)
    await list.getByRole('row').nth(5).waitFor({ timeout: 60_000 })
    const listed = await framesOf(list, scroll)
    await list.close()

    const board = await open('/kpis')
    await board.locator('svg').nth(20).waitFor({ timeout: 60_000 })
    const drawn = await framesOf(board, scroll)

    return [
      result(`map of ${objectives} objectives: dragging the ground`, panned, bare.drag),
      result(`map of ${objectives} objectives: zooming by wheel`, zoomed, bare.wheel),
      result(`map of ${objectives} objectives: closing and opening all branches`, closed, bare.drag),
      result(`list of ${objectives} rows: scrolling by wheel`, listed, bare.wheel),
      result(`KPI board of ${charts} charts: scrolling by wheel`, drawn, bare.wheel),
    ]
  } finally {
    await browser.close()
    await app.stop()
  }
}

type Frames = { high: number; longest: number }

const result = (what: string, { high, longest }: Frames, bare: Frames): Result => ({
  what: `${what} (longest ${Math.round(longest)} ms; empty page ${Math.round(bare.high)} ms)`,
  ours: Math.max(0, high - bare.high),
  unit: 'ms more than an empty page, p95 of frames',
  bound,
})

/** The key opens the pages without a sign-in. */
async function openPage(browser: Browser, url: string, apiKey: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${apiKey}` },
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** The time between one frame and the next while the gesture goes on. */
async function framesOf(page: Page, gesture: (page: Page) => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    const look = (time: number) => {
      times.push(time)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(window, { frameTimes: times })
  })
  await gesture(page)
  const times = await page.evaluate(() => [...(window as unknown as { frameTimes: number[] }).frameTimes])
  const deltas = times.slice(1).map((time, place) => time - (times[place] ?? time))
  const sorted = deltas.toSorted((a, b) => a - b)
  return { high: sorted[Math.floor(sorted.length * 0.95)] ?? 0, longest: sorted.at(-1) ?? 0 }
}

const steps = 60

async function pan(page: Page): Promise<void> {
  await page.mouse.move(900, 600)
  await page.mouse.down()
  for (let step = 0; step < steps; step += 1)
    await page.mouse.move(900 - 400 * Math.sin(step / 6), 600 - 200 * Math.sin(step / 9))
  await page.mouse.up()
}

async function zoom(page: Page): Promise<void> {
  await page.mouse.move(800, 500)
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, step % 30 < 15 ? 60 : -60)
    await page.waitForTimeout(16)
  }
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(800, 500)
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, step < 45 ? 600 : -600)
    await page.waitForTimeout(16)
  }
}
