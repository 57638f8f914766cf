// The screens about KPIs in the browser: numbers typed in a grid, and every screen looked at by axe, narrow and wide.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, startProduct } from './product.ts'

const t = translate.vi
// A Monday, nine in the morning in Việt Nam.
const now = '2026-06-22T02:00:00Z'

describe('KPI screens', () => {
  let product: Product
  let page: Page
  let api: ReturnType<Product['api']>
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    product = await startProduct(now)
    const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
    const setup = await product.api('').post('/setup', { workspace: { name: 'Công ty Sao Mai' }, owner })
    api = product.api(setup.body.apiKey)
    const weekly = { frequency: 'week', aggregation: 'mean', direction: 'up' }
    for (const kpi of [
      { ...weekly, name: 'Doanh thu', unit: 'tỷ ₫', aggregation: 'sum' },
      { ...weekly, name: 'Thời gian trả lời', unit: 'phút', direction: 'down' },
      { ...weekly, name: 'Tỷ lệ chốt', unit: '', aggregation: 'ratio' },
    ])
      ids[kpi.name] = (await api.post('/kpis', kpi)).body.id
    page = await product.open('/sign-in')
    await page.getByLabel(t('people.email')).fill(owner.email)
    await page.getByLabel(t('people.password')).fill(owner.password)
    await page.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
    await page.getByRole('heading', { name: t('common.place.home') }).waitFor()
  }, 120_000)
  afterAll(() => product.stop())
  beforeEach(() => {
    onTestFailed(
      async ({ task }) =>
        void (await page.screenshot({ path: `test-results/${task.name.slice(0, 40)}.png`, fullPage: true })),
    )
  })

  const cell = (row: number, column: number) => page.locator(`[data-cell="${row} ${column}"]`)
  const focusedCell = () => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const data = new DataTransfer()
      data.setData('text/plain', pasted)
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, text)
  const values = async (name: string) =>
    (await api.get(`/kpis/${ids[name]}/chart`)).body.periods.map(
      ({ value }: { value: number | null }) => value,
    )

  test('numbers by keyboard and by paste: faults at the cell, one save, its undo, and kept through a reload', async () => {
    await page.goto(`${product.url}/kpis`)
    await page.getByRole('link', { name: t('kpi.numbers.open') }).click()
    await cell(0, 0).focus()
    await page.keyboard.type('15 tỷ')
    await page.keyboard.press('ArrowRight')
    expect(await focusedCell()).toBe('0 1')
    await page.keyboard.type('1,5')
    await page.keyboard.press('Enter')
    expect(await focusedCell()).toBe('1 1')
    await paste('48 phút\t3 giờ\n9\t8\n12\t10\n')
    await cell(1, 2).focus()
    expect(await cell(1, 2).getAttribute('aria-invalid')).toBe('true')
    await page.getByText(t('kpi.numbers.error.other_unit', { unit: 'phút' })).waitFor()
    const save = page.getByRole('button', { name: t('kpi.numbers.save', { count: 6 }) })
    expect(await save.isDisabled()).toBe(true)
    await page.keyboard.type('47')
    await page.reload()
    expect(await cell(1, 2).inputValue()).toBe('47')
    expect(await cell(0, 0).inputValue()).toBe('15 tỷ')
    await expectAccessible(page, 'numbers')
    await cell(1, 2).focus()
    await page.keyboard.press('Control+Enter')
    await page.getByText(t('kpi.numbers.saved', { count: 6 })).waitFor()
    expect((await values('Doanh thu')).slice(0, 2)).toEqual([15, 1.5])
    expect((await values('Thời gian trả lời')).slice(0, 2)).toEqual([48, 47])
    expect((await values('Tỷ lệ chốt')).slice(0, 2)).toEqual([0.75, 0.8])
    expect(await cell(0, 0).inputValue()).toBe('15')
    await page.getByRole('button', { name: t('common.undo') }).click()
    await expect.poll(() => values('Doanh thu')).toEqual([])
    await expect.poll(() => cell(0, 0).inputValue()).toBe('')
    // Of a ratio one part alone is not enough.
    await cell(2, 7).fill('3')
    await cell(3, 7).focus()
    await page.getByText(t('kpi.numbers.error.pair')).waitFor()
    await cell(2, 7).focus()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('button', { name: t('kpi.numbers.save', { count: 0 }) }).isDisabled()).toBe(
      true,
    )
    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoSidewaysScroll(page, 'numbers at 360')
    await expectAccessible(page, 'numbers at 360')
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('a KPI as it was known on an earlier day: its numbers then, nothing to change, and the way back', async () => {
    const id = ids['Thời gian trả lời']
    const week = (at: string, value: number) => api.post(`/kpis/${id}/measurements`, { at, value })
    await week('2026-06-08', 48)
    await product.moveTo('2026-06-30T02:00:00Z')
    await week('2026-06-08', 41)
    await page.goto(`${product.url}/kpis/${id}`)
    await page.getByText('41 phút').first().waitFor()
    await page.getByRole('button', { name: t('kpi.page.menu') }).click()
    await page.getByRole('menuitem', { name: t('kpi.page.as_of') }).click()
    await page.getByText(t('kpi.past.banner', { date: '23/06/2026' })).waitFor()
    await page.getByText('48 phút').first().waitFor()
    expect(await page.getByText('41 phút').count()).toBe(0)
    expect(await page.getByRole('button', { name: t('kpi.hand.save') }).count()).toBe(0)
    await expectAccessible(page, 'as of')
    await page.getByLabel(t('kpi.past.day')).fill('2026-06-20')
    await page.getByText(t('kpi.past.empty', { date: '20/06/2026' })).waitFor()
    await page.getByRole('button', { name: t('kpi.past.back') }).click()
    await page.getByText('41 phút').first().waitFor()
  })

  test('the chart, its measurements and the board go out as tables, with exact figures', async () => {
    const id = ids['Thời gian trả lời']
    const { body: chart } = await api.get(`/kpis/${id}/chart`)
    await page.goto(`${product.url}/kpis/${id}`)
    const periods = await exported('XLSX')
    expect(periods.tabs).toEqual([t('kpi.export.periods'), t('kpi.export.phases'), t('kpi.signals.title')])
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`)
    expect(periods.rows.slice(1).map(([start, end, value]) => [start, end, value])).toEqual(
      chart.periods.map(({ start, end, value }: Record<string, string>) => [
        day(start ?? ''),
        day(end ?? ''),
        value,
      ]),
    )
    const numbers = await exported(t('kpi.export.measurements', { form: 'XLSX' }))
    expect(numbers.rows.map((row) => row[2])).toContain(41)
    expect(numbers.rows[0]?.[0]).toBe(t('kpi.measurements.when'))
    await api.patch(`/kpis/${ids['Tỷ lệ chốt']}`, { name: '=1+1' })
    await page.goto(`${product.url}/kpis`)
    const board = await exported('XLSX', true)
    expect(board.rows.map(([name]) => name).toSorted()).toEqual(
      [t('kpi.targets.kpi'), '=1+1', 'Doanh thu', 'Thời gian trả lời'].toSorted(),
    )
  }, 60_000)

  async function exported(form: string, isLookedAt = false) {
    const open = page.getByRole('button', { name: t('kpi.export.title'), exact: true })
    await open.focus()
    await page.keyboard.press('Enter')
    const entry = page.getByRole('menuitem', { name: form, exact: true })
    await entry.waitFor()
    if (isLookedAt) await expectAccessible(page, 'the menu of exports')
    if (process.env.LOOK_AT)
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        await page.screenshot({ path: `${process.env.LOOK_AT}/export-${width}-${isLookedAt}.png` })
      }
    const [file] = await Promise.all([page.waitForEvent('download'), entry.press('Enter')])
    const sheets = await readXlsxFile(await readFile(await file.path()))
    return { tabs: sheets.map(({ sheet }) => sheet), rows: sheets[0]?.data ?? [] }
  }

  test('every screen about KPIs, wide in Vietnamese and narrow in English and dark: nothing that axe finds', async () => {
    const id = ids['Thời gian trả lời']
    const kpi = `/kpis/${id}`
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const path of ['/kpis', '/kpis/targets', '/kpis/new', kpi, `${kpi}/drivers`, '/scorecards/new'])
      await look(path)
    await page.evaluate(() => {
      localStorage.setItem('nhipcau.theme', 'dark')
      localStorage.setItem('nhipcau.locale', 'en')
    })
    await page.setViewportSize({ width: 360, height: 740 })
    for (const path of ['/kpis', '/kpis/numbers', kpi, `${kpi}/import`, `${kpi}/draft`, '/scorecards'])
      await look(path)
    expect(product.blocked).toEqual([])
  }, 240_000)

  async function look(path: string): Promise<void> {
    await page.goto(product.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const width = page.viewportSize()?.width
    if (process.env.LOOK_AT)
      await page.screenshot({
        path: `${process.env.LOOK_AT}/${width}${path.replaceAll('/', '-').replace(/[0-9a-f-]{36}/, 'id')}.png`,
        fullPage: true,
      })
    await expectNoSidewaysScroll(page, `${path} at ${width}`)
    await expectAccessible(page, `${path} at ${width}`)
  }
})
