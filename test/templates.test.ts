// Templates: found by function, kind and words, and adopted as if written by hand.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, startTestApp, type TestApp } from './app.ts'
import { addMember, query } from './company.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let unitId: string
const english = { 'accept-language': 'en' }
const heard = '/templates/objectives/service-heard-at-once/adopt'

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  unitId = (await lan.post('/units', { name: 'Chăm sóc khách hàng' })).body.id
  const cycle = { name: 'Quý 3', kind: 'quarter', start: '2026-07-01', end: '2026-09-30', state: 'active' }
  cycleId = (await lan.post('/cycles', cycle)).body.id
})
afterAll(() => app.stop())

type Page = { items: { id: string }[]; nextCursor: string | null }
const idsOf = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id)

describe('the list', () => {
  test('is whole, page by page', async () => {
    const all = await lan.get('/templates?limit=500')
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer<Page> = await lan.get(`/templates?limit=50${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...idsOf(page))
      cursor = page.body.nextCursor
    }
    expect(seen).toEqual(idsOf(all))
    expect([seen.length, new Set(seen).size]).toEqual([112, 112])
  })

  test('narrows by function, kind and words without diacritics, in the reader’s language', async () => {
    const sets = await lan.get('/templates?function=customer_service&kind=objective')
    expect(sets.body.items).toHaveLength(4)
    expect(sets.body.items[0]).toMatchObject({
      kind: 'objective',
      id: 'service-heard-at-once',
      function: 'customer_service',
      functionName: 'Chăm sóc khách hàng',
      title: 'Khách hàng được lắng nghe ngay khi họ cần',
      keyResults: [
        {
          title: 'Thời gian trả lời trung bình giảm từ 48 xuống 30 phút',
          measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
          isGuardrail: false,
        },
        { measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' } },
        { measure: { kind: 'keep', lower: 4.2 }, isGuardrail: true },
      ],
    })
    expect(idsOf(await lan.get('/templates?q=dien%20thoai%20CHUONG'))).toEqual(['service-heard-at-once'])
    expect(idsOf(await lan.get('/templates?q=khieu%20nai%20qua%20han&kind=kpi'))).toEqual([
      'service-overdue-complaints',
    ])
    const read = await lan.get('/templates?q=rings', english)
    expect(read.body.items[0].keyResults[1].title).toBe('Calls are answered after 3 rings at most')
    expect((await lan.get('/templates?q=zzz')).body).toEqual({ items: [], nextCursor: null })
  })

  test('refuses a function, a kind and a cursor that do not exist', async () => {
    for (const bad of ['function=magic', 'kind=task', 'cursor=x'])
      expect([bad, (await lan.get(`/templates?${bad}`)).status]).toEqual([bad, 400])
    expect((await app.as(null).get('/templates')).status).toBe(401)
  })
})

describe('adopting an OKR set', () => {
  test('makes objective, key results and initiatives, and answers them', async () => {
    const { status, body } = await lan.post(heard, { cycleId, unitId })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      title: 'Khách hàng được lắng nghe ngay khi họ cần',
      cycleId,
      unitId,
      ownerId: lan.memberId,
      ambition: 'aspirational',
      progress: null,
      status: 'no_data',
    })
    expect(body.keyResults.map(({ measure }: { measure: unknown }) => measure)).toEqual([
      { kind: 'reach', start: 48, target: 30, unit: 'phút' },
      { kind: 'keep', upper: 3, unit: 'hồi chuông' },
      { kind: 'keep', lower: 4.2, unit: 'điểm' },
    ])
    expect(body.initiatives).toHaveLength(2)
    const read = await lan.get(`/objectives/${body.id}`)
    expect(read.body).toEqual(body)
    const audit = await query<{ subject_kind: string }>(
      app,
      `select subject_kind from audit where operation = 'templates.adoptObjective' and before is null order by id`,
    )
    expect(audit.map((row) => row.subject_kind)).toEqual([
      'objective',
      ...Array(3).fill('key_result'),
      ...Array(2).fill('initiative'),
    ])
  })

  test('speaks the reader’s language, and gives it to the owner that was named', async () => {
    const { memberId } = await addMember(app, lan.workspaceId, { units: [unitId] })
    const { body } = await lan.post(heard, { cycleId, ownerId: memberId }, english)
    expect(body.title).toBe('Customers are heard the moment they need us')
    const owners = [body, ...body.keyResults, ...body.initiatives].map(({ ownerId }) => ownerId)
    expect(new Set(owners)).toEqual(new Set([memberId]))
  })

  test('is refused like making it by hand, and then nothing of it is there', async () => {
    const viewer = await addMember(app, lan.workspaceId, { role: 'viewer' })
    const member = await addMember(app, lan.workspaceId, { units: [unitId] })
    const before = (await lan.get('/objectives?limit=500')).body.items.length
    const nobody = '0190a0a0-0000-7000-8000-000000000000'
    const answers = [
      await lan.post('/templates/objectives/no-such-set/adopt', { cycleId }),
      // A KPI's id is no OKR set.
      await lan.post('/templates/objectives/service-nps/adopt', { cycleId }),
      await lan.post(heard, {}),
      await lan.post(heard, { cycleId: nobody }),
      await lan.post(heard, { cycleId, unitId: nobody }),
      await lan.post(heard, { cycleId, ownerId: nobody }),
      await viewer.post(heard, { cycleId }),
      // One may make an objective for another, but not its key results.
      await member.post(heard, { cycleId, ownerId: lan.memberId }),
    ]
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '404 not_found',
      '404 not_found',
      '400 invalid_input',
      '422 not_in_workspace',
      '422 not_in_workspace',
      '422 not_in_workspace',
      '403 not_allowed',
      '403 not_allowed',
    ])
    expect((await lan.get('/objectives?limit=500')).body.items.length).toBe(before)
    expect((await member.post(heard, { cycleId, unitId })).status).toBe(201)
  })

  test('is refused in a closed cycle and from another organisation', async () => {
    const old = { name: 'Quý 1', kind: 'quarter', start: '2026-01-01', end: '2026-03-31', state: 'active' }
    const { id } = (await lan.post('/cycles', old)).body
    for (const state of ['review', 'closed']) await lan.patch(`/cycles/${id}`, { state })
    expect((await lan.post(heard, { cycleId: id })).body.code).toBe('cycle_closed')
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    expect((await other.post(heard, { cycleId })).body.code).toBe('not_in_workspace')
  })
})

describe('adopting a KPI', () => {
  test('makes it with definition, target and category', async () => {
    const { status, body } = await lan.post('/templates/kpis/service-response-time/adopt', { unitId })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'Thời gian trả lời trung bình',
      slug: 'thoi_gian_tra_loi_trung_binh',
      category: 'Chăm sóc khách hàng',
      unit: 'phút',
      precision: 1,
      direction: 'down',
      frequency: 'week',
      aggregation: 'mean',
      target: 30,
      floor: 0,
      ruleSet: 'wheeler',
      ownerId: lan.memberId,
      unitId,
    })
    const again = await lan.post('/templates/kpis/service-response-time/adopt', {})
    expect([again.status, again.body.slug]).toEqual([201, 'thoi_gian_tra_loi_trung_binh_2'])
  })

  test('is refused like making it by hand', async () => {
    const viewer = await addMember(app, lan.workspaceId, { role: 'viewer' })
    const nobody = '0190a0a0-0000-7000-8000-000000000000'
    const path = '/templates/kpis/service-nps/adopt'
    const answers = [
      await lan.post('/templates/kpis/service-heard-at-once/adopt', {}),
      await lan.post(path, { unitId: nobody }),
      await lan.post(path, { ownerId: nobody }),
      await viewer.post(path, {}),
    ]
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '404 not_found',
      '422 not_in_workspace',
      '422 not_in_workspace',
      '403 not_allowed',
    ])
  })
})
