// The one pipeline, seen from REST: who is let in, what is repeated, what collides, how refusals read, what is left behind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterWorkspace } from '../src/server/platform/database.ts'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp()
  me = await app.setup()
})
afterAll(() => app.stop())

const count = async (table: string, workspaceId = me.workspaceId) => {
  const text = `select count(*)::int as rows from ${table} where workspace_id = $1`
  return (await query<{ rows: number }>(app, text, [workspaceId]))[0]?.rows
}

const unitNamed = async (name: string) =>
  query<{ id: string }>(app, 'select id from unit where workspace_id = $1 and name = $2', [
    me.workspaceId,
    name,
  ])

async function signIn(email: string, password: string) {
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { status: response.status, cookie, set: response.headers.getSetCookie() }
}

describe('authentication', () => {
  test('without a key, with a wrong one, and with the operator’s: not signed in', async () => {
    for (const key of [null, 'nc_wrong', 'operator-of-the-tests']) {
      const answer = await app.as(key).get('/me')
      expect([answer.status, answer.body.code], String(key)).toEqual([401, 'not_signed_in'])
    }
  })

  test('a key works until it is revoked, and is never shown again', async () => {
    const made = await me.post('/api-keys', { name: 'nạp số' })
    expect(made.status).toBe(201)
    const holder = app.as(made.body.key)
    expect((await holder.get('/me')).body.member.id).toBe(me.memberId)
    const { body: keys } = await me.get('/api-keys')
    expect(keys.items.find((item: { id: string }) => item.id === made.body.id)).toMatchObject({
      name: 'nạp số',
    })
    expect(JSON.stringify(keys)).not.toContain(made.body.key)
    expect(await query(app, 'select id from auth.apikey where key = $1', [made.body.key])).toEqual([])
    expect((await me.delete(`/api-keys/${made.body.id}`)).status).toBe(200)
    expect((await holder.get('/me')).body.code).toBe('not_signed_in')
    expect((await me.delete(`/api-keys/${made.body.id}`)).status).toBe(404)
  })

  test('the key of someone who left is worth nothing', async () => {
    const left = await addMember(app, me.workspaceId)
    expect((await left.get('/me')).status).toBe(200)
    await query(app, 'update member set deactivated_at = now() where id = $1', [left.memberId])
    expect((await left.get('/me')).body.code).toBe('not_signed_in')
  })

  test('a session cookie: http-only, read from anywhere, writing only from our own pages', async () => {
    expect((await signIn('lan@saomai.vn', 'sai-mat-khau')).status).toBe(401)
    const { status, cookie, set } = await signIn('lan@saomai.vn', 'mat-khau-rat-dai')
    expect(status).toBe(200)
    expect(set.find((line) => line.startsWith('nhipcau.session_token='))).toMatch(/HttpOnly/i)
    const browser = app.as(null)
    const elsewhere = { cookie, origin: 'https://ke-xau.example' }
    expect((await browser.get('/me', elsewhere)).body.member.email).toBe('lan@saomai.vn')
    const before = await count('unit')
    for (const more of [elsewhere, { cookie, 'sec-fetch-site': 'cross-site' }, { cookie, origin: 'null' }]) {
      const forged = await browser.post('/units', { name: 'Giả mạo' }, more)
      expect([forged.status, forged.body.code]).toEqual([403, 'wrong_origin'])
    }
    expect(await count('unit')).toBe(before)
    expect((await browser.post('/units', { name: 'Kinh doanh' }, { cookie, origin: app.url })).status).toBe(
      201,
    )
    expect((await browser.get('/me', { cookie: 'nhipcau.session_token=khong-co' })).status).toBe(401)
  })

  test('signing out ends the session', async () => {
    const { cookie } = await signIn('lan@saomai.vn', 'mat-khau-rat-dai')
    const headers = { cookie, origin: app.url, 'content-type': 'application/json' }
    expect((await app.as(null).get('/me', { cookie })).status).toBe(200)
    await fetch(`${app.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })
    expect((await app.as(null).get('/me', { cookie })).status).toBe(401)
  })

  test('accounts are not made from outside', async () => {
    const response = await fetch(`${app.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ai đó', email: 'ai@do.vn', password: 'mat-khau-rat-dai' }),
    })
    expect(response.status).toBe(404)
  })

  test('who belongs to two workspaces names the one they mean; another one is not theirs', async () => {
    const second = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    const person = await addMember(app, me.workspaceId)
    await app.server.database.transaction('read write', async (db) => {
      await enterWorkspace(db, second.workspaceId)
      await db
        .insertInto('member')
        .values({
          workspace_id: second.workspaceId,
          id: newId(),
          user_id: person.userId,
          name: 'Bình',
          email: person.email,
          role: 'viewer',
          created_at: new Date(),
        })
        .execute()
    })
    const { cookie } = await signIn(person.email, person.password)
    const browser = app.as(null)
    const inside = async (workspace: string) =>
      (await browser.get('/me', { cookie, 'x-workspace': workspace })).body.workspace?.id
    expect(await inside(second.workspaceId)).toBe(second.workspaceId)
    expect(await inside(me.workspaceId)).toBe(me.workspaceId)
    const third = await app.setup('Công ty Thứ Ba', 'ba@thuba.vn')
    expect(await inside(third.workspaceId)).toBeUndefined()
  })

  test('set-up is open until there is an account, then only to the operator', async () => {
    expect((await app.as(null).get('/setup')).body).toEqual({ needed: false })
    const body = {
      workspace: { name: 'Kẻ lạ' },
      owner: { name: 'Lạ', email: 'la@la.vn', password: 'mat-khau-rat-dai' },
    }
    for (const key of [null, 'nc_wrong']) {
      const refused = await app.as(key).post('/setup', body)
      expect([refused.status, refused.body.code]).toEqual([409, 'setup_done'])
    }
    const operator = app.as('operator-of-the-tests')
    const taken = await operator.post('/setup', { ...body, owner: { ...body.owner, email: 'LAN@saomai.vn' } })
    expect([taken.status, taken.body.code, taken.body.errors[0].field]).toEqual([
      409,
      'email_taken',
      'owner.email',
    ])
    const zone = await operator.post('/setup', {
      ...body,
      workspace: { name: 'Xa', timeZone: 'Mars/Olympus' },
    })
    expect([zone.status, zone.body.code]).toEqual([422, 'time_zone_unknown'])
    expect(await query(app, `select from auth."user" where email = 'la@la.vn'`)).toEqual([])
  })
})

describe('idempotency keys', () => {
  test('the same key and request answer the same and leave one row; another request is refused', async () => {
    const key = { 'idempotency-key': 'lần 1'.normalize('NFKD').replace(/\P{ASCII}/gu, '') }
    const first = await me.post('/units', { name: 'Kho' }, key)
    const again = await me.post('/units', { name: 'Kho' }, key)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await unitNamed('Kho')).toHaveLength(1)
    const other = await me.post('/units', { name: 'Kho khác' }, key)
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused'])
    const elsewhere = await me.post(
      '/cycles',
      { name: 'Kho', kind: 'custom', start: '2026-01-01', end: '2026-01-31' },
      key,
    )
    expect(elsewhere.body.code).toBe('idempotency_key_reused')
    expect(await unitNamed('Kho khác')).toEqual([])
  })

  test('ten at once leave one row and one answer', async () => {
    const key = { 'idempotency-key': 'at-once' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => me.post('/units', { name: 'Cùng lúc' }, key)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await unitNamed('Cùng lúc')).toHaveLength(1)
  })

  test('a refused call keeps no key; a key is its member’s own', async () => {
    const key = { 'idempotency-key': 'again' }
    expect((await me.post('/units', { name: 'Con', parentId: newId() }, key)).status).toBe(422)
    expect((await me.post('/units', { name: 'Con' }, key)).status).toBe(201)
    const admin = await addMember(app, me.workspaceId, { role: 'admin' })
    expect((await admin.post('/units', { name: 'Con' }, key)).status).toBe(201)
    expect(await unitNamed('Con')).toHaveLength(2)
  })

  test('a key too long to keep is refused', async () => {
    const answer = await me.post('/units', { name: 'Dài' }, { 'idempotency-key': 'x'.repeat(3000) })
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, 'Idempotency-Key'])
  })
})

describe('If-Match', () => {
  test('answers carry their version; only an overlap is refused, naming the fields and what stands there', async () => {
    const { body: kpi, headers } = await me.post('/kpis', weeklyKpi)
    expect(headers.get('etag')).toBe('"1"')
    const path = `/kpis/${kpi.id}`
    const seen = { 'if-match': '"1"' }
    const renamed = await me.patch(path, { name: 'Thời gian chờ' }, seen)
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, '"2"'])
    const beside = await me.patch(path, { target: 25, description: 'Từ hồi chuông đầu' }, seen)
    expect([beside.status, beside.body.version]).toEqual([200, 3])
    const overlap = await me.patch(path, { name: 'Tên khác', target: 20, category: 'CSKH' }, seen)
    expect([overlap.status, overlap.body.code]).toEqual([412, 'changed_since'])
    expect(overlap.body.errors).toEqual([
      { field: 'name', code: 'changed_since', message: 'Thời gian chờ' },
      { field: 'target', code: 'changed_since', message: '25' },
    ])
    expect((await me.get(path)).body).toMatchObject({
      name: 'Thời gian chờ',
      target: 25,
      category: '',
      version: 3,
    })
    // What is already there is no change, so it collides with nothing and makes no version.
    const same = await me.patch(path, { name: 'Thời gian chờ', target: 25 }, seen)
    expect([same.status, same.body.version]).toEqual([200, 3])
    expect((await me.patch(path, { name: 'Tên khác' }, { 'if-match': '"3"' })).body.version).toBe(4)
    expect((await me.get(path)).headers.get('etag')).toBe('"4"')
  })

  test('an object sent as it was read is no change, in whatever order its fields come', async () => {
    const { body: cycle } = await me.post('/cycles', {
      name: 'Quý 3',
      kind: 'quarter',
      start: '2026-07-01',
      end: '2026-09-30',
    })
    const { body: objective } = await me.post('/objectives', { title: 'Nhanh hơn', cycleId: cycle.id })
    const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
    const { body: keyResult } = await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Từ 48 xuống 30',
      measure,
    })
    const turned = Object.fromEntries(Object.entries(measure).reverse())
    expect((await me.patch(`/key-results/${keyResult.id}`, { measure: turned })).body.version).toBe(1)
  })
})

describe('problem details', () => {
  async function raw(path: string, init: RequestInit) {
    const headers = {
      authorization: `Bearer ${me.apiKey}`,
      'content-type': 'application/json',
      ...init.headers,
    }
    const response = await fetch(`${app.url}${path}`, { ...init, headers })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.json(),
    }
  }

  test('are problem+json with a stable code, and read in the language asked for', async () => {
    const path = `/api/v1/kpis/${newId()}`
    const vi = await raw(path, { headers: { 'accept-language': 'vi-VN,vi;q=0.9' } })
    expect(vi).toEqual({
      status: 404,
      type: 'application/problem+json',
      body: {
        type: 'https://nhipcau.dev/problems/not_found',
        title: 'Không tìm thấy, hoặc bạn không được xem.',
        status: 404,
        code: 'not_found',
        detail: 'Không tìm thấy, hoặc bạn không được xem.',
      },
    })
    const en = await raw(path, { headers: { 'accept-language': 'en-GB' } })
    expect(en.body.code).toBe('not_found')
    expect(en.body.detail).toMatch(/^[\x20-\x7e’]+$/)
    expect(en.body.detail).not.toBe(vi.body.detail)
  })

  test('without a language asked for: the workspace’s own', async () => {
    const other = await app.setup('Acme', 'joe@acme.example', { workspace: { name: 'Acme', locale: 'en' } })
    const { body } = await other.get(`/kpis/${newId()}`)
    expect(body.detail).toBe(
      (await raw(`/api/v1/kpis/${newId()}`, { headers: { 'accept-language': 'en' } })).body.detail,
    )
  })

  test('name every field that is wrong, with words', async () => {
    const answer = await me.post('/kpis', { ...weeklyKpi, name: '', direction: 'sideways', precision: 9 })
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
    expect(answer.body.errors).toEqual([
      { field: 'name', code: 'too_small', message: 'Quá ngắn hoặc quá nhỏ.' },
      { field: 'direction', code: 'invalid_value', message: 'Không phải giá trị được chấp nhận.' },
      { field: 'precision', code: 'too_big', message: 'Quá dài hoặc quá lớn.' },
    ])
    const deep = await me.post('/cycles', { name: 'X', kind: 'custom', start: '2026-02-30', end: 'mai' })
    expect(deep.body.errors.map(({ field }: { field: string }) => field)).toEqual(['start', 'end'])
    expect((await me.get('/kpis/khong-phai-id')).body).toMatchObject({
      status: 400,
      code: 'invalid_input',
      errors: [{ field: 'id' }],
    })
    expect((await me.get('/kpis?limit=0')).body.errors[0].field).toMatch(/limit$/)
  })

  test.each([
    ['malformed JSON', '/api/v1/units', '{"name": ', 400, 'malformed_request'],
    ['no object', '/api/v1/units', '[1]', 400, 'invalid_input'],
    ['a path that is not there', '/api/v1/nothing', '{}', 404, 'not_found'],
    ['a path outside the version', '/api/v9/units', '{}', 404, 'not_found'],
    ['a body too large', '/api/v1/units', `{"name":"${'x'.repeat(8 * 1024 * 1024)}"}`, 413, 'too_large'],
    ['a text that no database holds', '/api/v1/units', '{"name":"a\\u0000b"}', 400, 'invalid_input'],
    [
      'a year that no database holds',
      '/api/v1/cycles',
      '{"name":"x","kind":"custom","start":"0000-01-01","end":"2026-01-01"}',
      400,
      'invalid_input',
    ],
  ])('%s', async (_, path, body, status, code) => {
    const answer = await raw(path, { method: 'POST', body })
    expect([answer.status, answer.type, answer.body.code]).toEqual([status, 'application/problem+json', code])
  })
})

describe('traces', () => {
  test('a change leaves its audit rows and one outbox event; a look leaves nothing', async () => {
    const before = [await count('audit'), await count('event')] as [number, number]
    const { body: unit } = await me.post('/units', { name: 'Pháp chế' })
    expect([await count('audit'), await count('event')]).toEqual([before[0] + 1, before[1] + 1])
    await me.get('/units')
    await me.get('/home')
    expect([await count('audit'), await count('event')]).toEqual([before[0] + 1, before[1] + 1])
    await me.patch(`/units/${unit.id}`, { name: 'Pháp lý' })
    const { body: audit } = await me.get(`/audit?subjectId=${unit.id}`)
    expect(audit.items).toMatchObject([
      {
        operation: 'units.update',
        actorId: me.memberId,
        door: 'http',
        at: '2026-06-22T02:00:00.000Z',
        subject: { kind: 'unit', id: unit.id },
        before: { name: 'Pháp chế' },
        after: { name: 'Pháp lý' },
      },
      { operation: 'units.create', before: null, after: { name: 'Pháp chế', parentId: null } },
    ])
    const [event] = await query(
      app,
      'select operation, actor_id, subjects from event where workspace_id = $1 order by id desc limit 1',
      [me.workspaceId],
    )
    expect(event).toEqual({
      operation: 'units.update',
      actor_id: me.memberId,
      subjects: [{ kind: 'unit', id: unit.id }],
    })
  })

  test('a call refused after it wrote leaves nothing at all', async () => {
    const { body: cycle } = await me.post('/cycles', {
      name: 'Tổng kết',
      kind: 'custom',
      start: '2026-04-01',
      end: '2026-06-30',
      state: 'active',
    })
    const { body: objective } = await me.post('/objectives', { title: 'Một đích', cycleId: cycle.id })
    await me.patch(`/cycles/${cycle.id}`, { state: 'review' })
    const tables = ['audit', 'event', 'objective_review', 'idempotency_key']
    const before = await Promise.all(tables.map((table) => count(table)))
    const refused = await me.patch(
      `/objectives/${objective.id}/review`,
      { score: 0.5 },
      { 'idempotency-key': 'refused' },
    )
    expect([refused.status, refused.body.code]).toEqual([422, 'score_needs_reason'])
    expect(await Promise.all(tables.map((table) => count(table)))).toEqual(before)
  })
})
