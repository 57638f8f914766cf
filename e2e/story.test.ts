// The story of DOMAIN.md section 1 in the browser: production build, empty data folder, real input, both languages
// of one person's day. Words are read from the catalogue, figures are the worked examples'.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import { readCsv } from '../test/csv.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, startProduct } from './product.ts'

const t = translate.vi
const calls = join(import.meta.dirname, '../test/data/story/calls-four-weeks.csv')
const images = join(import.meta.dirname, '../docs/images')
const objectiveTitle = 'Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng'
const speedTitle = 'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút'
const ringsTitle = 'Nghe điện thoại sau tối đa 3 hồi chuông'

describe('the story, in the browser', () => {
  let product: Product
  let page: Page
  let key = ''
  let kpiId = ''
  let keyResultId = ''

  beforeAll(async () => {
    // Monday, 22 June 2026, nine o'clock in Ho Chi Minh City: the first day of week 25.
    product = await startProduct('2026-06-22T02:00:00Z')
    page = await product.open('/')
  }, 120_000)
  afterAll(() => product.stop())
  beforeEach(() => {
    onTestFailed(
      async ({ task }) =>
        void (await page.screenshot({ path: `test-results/${task.name.slice(0, 40)}.png`, fullPage: true })),
    )
  })

  test('first run: organisation and owner, in Vietnamese with a switch to English', async () => {
    await page.waitForURL('**/first-run')
    await page.getByRole('heading', { name: t('people.first_run.title') }).waitFor()
    await page.getByRole('radio', { name: 'English' }).click()
    await page.getByRole('heading', { name: translate.en('people.first_run.title') }).waitFor()
    await expectAccessible(page, 'first run, en')
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await page.getByLabel(t('people.organisation')).fill('Công ty Sao Mai')
    await page.getByLabel(t('people.your_name')).fill('Lan')
    await page.getByLabel(t('people.email')).fill('lan@saomai.vn')
    await page.getByLabel(t('people.password'), { exact: true }).fill('mat-khau-rat-dai')
    await expectAccessible(page, 'first run, vi')
    await page.getByRole('button', { name: t('people.first_run.start') }).click()
    await page.getByRole('heading', { name: t('common.place.home') }).waitFor()
    await expectAccessible(page, 'home, empty')
  })

  test('signing out and in again', async () => {
    await page.goto(`${product.url}/settings`)
    await page.getByRole('button', { name: t('people.sign_out') }).click()
    await page.getByLabel(t('people.email')).fill('lan@saomai.vn')
    await page.getByLabel(t('people.password')).fill('sai-mat-khau')
    await page.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
    await page.getByText(t('people.sign_in.refused')).waitFor()
    await page.getByLabel(t('people.password')).fill('mat-khau-rat-dai')
    await page.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
    await page.getByRole('heading', { name: t('common.place.home') }).waitFor()
  })

  test('keys: ? lists them, G and a letter goes, Ctrl K finds and acts', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: t('common.keys.title') })
    await keys.waitFor()
    await expectAccessible(page, 'keys')
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await page.waitForURL('**/kpis')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: t('rhythm.search.title') }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('a unit, and an API key for the programs that push', async () => {
    await page.goto(`${product.url}/settings/units`)
    await page.getByLabel(t('people.units.name')).fill('Chăm sóc khách hàng')
    await page.getByRole('button', { name: t('people.units.add') }).click()
    await page.getByRole('listitem').filter({ hasText: 'Chăm sóc khách hàng' }).waitFor()
    await expectAccessible(page, 'units')
    await page.goto(`${product.url}/settings/keys`)
    await page.getByLabel(t('people.keys.name')).fill('tổng đài')
    await page.getByRole('button', { name: t('people.keys.create') }).click()
    key = (await page.locator('code').first().textContent()) ?? ''
    expect(key).toMatch(/^nc_\w{40,}$/)
    await expectAccessible(page, 'keys')
  })

  test('240 calls imported: four weekly values, limits not yet and why, daily offered; twice counts once', async () => {
    await createKpi(page, product.url, 'Thời gian trả lời trung bình')
    await importFile(page, calls)
    await page.getByText(t('kpi.import.counts', { created: 240, replaced: 0, unchanged: 0 })).waitFor()
    await page.getByRole('button', { name: t('kpi.import.run', { count: 240 }) }).click()
    await page.getByText(t('kpi.import.counts', { created: 0, replaced: 0, unchanged: 240 })).waitFor()
    await expectAccessible(page, 'import')
    await page.getByRole('link', { name: t('kpi.import.to_chart') }).click()
    await page
      .getByText(/Trung\sbình\s48\sphút\squa\s4\stuần/)
      .first()
      .waitFor()
    await page
      .getByText(/Chưa\scó\sgiới\shạn:\smới\scó\s4\stuần/)
      .first()
      .waitFor()
    await page.getByRole('radio', { name: t('kpi.chart.as_table') }).check()
    const values = await page
      .locator('table', { has: page.getByRole('columnheader', { name: t('kpi.chart.head.centre') }) })
      .textContent()
    for (const value of ['47', '50', '46', '49']) expect(values).toContain(value)
    await expectAccessible(page, 'KPI page as a table')
    await page.getByRole('radio', { name: t('kpi.chart.as_chart') }).check()
    await page.getByRole('button', { name: t('kpi.finer.switch', { by: t('words.frequency.day') }) }).click()
    await page
      .getByText(/Mức\sthường\sngày\s48\sphút,\sgiới\shạn\stự\snhiên/)
      .first()
      .waitFor()
  })

  test('24 weeks: centre 48, limits 40.83–55.17, cannot meet 30, so change the system', async () => {
    await createKpi(page, product.url, 'Thời gian trả lời hằng tuần')
    kpiId = /kpis\/([\w-]+)/.exec(page.url())?.[1] ?? ''
    const weeks = (await readCsv('response-time-weekly.csv')).slice(0, 24)
    const text = [
      'week_starting\tresponse_minutes',
      ...weeks.map((row) => `${row.week_starting}\t${row.response_minutes}`),
    ].join('\n')
    await page.goto(`${product.url}/kpis/${kpiId}/import`)
    await page.getByLabel(t('kpi.import.paste')).fill(text)
    await page.getByRole('button', { name: t('kpi.import.run', { count: 24 }) }).click()
    await page.getByText(t('kpi.import.counts', { created: 24, replaced: 0, unchanged: 0 })).waitFor()
    await page.goto(`${product.url}/kpis/${kpiId}`)
    await page
      .getByText(/Mức thường ngày 48\sphút, giới hạn tự nhiên 40,83\sphút – 55,17\sphút/)
      .first()
      .waitFor()
    await page.getByText(t('words.variation.common_cause'), { exact: false }).first().waitFor()
    await page
      .getByText(/không thể đạt chỉ tiêu 30\sphút/)
      .first()
      .waitFor()
    await page.getByText(t('words.remedy.change_system')).waitFor()
    await expectAccessible(page, 'KPI page')
  })

  test('one click drafts the OKR; with guardrail, initiative and its own cycle it is published', async () => {
    await page.getByRole('link', { name: t('kpi.conclusion.draft') }).click()
    await page.waitForURL('**/draft')
    await expect
      .poll(() => page.getByLabel(t('loop.draft.objective'), { exact: true }).inputValue())
      .toBe(objectiveTitle)
    const keyResults = page.getByLabel(t('loop.draft.key_result'), { exact: true })
    const [drafted, guardrail] = [keyResults.first(), keyResults.nth(1)]
    await expect
      .poll(() => drafted.inputValue())
      .toBe(speedTitle.replace('thời gian trả lời trung bình', 'thời gian trả lời hằng tuần'))
    await drafted.fill(speedTitle)
    await page
      .getByText(/22,83\sphút/)
      .first()
      .waitFor()
    await page.getByText(t('words.draft.check.stretch')).waitFor()
    await guardrail.fill(ringsTitle)
    await page.getByLabel(t('loop.guardrail.upper'), { exact: true }).fill('3')
    await page.getByLabel(t('loop.guardrail.unit'), { exact: true }).fill('hồi chuông')
    await page.getByPlaceholder(t('loop.initiative.example')).fill('Tổng đài gọi lại tự động')
    await page.getByLabel(t('loop.cycle.name')).fill('Nâng nhịp chăm sóc')
    await page.getByLabel(t('loop.cycle.start')).fill('2026-06-22')
    await page.getByLabel(t('loop.cycle.end')).fill('2026-11-15')
    await expectAccessible(page, 'draft')
    await page.getByRole('button', { name: t('loop.draft.publish') }).click()
    await page.waitForURL(/okrs\/[\w-]{36}/)
    await page.getByRole('heading', { name: objectiveTitle }).waitFor()
    await page.getByText('Tổng đài gọi lại tự động', { exact: true }).first().waitFor()
    await expectAccessible(page, 'objective')
    const { body: chart } = await product.api(key).get(`/kpis/${kpiId}/chart`)
    expect(chart.phases[0].frozenAt).toBe('2026-06-21')
    const { body: made } = await product.api(key).get('/key-results')
    keyResultId = made.items.find((item: { title: string }) => item.title === speedTitle).id
  })

  test('21 weeks pushed by a program move progress, expected, status and Span in the open page, unasked', async () => {
    const weeks = (await readCsv('response-time-weekly.csv')).slice(24)
    const seen: string[] = []
    for (const week of weeks) {
      await product.moveTo(
        new Date(Date.parse(`${week.week_starting}T02:00:00Z`) + 7 * 86_400_000).toISOString(),
      )
      const pushed = await product
        .api(key)
        .post(`/kpis/${kpiId}/measurements`, { at: week.week_starting, value: Number(week.response_minutes) })
      expect(pushed.body).toEqual({ created: 1, replaced: 0, unchanged: 0 })
      const { body } = await product.api(key).get(`/key-results/${keyResultId}`)
      const shown = `tiến độ ${Math.round(body.progress * 100)}%`
      await page.getByText(shown).first().waitFor()
      seen.push(shown)
    }
    expect(seen.at(0)).toBe('tiến độ 3%')
    expect(seen.at(-1)).toBe('tiến độ 97%')
    await page
      .getByText(/30,5\sphút/)
      .first()
      .waitFor()
    await expectAccessible(page, 'objective, under way')
  })

  test('checking in on the manual key result', async () => {
    for (const [date, value] of [
      ['2026-06-23', '2'],
      ['2026-06-30', '3'],
      ['2026-07-07', '4'],
      ['2026-07-14', '3'],
    ] as const) {
      await page
        .getByRole('button', { name: t('okr.check_in.open'), exact: true })
        .last()
        .click()
      await page.getByLabel(t('okr.check_in.date')).fill(date)
      await page.getByLabel(t('okr.check_in.value'), { exact: false }).first().fill(value)
      await page.getByRole('button', { name: t('okr.check_in.publish') }).click()
      await page.getByRole('button', { name: t('okr.check_in.publish') }).waitFor({ state: 'detached' })
    }
    await page.getByText('3/4', { exact: false }).first().waitFor()
  })

  test('the proof says improved; the cycle is closed with its scores', async () => {
    await page
      .getByText(
        /Đã\scải\sthiện\sthật\.\sTrung\sbình\s48\sphút\s\(24\stuần\)\sthành\s34,24\sphút\s\(21\stuần\)\./,
      )
      .waitFor()
    await page.goto(`${product.url}/reviews`)
    await page.getByRole('button', { name: t('okr.cycle.step.review') }).click()
    await page.getByRole('button', { name: t('okr.cycle.step.close') }).waitFor()
    await page
      .getByRole('group', { name: t('okr.review.decision'), exact: true })
      .getByRole('radio', { name: t('okr.decision.done') })
      .check()
    await page.getByLabel(t('okr.review.learned')).fill('Gọi lại tự động là điều quyết định.')
    await page
      .getByRole('button', { name: t('okr.edit.save') })
      .first()
      .click()
    await page.getByText(t('okr.review.ready')).waitFor()
    await expectAccessible(page, 'review')
    await page.getByRole('button', { name: t('okr.cycle.step.close') }).click()
    await page.getByText(t('okr.review.closed')).waitFor()
    await page.getByText('0,86').first().waitFor()
    await page.getByText('0,97').first().waitFor()
  })

  test('hand over: the new phase from week 33, both phases and the OKR on the chart', async () => {
    await page.goto(`${product.url}/kpis/${kpiId}`)
    await page.getByText(/Mức thường ngày 30,46, giới hạn 26,69\s–\s34,23, từ 13 kỳ/).waitFor()
    await page.getByRole('textbox', { name: t('loop.hand_over.target') }).fill('30')
    await page.getByRole('button', { name: t('loop.hand_over.action') }).click()
    await page
      .getByText(/Đã\schốt\smức\smới\stừ\stuần\s34/)
      .first()
      .waitFor()
    await page
      .getByText(/Mức thường ngày 30,46\sphút, giới hạn tự nhiên 26,69\sphút – 34,23\sphút/)
      .first()
      .waitFor()
    await page
      .getByText(/OKR\s22\/06–15\/11:\s48\s→\s30/)
      .first()
      .waitFor()
    const { body: chart } = await product.api(key).get(`/kpis/${kpiId}/chart`)
    expect(chart.phases.map((phase: { points: number }) => phase.points)).toEqual([32, 13])
    expect(chart.capability).toBe('unreliable')
    await expectAccessible(page, 'KPI page, two phases')
    await page.reload()
    await page
      .getByText(/Mức thường ngày 30,46/)
      .first()
      .waitFor()
    await page
      .getByText(/Đã cải thiện thật\./)
      .first()
      .waitFor()
    await picture(page, 'kpi-vi.png')
  })

  test('every screen holds at 360 px, in the dark, in English', async () => {
    const state = await page.context().storageState()
    const narrow = await product.open('/', {
      storageState: state,
      viewport: { width: 360, height: 780 },
      colorScheme: 'dark',
    })
    await narrow.evaluate(() => localStorage.setItem('nhipcau.locale', 'en'))
    const { body: objectives } = await product.api(key).get('/objectives')
    const paths = [
      '/',
      '/okrs',
      `/okrs/${objectives.items[0].id}`,
      '/okrs/new',
      '/check-in',
      '/kpis',
      '/kpis/targets',
      '/scorecards',
      '/scorecards/new',
      `/kpis/${kpiId}`,
      `/kpis/${kpiId}/drivers`,
      '/kpis/new',
      `/kpis/${kpiId}/edit`,
      `/kpis/${kpiId}/import`,
      `/kpis/${kpiId}/draft`,
      '/reviews',
      '/settings',
      '/settings/units',
      '/settings/cycles',
      '/settings/keys',
      '/settings/connections',
      '/settings/audit',
    ]
    for (const path of paths) {
      await narrow.goto(product.url + path)
      await narrow.locator('h1').waitFor()
      await narrow.waitForLoadState('networkidle').catch(() => {})
      await expectAccessible(narrow, `${path}, narrow, dark, en`)
      await expectNoSidewaysScroll(narrow, path)
      // A message that was not loaded would show its id; the audit log shows operations by their names.
      const shown = path === '/settings/audit' ? '' : await narrow.locator('body').innerText()
      expect(shown, path).not.toMatch(/\b(common|kpi|loop|okr|people|rhythm|words)\.[a-z_]+/)
    }
    await narrow.context().close()
    const wide = await product.open(`/kpis/${kpiId}`, { storageState: state })
    await wide.evaluate(() => localStorage.setItem('nhipcau.locale', 'en'))
    await wide.reload()
    await wide.getByText('Usual level 30.46', { exact: false }).first().waitFor()
    await wide
      .getByText(/A real improvement\./)
      .first()
      .waitFor()
    await picture(wide, 'kpi-en.png')
  }, 120_000)
})

/** The pictures of the README, taken when they are asked for: WRITE_IMAGES=1 npm test -- e2e/story.test.ts */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.WRITE_IMAGES) await page.screenshot({ path: join(images, name) })
}

async function createKpi(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/kpis/new`)
  await page.getByLabel(t('kpi.form.name')).fill(name)
  await page.getByLabel(t('kpi.form.unit')).fill('phút')
  await page.getByLabel(t('kpi.form.direction')).selectOption('down')
  await page.getByLabel(t('kpi.form.frequency')).selectOption('week')
  await page.getByLabel(t('kpi.form.aggregation')).selectOption('mean')
  await page.getByLabel(t('kpi.form.target'), { exact: false }).first().fill('30')
  await page.getByRole('button', { name: t('kpi.new.save') }).click()
  await page.waitForURL(/kpis\/[\w-]{36}/)
}

async function importFile(page: Page, path: string): Promise<void> {
  await page.goto(`${page.url().replace(/\/$/, '')}/import`)
  await page.locator('input[type=file]').setInputFiles(path)
  await page.getByRole('button', { name: t('kpi.import.run', { count: 240 }) }).click()
}
