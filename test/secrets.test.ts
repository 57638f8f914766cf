// Nothing that opens anything is ever in the server's log, on its most talkative level, whatever is done or refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../src/server/platform/log.ts'
import { startTestApp, type TestApp } from './app.ts'

let app: TestApp
const lines: string[] = []

beforeAll(async () => {
  const write = (line: string) => lines.push(line)
  app = await startTestApp({ log: createLog('trace', { isTTY: false, write }) })
})
afterAll(() => app.stop())

test('passwords, keys, tokens, cookies and sealed credentials stay out of the log', async () => {
  const lan = await app.setup()
  const password = 'mat-khau-cua-hoa'
  const { body: invitation } = await lan.post('/invitations', { email: 'hoa@saomai.vn' })
  const token = String(invitation.link).split('/join/')[1] ?? ''
  await app.as(null).post('/join', { token, account: { name: 'Hoà', password } })
  const tryToSignIn = (typed: string) =>
    fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url },
      body: JSON.stringify({ email: 'hoa@saomai.vn', password: typed }),
    })
  await tryToSignIn('mat-khau-sai')
  const signedIn = await tryToSignIn(password)
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const session = cookie
    .map((pair) => decodeURIComponent(pair.split('=')[1] ?? ''))
    .filter((value) => value !== '')
  const browser = { cookie: cookie.join('; '), origin: app.url }
  const { body: key } = await app.as(null).post('/api-keys', { name: 'máy' }, browser)
  await app.as('nc_khong-co-khoa-nay').get('/me')
  const credential = 'mat-khau-ket-noi'
  const connection = { name: 'Tổng đài', kind: 'http', address: { url: 'http://127.0.0.1:1/' } }
  const made = await lan.post('/connections', { ...connection, secret: credential })
  expect(made.status).toBe(201)
  await lan.post(`/connections/${made.body.id}/test`, {})
  await lan.post('/connections', { ...connection, kind: 'khong-co', secret: credential })
  await app.as(key.key).post(`/members/${lan.memberId}/personal-data`, {})
  await lan.post('/objectives', { title: 1 })
  const { rows } = await app.server.database.pool.query<{ key: string }>('select key from person_key')

  const secrets = [
    ...[password, 'mat-khau-sai', 'mat-khau-rat-dai', token, key.key, lan.apiKey, 'nc_khong-co-khoa-nay'],
    ...['operator-of-the-tests', credential, 'a secret of the tests', 'a key of the tests'],
    ...session,
    ...rows.map((row) => row.key),
  ]
  expect(secrets.length).toBeGreaterThan(13)
  expect(secrets.every((secret) => secret.length > 10)).toBe(true)
  expect(lines.length).toBeGreaterThan(0)
  const log = lines.join('\n')
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
})
