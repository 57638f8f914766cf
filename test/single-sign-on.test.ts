// Single sign-on against a real provider and a lying one: who comes in, as whom and as what, who does not and why.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { type Browser, openBrowser } from './browser.ts'
import { addMember, type Client, query } from './company.ts'
import { client, startLiar, startProvider } from './identity-providers.ts'

let app: TestApp
let lan: Client & { workspaceId: string; memberId: string }
let provider: Awaited<ReturnType<typeof startProvider>>
let liar: Awaited<ReturnType<typeof startLiar>>
const people: Record<string, Record<string, unknown>> = {}
const password = 'mat-khau-rat-dai'

beforeAll(async () => {
  app = await startTestApp({ outboundAllow: ['127.0.0.1'] })
  lan = await app.setup()
  const { redirectUri } = (await lan.get('/sign-in-providers')).body
  expect(redirectUri).toBe(`http://127.0.0.1/api/sso/${lan.workspaceId}/callback`)
  provider = await startProvider(redirectUri, people)
  liar = await startLiar()
})
afterAll(async () => {
  await app.stop()
  await provider.stop()
  await liar.stop()
})

type Made = { id: string; startUrl: string }

async function addProvider(more: Record<string, unknown> = {}): Promise<Made> {
  const answer = await lan.post('/sign-in-providers', {
    name: 'Sao Mai',
    issuer: provider.issuer,
    clientId: client.client_id,
    secret: client.client_secret,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

const pathOf = (url: string) => url.replace(/^http:\/\/[^/]+/, '')

/** Through the provider and back, as a browser goes; answers with where the product sends it in the end. */
async function goThrough(browser: Browser, startUrl: string, headers: Record<string, string> = {}) {
  const jar = new Map<string, string>()
  let at = (await browser.follow(pathOf(startUrl), headers)).headers.get('location') ?? ''
  for (let hops = 0; hops < 8 && !at.startsWith('http://127.0.0.1/') && at.startsWith('http'); hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    at = new URL(answer.headers.get('location') ?? '', at).href
  }
  if (!at.startsWith('http')) return at
  return (await browser.follow(pathOf(at))).headers.get('location') ?? ''
}

const problemIn = (location: string) => new URL(location, 'http://x').searchParams.get('problem')

describe('the way in', () => {
  test('somebody new becomes a member, with the name that the provider gives; the session holds here alone', async () => {
    const { startUrl } = await addProvider({ name: 'Sao Mai 1' })
    people.huong = { email: 'huong@saomai.vn', email_verified: true, name: 'Hương' }
    provider.signInAs('huong')
    const browser = openBrowser(app)
    expect(await goThrough(browser, `${startUrl}?back=/kpis`)).toBe('/kpis')
    const { body: me } = await browser.get('/me')
    expect(me.member).toMatchObject({ name: 'Hương', email: 'huong@saomai.vn', role: 'member' })
    expect((await browser.get('/account')).body).toEqual({
      hasPassword: false,
      hasTotp: false,
      passkeys: 0,
      isBound: true,
    })
    const { body: log } = await lan.get(`/audit?subjectId=${me.member.id}`)
    expect(log.items.map(({ operation, after }: never) => [operation, (after as { by: string }).by])).toEqual(
      [['session.signIn', 'single_sign_on']],
    )
    // The session is for this organisation: it changes nothing of the account, and goes nowhere else.
    expect((await browser.auth('/change-password', { newPassword: 'x'.repeat(12) })).status).toBe(403)
    const again = openBrowser(app)
    await goThrough(again, startUrl)
    expect((await again.get('/me')).body.member.id).toBe(me.member.id)
  })

  test('a member is known by a verified address, and from then on by subject, whatever the address becomes', async () => {
    const person = await addMember(app, lan.workspaceId)
    const { startUrl } = await addProvider({ name: 'Sao Mai 2', createsMembers: false })
    people.binh = { email: person.email.toUpperCase(), email_verified: true, name: 'Bình' }
    provider.signInAs('binh')
    const browser = openBrowser(app)
    expect(await goThrough(browser, startUrl)).toBe('/')
    expect((await browser.get('/me')).body.member.id).toBe(person.memberId)
    people.binh = { email: 'binh.moi@saomai.vn', email_verified: true }
    await goThrough(browser, startUrl)
    expect((await browser.get('/me')).body.member.id).toBe(person.memberId)
    people.la = { email: 'nguoi-la@saomai.vn', email_verified: true }
    provider.signInAs('la')
    expect(problemIn(await goThrough(openBrowser(app), startUrl))).toBe('no_member')
  })

  test('the role follows the claim, again at each sign-in; who has none is not let in', async () => {
    const { startUrl } = await addProvider({
      name: 'Sao Mai 3',
      roleClaim: 'groups',
      roleMap: [
        { value: 'okr-admins', role: 'admin' },
        { value: 'everyone', role: 'viewer' },
      ],
      defaultRole: null,
    })
    const browser = openBrowser(app)
    const roles = []
    for (const groups of [['everyone'], ['everyone', 'okr-admins'], ['everyone']]) {
      people.chi = { email: 'chi@saomai.vn', email_verified: true, name: 'Chi', groups }
      provider.signInAs('chi')
      await goThrough(browser, startUrl)
      roles.push((await browser.get('/me')).body.member.role)
    }
    expect(roles).toEqual(['viewer', 'admin', 'viewer'])
    people.chi = { email: 'chi@saomai.vn', email_verified: true, groups: ['khac'] }
    expect(problemIn(await goThrough(openBrowser(app), startUrl))).toBe('no_role')
  })

  test('a deactivated member does not come back by it', async () => {
    const person = await addMember(app, lan.workspaceId)
    const { startUrl } = await addProvider({ name: 'Sao Mai 4' })
    people.di = { email: person.email, email_verified: true }
    provider.signInAs('di')
    expect(await goThrough(openBrowser(app), startUrl)).toBe('/')
    await lan.post(`/members/${person.memberId}/deactivate`, {})
    expect(problemIn(await goThrough(openBrowser(app), startUrl))).toBe('deactivated')
  })

  test('the owner is nobody that an admin’s provider can become: they connect first, signed in by password', async () => {
    const { startUrl } = await addProvider({ name: 'Sao Mai 5' })
    people.lan = { email: 'lan@saomai.vn', email_verified: true }
    provider.signInAs('lan')
    const browser = openBrowser(app)
    expect(problemIn(await goThrough(browser, startUrl))).toBe('owner_connects')
    await browser.signIn('lan@saomai.vn', password)
    const connect = `${startUrl}?connect&back=/settings/account`
    expect(problemIn(await goThrough(browser, connect, { 'sec-fetch-site': 'cross-site' }))).toBe(
      'not_signed_in',
    )
    expect(await goThrough(browser, connect, { 'sec-fetch-site': 'same-origin' })).toBe('/settings/account')
    const fresh = openBrowser(app)
    expect(await goThrough(fresh, startUrl)).toBe('/')
    expect((await fresh.get('/me')).body.member.role).toBe('owner')
    // Somebody else's account there is not taken for one's own.
    people.khac = { email: 'khac@saomai.vn', email_verified: true }
    provider.signInAs('khac')
    expect(problemIn(await goThrough(browser, connect, { 'sec-fetch-site': 'same-origin' }))).toBe(
      'other_person',
    )
  })

  test('is left half way: said so; a state that was used or lies in no cookie begins nothing', async () => {
    const { startUrl } = await addProvider({ name: 'Sao Mai 6' })
    provider.signInAs('')
    expect(problemIn(await goThrough(openBrowser(app), startUrl))).toBe('refused')
    const browser = openBrowser(app)
    const callback = `/api/sso/${lan.workspaceId}/callback?code=x&state=y`
    expect(problemIn((await browser.follow(callback)).headers.get('location') ?? '')).toBe('expired')
    await browser.follow(pathOf(startUrl))
    expect(problemIn((await browser.follow(callback)).headers.get('location') ?? '')).toBe('invalid')
    expect(problemIn((await browser.follow(callback)).headers.get('location') ?? '')).toBe('expired')
    const nowhere = `/api/sso/${lan.workspaceId}/${lan.workspaceId}`
    expect(problemIn((await browser.follow(nowhere)).headers.get('location') ?? '')).toBe('gone')
    for (const back of ['https://ke-xau.example', '//ke-xau.example', '/\\ke-xau.example']) {
      provider.signInAs('huong')
      expect(await goThrough(openBrowser(app), `${startUrl}?back=${encodeURIComponent(back)}`)).toBe('/')
    }
  })
})

describe('a token that cannot be right', () => {
  test.each([
    ['for another client', { claims: { aud: 'ke-khac' } }, 'invalid'],
    ['of another provider', { claims: { iss: 'https://ke-xau.example' } }, 'invalid'],
    ['of another sign-in', { claims: { nonce: 'cu' } }, 'invalid'],
    ['that has expired', { expired: true }, 'invalid'],
    ['signed by someone else', { forged: true }, 'invalid'],
    ['with an address that is not verified', { claims: { email_verified: false } }, 'email_unverified'],
    ['with an address of which it says nothing', { claims: { email_verified: null } }, 'email_unverified'],
    ['without an address', { claims: { email: null } }, 'email_missing'],
    ['with an address of elsewhere', { claims: { email: 'a@saomai.vn.ke-xau.example' } }, 'domain'],
    ['that it will not give to us', { tokenError: 'invalid_client', tokenStatus: 401 }, 'client_refused'],
    ['that it fails to give', { tokenError: 'server_error', tokenStatus: 500 }, 'invalid'],
  ] as const)('%s lets nobody in', async (_, lie, problem) => {
    const { id, startUrl } = await addProvider({
      name: 'Kẻ nói dối',
      issuer: liar.issuer,
      domains: ['SaoMai.vn'],
    })
    liar.tell(lie)
    const browser = openBrowser(app)
    expect(problemIn(await goThrough(browser, startUrl))).toBe(problem)
    expect((await browser.get('/me')).status).toBe(401)
    liar.tell({})
    expect(await goThrough(browser, startUrl)).toBe('/')
    expect((await lan.delete(`/sign-in-providers/${id}`)).status).toBe(200)
  })

  test('an address counts without the provider’s word only where domains bound the trust', async () => {
    const bad = await lan.post('/sign-in-providers', {
      name: 'Entra',
      issuer: liar.issuer,
      clientId: 'x',
      trustsEmail: true,
    })
    expect([bad.status, bad.body.code]).toEqual([422, 'trust_needs_domains'])
    const { startUrl } = await addProvider({
      name: 'Entra',
      issuer: liar.issuer,
      trustsEmail: true,
      domains: ['saomai.vn'],
    })
    liar.tell({
      claims: { sub: 'e1', email: undefined, email_verified: undefined, preferred_username: 'e1@saomai.vn' },
    })
    const browser = openBrowser(app)
    expect(await goThrough(browser, startUrl)).toBe('/')
    expect((await browser.get('/me')).body.member.email).toBe('e1@saomai.vn')
    liar.tell({ claims: { sub: 'e2', email: 'e2@saomai.vn', email_verified: false } })
    expect(problemIn(await goThrough(openBrowser(app), startUrl))).toBe('email_unverified')
  })
})

describe('a provider', () => {
  test('that is down is said to be, and passwords go on working; the test button tells what is wrong', async () => {
    const gone = await startLiar()
    const { id, startUrl } = await addProvider({ name: 'Đã tắt', issuer: gone.issuer })
    await gone.stop()
    const browser = openBrowser(app)
    expect(problemIn(await goThrough(browser, startUrl))).toBe('unreachable')
    expect((await browser.signIn('lan@saomai.vn', password)).status).toBe(200)
    const tested = await lan.post(`/sign-in-providers/${id}/test`, {})
    expect(tested.body.fault).toContain('127.0.0.1')
    expect(tested.body.fault).toContain('Không gọi được')
    const right = await addProvider({ name: 'Đúng' })
    expect((await lan.post(`/sign-in-providers/${right.id}/test`, {})).body).toEqual({ fault: null })
    const wrong = await addProvider({ name: 'Sai khoá', secret: 'sai' })
    expect((await lan.post(`/sign-in-providers/${wrong.id}/test`, {})).body.fault).toContain('không nhận mã')
    const noProvider = await addProvider({ name: 'Không phải', issuer: `${provider.issuer}/khac` })
    expect((await lan.post(`/sign-in-providers/${noProvider.id}/test`, {})).body.fault).toContain(
      'OpenID Connect',
    )
  })

  test('keeps its secret sealed and to itself; a secret does not move to another address', async () => {
    const made = await addProvider({ name: 'Kín' })
    expect(JSON.stringify(made)).not.toContain(client.client_secret)
    expect(made).toMatchObject({ hasSecret: true, domains: [], roleMap: [], defaultRole: 'member' })
    const [row] = await query<{ secret: string }>(app, 'select secret from sign_in_provider where id = $1', [
      made.id,
    ])
    expect(row?.secret).not.toContain(client.client_secret)
    const log = JSON.stringify((await lan.get(`/audit?subjectId=${made.id}`)).body)
    expect(log).toContain('Kín')
    expect(log).not.toContain(client.client_secret)
    const moved = await lan.patch(`/sign-in-providers/${made.id}`, { issuer: liar.issuer })
    expect([moved.status, moved.body.code]).toEqual([422, 'connection_secret_again'])
    const changed = await lan.patch(`/sign-in-providers/${made.id}`, { name: 'Kín hơn', secret: null })
    expect(changed.body).toMatchObject({ name: 'Kín hơn', hasSecret: false, version: 2 })
  })

  test('in the clear or in a closed network is refused unless the operator opened it', async () => {
    const closed = await startTestApp()
    const owner = await closed.setup()
    const body = { name: 'x', clientId: 'x' }
    for (const issuer of [provider.issuer, 'http://login.example.com']) {
      const answer = await owner.post('/sign-in-providers', { ...body, issuer })
      expect([answer.status, answer.body.code]).toEqual([422, 'issuer_not_https'])
    }
    const inside = await owner.post('/sign-in-providers', { ...body, issuer: 'https://10.0.0.8' })
    expect(inside.status).toBe(201)
    const tested = await owner.post(`/sign-in-providers/${inside.body.id}/test`, {})
    expect(tested.body.fault).toContain('không được phép')
    const start = await openBrowser(closed).follow(pathOf(inside.body.startUrl))
    expect(problemIn(start.headers.get('location') ?? '')).toBe('unreachable')
    await closed.stop()
  })

  test('is offered on the sign-in page only where it is to be', async () => {
    const shown = await addProvider({ name: 'Hiện ra' })
    const hidden = await addProvider({ name: 'Ẩn đi', isListed: false })
    const { body } = await app.as(null).get('/sign-in')
    const names = body.providers.map(({ name }: { name: string }) => name)
    expect(names).toContain('Hiện ra')
    expect(names).not.toContain('Ẩn đi')
    expect(body.providers[0].workspace).toBeNull()
    for (const { id } of [shown, hidden]) await lan.delete(`/sign-in-providers/${id}`)
  })
})

describe('single sign-on only', () => {
  test('shuts passwords out for all but the owner, once somebody has come in the other way', async () => {
    const other = await startTestApp({ outboundAllow: ['127.0.0.1'] })
    const owner = await other.setup()
    const admin = await addMember(other, owner.workspaceId, { role: 'admin' })
    const member = await addMember(other, owner.workspaceId)
    const none = await owner.put('/sign-in-policy', { singleSignOnOnly: true })
    expect([none.status, none.body.code]).toEqual([409, 'single_sign_on_none'])
    const { redirectUri } = (await owner.get('/sign-in-providers')).body
    const real = await startProvider(redirectUri, {
      m: { email: member.email, email_verified: true },
    })
    const { body: made } = await owner.post('/sign-in-providers', {
      name: 'Sao Mai',
      issuer: real.issuer,
      clientId: client.client_id,
      secret: client.client_secret,
    })
    const early = await admin.put('/sign-in-policy', { singleSignOnOnly: true })
    expect([early.status, early.body.code]).toEqual([409, 'single_sign_on_try_first'])
    const inside = openBrowser(other)
    await inside.signIn(member.email, password)
    expect((await inside.get('/me')).status).toBe(200)
    expect((await owner.put('/sign-in-policy', { singleSignOnOnly: true })).body).toEqual({
      singleSignOnOnly: true,
    })
    const cut = await inside.get('/me')
    expect([cut.status, cut.body.code]).toEqual([403, 'single_sign_on_required'])
    const ownerBrowser = openBrowser(other)
    await ownerBrowser.signIn('lan@saomai.vn', password)
    expect((await ownerBrowser.get('/me')).status).toBe(200)
    expect((await member.get('/me')).status).toBe(200)
    real.signInAs('m')
    let at = (await inside.follow(pathOf(made.startUrl))).headers.get('location') ?? ''
    expect(at).toContain('code_challenge_method=S256')
    const jar: string[] = []
    while (at.startsWith(real.issuer)) {
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie: jar.join('; ') } })
      jar.push(...answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''))
      at = new URL(answer.headers.get('location') ?? '', at).href
    }
    await inside.follow(pathOf(at))
    expect((await inside.get('/me')).body.member.id).toBe(member.memberId)
    const last = await owner.delete(`/sign-in-providers/${made.id}`)
    expect([last.status, last.body.code]).toEqual([409, 'sign_in_provider_last'])
    await owner.put('/sign-in-policy', { singleSignOnOnly: false })
    const back = openBrowser(other)
    await back.signIn(member.email, password)
    expect((await back.get('/me')).status).toBe(200)
    await real.stop()
    await other.stop()
  })
})
