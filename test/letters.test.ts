// Letters are queued with what they tell: none is lost where the mail server or the process goes, none is readable in the
// database, and none stays behind.
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { openBrowser } from './browser.ts'
import { addMember, type Client, query } from './company.ts'
import { dump } from './dump.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'

type Owner = Client & { workspaceId: string; memberId: string; apiKey: string }

const queued = (app: TestApp) =>
  query<{ attempts: number; payload: { sealed: string }; last_error: string | null }>(
    app,
    `select attempts, payload, last_error from graphile_worker._private_jobs
     where task_id = (select id from graphile_worker._private_tasks where identifier = 'letter') and locked_at is null`,
  )

/** What waits is due now, in place of after its pause. */
const hurry = (app: TestApp) =>
  query(
    app,
    `with due as (update graphile_worker._private_jobs set run_at = now() where attempts > 0 returning id)
     select pg_notify('jobs:insert', '{"count":1}') from due`,
  )

const tokenOf = (link: string) => /(?:join\/|token=)([\w-]+)/.exec(link)?.[1] ?? 'no link'

const invitation = async (lan: Client, id: string) =>
  (await lan.get('/invitations')).body.items.find((one: { id: string }) => one.id === id)

/** An app whose mail server is away; `comeBack` has it listen again where the app looks for it. */
async function withoutMailServer() {
  const gone = await openMailbox()
  await gone.close()
  const app = await startTestApp({ smtpUrl: gone.url })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= app.stop()
    return stopped
  }
  onTestFinished(stop)
  const lan: Owner = await app.setup()
  return {
    ...{ app, lan, stop, smtpUrl: gone.url },
    async comeBack(more = {}): Promise<Mailbox> {
      const mailbox = await openMailbox({ port: gone.port, ...more })
      onTestFinished(() => mailbox.close())
      return mailbox
    },
  }
}

const triedInVain = (app: TestApp, count: number) =>
  vi.waitFor(async () => {
    const waiting = await queued(app)
    expect(waiting.map(({ attempts }) => attempts > 0)).toEqual(Array(count).fill(true))
    return waiting
  }, 10_000)

describe('a mail server that is away', () => {
  test('loses nothing: letters wait, sealed, and go out once it is back, also by another process', async () => {
    const { app, lan, stop, smtpUrl, comeBack } = await withoutMailServer()
    const { body: made } = await lan.post('/invitations', { email: 'hoa@saomai.vn' })
    expect([made.isMailed, made.mailedAt]).toEqual([true, null])
    const person = await addMember(app, lan.workspaceId)
    await openBrowser(app).auth('/request-password-reset', { email: person.email })
    const waiting = await triedInVain(app, 2)
    expect(waiting.map(({ last_error }) => last_error)).toEqual([
      expect.stringContaining('ECONNREFUSED'),
      expect.stringContaining('ECONNREFUSED'),
    ])
    const kept = await dump(app.connectionString)
    expect(kept).toContain(waiting[0]?.payload.sealed)
    expect(kept).not.toContain(tokenOf(made.link))
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('nhipcau_letters{state="delayed"} 2')

    await stop()
    const other = await startTestApp({ smtpUrl, database: app.connectionString })
    onTestFinished(() => other.stop())
    const mailbox = await comeBack()
    await hurry(other)
    expect((await mailbox.next('hoa@saomai.vn')).link).toBe(made.link)
    const token = tokenOf((await mailbox.next(person.email)).link)
    await vi.waitFor(async () => expect(await queued(other)).toEqual([]))
    await vi.waitFor(async () =>
      expect((await invitation(other.as(lan.apiKey), made.id)).mailedAt).toBe('2026-06-22T02:00:00.000Z'),
    )
    const afterwards = await dump(app.connectionString)
    for (const secret of [kept, afterwards]) {
      expect(secret).not.toContain(token)
      expect(secret).not.toContain('mời bạn vào')
    }
    const reset = await openBrowser(other).auth('/reset-password', {
      token,
      newPassword: 'mat-khau-moi-tinh',
    })
    expect(reset.status).toBe(200)
    expect(mailbox.letters).toEqual([])
  })

  test('what is of no use any more is not sent: revoked, a newer link, a reset of more than an hour ago', async () => {
    const { app, lan, comeBack } = await withoutMailServer()
    const { body: revoked } = await lan.post('/invitations', { email: 'thoi@saomai.vn' })
    const { body: renewed } = await lan.post('/invitations', { email: 'moi@saomai.vn' })
    const person = await addMember(app, lan.workspaceId)
    await openBrowser(app).auth('/request-password-reset', { email: person.email })
    await triedInVain(app, 3)
    await lan.delete(`/invitations/${revoked.id}`)
    const { body: newer } = await lan.post(`/invitations/${renewed.id}/renew`, {})
    await triedInVain(app, 4)
    app.moveTo('2026-06-22T03:00:00Z')
    const mailbox = await comeBack()
    await hurry(app)
    expect((await mailbox.next('moi@saomai.vn')).link).toBe(newer.link)
    await vi.waitFor(async () => expect(await queued(app)).toEqual([]))
    expect(mailbox.letters).toEqual([])
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    expect(metrics).toMatch(/state="sent"} 1\n.*state="failed"} 1/)
  })

  test('an erased person leaves no letter behind: none to them, none that names them, others stay', async () => {
    const { app, lan } = await withoutMailServer()
    const giao = await addMember(app, lan.workspaceId, { name: 'Giao', role: 'admin' })
    await openBrowser(app).auth('/request-password-reset', { email: giao.email })
    await giao.post('/invitations', { email: 'ban-cua-giao@saomai.vn' })
    await lan.post('/invitations', { email: 'khac@saomai.vn' })
    await triedInVain(app, 3)
    const erased = await lan.post(`/members/${giao.memberId}/erase`, { name: 'Giao' })
    expect(erased.status).toBe(200)
    expect(await queued(app)).toHaveLength(1)
    expect(await dump(app.connectionString)).not.toContain(giao.email)
  })
})

describe('a mail server that is there', () => {
  let app: TestApp
  let lan: Owner
  let mailbox: Mailbox
  let doubts = 1
  beforeAll(async () => {
    mailbox = await openMailbox({
      refuse: (address) => (address.startsWith('khong-co') ? 550 : null),
      doubt: ({ to }) => (to[0]?.startsWith('nghi-ngo') && doubts-- > 0 ? 451 : null),
    })
    app = await startTestApp({ smtpUrl: mailbox.url })
    lan = await app.setup()
  })
  afterAll(async () => {
    await app.stop()
    await mailbox.close()
  })

  test('and is not sure whether it took a letter gets it again with the same Message-ID', async () => {
    const { body: made } = await lan.post('/invitations', { email: 'nghi-ngo@saomai.vn' })
    const first = await mailbox.next('nghi-ngo@saomai.vn')
    await triedInVain(app, 1)
    expect((await invitation(lan, made.id)).mailedAt).toBe(null)
    await hurry(app)
    const second = await mailbox.next('nghi-ngo@saomai.vn')
    expect([first.id, second.link]).toEqual([second.id, first.link])
    expect(first.id).toMatch(/^[\da-f-]{36}@saomai\.vn$/)
    await vi.waitFor(async () => expect((await invitation(lan, made.id)).mailedAt).not.toBe(null))
  })

  test('and refuses an address for good: the letter is gone, and the invitation says so until it has a new link', async () => {
    const { body: made } = await lan.post('/invitations', { email: 'khong-co@saomai.vn' })
    await vi.waitFor(async () =>
      expect((await invitation(lan, made.id)).mailFailedAt).toBe('2026-06-22T02:00:00.000Z'),
    )
    await vi.waitFor(async () => expect(await queued(app)).toEqual([]))
    expect((await invitation(lan, made.id)).mailedAt).toBe(null)
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('nhipcau_letters{state="failed"} 1')
    await lan.post(`/invitations/${made.id}/renew`, {})
    await vi.waitFor(async () =>
      expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('nhipcau_letters{state="failed"} 2'),
    )
  })

  test('an invitation that is refused sends nothing', async () => {
    const answer = await lan.post('/invitations', { email: 'ai-do@saomai.vn', unitIds: [lan.memberId] })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await queued(app)).toEqual([])
  })
})
