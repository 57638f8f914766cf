// Writing OKRs and KPIs with help, in the browser: templates to start from, and the coach beside the field.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import type { restClient } from '../test/app.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, signIn, startProduct } from './product.ts'

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
    page = await signIn(product, owner)
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

  test('the coach in the guided objective: a number, work and a KPI go where they belong, by keyboard and with undo', async () => {
    const kpi = { name: 'Điểm NPS', unit: 'điểm', direction: 'up', frequency: 'week', aggregation: 'mean' }
    const { id } = (await lan.post('/kpis', kpi)).body
    const at = (week: number) => new Date(Date.UTC(2026, 3, 6 + 7 * week)).toISOString().slice(0, 10)
    const values = [70, 72, 71, 70, 72, 71, 70, 72]
    await lan.post(
      `/kpis/${id}/measurements`,
      values.map((value, week) => ({ at: at(week), value })),
    )
    await page.goto(`${product.url}/okrs/new`)
    const notes = page.getByRole('region', { name: t('coach.note') })
    const objective = page.getByLabel(t('okr.objective.title'), { exact: true })
    await objective.fill('Doanh thu tăng từ 15 tỷ lên 30 tỷ')
    await notes.getByText('“từ 15 tỷ lên 30 tỷ” là con số').waitFor()
    await expectAccessible(page, 'the coach on an objective')
    await notes.getByRole('button', { name: t('coach.move.key_result') }).press('Enter')
    const [first, second] = [0, 1].map((place) =>
      page.getByLabel(t('okr.key_result.title'), { exact: true }).nth(place),
    )
    if (!first || !second) throw new Error('no key results')
    expect(await first.inputValue()).toBe('Doanh thu tăng từ 15 tỷ lên 30 tỷ')
    expect(await page.getByLabel(t('okr.measure.start')).first().inputValue()).toBe('15000000000')
    await page.getByRole('button', { name: t('common.undo') }).click()
    expect(await first.inputValue()).toBe('')
    await objective.fill('Khách hàng được lắng nghe ngay khi họ cần')

    await first.fill('Tổ chức 5 buổi đào tạo')
    await notes.getByText('là việc sẽ làm, chưa phải kết quả').waitFor()
    await notes.getByRole('button', { name: t('coach.take_rewrite') }).click()
    await page.getByText(t('coach.taken')).waitFor()
    expect(await first.inputValue()).toContain('tổ chức 5 buổi đào tạo: …')
    await page
      .getByText(t('coach.taken'))
      .getByRole('button', { name: t('common.undo') })
      .click()
    expect(await first.inputValue()).toBe('Tổ chức 5 buổi đào tạo')
    await notes.getByRole('button', { name: t('coach.move.initiative') }).press('Enter')
    const initiative = page.getByLabel(t('okr.initiative.number', { number: 1 }), { exact: true })
    expect(await initiative.inputValue()).toBe('Tổ chức 5 buổi đào tạo')
    expect(await first.inputValue()).toBe('')

    await first.fill('Nghe điện thoại sau tối đa 3 hồi chuông')
    await page.getByRole('button', { name: t('coach.fill_measure') }).click()
    expect(await page.getByLabel(t('okr.measure.upper')).inputValue()).toBe('3')
    await second.fill('Điểm NPS')
    const offer = t('coach.take_kpi_level', { name: 'Điểm NPS', value: '71 điểm' })
    await notes.getByRole('button', { name: offer }).click()
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some((input) => input.value === '71'),
    )
    await page.getByLabel(t('okr.measure.target')).fill('80')
    await expectNoSidewaysScroll(page, 'the coach')
    await page.getByRole('button', { name: t('okr.new.create') }).click()
    await page.waitForURL(/\/okrs\/[0-9a-f-]{36}$/)
    const [made] = (await lan.get('/objectives')).body.items
    const wanted = [
      ['Nghe điện thoại sau tối đa 3 hồi chuông', { kind: 'keep', upper: 3, unit: 'hồi chuông' }],
      ['Điểm NPS', { kind: 'reach', start: 71, target: 80, unit: 'điểm' }],
    ]
    expect(
      made.keyResults.map(({ title, measure }: { title: string; measure: object }) => [title, measure]),
    ).toMatchObject(wanted)
  })

  test('the coach of a whole cycle, in English: moved with undo, and dismissed', async () => {
    const en = translate.en
    const [objective] = (await lan.get('/objectives')).body.items
    const text = 'Host 5 training sessions for the team'
    const measure = { kind: 'reach', start: 0, target: 5, unit: 'sessions' }
    await lan.post('/key-results', { objectiveId: objective.id, title: text, measure })
    await page.evaluate(() => localStorage.setItem('nhipcau.locale', 'en'))
    await page.goto(`${product.url}/okrs`)
    await page.getByRole('link', { name: en('coach.link') }).click()
    const found = page.getByRole('listitem').filter({ hasText: `“${text}” is work to do` })
    await found.waitFor()
    await expectAccessible(page, 'advice for a cycle')
    await found.getByRole('button', { name: en('coach.move.initiative') }).press('Enter')
    await found.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: en('common.undo') }).click()
    await found.waitFor()
    await found.getByRole('button', { name: en('coach.dismiss') }).press('Enter')
    await found.waitFor({ state: 'detached' })
  })

  test('beside an initiative and the name of a KPI, made and changed: a result or a target in their place is said', async () => {
    await page.evaluate(() => localStorage.setItem('nhipcau.locale', 'vi'))
    const [objective] = (await lan.get('/objectives')).body.items
    const result = 'Tỷ lệ rời bỏ giảm từ 5% xuống 3%'
    const notes = page.getByRole('region', { name: t('coach.note') })
    const saidOf = (id: 'result_as_initiative' | 'target_in_kpi') =>
      notes.getByText(t(`coach.finding.${id}.what`, { phrase: result }))
    const { id } = (await lan.post('/initiatives', { title: 'Gọi lại khách cũ', objectiveId: objective.id }))
      .body
    await page.goto(`${product.url}/okrs/${objective.id}`)
    await page
      .getByRole('button', { name: t('okr.initiative.actions', { title: 'Gọi lại khách cũ' }) })
      .click()
    await page.getByRole('menuitem', { name: t('okr.initiative.edit') }).click()
    await page.getByLabel(t('okr.initiative.title'), { exact: true }).fill(result)
    await saidOf('result_as_initiative').waitFor()
    await expectAccessible(page, 'the coach on an initiative')
    await notes.getByRole('button', { name: t('coach.dismiss') }).click()
    await saidOf('result_as_initiative').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: t('okr.edit.save') }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await lan.get(`/initiatives/${id}`)).body.title).toBe(result)
    const asked = `kind=initiative&subjectId=${id}&text=${encodeURIComponent(result)}`
    const { items } = (await lan.get(`/coach/dismissals?${asked}`)).body
    expect(items.map(({ rule }: { rule: string }) => rule)).toEqual(['result_as_initiative'])

    await page.goto(`${product.url}/okrs/new`)
    const row = page.getByLabel(t('okr.initiative.number', { number: 1 }), { exact: true })
    await row.fill(`${result} trong quý`)
    await notes.getByRole('button', { name: t('coach.move.key_result') }).click()
    expect(await row.inputValue()).toBe('')
    expect(await page.getByLabel(t('okr.key_result.title'), { exact: true }).first().inputValue()).toContain(
      result,
    )
    expect(await page.getByLabel(t('okr.measure.target')).first().inputValue()).toBe('3')

    await page.goto(`${product.url}/kpis/new`)
    await page.getByLabel(t('kpi.form.name'), { exact: true }).fill(result)
    await saidOf('target_in_kpi').waitFor()
    await expectAccessible(page, 'the coach on the name of a KPI')
    await expectNoSidewaysScroll(page, 'the coach on the name of a KPI')
    await page.getByLabel(t('kpi.form.name'), { exact: true }).fill('Tỷ lệ rời bỏ')
    await notes.waitFor({ state: 'detached' })
    await page.goto(`${product.url}/settings/coach`)
    await page.getByRole('heading', { name: t('coach.settings.title') }).waitFor()
    await expectAccessible(page, 'settings of the coach')
  }, 90_000)
})
