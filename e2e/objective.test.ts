// Objectives, key results and initiatives at their page and on the board, cycles, comments and the archive: by keyboard
// and by pointer, by two people, in both languages and themes, on a phone and on a desk.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import type { restClient } from '../test/app.ts'
import { weeklyKpi } from '../test/company.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, signIn, startProduct } from './product.ts'

const t = translate.vi
const password = 'mat-khau-rat-dai'

let product: Product
let api: ReturnType<typeof restClient>
let page: Page
let objectiveId = ''
let otherId = ''
let cycleId = ''
let lanId = ''

beforeAll(async () => {
  // Monday, 22 June 2026, nine o'clock in Ho Chi Minh City.
  product = await startProduct('2026-06-22T02:00:00Z')
  const { body: made } = await product.api('').post('/setup', {
    workspace: { name: 'Công ty Sao Mai' },
    owner: { name: 'Lan', email: 'lan@saomai.vn', password },
  })
  lanId = made.memberId
  api = product.api(made.apiKey)
  const cycle = { name: 'Quý 2', kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  cycleId = (await api.post('/cycles', cycle)).body.id
  await api.post('/cycles', { name: 'Quý 3', kind: 'quarter', start: '2026-07-01', end: '2026-09-30' })
  otherId = (await api.post('/objectives', { title: 'Khách hàng ở lại', cycleId })).body.id
  objectiveId = (await api.post('/objectives', { title: 'Khách hàng được nghe ngay', cycleId })).body.id
  const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
  for (const title of ['Trả lời nhanh', 'Nghe máy sớm', 'Gọi lại đủ'])
    await api.post('/key-results', { objectiveId, title, measure })
  for (const title of ['Tổng đài gọi lại', 'Đào tạo ca tối'])
    await api.post('/initiatives', { title, objectiveId, due: '2026-06-01' })
  page = await signIn(product, { email: 'lan@saomai.vn', password: password })
}, 120_000)
afterAll(() => product.stop())

const go = async (path: string) => void (await page.goto(product.url + path))
const titles = async () => {
  const { body } = await api.get(`/objectives/${objectiveId}`)
  return body.keyResults.map(({ title }: { title: string }) => title)
}
const handle = (title: string) => page.getByRole('button', { name: t('objective.order.handle', { title }) })
const pictureOnFailure = () =>
  onTestFailed(
    async ({ task }) =>
      void (await page.screenshot({ path: `test-results/${task.name.slice(0, 40)}.png`, fullPage: true })),
  )

test('key results are put in order by arrow keys, which keep the focus, and by dragging', async () => {
  pictureOnFailure()
  await go(`/okrs/${objectiveId}`)
  await handle('Gọi lại đủ').focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(titles).toEqual(['Trả lời nhanh', 'Gọi lại đủ', 'Nghe máy sớm'])
  await page.keyboard.press('ArrowUp')
  await expect.poll(titles).toEqual(['Gọi lại đủ', 'Trả lời nhanh', 'Nghe máy sớm'])
  expect(await handle('Gọi lại đủ').evaluate((element) => element === document.activeElement)).toBe(true)
  // Drawn as it is kept, before the pointer takes hold of it.
  await expect
    .poll(() => page.getByRole('heading', { level: 3 }).first().textContent())
    .toContain('Gọi lại đủ')
  const from = await handle('Gọi lại đủ').boundingBox()
  const last = await page.getByRole('listitem').filter({ hasText: 'Nghe máy sớm' }).first().boundingBox()
  if (!from || !last) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, last.y + last.height - 4, { steps: 8 })
  await page.mouse.up()
  await expect.poll(titles).toEqual(['Trả lời nhanh', 'Nghe máy sớm', 'Gọi lại đủ'])
})

test('a plan is typed, refused outside the dates, drawn and kept', async () => {
  pictureOnFailure()
  await page.getByRole('button', { name: t('okr.key_result.actions', { title: 'Trả lời nhanh' }) }).click()
  await page.getByRole('menuitem', { name: t('okr.key_result.edit') }).click()
  const dialog = page.getByRole('dialog', { name: t('okr.key_result.edit') })
  await dialog.getByText(t('okr.more')).click()
  await dialog.getByRole('button', { name: t('objective.plan.add') }).click()
  await dialog.getByLabel(t('objective.plan.date', { number: 1 })).fill('2026-07-20')
  await dialog.getByLabel(t('objective.plan.value', { number: 1 })).fill('45')
  await dialog.getByRole('button', { name: t('okr.edit.save') }).click()
  await dialog
    .getByText(t('objective.plan.outside_dates', { from: '2026-04-01', to: '2026-06-30' }))
    .waitFor()
  await dialog.getByLabel(t('objective.plan.date', { number: 1 })).fill('2026-06-01')
  await dialog.getByRole('img').waitFor()
  await expectAccessible(page, 'plan')
  await dialog.getByRole('button', { name: t('okr.edit.save') }).click()
  await dialog.waitFor({ state: 'detached' })
  const { body } = await api.get(`/objectives/${objectiveId}`)
  expect(body.keyResults[0].plan).toEqual([{ date: '2026-06-01', value: 45 }])
})

test('it supports another, which shows it, and is seen by chosen people only', async () => {
  pictureOnFailure()
  await page.getByRole('button', { name: t('objective.supports.add') }).click()
  await page.getByLabel(t('objective.supports.find')).fill('khach hang o')
  await expectAccessible(page, 'align')
  await page.getByRole('button', { name: 'Khách hàng ở lại' }).click()
  await page
    .getByRole('button', { name: t('objective.supports.remove', { title: 'Khách hàng ở lại' }) })
    .waitFor()
  await page.getByRole('button', { name: t('okr.edit.change', { label: t('objective.visibility') }) }).click()
  await page.getByLabel(t('objective.visibility.people')).check()
  await page.getByLabel(t('objective.visibility.find')).fill('lan')
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'visibility')
  await page.getByRole('button', { name: t('okr.edit.save') }).click()
  await expect
    .poll(async () => (await api.get(`/objectives/${objectiveId}`)).body)
    .toMatchObject({ visibility: 'people', visibleTo: [lanId] })
  await go(`/okrs/${otherId}`)
  const below = page.getByRole('complementary').getByRole('link', { name: 'Khách hàng được nghe ngay' })
  await below.waitFor()
  await page
    .getByRole('complementary')
    .getByText(t('objective.below.supports'), { exact: true })
    .last()
    .waitFor()
})

test('a comment calls someone in by keyboard, appears live and waits among the mentions', async () => {
  pictureOnFailure()
  await api.patch(`/objectives/${objectiveId}`, { visibility: 'everyone' })
  await go(`/okrs/${objectiveId}`)
  const area = page.getByRole('textbox', { name: t('comment.write') })
  await area.click()
  await page.keyboard.type('Nhờ @la')
  await page.getByRole('option', { name: 'Lan' }).waitFor()
  await expectAccessible(page, 'mention')
  await page.keyboard.press('Enter')
  await page.keyboard.type('xem giúp')
  await page.keyboard.press('Control+Enter')
  await page.getByText('@Lan', { exact: true }).waitFor()
  await expect.poll(() => area.inputValue()).toBe('')
  const { body } = await api.get(`/objectives/${objectiveId}/comments`)
  expect(body.items[0].text).toBe(`Nhờ @{${lanId}} xem giúp`)
  // Said elsewhere, it is here unasked.
  await api.post('/comments', { about: { kind: 'objective', id: objectiveId }, text: 'Từ máy khác' })
  await page.getByText('Từ máy khác').waitFor()
  await page
    .getByRole('button', { name: t('comment.react') })
    .first()
    .click()
  await page.getByRole('menuitem', { name: t('comment.react.thanks') }).click()
  await page.getByRole('button', { name: `${t('comment.react.thanks')}: Lan` }).waitFor()
  await page.getByText(t('history.title')).click()
  await page.getByText('đã đổi thứ tự').first().waitFor()
})

test('it is duplicated, archived with an undo, and restored from the archive', async () => {
  pictureOnFailure()
  const actions = page.getByRole('button', { name: t('okr.objective.actions'), exact: true })
  await actions.click()
  await page.getByRole('menuitem', { name: t('objective.duplicate') }).click()
  const dialog = page.getByRole('dialog', { name: t('objective.duplicate.title') })
  await dialog.getByLabel(t('objective.cycle')).selectOption({ label: `Quý 3 · ${t('cycle.state.draft')}` })
  await expectAccessible(page, 'duplicate')
  await dialog.getByRole('button', { name: t('objective.duplicate.do') }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/okrs/') && !url.pathname.endsWith(objectiveId))
  await page.getByText(t('objective.duplicate.done', { cycle: 'Quý 3' })).waitFor()
  await actions.click()
  await page.getByRole('menuitem', { name: t('okr.objective.archive') }).click()
  await page.getByText(t('okr.objective.archived')).waitFor()
  await page
    .getByRole('button', { name: t('common.undo') })
    .last()
    .click()
  await expect.poll(async () => (await api.get('/archive')).body.items.length).toBe(0)
  await api.patch(`/objectives/${otherId}`, { archived: true })
  await go('/okrs/archive')
  await page.getByRole('button', { name: t('objective.restore') }).click()
  await page.getByText(t('objective.restored', { title: 'Khách hàng ở lại' })).waitFor()
  await page.getByText(t('archive.none'), { exact: true }).waitFor()
  const { id } = (await api.post('/kpis', { ...weeklyKpi, name: 'Cuộc gọi nhỡ' })).body
  await api.patch(`/kpis/${id}`, { archived: true })
  await go('/kpis')
  await page.getByRole('link', { name: t('common.place.archive') }).click()
  await expectAccessible(page, 'archive with a KPI')
  await page.getByRole('button', { name: t('objective.restore') }).click()
  await page.getByText(t('objective.restored', { title: 'Cuộc gọi nhỡ' })).waitFor()
  expect((await api.get(`/kpis/${id}`)).body.archivedAt).toBeNull()
})

test('initiatives move between states by keys and by dragging; filters stay in the address', async () => {
  pictureOnFailure()
  await go('/initiatives')
  const stateOf = async (title: string) => {
    const { body } = await api.get(`/initiatives?objectiveId=${objectiveId}`)
    return body.items.find((item: { title: string }) => item.title === title).state
  }
  await handle('Tổng đài gọi lại').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => stateOf('Tổng đài gọi lại')).toBe('doing')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => stateOf('Tổng đài gọi lại')).toBe('done')
  const from = await handle('Đào tạo ca tối').first().boundingBox()
  const to = await page.getByRole('region', { name: t('okr.initiative.dropped') }).boundingBox()
  if (!from || !to) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + 60, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => stateOf('Đào tạo ca tối')).toBe('dropped')
  const said = { title: 'Đào tạo ca tối', state: t('okr.initiative.dropped') }
  await page.getByText(t('okr.initiative.moved', said)).waitFor()
  await page
    .getByRole('button', { name: t('common.undo') })
    .last()
    .click()
  await expect.poll(() => stateOf('Đào tạo ca tối')).toBe('planned')
  await page.getByRole('radio', { name: t('initiatives.view.list') }).check()
  await page.getByLabel(t('initiatives.overdue_only')).check()
  await page.waitForURL('**/initiatives?**overdue=true**')
  await page.reload()
  await page.getByRole('button', { name: 'Đào tạo ca tối' }).first().click()
  const dialog = page.getByRole('dialog', { name: t('okr.initiative.edit') })
  await dialog.getByRole('button', { name: t('initiatives.link.add') }).click()
  await dialog.getByLabel(t('initiatives.link.url', { number: 1 })).fill('viec.vn')
  await dialog.getByRole('button', { name: t('okr.edit.save') }).click()
  await dialog.getByText(t('initiatives.link.wrong')).waitFor()
  await expectAccessible(page, 'initiative')
  await dialog.getByLabel(t('initiatives.link.url', { number: 1 })).fill('https://viec.vn/214')
  await dialog.getByRole('button', { name: t('okr.edit.save') }).click()
  await page.getByRole('link', { name: /^viec\.vn/ }).waitFor()
})

test('a fiscal year is previewed and made; reopening asks why and says so afterwards', async () => {
  pictureOnFailure()
  await go('/settings/cycles')
  await page.getByRole('button', { name: t('cycles.generate') }).click()
  await page.getByRole('button', { name: t('cycles.generate.do', { count: 3 }) }).waitFor()
  await expectAccessible(page, 'fiscal year')
  await page.getByRole('button', { name: t('cycles.generate.do', { count: 3 }) }).click()
  await page.getByText('Quý 4/2026').first().waitFor()
  const { body: old } = await api.post('/cycles', {
    name: 'Năm ngoái',
    kind: 'custom',
    start: '2025-01-01',
    end: '2025-12-31',
    state: 'active',
  })
  for (const state of ['review', 'closed']) await api.patch(`/cycles/${old.id}`, { state })
  const row = page.getByRole('listitem').filter({ hasText: 'Năm ngoái' })
  await row.getByRole('button', { name: t('okr.cycle.step.reopen') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: t('okr.cycle.step.reopen') }).click()
  await dialog.getByText(t('cycles.reopen.reason_missing')).waitFor()
  await expectAccessible(page, 'reopen')
  await dialog.getByLabel(t('cycles.reopen.reason')).fill('Thiếu số tháng 12')
  await dialog.getByRole('button', { name: t('okr.cycle.step.reopen') }).click()
  await row.getByText(/Thiếu số tháng 12/).waitFor()
})

test.each([
  { locale: 'vi', colorScheme: 'dark', width: 360 },
  { locale: 'en', colorScheme: 'light', width: 360 },
  { locale: 'en', colorScheme: 'dark', width: 1440 },
  { locale: 'vi', colorScheme: 'light', width: 1440 },
] as const)(
  'each screen holds in $locale, $colorScheme, $width px',
  async ({ locale, colorScheme, width }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.evaluate((to) => localStorage.setItem('nhipcau.locale', to), locale)
    const words = translate[locale]
    for (const [path, heading] of [
      [`/okrs/${objectiveId}`, 'Khách hàng được nghe ngay'],
      ['/initiatives', words('okr.initiatives')],
      ['/initiatives?view=list', words('okr.initiatives')],
      ['/mentions', words('comment.inbox')],
      ['/okrs/archive', words('archive.title')],
      ['/settings/cycles', words('common.place.settings')],
    ] as const) {
      await go(path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
      await expectNoSidewaysScroll(page, `${path} ${width}`)
      await expectAccessible(page, `${path} ${locale} ${colorScheme} ${width}`)
    }
  },
)
