// A person comes by a letter, guards the account with a second factor and a passkey, and is signed out from elsewhere.
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { translate } from '../src/i18n/catalogue.ts'
import { client, startProvider } from '../test/identity-providers.ts'
import { type Mailbox, openMailbox } from '../test/mailbox.ts'
import { totp } from '../test/totp.ts'
import { expectAccessible, expectNoSidewaysScroll, type Product, startProduct } from './product.ts'

const t = translate.vi
const narrow = { viewport: { width: 360, height: 760 } }
const wide = { viewport: { width: 1440, height: 900 } }
const password = 'mat-khau-rat-dai'
const email = 'hoa@saomai.vn'

describe('coming, signing in, leaving', () => {
  let product: Product
  let mailbox: Mailbox
  let lan: Page
  let hoa: Page
  let secret = ''
  let workspaceId = ''
  let provider: Awaited<ReturnType<typeof startProvider>> | undefined
  let recovery: string[] = []

  beforeAll(async () => {
    mailbox = await openMailbox()
    product = await startProduct('2026-06-22T02:00:00Z', {
      host: 'localhost',
      more: { SMTP_URL: mailbox.url, OUTBOUND_ALLOW: '127.0.0.1' },
    })
    const setup = await product.api('').post('/setup', {
      workspace: { name: 'Công ty Sao Mai' },
      owner: { name: 'Lan', email: 'lan@saomai.vn', password },
    })
    expect(setup.status).toBe(201)
    workspaceId = setup.body.workspaceId
    lan = await product.open('/sign-in')
    await signIn(lan, 'lan@saomai.vn')
  }, 120_000)
  afterAll(async () => {
    await product.stop()
    await mailbox.close()
    await provider?.stop()
  })
  beforeEach(() => {
    onTestFailed(async ({ task }) => {
      for (const [name, page] of Object.entries({ lan, hoa }))
        await page?.screenshot({ path: `test-results/${task.name.slice(0, 30)}-${name}.png` })
    })
  })

  async function signIn(page: Page, address: string): Promise<void> {
    await page.getByLabel(t('people.email')).fill(address)
    await page.getByLabel(t('people.password')).fill(password)
    await page.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
  }

  const home = (page: Page) => page.getByRole('heading', { name: t('common.place.home') }).waitFor()

  test('invited by letter, joined with a password of one’s own', async () => {
    await home(lan)
    await lan.goto(`${product.url}/settings/people`)
    await lan.getByRole('button', { name: t('members.invite'), exact: true }).click()
    await lan.getByLabel(t('people.email'), { exact: true }).fill(email)
    await expectAccessible(lan, 'invitation')
    await lan.getByRole('button', { name: t('members.invite.do') }).click()
    await lan.getByText(t('members.invite.mailed', { email })).waitFor()
    await lan.keyboard.press('Escape')
    await lan.getByText(t('members.invitations')).waitFor()
    await expectAccessible(lan, 'people')
    const { link } = await mailbox.next(email)
    hoa = await product.open(link.replace(product.url, ''), narrow)
    await hoa
      .getByRole('heading', { name: t('members.join.title', { organisation: 'Công ty Sao Mai' }) })
      .waitFor()
    await expectAccessible(hoa, 'join')
    await expectNoSidewaysScroll(hoa, 'join')
    await hoa.getByLabel(t('people.your_name')).fill('Hoà')
    await hoa.getByLabel(t('people.password')).fill(password)
    await hoa.getByRole('button', { name: t('members.join.do') }).click()
    await home(hoa)
    await lan.getByText('Hoà', { exact: true }).waitFor()
  })

  test('a second factor is turned on, and asked for at the next sign-in', async () => {
    await hoa.goto(`${product.url}/settings/account`)
    await hoa.getByRole('button', { name: t('members.totp.turn_on') }).click()
    await hoa.getByLabel(t('people.password'), { exact: true }).fill(password)
    await hoa.getByRole('button', { name: t('members.totp.next') }).click()
    await hoa.getByAltText(t('members.totp.qr')).waitFor()
    const codes = await hoa.locator('code').allTextContents()
    secret = codes[0] ?? ''
    recovery = codes[1]?.split(' ') ?? []
    expect(recovery).toHaveLength(10)
    await expectAccessible(hoa, 'second factor')
    await expectNoSidewaysScroll(hoa, 'account')
    await hoa.getByLabel(t('people.second.code')).fill(totp(secret))
    await hoa.getByRole('button', { name: t('members.totp.turn_on') }).click()
    await hoa.getByText(t('members.totp.on'), { exact: true }).waitFor()
    await hoa.goto(`${product.url}/settings`)
    await hoa.getByRole('button', { name: t('people.sign_out') }).click()
    await signIn(hoa, email)
    await hoa.getByLabel(t('people.second.code')).fill('000 000')
    await hoa.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
    await hoa.getByText(t('people.second.refused')).waitFor()
    await expectAccessible(hoa, 'asked for the second factor')
    await hoa.getByRole('button', { name: t('people.second.use_recovery') }).click()
    await hoa.getByLabel(t('people.second.recovery')).fill(recovery[0] ?? '')
    await hoa.getByRole('button', { name: t('people.sign_in.action'), exact: true }).click()
    await home(hoa)
  })

  test('a passkey is added and signs in by itself', async () => {
    await withAuthenticator(hoa.context(), hoa)
    await hoa.goto(`${product.url}/settings/account`)
    await hoa.getByRole('button', { name: t('members.passkey.add') }).click()
    await hoa.getByRole('button', { name: t('members.passkey.remove') }).waitFor()
    await expectAccessible(hoa, 'account with a passkey')
    await hoa.goto(`${product.url}/settings`)
    await hoa.getByRole('button', { name: t('people.sign_out') }).click()
    await hoa.getByRole('button', { name: t('people.sign_in.passkey') }).click()
    await home(hoa)
  })

  test('signed out from elsewhere, in English', async () => {
    const other = await product.open('/sign-in', narrow)
    await other.getByRole('radio', { name: 'English' }).click()
    await other.getByLabel(translate.en('people.email')).fill(email)
    await other.getByLabel(translate.en('people.password')).fill(password)
    await other.getByRole('button', { name: translate.en('people.sign_in.action'), exact: true }).click()
    await other.getByLabel(translate.en('people.second.code')).fill(totp(secret))
    await other.getByRole('button', { name: translate.en('people.sign_in.action'), exact: true }).click()
    await other.getByRole('heading', { name: translate.en('common.place.home') }).waitFor()
    await other.goto(`${product.url}/settings/account`)
    await other.getByText(translate.en('members.session.this')).waitFor()
    await expectAccessible(other, 'account, en')
    await expectNoSidewaysScroll(other, 'account, en')
    await hoa.goto(`${product.url}/settings/account`)
    await hoa.getByRole('button', { name: t('members.session.end_others') }).click()
    await hoa.getByText(t('members.session.others_ended')).waitFor()
    await other.reload()
    await other.waitForURL('**/sign-in**')
  })

  test('an admin sets up single sign-on and a directory, and sees them work', async () => {
    provider = await startProvider(`${product.url}/api/sso/${workspaceId}/callback`, {
      hoa: { email, email_verified: true, name: 'Hoà' },
    })
    await lan.goto(`${product.url}/settings/sign-in`)
    await lan.getByRole('button', { name: t('access.sso.new') }).click()
    await lan.getByText(`${product.url}/api/sso/${workspaceId}/callback`).waitFor()
    await lan.getByText(t('access.guide')).click()
    await lan.getByLabel(t('access.sso.name'), { exact: true }).fill('tài khoản Sao Mai')
    await lan.getByLabel(t('access.sso.issuer')).fill(provider.issuer)
    await lan.getByLabel(t('access.sso.client_id')).fill(client.client_id)
    await lan.getByLabel(t('access.sso.secret')).fill(client.client_secret)
    await lan.getByLabel(t('access.sso.domains')).fill('saomai.vn')
    await lan.getByLabel(t('access.sso.claim')).fill('groups')
    await lan.getByLabel(t('access.sso.map')).fill('okr-admins = chủ')
    await lan.getByText(t('access.sso.map.wrong', { line: 'okr-admins = chủ' })).waitFor()
    await lan.getByLabel(t('access.sso.map')).fill('okr-admins = admin')
    await expectAccessible(lan, 'provider form')
    await lan.getByRole('button', { name: t('access.sso.save') }).click()
    await lan.getByRole('button', { name: t('access.sso.test') }).click()
    await lan.getByText(t('access.sso.test.ok')).waitFor()
    await lan.getByLabel(t('access.scim.name')).fill('Okta')
    await lan.getByRole('button', { name: t('access.scim.create') }).click()
    await lan.getByText(t('access.scim.once')).waitFor()
    const token = await lan.getByText(/^scim_/).textContent()
    await expectAccessible(lan, 'sign-in settings')
    const answer = await fetch(`${product.url}/scim/v2/Users`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(((await answer.json()) as { totalResults: number }).totalResults).toBe(2)
    await lan.setViewportSize(narrow.viewport)
    await expectNoSidewaysScroll(lan, 'sign-in settings')
    await lan.setViewportSize({ width: 1280, height: 900 })
  })

  test.each([
    ['360 px', narrow],
    ['1,440 px', wide],
  ])('single sign-on leads in without a password, at %s', async (where, size) => {
    provider?.signInAs('')
    const page = await product.open('/sign-in?back=/settings/account', size)
    const enter = page.getByRole('link', { name: t('sso.with', { name: 'tài khoản Sao Mai' }) })
    await enter.click()
    await page.getByText(t('sso.problem.refused', { provider: 'tài khoản Sao Mai' })).waitFor()
    await expectAccessible(page, `refused, ${where}`)
    await expectNoSidewaysScroll(page, `refused, ${where}`)
    provider?.signInAs('hoa')
    await page.goto(`${product.url}/sign-in?back=/settings/account`)
    await enter.click()
    await page.getByText(t('members.account.bound')).waitFor()
    await expectAccessible(page, `account, single sign-on, ${where}`)
    await page.context().close()
  })

  test('access is revoked: what was open ends, and single sign-on says why it does not lead in', async () => {
    const page = await product.open('/sign-in', narrow)
    await page.getByRole('link', { name: t('sso.with', { name: 'tài khoản Sao Mai' }) }).click()
    await home(page)
    await lan.goto(`${product.url}/settings/people`)
    await lan.getByRole('button', { name: t('members.menu', { name: 'Hoà' }) }).click()
    await lan.getByRole('menuitem', { name: t('members.deactivate') }).click()
    await lan
      .getByRole('dialog')
      .getByRole('button', { name: t('members.deactivate') })
      .click()
    await lan.getByText('Hoà', { exact: true }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('link', { name: t('sso.with', { name: 'tài khoản Sao Mai' }) }).click()
    await page.getByText(t('sso.problem.deactivated')).waitFor()
    await expectAccessible(page, 'deactivated')
  })

  test('the log shows who came and how, and that it is whole', async () => {
    await lan.goto(`${product.url}/settings/audit`)
    await lan.getByText('join.accept').waitFor()
    await lan.getByText('account.passkeyAdded').waitFor()
    await lan.getByRole('button', { name: t('members.audit.verify') }).click()
    await lan.getByText(/Nhật ký nguyên vẹn/).waitFor()
    await expectAccessible(lan, 'audit log')
    const download = lan.waitForEvent('download')
    await lan.getByRole('button', { name: t('members.audit.export') }).click()
    expect((await download).suggestedFilename()).toBe('audit.csv')
  })

  test('a forgotten password is set anew by letter', async () => {
    const page = await product.open('/sign-in', narrow)
    await page.getByRole('link', { name: t('people.forgot') }).click()
    await page.getByLabel(t('people.email')).fill('lan@saomai.vn')
    await expectAccessible(page, 'forgotten password')
    await page.getByRole('button', { name: t('members.forgot.do') }).click()
    await page.getByText(t('members.forgot.sent')).waitFor()
    await page.goto((await mailbox.next('lan@saomai.vn')).link)
    await page.getByLabel(t('members.password.new')).fill('mat-khau-moi-tinh')
    await expectAccessible(page, 'new password')
    await page.getByRole('button', { name: t('members.reset.do') }).click()
    await page.waitForURL('**/sign-in')
  })

  test('nothing that the pages do is against their own policy', () => {
    expect(product.blocked).toEqual([])
  })
})

/** A virtual authenticator of the browser: answers as a phone would, with the person's consent. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
