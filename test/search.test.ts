// Search: what comes first, what forgives, what is not shown, and which indexes serve among 100,000 rows.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, query, weeklyKpi } from './company.ts'
import { scansOf } from './plans.ts'

type Item = { kind: string; id: string; title: string; objectiveId: string | null; within: string | null }

let app: TestApp
let lan: Client & { workspaceId: string; memberId: string }
let cycleId: string

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  const dates = { kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  cycleId = (await lan.post('/cycles', { name: 'Quý 2 trả lời', ...dates })).body.id
})
afterAll(() => app.stop())

const found = async (who: Client, q: string): Promise<Item[]> =>
  (await who.get<{ items: Item[] }>(`/search?q=${encodeURIComponent(q)}`)).body.items
const titles = async (who: Client, q: string) => (await found(who, q)).map(({ title }) => title)
const objective = async (title: string, more: object = {}): Promise<string> =>
  (await lan.post('/objectives', { title, cycleId, ...more })).body.id

test('exact, then beginning, then a word that begins, then every word inside, then nearly', async () => {
  await objective('Khách được trả lời ngay')
  await objective('Trả lời')
  await objective('Trả lời trong ngày')
  await objective('Lời hứa được trả đúng hẹn')
  expect(await titles(lan, 'tra loi')).toEqual([
    'Trả lời',
    'Trả lời trong ngày',
    'Quý 2 trả lời',
    'Khách được trả lời ngay',
    'Lời hứa được trả đúng hẹn',
  ])
  // A letter too many is nearly it; fewer than five were found, so that is looked for.
  expect(await titles(lan, 'lời hứaa')).toEqual(['Lời hứa được trả đúng hẹn'])
  // One letter finds what begins with it, and words that do, but not every title with an L somewhere inside.
  expect(await titles(lan, 'l')).toEqual([
    'Lan',
    'Lời hứa được trả đúng hẹn',
    ...['Trả lời', 'Quý 2 trả lời', 'Trả lời trong ngày', 'Khách được trả lời ngay'],
  ])
})

test('% and _ stand for themselves; a search of only marks finds nothing and fails nothing', async () => {
  await objective('Giữ 95% đơn đúng hẹn')
  expect(await titles(lan, '95%')).toEqual(['Giữ 95% đơn đúng hẹn'])
  expect(await titles(lan, '9_%')).toEqual([])
  for (const marks of ['%', '_', '\\', "'", '%%%%', '…—'])
    expect(await titles(lan, marks)).toBeInstanceOf(Array)
})

test('every kind, each saying where it stands', async () => {
  const unit = (await lan.post('/units', { name: 'Khối Thanh Long' })).body
  await lan.post('/units', { name: 'Đội Thanh Long một', parentId: unit.id })
  const aim = await objective('Thanh Long ra biển')
  const measure = { kind: 'reach', start: 0, target: 10, unit: '' }
  await lan.post('/key-results', { objectiveId: aim, title: 'Thanh Long có 10 cảng', measure })
  await lan.post('/initiatives', { objectiveId: aim, title: 'Thuê tàu Thanh Long' })
  await lan.post('/kpis', { ...weeklyKpi, name: 'Sản lượng Thanh Long' })
  await lan.post('/cycles', {
    name: 'Chiến dịch Thanh Long',
    kind: 'custom',
    start: '2026-07-01',
    end: '2026-08-01',
  })
  await addMember(app, lan.workspaceId, { name: 'Nguyễn Thanh Long' })
  const items = await found(lan, 'thanh long')
  expect(items.map(({ kind, title, within }) => [kind, title, within]).toSorted()).toEqual([
    ['cycle', 'Chiến dịch Thanh Long', null],
    ['initiative', 'Thuê tàu Thanh Long', 'Thanh Long ra biển'],
    ['key_result', 'Thanh Long có 10 cảng', 'Thanh Long ra biển'],
    ['kpi', 'Sản lượng Thanh Long', null],
    ['objective', 'Thanh Long ra biển', null],
    ['person', 'Nguyễn Thanh Long', null],
    ['unit', 'Khối Thanh Long', null],
    ['unit', 'Đội Thanh Long một', 'Khối Thanh Long'],
  ])
  expect(items.filter(({ objectiveId }) => objectiveId === aim)).toHaveLength(3)
})

describe('what is not seen', () => {
  test('takes no place among what is: the one that is seen stands, however many are hidden', async () => {
    for (let count = 0; count < 70; count += 1)
      await objective(`Sáp nhập ${count}`, { visibility: 'people', visibleTo: [] })
    await objective('Chuyện sáp nhập kho')
    const binh = await addMember(app, lan.workspaceId)
    expect(await titles(binh, 'sap nhap')).toEqual(['Chuyện sáp nhập kho'])
    expect(await titles(lan, 'sap nhap')).toHaveLength(30)
  })

  test('is the same as in every list: for each visibility, each standing, each kind', async () => {
    const above = (await lan.post('/units', { name: 'Trên' })).body.id
    const here = (await lan.post('/units', { name: 'Đây', parentId: above })).body.id
    const below = (await lan.post('/units', { name: 'Dưới', parentId: here })).body.id
    const aside = (await lan.post('/units', { name: 'Cạnh' })).body.id
    const of = (person: object) => addMember(app, lan.workspaceId, person)
    const people = [
      await of({ role: 'viewer' }),
      await of({ units: [here] }),
      await of({ units: [below] }),
      await of({ units: [above] }),
      await of({ leads: [above] }),
      await of({ leads: [below] }),
      await of({ leads: [aside] }),
      await of({ role: 'admin' }),
    ]
    const [viewer, , , , lead] = people
    for (const unitId of [null, here])
      for (const visibility of [
        { visibility: 'everyone' },
        { visibility: 'unit' },
        { visibility: 'people', visibleTo: [viewer?.memberId] },
        { visibility: 'people', visibleTo: [] },
      ])
        for (const ownerId of [lan.memberId, lead?.memberId])
          await objective('Zirconi', { unitId, ownerId, ...visibility })
    const counts: number[] = []
    for (const person of people) {
      const seen = (await person.get('/objectives?q=zirconi&limit=500')).body.items as { id: string }[]
      const ids = (await found(person, 'zirconi')).map(({ id }) => id)
      expect(ids.toSorted()).toEqual(seen.map(({ id }) => id).toSorted())
      counts.push(ids.length)
    }
    // 16 in all: 4 that everyone sees, 4 of a unit (2 of them of none), 8 of named people.
    expect(counts).toEqual([8, 6, 6, 4, 13, 6, 4, 16])
  })

  test('of another workspace nothing is found', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    await objective('Vonfram ở Sao Mai')
    expect(await titles(other, 'vonfram')).toEqual([])
    expect(await titles(lan, 'vonfram')).toEqual(['Vonfram ở Sao Mai'])
  })

  test('the views show nothing where no workspace is entered, nor are they written through', async () => {
    const client = new pg.Client({ connectionString: app.connectionString })
    await client.connect()
    await client.query('begin; set local role nhipcau_app')
    for (const view of ['searched_objective', 'searched_key_result', 'searched_initiative', 'searched_kpi']) {
      expect((await client.query(`select from ${view}`)).rowCount).toBe(0)
      await client.query('savepoint before')
      await expect(client.query(`delete from ${view}`)).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback to savepoint before')
    }
    await client.end()
  })
})

test('among 100,000 rows the trigram indexes serve, as the app’s own role', async () => {
  const each = 25_000
  const words = `(array['giảm','tăng','giữ','mở','rút','gọn'])[1 + n % 6] || ' ' || (array['thời gian','tỷ lệ','số lượt','chi phí','doanh thu'])[1 + n % 5] || ' ' || (array['khách hàng','đơn hàng','kho vận','tuyển dụng','bảo trì','đào tạo','thanh toán'])[1 + n % 7] || ' ' || n`
  const id = (kind: number) =>
    `('00000000-0000-7000-8000-' || lpad(to_hex(n + ${kind} * 100000), 12, '0'))::uuid`
  const rows = `from generate_series(1, ${each}) n`
  const who = `'${lan.workspaceId}'::uuid`
  await query(
    app,
    `set session_replication_role = replica;
    insert into objective (workspace_id, id, cycle_id, title, owner_id, created_at, position)
      select ${who}, ${id(0)}, '${cycleId}', ${words}, '${lan.memberId}', now(), n ${rows};
    insert into key_result (workspace_id, id, objective_id, title, owner_id, created_at, measure, position)
      select ${who}, ${id(1)}, ${id(0)}, ${words}, '${lan.memberId}', now(), '{}', n ${rows};
    insert into initiative (workspace_id, id, objective_id, title, owner_id, created_at, position)
      select ${who}, ${id(2)}, ${id(0)}, ${words}, '${lan.memberId}', now(), n ${rows};
    insert into kpi (workspace_id, id, name, slug, owner_id, unit, direction, frequency, aggregation, created_at)
      select ${who}, ${id(3)}, ${words}, 'k' || n, '${lan.memberId}', '', 'up', 'week', 'mean', now() ${rows};
    analyze objective, key_result, initiative, kpi`,
  )
  const typed = ['thanh toan 24', 'bao tri', 'don hàng giam', 'tuyen dunng 17']
  for (const q of typed) {
    const scans = await scansOf(app, lan.workspaceId, () => lan.get(`/search?q=${encodeURIComponent(q)}`))
    const large = scans.filter(({ table }) => /^(objective|key_result|initiative|kpi)$/.test(table))
    expect(new Set(large.map(({ table }) => table)).size, q).toBe(4)
    // Each way of finding reads what it ranks, and nothing beside.
    for (const { how, touched } of large) {
      expect(['Bitmap Heap Scan', 'Index Scan'], q).toContain(how)
      expect(touched, q).toBeLessThanOrEqual(60)
    }
  }
}, 120_000)
