// Signing in: forgotten passwords by a real letter, second factor with recovery codes, sessions ended, guessing slowed
// down without locking anyone out, cookies, and what the log says of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { addMember, type Client, query } from './company.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { totp } from './totp.ts'

let app: TestApp
let mailbox: Mailbox
let lan: Client & { workspaceId: string; memberId: string }

beforeAll(async () => {
  mailbox = await openMailbox()
  app = await startTestApp({ smtpUrl: mailbox.url, proxies: 1 })
  lan = await app.setup()
})
afterAll(async () => {
  await app.stop()
  await mailbox.close()
})

const password = 'mat-khau-rat-dai'

const secretOf = (uri: string) => new URL(uri).searchParams.get('secret') ?? ''

const logged = async (memberId: string) =>
  (await lan.get(`/audit?subjectId=${memberId}`)).body.items.map(
    ({ operation, after }: { operation: string; after: { by?: string } | null }) => [operation, after?.by],
  )

describe('a forgotten password', () => {
  test('is set anew by the letter’s link, once; every session ends; an unknown address is answered alike', async () => {
    const person = await addMember(app, lan.workspaceId)
    const before = openBrowser(app)
    await before.signIn(person.email, password)
    const browser = openBrowser(app)
    const known = await browser.auth('/request-password-reset', { email: person.email })
    const unknown = await browser.auth('/request-password-reset', { email: 'khong-ai@saomai.vn' })
    expect([known.status, known.body.status]).toEqual([unknown.status, unknown.body.status])
    const mail = await mailbox.next(person.email)
    expect(mail.subject).toBe('Đặt lại mật khẩu Nhịp Cầu')
    const token = new URL(mail.link).searchParams.get('token')
    expect((await browser.auth('/reset-password', { token, newPassword: 'ngan' })).status).toBe(400)
    expect((await browser.auth('/reset-password', { token, newPassword: 'mat-khau-moi-tinh' })).status).toBe(
      200,
    )
    expect((await browser.auth('/reset-password', { token, newPassword: 'lan-thu-hai-nua' })).status).toBe(
      400,
    )
    expect((await before.get('/me')).status).toBe(401)
    expect((await browser.signIn(person.email, password)).status).toBe(401)
    expect((await browser.signIn(person.email, 'mat-khau-moi-tinh')).status).toBe(200)
  })

  test('not more than three letters in a quarter of an hour go to one account, and nobody is told', async () => {
    const person = await addMember(app, lan.workspaceId)
    const answers = []
    for (let i = 0; i < 5; i++)
      answers.push(
        (await openBrowser(app, `198.51.100.${i}`).auth('/request-password-reset', { email: person.email }))
          .status,
      )
    expect(answers).toEqual([200, 200, 200, 200, 200])
    for (let i = 0; i < 3; i++) await mailbox.next(person.email)
    const tokens = await query(app, 'select from auth.verification where value = $1', [person.userId])
    expect(tokens).toHaveLength(3)
  })
})

describe('the second factor', () => {
  test('is asked for once it is on: a code or a recovery code, each recovery code once; it is turned off by password', async () => {
    const person = await addMember(app, lan.workspaceId)
    const first = openBrowser(app)
    await first.signIn(person.email, password)
    expect((await first.auth('/two-factor/enable', { password: 'sai' })).status).toBe(400)
    const { body: prepared } = await first.auth('/two-factor/enable', { password })
    expect(prepared.backupCodes).toHaveLength(10)
    expect((await first.get('/account')).body).toEqual({
      hasPassword: true,
      hasTotp: false,
      passkeys: 0,
      isBound: false,
    })
    expect(
      (await first.auth('/two-factor/verify-totp', { code: totp(secretOf(prepared.totpURI)) })).status,
    ).toBe(200)
    expect((await first.get('/account')).body.hasTotp).toBe(true)
    const stored = await query<{ secret: string; backupCodes: string }>(
      app,
      'select secret, "backupCodes" from auth."twoFactor" where "userId" = $1',
      [person.userId],
    )
    expect(stored[0]?.backupCodes).not.toContain(prepared.backupCodes[0])
    expect(stored[0]?.secret).not.toContain(new URL(prepared.totpURI).searchParams.get('secret'))

    const again = openBrowser(app)
    expect((await again.signIn(person.email, password)).body.twoFactorRedirect).toBe(true)
    expect((await again.get('/me')).status).toBe(401)
    expect((await again.auth('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect(
      (await again.auth('/two-factor/verify-totp', { code: totp(secretOf(prepared.totpURI)) })).status,
    ).toBe(200)
    expect((await again.get('/me')).status).toBe(200)

    for (const [code, status] of [
      [prepared.backupCodes[3], 200],
      [prepared.backupCodes[3], 401],
    ]) {
      const browser = openBrowser(app)
      await browser.signIn(person.email, password)
      expect((await browser.auth('/two-factor/verify-backup-code', { code })).status).toBe(status)
    }
    expect((await again.auth('/two-factor/disable', { password })).status).toBe(200)
    expect((await openBrowser(app).signIn(person.email, password)).body.twoFactorRedirect).toBeUndefined()
    const entries: [string, string][] = (await logged(person.memberId)).reverse()
    const isRefused = ([operation]: [string, string]) => operation === 'session.refused'
    expect(entries.filter((entry) => !isRefused(entry))).toEqual([
      ['session.signIn', 'password'],
      ['account.totpPrepared', 'password'],
      ['account.totpOn', 'totp'],
      ['session.signIn', 'totp'],
      ['session.signIn', 'recovery_code'],
      ['account.totpOff', 'password'],
      ['session.signIn', 'password'],
    ])
    // Written beside the answer: a refusal takes no longer where the account is there.
    expect(entries.filter(isRefused)).toEqual([
      ['session.refused', 'totp'],
      ['session.refused', 'recovery_code'],
    ])
  })
})

describe('sessions', () => {
  test('are listed, ended one by one or all but this one; nobody ends another’s', async () => {
    const person = await addMember(app, lan.workspaceId)
    const [here, there, elsewhere] = ['192.0.2.7', '192.0.2.8', '192.0.2.9'].map((address) =>
      openBrowser(app, address),
    )
    for (const browser of [here, there, elsewhere]) await browser?.signIn(person.email, password)
    const { body: list } = (await here?.get('/sessions')) ?? { body: null }
    expect(list.items).toHaveLength(3)
    const current = list.items.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent)
    expect(current.address).toBe('192.0.2.7')
    const other = list.items.find(({ address }: { address: string }) => address === '192.0.2.8')
    const stranger = openBrowser(app)
    await stranger.signIn('lan@saomai.vn', password)
    expect((await stranger.delete(`/sessions/${other.id}`)).status).toBe(404)
    expect((await there?.get('/me'))?.status).toBe(200)
    expect((await here?.delete(`/sessions/${other.id}`))?.status).toBe(200)
    expect((await there?.get('/me'))?.status).toBe(401)
    expect((await here?.post('/sessions/revoke-others', {}))?.body).toEqual({ ended: 1 })
    expect([(await elsewhere?.get('/me'))?.status, (await here?.get('/me'))?.status]).toEqual([401, 200])
    expect(JSON.stringify(list)).not.toContain(
      here?.jar.get('nhipcau.session_token')?.split('.')[0] ?? 'no token',
    )
  })
})

test('a look with a session that has ended is refused, and takes no cookie of a newer one along', async () => {
  const person = await addMember(app, lan.workspaceId)
  const browser = openBrowser(app)
  await browser.signIn(person.email, password)
  await query(app, 'delete from auth.session where "userId" = $1', [person.userId])
  const late = await browser.auth('/passkey/list-user-passkeys')
  expect([late.status, late.headers.getSetCookie()]).toEqual([401, []])
})

describe('guessing', () => {
  test('is slowed down for strangers’ devices; a device known to the account goes on; time lets everyone in again', async () => {
    const person = await addMember(app, lan.workspaceId)
    const own = openBrowser(app, '203.0.113.1')
    await own.signIn(person.email, password)
    // Each guess from another address: it is the account that is being guessed.
    const guesses = []
    for (let i = 0; i < 12; i++)
      guesses.push(
        (await openBrowser(app, `203.0.113.${100 + i}`).signIn(person.email.toUpperCase(), `sai-${i}`))
          .status,
      )
    expect(guesses).toEqual([...Array(10).fill(401), 429, 429])
    const stranger = await openBrowser(app, '203.0.113.50').signIn(person.email, password)
    expect([stranger.status, stranger.body.code]).toEqual([429, 'too_many_attempts'])
    expect(Number(stranger.headers.get('retry-after'))).toBe(900)
    own.jar.delete('nhipcau.session_token')
    expect((await own.signIn(person.email, password)).status).toBe(200)
    // A cookie of another account, or one made up, makes no device known.
    const thief = openBrowser(app, '203.0.113.51')
    await thief.signIn('lan@saomai.vn', password)
    expect((await thief.signIn(person.email, password)).status).toBe(429)
    thief.jar.set('nhipcau.device', 'x.y')
    expect((await thief.signIn(person.email, password)).status).toBe(429)
    // Another account is not touched.
    expect((await openBrowser(app, '203.0.113.52').signIn('lan@saomai.vn', password)).status).toBe(200)
    app.moveTo('2026-06-22T02:15:01Z')
    expect((await openBrowser(app, '203.0.113.53').signIn(person.email, password)).status).toBe(200)
    app.moveTo('2026-06-22T02:00:00Z')
  })

  test('from one address stops at a hundred, whoever is guessed at', async () => {
    const browser = openBrowser(app, '198.51.100.200')
    await browser.signIn('ai-1@saomai.vn', 'sai')
    await query(app, `update auth.attempt set count = 99 where key = 'address 198.51.100.200'`)
    const statuses = []
    for (let i = 2; i < 4; i++) statuses.push((await browser.signIn(`ai-${i}@saomai.vn`, 'sai')).status)
    expect(statuses).toEqual([401, 429])
    expect((await openBrowser(app, '198.51.100.201').signIn('lan@saomai.vn', password)).status).toBe(200)
  })

  test('what a clock counted that has been set back since shuts nobody out, and is counted anew', async () => {
    const future = `insert into auth.attempt (key, count, since) values ('address 198.51.100.7', 100, '2026-06-25')`
    await query(app, future)
    const browser = openBrowser(app, '198.51.100.7')
    expect((await browser.signIn('ai-do@saomai.vn', 'sai')).status).toBe(401)
    const [row] = await query<{ count: number }>(
      app,
      `select count from auth.attempt where key like '%198.51.100.7'`,
    )
    expect(row?.count).toBe(1)
  })
})

describe('a password', () => {
  test('that many people have, or that is one’s own address, is refused wherever it is set', async () => {
    const person = await addMember(app, lan.workspaceId)
    const browser = openBrowser(app)
    await browser.signIn(person.email, password)
    for (const newPassword of ['password1', 'Mật khẩu 2026', '12345678', 'aaaaaaaaaaaa', 'matkhau@123']) {
      const refused = await browser.auth('/change-password', { currentPassword: password, newPassword })
      expect([refused.status, refused.body.code]).toEqual([400, 'password_common'])
    }
    expect((await browser.auth('/reset-password', { token: 'x', newPassword: 'qwertyuiop' })).body.code).toBe(
      'password_common',
    )
    const { body: invitation } = await lan.post('/invitations', { email: 'thuy.linh@saomai.vn' })
    const token = invitation.link.split('/join/')[1]
    const join = (chosen: string) =>
      app.as(null).post('/join', { token, account: { name: 'Linh', password: chosen } })
    for (const chosen of ['thuy.linh2026', 'nhipcau123']) {
      const { status, body } = await join(chosen)
      expect([status, body.code, body.errors[0].field]).toEqual([422, 'password_common', 'account.password'])
    }
    expect((await join('cầu vồng trên sông')).status).toBe(201)
  })

  test('that changes is told by letter, and so is each change of a factor', async () => {
    const person = await addMember(app, lan.workspaceId)
    const browser = openBrowser(app)
    await browser.signIn(person.email, password)
    await browser.auth('/change-password', { currentPassword: password, newPassword: 'mat-khau-moi-tinh' })
    const mail = await mailbox.next(person.email)
    expect(mail.subject).toBe('Cách đăng nhập Nhịp Cầu của bạn đã thay đổi')
    expect(mail.link).toBe('http://127.0.0.1/settings/account')
  })
})

describe('a session', () => {
  test('ends after ninety days, however much it is used', async () => {
    const person = await addMember(app, lan.workspaceId)
    const browser = openBrowser(app)
    await browser.signIn(person.email, password)
    for (const [days, status] of [
      [89, 200],
      [91, 401],
    ]) {
      await query(
        app,
        `update auth.session set "createdAt" = now() - $1 * interval '1 day' where "userId" = $2`,
        [days, person.userId],
      )
      expect((await browser.get('/me')).status).toBe(status)
    }
  })
})

describe('cookies and origins', () => {
  test('cookies are for the server alone; over HTTPS they are sent over HTTPS alone', async () => {
    const browser = openBrowser(app)
    const lines = (await browser.signIn('lan@saomai.vn', password)).headers.getSetCookie()
    expect(lines.map((line) => line.split('=')[0])).toEqual(
      expect.arrayContaining(['nhipcau.session_token', 'nhipcau.device']),
    )
    for (const line of lines) {
      expect(line).toMatch(/HttpOnly/i)
      expect(line).toMatch(/SameSite=Lax/i)
    }
    const secure = await startTestApp({ baseUrl: 'https://nhipcau.example' })
    await secure.setup('Công ty HTTPS', 'h@https.vn')
    const over = (await openBrowser(secure).signIn('h@https.vn', password)).headers.getSetCookie()
    await secure.stop()
    expect(over.length).toBe(2)
    for (const line of over) expect(line).toMatch(/; Secure/i)
  })

  test('a sign-in from another page is refused', async () => {
    const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://ke-xau.example',
        cookie: 'nhipcau.x=1',
      },
      body: JSON.stringify({ email: 'lan@saomai.vn', password }),
    })
    expect(response.status).toBe(403)
  })
})
