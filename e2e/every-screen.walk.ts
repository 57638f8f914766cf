// Every address of the router and what opens on it, seen by axe: both languages, both themes, a phone and a desk, every
// pair of them. An address without a row here fails.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue, translate } from '../src/i18n/catalogue.ts'
import type { Locale, Translate } from '../src/i18n/translator.ts'
import { openings } from './openings.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, signIn, startProduct } from './product.ts'
import { foundCompany, invite, owner, type WholeCompany } from './whole-company.ts'

type Look = { locale: Locale; theme: 'light' | 'dark'; width: number }
type Session = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

/**
 * Two pairs of opposites: each screen is seen in both languages, both themes and both widths, every other one in the
 * other pair. With EVERY_LOOK=1 each is seen in all four.
 */
const pairs: [Look, Look][] = [
  [
    { locale: 'vi', theme: 'light', width: 1440 },
    { locale: 'en', theme: 'dark', width: 360 },
  ],
  [
    { locale: 'en', theme: 'light', width: 1440 },
    { locale: 'vi', theme: 'dark', width: 360 },
  ],
]
const looks = pairs.flat()
const isSeenIn = (look: Look, place: number) =>
  process.env.EVERY_LOOK === '1' || pairs[place % pairs.length]?.includes(look) === true
const nobody: Session = { cookies: [], origins: [] }

let product: Product
let company: WholeCompany
let lan: Page
let session: Session

/** A page that has chosen its language and theme before; what its console says goes to `said`. */
async function openAs({ locale, theme, width }: Look, who: Session, said: string[]): Promise<Page> {
  const chosen = { 'nhipcau.locale': locale, 'nhipcau.theme': theme }
  const localStorage = Object.entries(chosen).map(([name, value]) => ({ name, value }))
  const page = await product.open('/sign-in', {
    storageState: { cookies: who.cookies, origins: [{ origin: product.url, localStorage }] },
    viewport: { width, height: width > 1000 ? 900 : 780 },
  })
  // Several pages are open at once, on a machine that tests other things meanwhile.
  page.setDefaultTimeout(30_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(String(error)))
  return page
}

/** Nothing is on its way any more: the route, its code, its answers. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as {
      __TSR_ROUTER__?: {
        state: { status: string }
        options: { context: { queries: { isFetching(): number } } }
      }
    }
    if (router?.state.status !== 'idle' || router.options.context.queries.isFetching() > 0) return false
    return (
      document.querySelector('h1') !== null &&
      document.querySelector('.animate-pulse, .motion-safe\\:animate-pulse, [aria-busy=true]') === null
    )
  })
}

async function picture(page: Page, name: string, { locale, theme, width }: Look): Promise<void> {
  const folder = process.env.LOOK_AT
  if (!folder) return
  await page.screenshot({ path: `${folder}/${name}-${locale}-${theme}-${width}.png`, fullPage: true })
}

/** What may be seen on no page: a message's id in place of its words, a figure that is none. */
const neverShown = /\b(undefined|NaN|Infinity)\b|\[object /

async function expectSound(page: Page, where: string, look: Look, isFailure = false): Promise<void> {
  expect(await page.locator('h1').count(), `headings of ${where}`).toBe(1)
  if (!isFailure) expect(await page.locator('main [role=alert]').allInnerTexts(), where).toEqual([])
  expect(await page.title(), `title of ${where}`).toMatch(/\S+ · Nhịp Cầu$/)
  const text = await page.locator('body').innerText()
  expect(text, where).not.toMatch(neverShown)
  const ids = (text.match(/[a-z]\w*(\.\w+)+/g) ?? []).filter((word) => word in catalogue.vi)
  expect(ids, `messages not loaded on ${where}`).toEqual([])
  await expectNoSidewaysScroll(page, `${where}, ${look.width}`)
  await expectAccessible(page, where)
}

type Screen = {
  /** As the router spells it. */
  route: string
  /** Where it is opened, when that is not the route itself. */
  at?: (company: WholeCompany) => string
  /** What is there once its content is. */
  shows: (t: Translate) => string | RegExp
}

const kpi = ({ kpis }: WholeCompany) => `/kpis/${kpis('Thời gian trả lời trung bình')}`
const objective = ({ delivery }: WholeCompany) => `/okrs/${delivery}`
const scorecard = ({ scorecards }: WholeCompany) => `/scorecards/${scorecards.submitted}`
const onTime = 'Tăng tỷ lệ giao đúng hẹn từ 91% lên 96%'

const screens: Screen[] = [
  { route: '/', shows: () => 'Thời gian giao hàng' },
  { route: '/okrs', shows: () => onTime },
  { route: '/okrs', at: () => '/okrs?layout=list', shows: () => 'Khách nhận hàng đúng như đã hẹn' },
  {
    route: '/okrs',
    at: () => '/okrs?layout=list&group=status&owner=me',
    shows: () => 'Khách nhận hàng đúng như đã hẹn',
  },
  {
    route: '/okrs/past',
    at: () => '/okrs/past?on=2026-11-23',
    shows: () => 'Khách nhận hàng đúng như đã hẹn',
  },
  {
    route: '/okrs/$objectiveId/past',
    at: (all) => `${objective(all)}/past?on=2026-11-23`,
    shows: () => onTime,
  },
  { route: '/calibration', shows: (t) => t('hindsight.calibration.chart') },
  { route: '/map', shows: () => 'Khách nhận hàng đúng như đã hẹn' },
  { route: '/map', at: () => '/map?view=list', shows: () => 'Khách nhận hàng đúng như đã hẹn' },
  { route: '/okrs/new', shows: (t) => t('okr.question.where') },
  { route: '/okrs/advice', shows: () => /Doanh thu|Tỷ lệ|khiếu nại/ },
  { route: '/okrs/archive', shows: () => 'Mở kho thứ hai' },
  { route: '/initiatives', shows: () => 'Chia lại tuyến giao hàng nội thành' },
  {
    route: '/initiatives',
    at: () => '/initiatives?view=list',
    shows: () => 'Hẹn giờ giao trong khung hai tiếng',
  },
  { route: '/mentions', shows: () => /Thủ Đức/ },
  { route: '/okrs/$objectiveId', at: objective, shows: () => /Thủ Đức/ },
  { route: '/check-in', shows: () => 'Cải thiện điểm NPS từ 70 lên 80' },
  { route: '/kpis', shows: () => 'Số ngày tồn kho' },
  { route: '/kpis/targets', shows: () => 'Số ngày tồn kho' },
  { route: '/kpis/numbers', shows: () => 'Số ngày tồn kho' },
  {
    route: '/kpis/$kpiId/drivers',
    at: ({ formula }) => `/kpis/${formula}/drivers`,
    shows: () => 'Đơn hàng mới',
  },
  { route: '/scorecards', shows: () => 'Vận hành, tháng 10' },
  { route: '/scorecards/new', shows: (t) => t('kpi.scorecard.save') },
  { route: '/scorecards/$scorecardId', at: scorecard, shows: () => /02\/11/ },
  {
    route: '/scorecards/$scorecardId/edit',
    at: ({ scorecards }) => `/scorecards/${scorecards.drafted}/edit`,
    shows: (t) => t('kpi.scorecard.save'),
  },
  { route: '/kpis/new', shows: (t) => t('kpi.new.save') },
  { route: '/kpis/$kpiId', at: kpi, shows: (t) => t('kpi.timeline.title') },
  { route: '/kpis/$kpiId', at: ({ formula }) => `/kpis/${formula}`, shows: (t) => t('kpi.formula.title') },
  { route: '/kpis/$kpiId', at: (all) => `${kpi(all)}?asOf=2026-11-23`, shows: (t) => t('kpi.past.back') },
  { route: '/kpis/$kpiId/edit', at: (all) => `${kpi(all)}/edit`, shows: (t) => t('kpi.edit.save') },
  { route: '/kpis/$kpiId/import', at: (all) => `${kpi(all)}/import`, shows: (t) => t('kpi.import.paste') },
  { route: '/kpis/$kpiId/draft', at: (all) => `${kpi(all)}/draft`, shows: (t) => t('loop.draft.guardrail') },
  { route: '/reviews', shows: (t) => t('okr.cycle.step.review') },
  {
    route: '/reviews',
    at: ({ cycles }) => `/reviews?cycle=${cycles('Nâng nhịp chăm sóc')}`,
    shows: () => /48 phút xuống 30/,
  },
  { route: '/templates', shows: (t) => t('templates.title') },
  { route: '/templates', at: () => '/templates?kind=kpi', shows: (t) => t('templates.title') },
  { route: '/settings', shows: (t) => t('people.settings.organisation') },
  { route: '/settings/account', shows: (t) => t('members.session.this') },
  { route: '/settings/people', shows: () => 'nam@saomai.vn' },
  { route: '/settings/units', shows: () => 'Chăm sóc khách hàng' },
  { route: '/settings/cycles', shows: () => 'Nâng nhịp chăm sóc' },
  { route: '/settings/keys', shows: () => 'setup' },
  { route: '/settings/sign-in', shows: (t) => t('access.sso.new') },
  { route: '/settings/coach', shows: (t) => t('coach.settings.title') },
  { route: '/settings/connections', shows: () => 'Chi phí mỗi đơn' },
  { route: '/settings/audit', shows: (t) => t('members.audit.verify') },
  { route: '/$', at: () => '/khong-co-trang-nay', shows: (t) => t('common.not_found.text') },
]

const frontScreens: Screen[] = [
  { route: '/sign-in', shows: (t) => t('people.password') },
  { route: '/forgot-password', shows: (t) => t('people.email') },
  {
    route: '/reset-password',
    at: () => '/reset-password?token=mot-ma',
    shows: (t) => t('members.password.new'),
  },
  { route: '/join/$token', at: ({ open }) => `/join/${open}`, shows: (t) => t('people.your_name') },
  { route: '/join/$token', at: () => '/join/khong-con', shows: (t) => t('members.join.over') },
]

const firstRun: Screen = { route: '/first-run', shows: (t) => t('people.organisation') }

/** The name of a picture: the address without ids. */
const nameOf = (path: string) =>
  path
    .replace(/[0-9a-f-]{36}/g, 'id')
    .replaceAll(/[^\w-]+/g, '_')
    .replace(/^_$/, 'home')
    .slice(0, 60)

/** Everything that is wrong with these screens, each told with its address. */
async function faultsOf(page: Page, all: Screen[], chosen: Look): Promise<string[]> {
  const faults: string[] = []
  for (const screen of all)
    await look(page, screen, chosen).catch((error) => {
      faults.push(`${screen.at?.(company) ?? screen.route}: ${error}`)
      if (process.env.LOOK_AT) console.log(chosen.locale, chosen.width, faults.at(-1))
    })
  return faults
}

async function look(page: Page, { at, route, shows }: Screen, chosen: Look): Promise<void> {
  const path = at?.(company) ?? route
  await page.goto(product.url + path)
  await settled(page)
  await page.getByText(shows(translate[chosen.locale])).first().waitFor({ state: 'attached' })
  await settled(page)
  await picture(page, nameOf(path), chosen)
  const where = `${path}, ${chosen.locale}, ${chosen.theme}, ${chosen.width} px`
  await expectSound(page, where, chosen)
}

beforeAll(async () => {
  product = await startProduct('2026-11-23T02:00:00Z', { more: { OUTBOUND_ALLOW: '127.0.0.1' } })
  for (const chosen of looks) {
    const page = await openAs(chosen, nobody, [])
    await look(page, firstRun, chosen)
    await page.context().close()
  }
  company = await foundCompany(product)
  // A day on, so that there is a past to look back at.
  await product.moveTo('2026-11-24T02:00:00Z')
  lan = await signIn(product, owner)
  session = await lan.context().storageState()
}, 120_000)
afterAll(async () => {
  company?.stop()
  await product.stop()
})

test('every address of the router has a row here', async () => {
  const routes = await lan.evaluate(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as {
      __TSR_ROUTER__: { routesByPath: Record<string, unknown> }
    }
    return Object.keys(router.routesByPath)
  })
  const seen = [firstRun, ...frontScreens, ...screens].map(({ route }) => route)
  expect(routes.length).toBeGreaterThan(40)
  expect(routes.toSorted()).toEqual([...new Set(seen)].toSorted())
})

test.concurrent.each(looks)(
  'every screen: $locale, $theme, $width px',
  async (chosen) => {
    const said: string[] = []
    const front = await openAs(chosen, nobody, [])
    const mine = (all: Screen[]) => all.filter((_, place) => isSeenIn(chosen, place))
    const faults = await faultsOf(front, mine(frontScreens), chosen)
    await front.context().close()
    const page = await openAs(chosen, session, said)
    faults.push(...(await faultsOf(page, mine(screens), chosen)))
    await page.context().close()
    expect([...faults, ...said]).toEqual([])
  },
  240_000,
)

test('one person, two organisations: a link leads in, the menu leads to and fro', async () => {
  const founded = await product.api(await product.operatorToken()).post('/setup', {
    workspace: { name: 'Công ty Biển Xanh' },
    owner: { name: 'Hải', email: 'hai@bienxanh.vn', password: owner.password },
  })
  const theirs = product.api(founded.body.apiKey)
  const weekly = { unit: '%', direction: 'up', frequency: 'week', aggregation: 'mean' }
  await theirs.post('/kpis', { ...weekly, name: 'Tàu đúng chuyến' })
  const t = translate.vi
  await lan.goto(`${product.url}/join/${await invite(theirs, { email: owner.email, role: 'admin' })}`)
  await lan.getByText(t('members.join.signed_in')).waitFor()
  await lan.getByRole('button', { name: t('members.join.do') }).click()
  const switcher = (name: string) =>
    lan.getByRole('button', { name: `${t('common.switch')}: ${name}`, exact: true })
  const go = async (from: string, to: string) => {
    await switcher(from).click()
    const here = lan.getByRole('menuitem', { name: from, exact: true })
    expect(await here.isDisabled()).toBe(true)
    await lan.getByRole('menuitem', { name: to, exact: true }).click()
    await switcher(to).waitFor()
    await lan.getByRole('heading', { level: 1, name: t('common.place.home') }).waitFor()
    await settled(lan)
  }
  await switcher('Công ty Biển Xanh').waitFor()
  await go('Công ty Biển Xanh', 'Công ty Sao Mai')
  await lan.getByText('Thời gian giao hàng').first().waitFor()
  await go('Công ty Sao Mai', 'Công ty Biển Xanh')
  expect(await lan.getByText('Thời gian giao hàng').count()).toBe(0)
  await lan.goto(`${product.url}/kpis`)
  await lan.getByText('Tàu đúng chuyến').waitFor()
  expect(await lan.getByText('Số ngày tồn kho').count()).toBe(0)
  // By keyboard alone.
  await switcher('Công ty Biển Xanh').focus()
  await lan.keyboard.press('Enter')
  await lan.getByRole('menuitem', { name: 'Công ty Sao Mai', exact: true }).waitFor()
  await lan.keyboard.press('Enter')
  await switcher('Công ty Sao Mai').waitFor()
  await lan.getByText('Thời gian giao hàng').first().waitFor()
})

test('what opens on the screens, every other one wide and light in Vietnamese, the rest narrow and dark in English', async () => {
  const answered = `/kpis/${company.kpis('Thời gian trả lời trung bình')}`
  const { handOvers } = (await company.api.get(`${answered}/chart`)).body
  await company.api.post(`${answered}/hand-over/${handOvers[0].id}/undo`, {})
  const told = await Promise.all(
    (pairs[0] ?? []).map(async (chosen, side) => {
      const said: string[] = []
      const page = await openAs(chosen, session, said)
      const t = translate[chosen.locale]
      const faults: string[] = []
      for (const [place, { name, at, open, only }] of openings.entries()) {
        const isHere = only ? (only === 'wide') === chosen.width > 1000 : place % 2 === side
        if (!isHere && (only || process.env.EVERY_LOOK !== '1')) continue
        try {
          await page.goto(product.url + at(company))
          await settled(page)
          await open(page, t)
          await settled(page)
          await picture(page, `open_${name}`, chosen)
          await expectSound(page, `${name}, ${chosen.locale}`, chosen)
        } catch (error) {
          faults.push(`${name}: ${error}`)
          if (process.env.LOOK_AT) console.log(chosen.locale, chosen.width, faults.at(-1))
        }
      }
      await page.context().close()
      return [...faults, ...said]
    }),
  )
  expect(told.flat()).toEqual([])
}, 240_000)

test('no page did anything against its own policy', () => {
  expect(product.blocked).toEqual([])
})
