// One person in two organisations: they go from one to the other without signing in again, and nothing goes with them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterWorkspace } from '../src/server/platform/database.ts'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { addMember, type Client, query } from './company.ts'

let app: TestApp
let saoMai: Client & { workspaceId: string }
let bienXanh: Client & { workspaceId: string }
const password = 'mat-khau-rat-dai'

beforeAll(async () => {
  app = await startTestApp()
  saoMai = await app.setup()
  bienXanh = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
})
afterAll(() => app.stop())

/** A member of Sao Mai with one account for Biển Xanh as well. */
async function inBoth() {
  const person = await addMember(app, saoMai.workspaceId)
  const memberId = newId()
  await app.server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, bienXanh.workspaceId)
    const row = { user_id: person.userId, name: 'Bình', email: person.email, role: 'admin' }
    await db
      .insertInto('member')
      .values({
        workspace_id: bienXanh.workspaceId,
        id: memberId,
        ...row,
        created_at: new Date(Date.now() + 1),
      })
      .execute()
  })
  const browser = openBrowser(app)
  await browser.signIn(person.email, password)
  return { ...person, browser, there: memberId }
}

const workspaceOf = async (answer: Promise<{ body: { workspace: { name: string } } }>) =>
  (await answer).body.workspace.name

describe('going to another organisation', () => {
  test('needs no new sign-in; pages, rights and streams follow, keys stay where they were made', async () => {
    const { browser, key } = await inBoth()
    expect((await browser.get('/workspaces')).body.items).toEqual([
      { id: bienXanh.workspaceId, name: 'Công ty Biển Xanh', isCurrent: false },
      { id: saoMai.workspaceId, name: 'Công ty Sao Mai', isCurrent: true },
    ])
    expect((await browser.post('/units', { name: 'x' })).status).toBe(403)
    expect((await browser.post(`/workspaces/${bienXanh.workspaceId}/open`, {})).status).toBe(200)
    expect(await workspaceOf(browser.get('/me'))).toBe('Công ty Biển Xanh')
    expect((await browser.get('/me')).body.member.role).toBe('admin')
    expect((await browser.post('/units', { name: 'Chỉ ở Biển Xanh' })).status).toBe(201)
    expect(JSON.stringify((await saoMai.get('/units')).body)).not.toContain('Chỉ ở Biển Xanh')
    expect(await workspaceOf(app.as(key).get('/me'))).toBe('Công ty Sao Mai')
    // A page that was opened before names its own organisation, and stays there.
    const cookie = { cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') }
    const page = { ...cookie, 'x-workspace': saoMai.workspaceId }
    expect(await workspaceOf(app.as(null).get('/me', page))).toBe('Công ty Sao Mai')
    for (const [workspace, heard] of [
      [saoMai, false],
      [bienXanh, true],
    ] as const) {
      const told = await listen(cookie, workspace.workspaceId, () =>
        bienXanh.post('/units', { name: `Tin ${heard}` }),
      )
      expect(told.includes('units.create')).toBe(heard)
    }
  })

  test('is not for whoever does not belong there, has left, or holds a key or a sign-in of one alone', async () => {
    const stranger = await addMember(app, saoMai.workspaceId)
    const alone = openBrowser(app)
    await alone.signIn(stranger.email, password)
    expect((await alone.get('/workspaces')).body.items).toHaveLength(1)
    expect((await alone.post(`/workspaces/${bienXanh.workspaceId}/open`, {})).status).toBe(404)
    const withKey = await stranger.post(`/workspaces/${saoMai.workspaceId}/open`, {})
    expect([withKey.status, withKey.body.code]).toEqual([409, 'session_bound'])

    const person = await inBoth()
    await person.browser.post(`/workspaces/${bienXanh.workspaceId}/open`, {})
    expect((await bienXanh.post(`/members/${person.there}/deactivate`, {})).status).toBe(200)
    expect(await workspaceOf(person.browser.get('/me'))).toBe('Công ty Sao Mai')
  })

  test('what one organisation vouched for stays there: no other one, no other session, no other address', async () => {
    const person = await inBoth()
    await person.browser.get('/me')
    const bound = openBrowser(app)
    await bound.signIn(person.email, password)
    const token = decodeURIComponent(bound.jar.get('nhipcau.session_token') ?? '').split('.')[0]
    await query(app, 'update auth.session set "workspaceId" = $1 where token = $2', [
      bienXanh.workspaceId,
      token,
    ])
    expect(await workspaceOf(bound.get('/me'))).toBe('Công ty Biển Xanh')
    expect((await bound.get('/workspaces')).body.items.map(({ name }: { name: string }) => name)).toEqual([
      'Công ty Biển Xanh',
    ])
    expect((await bound.post(`/workspaces/${saoMai.workspaceId}/open`, {})).body.code).toBe('session_bound')
    expect((await bound.get('/sessions')).body.items).toHaveLength(1)
    expect((await bound.post('/sessions/revoke-others', {})).body).toEqual({ ended: 0 })
    expect((await person.browser.get('/me')).status).toBe(200)
    expect((await bound.auth('/passkey/list-user-passkeys')).status).toBe(403)
  })
})

/** What a stream of this workspace says of a change made while it is open. */
async function listen(
  headers: Record<string, string>,
  workspaceId: string,
  change: () => Promise<unknown>,
): Promise<string> {
  const stop = new AbortController()
  const response = await fetch(`${app.url}/api/v1/events?workspace=${workspaceId}`, {
    headers,
    signal: stop.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let told = (await reader?.read())?.value ?? ''
  await change()
  // The stream that hears nothing is given as long as the other one needed, and more.
  const next = reader?.read().then(({ value }) => value ?? '')
  told += await Promise.race([next, new Promise<string>((resolve) => setTimeout(() => resolve(''), 700))])
  stop.abort()
  return told
}
