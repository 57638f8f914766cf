// Writing OKRs and KPIs with help, in the browser: templates to start from.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import type { restClient } from '../test/app.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, startProduct } from './product.ts'

const t = translate.vi

describe('writing with help, in the browser', () => {
  let product: Product
  let page: Page
  let lan: ReturnType<typeof restClient>

  beforeAll(async () => {
    product = await startProduct('2026-07-06T02:00:00Z')
    const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
    const { body } = await product.api('').post('/setup', { workspace: { name: 'Công ty Sao Mai' }, owner })
    lan = product.api(body.apiKey)
    page = await product.open('/sign-in')
    await page.getByLabel(t('people.email')).fill(owner.email)
    await page.getByLabel(t('people.password')).fill(owner.password)
    await page.getByRole('button', { name: t('people.sign_in.action') }).click()
    await page.getByRole('heading', { name: t('common.place.home') }).waitFor()
  }, 120_000)
  afterAll(() => product.stop())
  beforeEach(() => {
    onTestFailed(
      async ({ task }) =>
        void (await page.screenshot({ path: `test-results/${task.name.slice(0, 40)}.png`, fullPage: true })),
    )
  })

  test('templates: before there is a cycle, the way to one', async () => {
    await page.goto(`${product.url}/okrs/new`)
    await page.getByRole('link', { name: t('templates.use') }).click()
    await page.getByText(t('templates.no_cycle'), { exact: true }).waitFor()
    const cycle = { name: 'Quý 3', kind: 'quarter', start: '2026-07-01', end: '2026-09-30', state: 'active' }
    await lan.post('/cycles', cycle)
  })

  test('an OKR set: reached from the empty board, found without diacritics, adopted and taken back', async () => {
    await page.goto(`${product.url}/okrs`)
    await page.getByRole('link', { name: t('templates.use') }).click()
    await page.getByRole('heading', { name: t('templates.title'), level: 1 }).waitFor()
    await expectAccessible(page, 'templates')
    await page.getByLabel(t('templates.find')).fill('dien thoai chuong')
    const title = 'Khách hàng được lắng nghe ngay khi họ cần'
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await page.getByRole('listitem').getByRole('link').count()).toBe(1)
    await page.getByRole('button', { name: t('templates.adopt') }).click()
    await page.waitForURL(/\/okrs\/[0-9a-f-]{36}$/)
    for (const text of [
      'Thời gian trả lời trung bình giảm từ 48 xuống 30 phút',
      'Cài đặt gọi lại tự động khi hàng chờ dài',
    ])
      await page.getByText(text).first().waitFor()
    await page.getByRole('button', { name: t('common.undo') }).click()
    await page.waitForURL(/\/templates\?/)
    expect((await lan.get('/objectives')).body.items).toEqual([])
  })

  test('a KPI on a phone, in English and in the dark: the list gives way to the template', async () => {
    const phone = await product.open('/sign-in', {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
      storageState: await page.context().storageState(),
    })
    await phone.evaluate(() => localStorage.setItem('nhipcau.locale', 'en'))
    const en = translate.en
    await phone.goto(`${product.url}/kpis`)
    await phone.getByRole('link', { name: en('templates.use') }).click()
    await phone.getByLabel(en('templates.function'), { exact: true }).selectOption('customer_service')
    await expectNoSidewaysScroll(phone, 'templates on a phone')
    await expectAccessible(phone, 'templates on a phone, dark, en')
    await phone.getByRole('link', { name: 'Average response time' }).press('Enter')
    const heading = phone.getByRole('heading', { name: 'Average response time' })
    await heading.waitFor()
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true)
    await expectNoSidewaysScroll(phone, 'a template on a phone')
    await expectAccessible(phone, 'a template on a phone, dark, en')
    await phone.getByRole('button', { name: en('templates.adopt_kpi') }).press('Enter')
    await phone.waitForURL(/\/kpis\/[0-9a-f-]{36}$/)
    await phone.getByRole('heading', { name: 'Average response time' }).first().waitFor()
    expect((await lan.get('/kpis')).body.items[0]).toMatchObject({ target: 30, category: 'Customer service' })
    await phone.context().close()
  })
})
