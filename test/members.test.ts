// People come, change and leave: invitations by link and by a real mail server, roles, units, ownership, successors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, fillCompany, query, weeklyKpi } from './company.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'

let app: TestApp
let mailbox: Mailbox
let lan: Client & { workspaceId: string; memberId: string }

beforeAll(async () => {
  mailbox = await openMailbox()
  app = await startTestApp({ smtpUrl: mailbox.url })
  lan = await app.setup()
})
afterAll(async () => {
  await app.stop()
  await mailbox.close()
})

const tokenOf = (link: string) => link.split('/join/')[1] ?? ''
const account = { name: 'Hoà', password: 'mat-khau-cua-hoa' }

async function signIn(email: string, password: string): Promise<Record<string, string>> {
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ email, password }),
  })
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { cookie: cookie.join('; '), origin: app.url }
}

describe('invitations', () => {
  test('by mail: the letter’s link joins with the role and units given, once', async () => {
    const { body: unit } = await lan.post('/units', { name: 'Bán hàng' })
    const made = await lan.post('/invitations', {
      email: 'Hoa@SaoMai.vn',
      role: 'viewer',
      unitIds: [unit.id],
    })
    expect([made.status, made.body.isMailed, made.body.email]).toEqual([201, true, 'hoa@saomai.vn'])
    const mail = await mailbox.next('hoa@saomai.vn')
    expect(mail.subject).toBe('Lời mời vào Công ty Sao Mai trên Nhịp Cầu')
    expect(mail.link).toBe(made.body.link)
    expect(mail.text).toContain('Lan mời bạn vào Công ty Sao Mai')

    const anyone = app.as(null)
    const token = tokenOf(mail.link)
    expect((await anyone.post('/join/look', { token })).body).toEqual({
      workspace: 'Công ty Sao Mai',
      locale: 'vi',
      invitedBy: 'Lan',
      email: 'hoa@saomai.vn',
      role: 'viewer',
      isSignedIn: false,
    })
    const joined = await anyone.post('/join', { token, account: { ...account, email: 'khac@saomai.vn' } })
    expect([joined.status, joined.body.email]).toEqual([201, 'hoa@saomai.vn'])
    const browser = await signIn('hoa@saomai.vn', account.password)
    const me = (await app.as(null).get('/me', browser)).body
    expect(me.member).toMatchObject({ name: 'Hoà', role: 'viewer', unitIds: [unit.id], leadOf: [] })

    const again = await anyone.post('/join', { token, account: { ...account, email: 'nua@saomai.vn' } })
    expect([again.status, again.body.code]).toEqual([409, 'invitation_over'])
    expect(await query(app, `select from auth."user" where email = 'nua@saomai.vn'`)).toEqual([])
    const { body: list } = await lan.get('/invitations')
    expect(list.items[0]).toMatchObject({ state: 'accepted', acceptedBy: joined.body.memberId })
    expect(list.items[0].mailedAt).toBe('2026-06-22T02:00:00.000Z')
    expect(JSON.stringify(list)).not.toContain(token)
    const { body: audit } = await lan.get(`/audit?subjectId=${joined.body.memberId}`)
    expect(audit.items).toMatchObject([
      { operation: 'session.signIn', actorId: joined.body.memberId },
      { operation: 'join.accept', actorId: joined.body.memberId },
    ])
  })

  test('by link, for whoever has it: an address is then asked for; ten who open it at once are one', async () => {
    const { body: made } = await lan.post('/invitations', {})
    expect([made.role, made.email, made.isMailed]).toEqual(['member', null, false])
    const token = tokenOf(made.link)
    const without = await app.as(null).post('/join', { token, account })
    expect([without.status, without.body.errors[0].field]).toEqual([400, 'account.email'])
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        app.as(null).post('/join', { token, account: { ...account, email: `ai${i}@saomai.vn` } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    const kept = await query(app, `select email from auth."user" where email like 'ai_@saomai.vn'`)
    expect(kept.map(({ email }) => email)).toEqual(
      answers.filter(({ status }) => status === 201).map(({ body }) => body.email),
    )
  })

  test('renewed, the link before is dead; revoked or expired, it says so; a link made up is unknown', async () => {
    const { body: first } = await lan.post('/invitations', { email: 'moi@saomai.vn' })
    await mailbox.next('moi@saomai.vn')
    const { body: second } = await lan.post(`/invitations/${first.id}/renew`, {})
    expect((await mailbox.next('moi@saomai.vn')).link).toBe(second.link)
    const look = async (link: string) =>
      (await app.as(null).post('/join/look', { token: tokenOf(link) })).body
    expect((await look(first.link)).code).toBe('invitation_unknown')
    expect((await look(second.link)).email).toBe('moi@saomai.vn')
    app.moveTo('2026-07-06T02:00:00Z')
    expect((await look(second.link)).code).toBe('invitation_over')
    expect((await lan.get('/invitations')).body.items[0].state).toBe('expired')
    app.moveTo('2026-06-22T02:00:00Z')
    const { body: revoked } = await lan.delete(`/invitations/${first.id}`)
    expect(revoked.state).toBe('revoked')
    expect((await look(second.link)).code).toBe('invitation_over')
    expect((await lan.post(`/invitations/${first.id}/renew`, {})).body.code).toBe('invitation_over')
    for (const token of ['x', 'A'.repeat(75), Buffer.alloc(56, 7).toString('base64url')])
      expect((await app.as(null).post('/join/look', { token })).body.code).toBe('invitation_unknown')
  })

  test('who has an account joins with it, signed in and under the address invited; nobody joins twice', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'minh@bienxanh.vn')
    const { body: invited } = await lan.post('/invitations', { email: 'minh@bienxanh.vn' })
    const token = tokenOf(invited.link)
    const fresh = await app.as(null).post('/join', { token, account })
    expect([fresh.status, fresh.body.code]).toEqual([409, 'join_sign_in_first'])
    expect((await app.as(null).post('/join', { token })).status).toBe(401)
    const lanBrowser = await signIn('lan@saomai.vn', 'mat-khau-rat-dai')
    expect((await app.as(null).post('/join', { token }, lanBrowser)).body.code).toBe(
      'invitation_other_address',
    )
    const minhBrowser = await signIn('minh@bienxanh.vn', 'mat-khau-rat-dai')
    const forged = { ...minhBrowser, origin: 'https://ke-xau.example' }
    expect((await app.as(null).post('/join', { token }, forged)).status).toBe(401)
    expect((await app.as(null).post('/join', { token }, minhBrowser)).status).toBe(201)
    const inBoth = async (workspace: string) =>
      (await app.as(null).get('/me', { ...minhBrowser, 'x-workspace': workspace })).body.member.role
    expect([await inBoth(lan.workspaceId), await inBoth(other.workspaceId)]).toEqual(['member', 'owner'])
    expect((await lan.post('/invitations', { email: 'minh@bienxanh.vn' })).body.code).toBe('already_member')
    const { body: open } = await lan.post('/invitations', {})
    const twice = await app.as(null).post('/join', { token: tokenOf(open.link) }, minhBrowser)
    expect(twice.body.code).toBe('already_member')
  })
})

describe('members', () => {
  test('found by name or address, with or without diacritics; narrowed to who is here', async () => {
    await addMember(app, lan.workspaceId, { name: 'Nguyễn Thị Đông' })
    const find = async (text: string) =>
      (await lan.get(`/members?q=${encodeURIComponent(text)}`)).body.items.map(
        ({ name }: { name: string }) => name,
      )
    expect(await find('thi dong')).toEqual(['Nguyễn Thị Đông'])
    expect(await find('LAN@SAO')).toEqual(['Lan'])
    expect(await find('100%')).toEqual([])
  })

  test('roles and units change; the owner’s role is handed on, and only by the owner', async () => {
    const admin = await addMember(app, lan.workspaceId, { role: 'admin' })
    const person = await addMember(app, lan.workspaceId)
    const { body: unit } = await lan.post('/units', { name: 'Kho vận' })
    const units = [{ unitId: unit.id, isLead: true }]
    const changed = await admin.patch(`/members/${person.memberId}`, { role: 'viewer', units })
    expect(changed.body).toMatchObject({ role: 'viewer', unitIds: [unit.id], leadOf: [unit.id], version: 2 })
    expect((await admin.patch(`/members/${person.memberId}`, { units: [] })).body.unitIds).toEqual([])
    const { body: audit } = await lan.get(`/audit?subjectId=${person.memberId}`)
    expect(
      audit.items.map(({ before, after }: { before: unknown; after: unknown }) => [before, after]),
    ).toEqual([
      [{ unitId: unit.id, isLead: true }, null],
      [null, { unitId: unit.id, isLead: true }],
      [{ role: 'member' }, { role: 'viewer' }],
    ])
    for (const [id, role] of [
      [person.memberId, 'owner'],
      [lan.memberId, 'member'],
    ])
      expect((await admin.patch(`/members/${id}`, { role })).body.code).toBe('owner_handed_on')
    expect((await admin.post(`/members/${lan.memberId}/deactivate`, {})).body.code).toBe('owner_handed_on')
    expect((await admin.post(`/members/${admin.memberId}/ownership`, {})).status).toBe(403)
    expect((await lan.post(`/members/${admin.memberId}/ownership`, {})).body.role).toBe('owner')
    expect((await lan.get('/me')).body.member.role).toBe('admin')
    expect((await admin.post(`/members/${lan.memberId}/ownership`, {})).body.role).toBe('owner')
  })

  test('who leaves hands over what is open, keeps what is closed, and comes back as they were', async () => {
    const other = await app.setup('Công ty Chuyển Giao', 'chi@chuyengiao.vn')
    const company = await fillCompany(app, other)
    const leaving = await addMember(app, other.workspaceId, { units: [company.unit.id] })
    const heir = await addMember(app, other.workspaceId)
    const { body: cycle } = await other.post('/cycles', {
      name: 'Quý 3',
      kind: 'quarter',
      start: '2026-07-01',
      end: '2026-09-30',
    })
    const owner = { ownerId: leaving.memberId }
    const { body: open } = await other.post('/objectives', { title: 'Còn mở', cycleId: cycle.id, ...owner })
    const measure = { kind: 'keep', upper: 3 }
    const { body: result } = await other.post('/key-results', { objectiveId: open.id, title: 'Số', measure })
    const { body: task } = await other.post('/initiatives', { title: 'Việc', objectiveId: open.id, ...owner })
    const { body: kpi } = await other.post('/kpis', { ...weeklyKpi, ...owner })
    await other.patch(`/key-results/${result.id}`, { providerId: leaving.memberId })
    await query(app, 'update objective set owner_id = $1 where id = $2', [
      leaving.memberId,
      company.objective.id,
    ])

    const path = `/members/${leaving.memberId}`
    expect((await other.get(path)).body.owns).toEqual({
      objectives: 1,
      keyResults: 1,
      initiatives: 1,
      kpis: 1,
    })
    const alone = await other.post(`${path}/deactivate`, {})
    expect([alone.status, alone.body.code, alone.body.errors[0].field]).toEqual([
      409,
      'successor_needed',
      'successorId',
    ])
    expect(alone.body.detail).toContain('4')
    expect((await other.post(`${path}/deactivate`, { successorId: leaving.memberId })).body.code).toBe(
      'successor_is_leaving',
    )
    const gone = await other.post(`${path}/deactivate`, { successorId: heir.memberId })
    expect(gone.body).toMatchObject({
      deactivatedAt: '2026-06-22T02:00:00.000Z',
      handedOver: { objectives: 1, keyResults: 1, initiatives: 1, kpis: 1 },
    })
    for (const where of [
      `/objectives/${open.id}`,
      `/key-results/${result.id}`,
      `/initiatives/${task.id}`,
      `/kpis/${kpi.id}`,
    ])
      expect((await other.get(where)).body.ownerId).toBe(heir.memberId)
    expect((await other.get(`/key-results/${result.id}`)).body.providerId).toBe(heir.memberId)
    expect((await other.get(`/objectives/${company.objective.id}`)).body.ownerId).toBe(leaving.memberId)
    const { body: trace } = await other.get(`/audit?subjectId=${open.id}`)
    expect(trace.items[0]).toMatchObject({
      operation: 'members.deactivate',
      before: { owner_id: leaving.memberId },
      after: { owner_id: heir.memberId },
    })

    // Neither their key nor their session lets them in, and nothing new can be theirs.
    expect((await leaving.get('/me')).status).toBe(401)
    const browser = await signIn(leaving.email, leaving.password)
    expect((await app.as(null).get('/me', browser)).status).toBe(401)
    const theirs = await other.post('/kpis', { ...weeklyKpi, name: 'Khác', ...owner })
    expect([theirs.status, theirs.body.code]).toEqual([422, 'member_deactivated'])
    const state = async (wanted: string) =>
      (await other.get(`/members?state=${wanted}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await state('deactivated')).toEqual([leaving.memberId])
    expect(await state('active')).not.toContain(leaving.memberId)
    expect((await other.post(`${path}/reactivate`, {})).body.deactivatedAt).toBeNull()
    expect((await leaving.get('/me')).body.member).toMatchObject({
      role: 'member',
      unitIds: [company.unit.id],
    })
  })

  test('I change my own name, and the language that I am written to in', async () => {
    const person = await addMember(app, lan.workspaceId, { role: 'viewer' })
    expect((await person.patch('/me', { name: 'Bình An', locale: 'en' })).body.name).toBe('Bình An')
    expect((await person.patch('/workspace', {})).body.detail).toMatch(/^You are not allowed/)
  })
})

describe('units', () => {
  test('people in several, a lead in each; archived they take in nothing, restored they do', async () => {
    const { body: division } = await lan.post('/units', { name: 'Khối Nam' })
    const { body: team } = await lan.post('/units', { name: 'Đội Nam 1', parentId: division.id })
    const person = await addMember(app, lan.workspaceId)
    const put = (unit: string, isLead: boolean) =>
      lan.put(`/units/${unit}/members/${person.memberId}`, { isLead })
    expect((await put(division.id, false)).body).toMatchObject({ unitIds: [division.id], leadOf: [] })
    expect(new Set((await put(team.id, true)).body.unitIds)).toEqual(new Set([division.id, team.id]))
    expect((await lan.delete(`/units/${division.id}/members/${person.memberId}`)).body).toMatchObject({
      unitIds: [team.id],
      leadOf: [team.id],
    })
    const still = await lan.post(`/units/${division.id}/archive`, {})
    expect([still.status, still.body.code]).toEqual([409, 'unit_has_units'])
    expect(still.body.detail).toContain('Đội Nam 1')
    expect((await lan.post(`/units/${team.id}/archive`, {})).body.archivedAt).not.toBeNull()
    expect((await lan.post(`/units/${division.id}/archive`, {})).status).toBe(200)
    for (const answer of [
      await lan.post('/kpis', { ...weeklyKpi, name: 'Nữa', unitId: team.id }),
      await lan.post('/units', { name: 'Con', parentId: team.id }),
      await put(team.id, false),
    ])
      expect(answer.body.code).toBe('unit_archived')
    // Below an archived unit nothing comes back before it.
    expect((await lan.post(`/units/${team.id}/restore`, {})).body.code).toBe('unit_archived')
    await lan.post(`/units/${division.id}/restore`, {})
    expect((await lan.post(`/units/${team.id}/restore`, {})).body.archivedAt).toBeNull()
  })
})

describe('API keys', () => {
  test('narrowed by scopes at every door, never widened by themselves; last use is told, the key only once', async () => {
    const { body: unit } = await lan.post('/units', { name: 'Tổng đài' })
    const { body: kpi } = await lan.post('/kpis', { ...weeklyKpi, name: 'Cuộc gọi', unitId: unit.id })
    const make = async (name: string, scopes: string[], more = {}) =>
      (await lan.post('/api-keys', { name, scopes, ...more })).body
    const push = await make('đẩy số', ['push'], { expiresInDays: 30 })
    expect(push).toMatchObject({ scopes: ['push'], memberId: lan.memberId, lastUsedAt: null })
    expect(push.expiresAt).not.toBeNull()
    const pusher = app.as(push.key)
    const measurement = { at: '2026-06-15', value: 48 }
    expect((await pusher.post(`/kpis/${kpi.id}/measurements`, measurement)).status).toBe(200)
    for (const answer of [
      await pusher.get('/kpis'),
      await pusher.patch(`/kpis/${kpi.id}`, { name: 'x' }),
      await pusher.post('/api-keys', { name: 'rộng hơn' }),
      await pusher.get('/audit'),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'scope_missing'])
    const reader = app.as((await make('đọc', ['read'])).key)
    expect((await reader.get('/kpis')).status).toBe(200)
    expect((await reader.post(`/kpis/${kpi.id}/measurements`, measurement)).body.code).toBe('scope_missing')
    const mcp = await fetch(`${app.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${push.key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'session_me', arguments: {} },
      }),
    })
    expect(await mcp.text()).toContain('scope_missing')
    const wide = app.as((await make('quản trị', ['admin', 'read'])).key)
    expect((await wide.post('/units', { name: 'Từ khoá quản trị' })).status).toBe(201)
    expect((await wide.post('/api-keys', { name: 'rộng hơn', scopes: ['write'] })).body.code).toBe(
      'scope_missing',
    )
    const { body: keys } = await lan.get('/api-keys')
    const listed = keys.items.find(({ id }: { id: string }) => id === push.id)
    expect(listed.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(keys)).not.toContain(push.key)
    expect(await query(app, 'select from auth.apikey where key = $1', [push.key])).toEqual([])
  })

  test('admins see and revoke everyone’s; others their own; the browser cannot mint one for someone else', async () => {
    const person = await addMember(app, lan.workspaceId)
    expect((await person.get('/api-keys?of=everyone')).status).toBe(403)
    const { body: all } = await lan.get('/api-keys?of=everyone')
    const theirs = all.items.find(({ memberId }: { memberId: string }) => memberId === person.memberId)
    const mine = all.items.find(({ memberId }: { memberId: string }) => memberId === lan.memberId)
    expect((await person.delete(`/api-keys/${mine.id}`)).status).toBe(403)
    expect((await lan.delete(`/api-keys/${theirs.id}`)).status).toBe(200)
    expect((await person.get('/me')).status).toBe(401)
    const browser = await signIn(person.email, person.password)
    const forged = await fetch(`${app.url}/api/auth/api-key/create`, {
      method: 'POST',
      headers: { ...browser, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', metadata: { workspaceId: lan.workspaceId, memberId: lan.memberId } }),
    })
    expect(forged.status).toBe(404)
  })
})
