// Saved views, and one change to many objectives: what is done, what is refused, and the way back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client } from './company.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let binh: Client & { memberId: string }
let viewer: Client
let units: { sales: string; care: string }
let cycles: { now: string; next: string; closed: string }

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  const unit = async (name: string) => (await lan.post('/units', { name })).body.id
  units = { sales: await unit('Kinh doanh'), care: await unit('Chăm sóc') }
  binh = await addMember(app, lan.workspaceId, { name: 'Bình', units: [units.sales] })
  viewer = await addMember(app, lan.workspaceId, { role: 'viewer' })
  const cycle = async (name: string, start: string, end: string) =>
    (await lan.post('/cycles', { name, kind: 'custom', start, end, state: 'active' })).body.id
  cycles = {
    now: await cycle('Quý 2', '2026-04-01', '2026-06-30'),
    next: await cycle('Quý 3', '2026-07-01', '2026-09-30'),
    closed: await cycle('Quý 1', '2026-01-01', '2026-03-31'),
  }
  for (const state of ['review', 'closed']) await lan.patch(`/cycles/${cycles.closed}`, { state })
})
afterAll(() => app.stop())

const objective = async (who: Client, title: string, more = {}): Promise<string> =>
  (await who.post('/objectives', { title, cycleId: cycles.now, ...more })).body.id

describe('saved views', () => {
  const search = { owner: 'me', status: 'off_track,at_risk', sort: 'attention' }
  const names = async (who: Client) =>
    (await who.get('/saved-views')).body.items.map(({ name }: { name: string }) => name)

  test('are one’s own until they are shared; others then read and do not change them', async () => {
    const { status, body } = await binh.post('/saved-views', { name: ' Cần chú ý ', search })
    expect([status, body.name, body.search, body.isShared]).toEqual([201, 'Cần chú ý', search, false])
    expect([await names(binh), await names(lan), await names(viewer)]).toEqual([['Cần chú ý'], [], []])
    const path = `/saved-views/${body.id}`
    expect((await viewer.patch(path, { name: 'x' })).status).toBe(404)
    expect((await binh.patch(path, { isShared: true })).body).toMatchObject({ isShared: true, version: 2 })
    expect(await names(viewer)).toEqual(['Cần chú ý'])
    expect((await viewer.patch(path, { name: 'x' })).body.code).toBe('not_allowed')
    const colleague = await addMember(app, lan.workspaceId)
    expect((await colleague.patch(path, { isShared: false })).body.code).toBe('not_allowed')
    expect((await lan.patch(path, { name: 'Chậm nhịp' })).body.name).toBe('Chậm nhịp')
  })

  test('are removed and given back; a change based on an older version of the same field is refused', async () => {
    const { body } = await binh.post('/saved-views', { name: 'Của tôi', search: {} })
    const path = `/saved-views/${body.id}`
    expect((await binh.patch(path, { isRemoved: true })).body.isRemoved).toBe(true)
    expect(await names(binh)).not.toContain('Của tôi')
    expect((await binh.patch(path, { isRemoved: false })).body.isRemoved).toBe(false)
    expect(await names(binh)).toContain('Của tôi')
    await binh.patch(path, { name: 'Việc của tôi' })
    expect((await binh.patch(path, { name: 'Khác' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await binh.patch(path, { search: { q: 'a' } }, { 'if-match': '"1"' })).status).toBe(200)
  })

  test.each([
    ['no name', { name: ' ', search: {} }, 'name'],
    ['what is no key of an address', { name: 'a', search: { 'a b': 'c' } }, 'search'],
    ['a value that is too long', { name: 'a', search: { q: 'x'.repeat(501) } }, 'search.q'],
    ['a value that is no text', { name: 'a', search: { q: 1 } }, 'search.q'],
  ])('with %s are refused', async (_, body, field) => {
    const answer = await binh.post('/saved-views', body)
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
    expect(answer.body.errors[0].field.startsWith(field)).toBe(true)
  })

  test('a viewer keeps none, and what is not there is not found', async () => {
    expect((await viewer.post('/saved-views', { name: 'a', search: {} })).status).toBe(403)
    expect((await binh.patch(`/saved-views/${units.care}`, { name: 'a' })).status).toBe(404)
  })

  test('another organisation has none of them', async () => {
    const { apiKey } = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    expect(await names(app.as(apiKey))).toEqual([])
  })
})

describe('one change to many objectives', () => {
  const read = async (id: string) => {
    const { body } = await lan.get(`/objectives/${id}`)
    return [body.ownerId, body.unitId, body.cycleId]
  }

  test('does what it may, tells what it may not and why, and can be undone', async () => {
    const mine = await objective(binh, 'Khách mới', { unitId: units.sales })
    const also = await objective(binh, 'Khách cũ', { unitId: units.sales })
    const lans = await objective(lan, 'Của Lan', { unitId: units.care })
    const secret = await objective(lan, 'Kín', { visibility: 'people' })
    const archived = await objective(binh, 'Đã cất', { unitId: units.sales })
    await binh.patch(`/objectives/${archived}`, { archived: true })
    const ids = [mine, lans, secret, archived, also]
    const change = { ownerId: lan.memberId, unitId: units.care, cycleId: cycles.next }
    const { status, body } = await binh.patch('/objectives', { items: ids.map((id) => ({ id, ...change })) })
    expect(status).toBe(200)
    const before = { ownerId: binh.memberId, unitId: units.sales, cycleId: cycles.now }
    expect(body.changed).toEqual([
      { id: mine, before },
      { id: also, before },
    ])
    expect(body.refused.map(({ id, title, code }: Record<string, string>) => [id, title, code])).toEqual([
      [lans, 'Của Lan', 'not_allowed'],
      [secret, null, 'not_found'],
      [archived, 'Đã cất', 'archived'],
    ])
    expect(body.refused.every(({ message }: { message: string }) => message.length > 10)).toBe(true)
    expect([await read(mine), await read(also)]).toEqual([Object.values(change), Object.values(change)])
    expect(await read(lans)).toEqual([lan.memberId, units.care, cycles.now])

    const { body: undone } = await lan.patch('/objectives', {
      items: body.changed.map((item: { id: string; before: object }) => ({ id: item.id, ...item.before })),
    })
    expect(undone.refused).toEqual([])
    expect(await read(mine)).toEqual([binh.memberId, units.sales, cycles.now])
    const { body: audit } = await lan.get(`/audit?subjectId=${mine}&limit=2`)
    expect(audit.items.map(({ operation }: { operation: string }) => operation)).toEqual([
      'okrs.changeMany',
      'okrs.changeMany',
    ])
  })

  test('takes a unit away with null, and leaves what is not named', async () => {
    const id = await objective(binh, 'Riêng', { unitId: units.sales })
    await binh.patch('/objectives', { items: [{ id, unitId: null }] })
    expect(await read(id)).toEqual([binh.memberId, null, cycles.now])
  })

  test('where none may be done the whole is refused, each by its id', async () => {
    const lans = await objective(lan, 'Của Lan', { unitId: units.care })
    const { status, body } = await binh.patch('/objectives', {
      items: [
        { id: lans, ownerId: binh.memberId },
        { id: units.care, ownerId: binh.memberId },
      ],
    })
    expect([status, body.code]).toEqual([403, 'not_allowed'])
    expect(body.errors.map(({ field, code }: Record<string, string>) => [field, code])).toEqual([
      [lans, 'not_allowed'],
      [units.care, 'not_found'],
    ])
  })

  test.each([
    ['a person who is not there', () => ({ ownerId: units.care }), 422, 'not_in_workspace'],
    ['a unit that is not there', () => ({ unitId: cycles.now }), 422, 'not_in_workspace'],
    ['a cycle that is not there', () => ({ cycleId: units.care }), 422, 'not_in_workspace'],
    ['a closed cycle', () => ({ cycleId: cycles.closed }), 409, 'cycle_closed'],
  ])('to %s is refused', async (_, change, status, code) => {
    const id = await objective(binh, 'Một đích', { unitId: units.sales })
    const answer = await binh.patch('/objectives', { items: [{ id, ...change() }] })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('of nothing, of one twice, or of more than 500 is refused', async () => {
    const id = await objective(binh, 'Một đích')
    const many = Array.from({ length: 501 }, () => ({ id: crypto.randomUUID() }))
    for (const items of [[], [{ id }, { id }], many]) {
      const { status, body } = await binh.patch('/objectives', { items })
      expect([status, body.errors?.[0].field]).toEqual([400, 'items'])
    }
  })
})
