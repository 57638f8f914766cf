// Seeing OKRs in the browser: board and list, filters in the address, saved views, changes to many at once.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import type { restClient } from '../test/app.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, signIn, startProduct } from './product.ts'

const t = translate.vi
const many = 70

describe('seeing OKRs, in the browser', () => {
  let product: Product
  let page: Page
  let lan: ReturnType<typeof restClient>
  let units: { sales: string; north: string }

  beforeAll(async () => {
    product = await startProduct('2026-07-06T02:00:00Z')
    const owner = { name: 'Lan', email: 'lan@saomai.vn', password: 'mat-khau-rat-dai' }
    const { body } = await product.api('').post('/setup', { workspace: { name: 'Công ty Sao Mai' }, owner })
    lan = product.api(body.apiKey)
    const made = async (path: string, given: object): Promise<string> => (await lan.post(path, given)).body.id
    const sales = await made('/units', { name: 'Kinh doanh' })
    units = { sales, north: await made('/units', { name: 'Miền Bắc', parentId: sales }) }
    const cycle = (name: string, start: string, end: string) =>
      made('/cycles', { name, kind: 'quarter', start, end, state: 'active' })
    const cycleId = await cycle('Quý 3', '2026-07-01', '2026-09-30')
    await cycle('Quý 4', '2026-10-01', '2026-12-31')
    for (const [title, unitId] of [
      ['Khách hàng được nghe ngay', null],
      ['Doanh thu bền vững', sales],
      ['Mở rộng ra Hải Phòng', units.north],
    ]) {
      const objectiveId = await made('/objectives', { title, cycleId, unitId })
      const measure = { kind: 'reach', start: 0, target: 100, unit: 'điểm' }
      await made('/key-results', { objectiveId, title: `Số đo: ${title}`, measure })
    }
    page = await signIn(product, owner)
  }, 120_000)
  afterAll(() => product.stop())
  beforeEach(() => {
    onTestFailed(
      async ({ task }) =>
        void (await page.screenshot({ path: `test-results/${task.name.slice(0, 40)}.png`, fullPage: true })),
    )
  })

  const shownTitles = () => page.getByRole('rowheader').getByRole('link').allInnerTexts()

  test('the board stands by unit; a unit comes with those below it, words need no accents', async () => {
    await page.goto(`${product.url}/okrs`)
    await page.getByRole('heading', { name: /^Kinh doanh/ }).waitFor()
    expect(await page.getByRole('article').count()).toBe(3)
    await expectAccessible(page, 'board')
    await page.getByRole('button', { name: t('view.filters') }).click()
    await page.getByLabel(t('okr.unit'), { exact: true }).selectOption('Kinh doanh')
    await page.getByText(t('view.count.of', { shown: 2, count: 3 })).waitFor()
    await expectAccessible(page, 'filters')
    await page.keyboard.press('Escape')
    await page.getByLabel(t('okr.find')).fill('hai phong')
    await page.getByText(t('view.count.of', { shown: 1, count: 3 })).waitFor()
    const address = new URL(page.url()).searchParams
    expect([address.get('unit'), address.get('q')]).toEqual([units.sales, 'hai phong'])
    await page.reload()
    await page.getByRole('article').getByRole('link', { name: 'Mở rộng ra Hải Phòng', exact: true }).click()
    await page.waitForURL(/\/okrs\/[0-9a-f-]{36}$/)
    await page.goBack()
    expect(await page.getByLabel(t('okr.find')).inputValue()).toBe('hai phong')
    await page.getByLabel(t('okr.find')).fill('không có đâu')
    await page.getByText(t('view.nothing')).waitFor()
    await expectAccessible(page, 'nothing found')
  })

  test('objectives are put in order under their heading by arrow keys, which keep the focus, and by dragging', async () => {
    const dates = { kind: 'quarter', start: '2027-01-01', end: '2027-03-31' }
    const cycleId = (await lan.post('/cycles', { name: 'Quý 1', ...dates })).body.id
    for (const title of ['Một', 'Hai', 'Ba']) await lan.post('/objectives', { title, cycleId })
    await lan.post('/objectives', { title: 'Của miền Bắc', cycleId, unitId: units.north })
    await page.goto(`${product.url}/okrs?cycle=${cycleId}`)
    const handle = (title: string) =>
      page.getByRole('button', { name: t('objective.order.handle', { title }) })
    const inOrder = async () =>
      (await lan.get(`/cycles/${cycleId}/board`)).body.items
        .map(({ title }: { title: string }) => title)
        .filter((title: string) => title !== 'Của miền Bắc')
    await handle('Một').press('ArrowDown')
    await expect.poll(inOrder).toEqual(['Hai', 'Một', 'Ba'])
    expect(await handle('Một').evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByText(t('objective.order.said', { place: 2, count: 3 })).waitFor({ state: 'attached' })
    const [from, to] = [await handle('Ba').boundingBox(), await handle('Hai').boundingBox()]
    if (!from || !to) throw new Error('no handles')
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 8, to.y - 30, { steps: 5 })
    await page.mouse.up()
    await expect.poll(inOrder).toEqual(['Ba', 'Hai', 'Một'])
    await expect.poll(() => page.getByRole('article').first().getByRole('heading').innerText()).toBe('Ba')
    await expectAccessible(page, 'board with handles')
    // In another order there is nothing to put in order.
    await page.goto(`${product.url}/okrs?cycle=${cycleId}&sort=title`)
    await page.getByRole('article').first().waitFor()
    expect(await handle('Một').count()).toBe(0)
  })

  test('two people change a KPI: of each field the second chooses whose stands, and nothing typed is lost', async () => {
    const given = { name: 'Số đơn', unit: 'đơn', direction: 'up', frequency: 'week', aggregation: 'sum' }
    const { body: kpi } = await lan.post('/kpis', given)
    await page.goto(`${product.url}/kpis/${kpi.id}/edit`)
    await page.getByLabel(t('kpi.form.name'), { exact: true }).fill('Số đơn của tôi')
    await page.getByLabel(t('kpi.form.unit'), { exact: true }).fill('đơn hàng')
    await page.getByLabel(t('kpi.form.category')).fill('Bán hàng')
    await lan.patch(`/kpis/${kpi.id}`, { name: 'Số đơn của chị', unit: 'lượt', description: 'Chị viết' })
    await page.getByRole('button', { name: t('kpi.edit.save') }).click()
    await page.getByText(t('pace.merge.title')).waitFor()
    await page.getByRole('main').getByText('Số đơn của chị').first().waitFor()
    await expectAccessible(page, 'merge of a KPI')
    await page
      .getByRole('group', { name: t('pace.merge.whose', { field: t('kpi.form.name') }) })
      .getByRole('radio', { name: t('pace.merge.take_theirs') })
      .check()
    await page.getByRole('button', { name: t('kpi.edit.save') }).click()
    await page.waitForURL(`${product.url}/kpis/${kpi.id}`)
    expect((await lan.get(`/kpis/${kpi.id}`)).body).toMatchObject({
      ...{ name: 'Số đơn của chị', unit: 'đơn hàng', category: 'Bán hàng', description: 'Chị viết' },
    })
  })

  test('a view is kept under a name, changed, removed and given back', async () => {
    await page.goto(`${product.url}/okrs?layout=list&unit=${units.sales}&sort=title`)
    await page.getByRole('button', { name: t('view.saved.keep') }).click()
    await page.getByLabel(t('view.saved.name')).fill('Bán hàng')
    await expectAccessible(page, 'saving a view')
    await page.keyboard.press('Enter')
    const tab = page.getByRole('link', { name: 'Bán hàng' })
    await page.locator('a[aria-current=page]', { hasText: 'Bán hàng' }).waitFor()
    await page
      .getByRole('columnheader')
      .getByRole('button', { name: t('view.column.objective') })
      .click()
    await page.getByRole('button', { name: t('view.saved.update') }).click()
    await page.getByText(t('view.saved.updated', { name: 'Bán hàng' })).waitFor()
    await page.getByRole('link', { name: t('view.saved.all'), exact: true }).click()
    await page.getByText(t('view.count', { count: 3 }), { exact: true }).waitFor()
    await tab.click()
    await page.getByText(t('view.count.of', { shown: 2, count: 3 })).waitFor()
    expect(await shownTitles()).toEqual(['Mở rộng ra Hải Phòng', 'Doanh thu bền vững'])
    await page.getByRole('button', { name: t('view.saved.actions', { name: 'Bán hàng' }) }).click()
    await page.getByRole('menuitem', { name: t('view.saved.remove') }).click()
    await tab.waitFor({ state: 'detached' })
    await page.getByText(t('view.saved.removed', { name: 'Bán hàng' })).waitFor()
    await page
      .getByRole('button', { name: t('common.undo') })
      .last()
      .click()
    await tab.waitFor()
  })

  test('by keyboard alone: a stretch is selected, moved to another cycle, and moved back', async () => {
    await page.goto(`${product.url}/okrs?layout=list`)
    const box = (title: string) => page.getByRole('checkbox', { name: t('view.select', { title }) })
    await box('Khách hàng được nghe ngay').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText(t('view.selected', { count: 2 })).waitFor()
    await expectAccessible(page, 'list with a selection')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.getByText(t('view.selected', { count: 3 })).waitFor()
    await page.keyboard.press('Escape')
    await box('Khách hàng được nghe ngay').click()
    await box('Mở rộng ra Hải Phòng').click({ modifiers: ['Shift'] })
    await page.getByText(t('view.selected', { count: 3 })).waitFor()
    await page.getByRole('button', { name: t('view.bulk.open') }).click()
    await page.getByLabel(t('view.bulk.cycle')).selectOption({ label: `Quý 4 · ${t('cycle.state.active')}` })
    await expectAccessible(page, 'changing many')
    await page.getByRole('button', { name: t('view.bulk.apply'), exact: true }).click()
    await page.getByText(t('okr.none')).waitFor()
    await page
      .getByRole('button', { name: t('common.undo') })
      .last()
      .click()
    await page.getByRole('rowheader').nth(2).waitFor()
    expect(await shownTitles()).toHaveLength(3)
  })

  test('a long list draws what is near, follows others’ changes and keeps its place on the way back', async () => {
    const { body: cycles } = await lan.get('/cycles')
    const cycleId = cycles.items.find(({ name }: { name: string }) => name === 'Quý 4').id
    for (let n = 1; n <= many; n++) await lan.post('/objectives', { title: `Đích ${n}`, cycleId })
    await page.goto(`${product.url}/okrs?layout=list&cycle=${cycleId}`)
    await page.getByText(t('view.count', { count: many }), { exact: true }).waitFor()
    expect((await shownTitles()).length).toBeLessThan(50)
    await lan.post('/objectives', { title: 'Đích mới', cycleId })
    await page.getByText(t('view.count', { count: many + 1 }), { exact: true }).waitFor()
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
    const link = page.getByRole('link', { name: 'Đích 35', exact: true })
    await link.waitFor()
    const before = await page.evaluate(() => window.scrollY)
    await link.click()
    await page.waitForURL(/\/okrs\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: 'Đích 35' }).waitFor()
    await page.goBack()
    await link.waitFor()
    await page.waitForFunction((y) => Math.abs(window.scrollY - y) < 60, before)
  })

  test('the map: arrows go through the tree, Enter opens, M carries, a circle is refused and a move undone', async () => {
    const { body } = await lan.get('/objectives')
    const idOf = (title: string) => body.items.find((one: { title: string }) => one.title === title).id
    const [heard, revenue] = [idOf('Khách hàng được nghe ngay'), idOf('Doanh thu bền vững')]
    await lan.patch(`/objectives/${revenue}`, { parent: { kind: 'objective', id: heard } })
    const parentOf = async (id: string) => (await lan.get(`/objectives/${id}`)).body.parent?.id ?? null
    await page.goto(product.url)
    await page.getByRole('link', { name: t('common.place.map') }).click()
    const node = (title: string | RegExp) => page.getByRole('article', { name: title })
    await node('Doanh thu bền vững').waitFor()
    await expectAccessible(page, 'map')

    const map = page.getByRole('application', { name: t('map.label') })
    await map.focus()
    const press = async (keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    // The first stands at the top: down goes to what contributes to it, up and right to its neighbour.
    await press(['Home', 'ArrowDown'])
    expect(await map.getAttribute('aria-activedescendant')).toBe(`map-${revenue}`)
    await press(['m', 'ArrowUp', 'ArrowRight', 'Enter'])
    await page
      .getByText(t('map.moved', { title: 'Doanh thu bền vững', to: 'Mở rộng ra Hải Phòng' }))
      .waitFor()
    expect(await parentOf(revenue)).toBe(idOf('Mở rộng ra Hải Phòng'))
    await page
      .getByRole('button', { name: t('common.undo') })
      .last()
      .click()
    await expect.poll(() => parentOf(revenue)).toBe(heard)

    await node(/^Khách hàng được nghe ngay.*, 1 mục tiêu ở dưới$/).waitFor()
    await map.focus()
    await press(['Home', 'm'])
    await page.getByText(t('map.carrying', { title: 'Khách hàng được nghe ngay' })).waitFor()
    await press(['ArrowDown', 'Enter'])
    const refused = page.getByRole('alert').filter({ hasText: 'Doanh thu bền vững' })
    await refused.waitFor()
    expect(await parentOf(heard)).toBeNull()
    await refused.getByRole('button', { name: t('common.close') }).click()

    await page.getByLabel(t('map.find')).fill('hai phong')
    await page.getByText(t('map.found', { count: 1 })).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: t('map.focus') }).click()
    await node('Doanh thu bền vững').waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('focus')).toBe(idOf('Mở rộng ra Hải Phòng'))
    await page.getByRole('button', { name: t('map.unfocus') }).click()
    await page.getByRole('radio', { name: t('map.view.list') }).check()
    await page
      .getByRole('listitem')
      .filter({ hasText: t('map.below', { count: 1 }) })
      .waitFor()
    await expectAccessible(page, 'map as a list')
    await page.getByRole('radio', { name: t('map.view.map') }).check()
    await map.focus()
    await press(['Home', 'Enter'])
    await page.waitForURL(new RegExp(`/okrs/${heard}$`))
  })

  test('a node dragged onto another contributes there', async () => {
    await page.goto(`${product.url}/map`)
    const place = async (title: string) => {
      const box = await page.getByRole('article', { name: title }).boundingBox()
      return { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 30 }
    }
    await page.getByRole('article', { name: 'Mở rộng ra Hải Phòng' }).waitFor()
    const [from, to] = [await place('Mở rộng ra Hải Phòng'), await place('Khách hàng được nghe ngay')]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await page.mouse.move(to.x, to.y, { steps: 4 })
    await page.mouse.up()
    await page
      .getByText(t('map.moved', { title: 'Mở rộng ra Hải Phòng', to: 'Khách hàng được nghe ngay' }))
      .waitFor()
    await page
      .getByRole('button', { name: t('common.undo') })
      .last()
      .click()
  })

  test('at 360 px, in the dark, in English: nothing hides, nothing scrolls sideways', async () => {
    const narrow = await product.open('/okrs', {
      storageState: await page.context().storageState(),
      viewport: { width: 360, height: 780 },
      colorScheme: 'dark',
    })
    await narrow.evaluate(() => localStorage.setItem('nhipcau.locale', 'en'))
    for (const path of ['/okrs', '/okrs?layout=list', '/okrs?layout=list&group=status&owner=me']) {
      await narrow.goto(product.url + path)
      await narrow
        .getByRole('status')
        .getByText(translate.en('view.count', { count: 3 }))
        .waitFor()
      await expectAccessible(narrow, `${path}, narrow, dark, en`)
      await expectNoSidewaysScroll(narrow, path)
      expect(await narrow.locator('body').innerText(), path).not.toMatch(/\b(view|okr|common)\.[a-z_]+/)
    }
    for (const path of ['/map', '/map?view=list']) {
      await narrow.goto(product.url + path)
      await narrow.getByText('Doanh thu bền vững').first().waitFor()
      await expectAccessible(narrow, `${path}, narrow, dark, en`)
      await expectNoSidewaysScroll(narrow, path)
    }
    await narrow.context().close()
  }, 120_000)
})
