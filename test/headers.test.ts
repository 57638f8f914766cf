// What every answer says to the browser, and what no log line says to anyone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../src/server/platform/log.ts'
import { startTestApp, type TestApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { addMember, type Client } from './company.ts'

const lines: string[] = []
let app: TestApp
let lan: Client & { apiKey: string }

beforeAll(async () => {
  app = await startTestApp({ log: createLog('trace', { write: (line) => lines.push(line) }) })
  lan = await app.setup()
})
afterAll(() => app.stop())

describe('headers', () => {
  test.each(['/', '/okrs', '/api/v1/me', '/api/v1/nothing', '/api/auth/get-session', '/healthz', '/mcp'])(
    'of %s',
    async (path) => {
      const { headers } = await fetch(app.url + path)
      const policy = Object.fromEntries(
        (headers.get('content-security-policy') ?? '').split('; ').map((rule) => [rule.split(' ')[0], rule]),
      )
      expect(policy).toMatchObject({
        'default-src': `default-src 'self'`,
        'style-src': `style-src 'self'`,
        'object-src': `object-src 'none'`,
        'base-uri': `base-uri 'none'`,
        'frame-ancestors': `frame-ancestors 'none'`,
        'form-action': `form-action 'self'`,
      })
      expect(Object.values(policy).join(' ')).not.toMatch(/unsafe|\*|https?:/)
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('strict-transport-security')).toBeNull()
    },
  )

  test('over HTTPS the browser is told to stay there', async () => {
    const secure = await startTestApp({ baseUrl: 'https://nhipcau.example' })
    const { headers } = await fetch(`${secure.url}/healthz`)
    await secure.stop()
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  })
})

describe('the log, at its most talkative', () => {
  test('holds no password, key, token, cookie or recovery code', async () => {
    const person = await addMember(app, (await lan.get('/workspace')).body.id, {
      password: 'mat-khau-cua-binh',
    })
    const browser = openBrowser(app)
    await browser.signIn(person.email, 'mat-khau-sai-roi')
    await browser.signIn(person.email, 'mat-khau-cua-binh')
    const { body: totp } = await browser.auth('/two-factor/enable', { password: 'mat-khau-cua-binh' })
    await browser.auth('/reset-password', {
      token: 'ma-dat-lai-gia-mao',
      newPassword: 'mat-khau-moi-cua-binh',
    })
    const { body: invitation } = await lan.post('/invitations', {})
    const { body: key } = await lan.post('/api-keys', { name: 'một khoá' })
    await app.as('nc_khoa_khong_co_that').get('/me')
    await app.as(key.key).post('/units', { name: 1 })
    const secrets = [
      'mat-khau',
      key.key,
      person.key,
      lan.apiKey,
      'nc_khoa_khong_co_that',
      'ma-dat-lai-gia-mao',
      invitation.link.split('/join/')[1],
      totp.backupCodes[0],
      new URL(totp.totpURI).searchParams.get('secret'),
      browser.jar.get('nhipcau.session_token'),
      'operator-of-the-tests',
    ]
    expect(secrets.filter((secret) => typeof secret !== 'string' || secret.length < 8)).toEqual([])
    expect(lines.length).toBeGreaterThan(3)
    const written = lines.join('')
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
  })
})
