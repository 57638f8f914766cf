// Each right of the table, tried by each role through the API; and what stands beside the table.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from './app.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, stirredWeeks, weeklyKpi } from './company.ts'
import {
  checks,
  type Item,
  type Kind,
  kinds,
  type Letter,
  type Row,
  roles,
  type Who,
} from './rights-table.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let people: Record<Who, Client & { memberId: string }>
let items: Record<Exclude<Kind, 'own'>, Item>
let own: Record<Who, Item>
let units: { division: string; team: string; other: string }
let cycleId: string

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  const unit = async (name: string, parentId?: string): Promise<string> =>
    (await lan.post('/units', { name, parentId })).body.id
  const division = await unit('Khối')
  units = { division, team: await unit('Đội', division), other: await unit('Đội khác') }
  const member = (role: 'viewer' | 'member' | 'admin' | 'owner', more = {}) =>
    addMember(app, lan.workspaceId, { role, ...more })
  people = {
    viewer: await member('viewer', { units: [units.team] }),
    member: await member('member', { units: [units.team] }),
    lead: await member('member', { leads: [units.division] }),
    admin: await member('admin'),
    owner: await member('owner'),
  }
  cycleId = (
    await lan.post('/cycles', {
      name: 'Quý 2',
      kind: 'quarter',
      start: '2026-04-01',
      end: '2026-06-30',
      state: 'active',
    })
  ).body.id
  const { team, other } = units
  items = {
    inTeam: await item({ unitId: team }),
    inOther: await item({ unitId: other }),
    ofTeamAlone: await item({ unitId: team, visibility: 'unit' }),
    ofOtherAlone: await item({ unitId: other, visibility: 'unit' }),
    privateInTeam: await item({ unitId: team, visibility: 'people' }),
    privateInOther: await item({ unitId: other, visibility: 'people', title: 'Điều kín' }),
  }
  const entries: [Who, Item][] = []
  for (const who of roles) entries.push([who, await item({ unitId: team, ownerId: people[who].memberId })])
  own = Object.fromEntries(entries) as Record<Who, Item>
})
afterAll(() => app.stop())

async function item(given: {
  title?: string
  unitId: string
  ownerId?: string
  visibility?: string
  visibleTo?: string[]
}): Promise<Item> {
  const { title = 'Một đích', ...facts } = given
  const owner = given.ownerId ? { ownerId: given.ownerId } : {}
  const objective = await lan.post('/objectives', { title, cycleId, ...facts })
  const measure = { kind: 'keep', upper: 3 }
  const keyResult = await lan.post('/key-results', {
    objectiveId: objective.body.id,
    title: `${title}: số`,
    measure,
  })
  const initiative = await lan.post('/initiatives', {
    title: `${title}: việc`,
    objectiveId: objective.body.id,
    ...owner,
  })
  const kpi = await lan.post('/kpis', { ...weeklyKpi, name: `${title}: KPI`, ...facts })
  await lan.post(`/kpis/${kpi.body.id}/measurements`, stirredWeeks)
  const signals = await lan.get(`/signals?kpiId=${kpi.body.id}`)
  await lan.post(`/key-results/${keyResult.body.id}/check-ins`, { date: '2026-06-15', value: 2, note: title })
  return {
    objective: objective.body.id,
    keyResult: keyResult.body.id,
    initiative: initiative.body.id,
    kpi: kpi.body.id,
    signal: signals.body.items[0].id,
    cycle: cycleId,
  }
}

function letterOf({ status, body }: Answer, done: number[]): Letter | string {
  if (done.includes(status)) return 'y'
  if (status === 403) return 'n'
  return status === 404 ? 'h' : `${status} ${JSON.stringify(body)}`
}

describe('each operation on each kind of item', () => {
  test.each(checks)('$operation', async ({ call, done, ...expected }) => {
    const seen: Record<string, string> = {}
    for (const kind of kinds) {
      const letters: string[] = []
      for (const who of roles)
        letters.push(letterOf(await call(people[who], kind === 'own' ? own[who] : items[kind]), done))
      seen[kind] = letters.join(' ')
    }
    const { operation: _, ...rows } = expected
    expect(seen).toEqual(rows)
  })
})

describe('what is made', () => {
  // Where it is to stand: in one's own unit, in the one above it, beside it, or in none.
  const makings: {
    operation: string
    make: (c: Client, unitId: string | null) => Promise<Answer>
    team: Row
    division: Row
    other: Row
    none: Row
  }[] = [
    {
      operation: 'objectives.create',
      make: (c, unitId) => c.post('/objectives', { title: 'Đích mới', cycleId, unitId }),
      team: 'n y y y y',
      division: 'n n y y y',
      other: 'n n n y y',
      none: 'n y y y y',
    },
    {
      operation: 'kpis.create',
      make: (c, unitId) => c.post('/kpis', { ...weeklyKpi, unitId }),
      team: 'n y y y y',
      division: 'n n y y y',
      other: 'n n n y y',
      none: 'n y y y y',
    },
  ]

  test.each(makings)('$operation', async ({ make, operation: _, ...expected }) => {
    const seen: Record<string, string> = {}
    for (const where of ['team', 'division', 'other', 'none'] as const) {
      const letters: string[] = []
      for (const who of roles)
        letters.push(letterOf(await make(people[who], where === 'none' ? null : units[where]), [201]))
      seen[where] = letters.join(' ')
    }
    expect(seen).toEqual(expected)
  })
})

describe('the workspace itself', () => {
  const workspace: { operation: string; call: (c: Client) => Promise<Answer>; may: Row }[] = [
    { operation: 'session.me', call: (c) => c.get('/me'), may: 'y y y y y' },
    { operation: 'members.list', call: (c) => c.get('/members'), may: 'y y y y y' },
    { operation: 'apiKeys.create', call: (c) => c.post('/api-keys', { name: 'của tôi' }), may: 'y y y y y' },
    { operation: 'workspace.update', call: (c) => c.patch('/workspace', { graceDays: 3 }), may: 'n n n y y' },
    { operation: 'units.create', call: (c) => c.post('/units', { name: 'Mới' }), may: 'n n n y y' },
    {
      operation: 'units.update',
      call: (c) => c.patch(`/units/${units.other}`, { name: 'Đội khác' }),
      may: 'n n n y y',
    },
    {
      operation: 'cycles.create',
      call: (c) => c.post('/cycles', { name: 'x', kind: 'custom', start: '2026-01-01', end: '2026-01-31' }),
      may: 'n n n y y',
    },
    {
      operation: 'cycles.generate',
      call: (c) => c.post('/cycles/generate', { fiscalYear: 2031, kinds: ['year'] }),
      may: 'n n n y y',
    },
    {
      operation: 'cycles.update',
      call: (c) => c.patch(`/cycles/${cycleId}`, { name: 'Quý II' }),
      may: 'n n n y y',
    },
    { operation: 'audit.list', call: (c) => c.get('/audit'), may: 'n n n y y' },
  ]

  test.each(workspace)('$operation', async ({ call, may }) => {
    const letters: string[] = []
    for (const who of roles) letters.push(letterOf(await call(people[who]), [200, 201]))
    expect(letters.join(' ')).toBe(may)
  })
})

describe('special standings', () => {
  test('who provides the data checks in and reads, and changes nothing else', async () => {
    const provider = await addMember(app, lan.workspaceId, { units: [units.other] })
    const { keyResult, objective } = await item({ unitId: units.team, visibility: 'people' })
    await lan.patch(`/key-results/${keyResult}`, { providerId: provider.memberId })
    expect((await provider.get(`/key-results/${keyResult}`)).status).toBe(200)
    expect(
      (await provider.post(`/key-results/${keyResult}/check-ins`, { date: '2026-06-22', value: 3 })).status,
    ).toBe(201)
    expect((await provider.patch(`/key-results/${keyResult}`, { weight: 5 })).status).toBe(404)
    expect((await provider.get(`/objectives/${objective}`)).status).toBe(404)
    const open = await item({ unitId: units.team })
    await lan.patch(`/key-results/${open.keyResult}`, { providerId: provider.memberId })
    expect((await provider.patch(`/key-results/${open.keyResult}`, { weight: 5 })).status).toBe(403)
  })

  test('a key result’s own owner edits it, and not the objective', async () => {
    const { keyResult, objective } = await item({ unitId: units.other })
    await lan.patch(`/key-results/${keyResult}`, { ownerId: people.member.memberId })
    expect((await people.member.patch(`/key-results/${keyResult}`, { weight: 3 })).status).toBe(200)
    expect((await people.member.patch(`/objectives/${objective}`, { reason: 'x' })).status).toBe(403)
  })

  test('named people see, and no more', async () => {
    const { objective, kpi } = await item({
      unitId: units.other,
      visibility: 'people',
      visibleTo: [people.member.memberId],
    })
    for (const path of [`/objectives/${objective}`, `/kpis/${kpi}`]) {
      expect((await people.member.get(path)).status).toBe(200)
      expect((await people.lead.get(path)).status).toBe(404)
    }
    expect((await people.member.patch(`/kpis/${kpi}`, { category: 'x' })).status).toBe(403)
  })

  test('an initiative is not carried to an objective where one could not have made it', async () => {
    const mine = own.member.initiative
    const moved = await people.member.patch(`/initiatives/${mine}`, { objectiveId: items.inOther.objective })
    expect(moved.status).toBe(403)
    const served = await people.member.post('/initiatives', {
      title: 'x',
      keyResultIds: [items.privateInOther.keyResult],
    })
    expect([served.status, served.body.code]).toEqual([422, 'not_in_workspace'])
  })
})

describe('what one cannot see', () => {
  test('is in no list, on no chart, in no search and not on the home page', async () => {
    const { body: shared } = await lan.post('/kpis', { ...weeklyKpi, name: 'KPI chung', unitId: units.other })
    const { cycle: _, ...hidden } = items.privateInOther
    await lan.patch(`/key-results/${hidden.keyResult}`, {
      kpi: { id: shared.id },
      measure: { kind: 'keep', upper: 3 },
    })
    await lan.patch(`/initiatives/${hidden.initiative}`, { keyResultIds: [hidden.keyResult], state: 'done' })
    await lan.patch(`/kpis/${hidden.kpi}`, { category: 'Kín' })
    const paths = [
      '/objectives',
      '/key-results',
      '/initiatives',
      '/check-ins',
      '/kpis',
      '/kpis/board',
      '/signals',
      '/home',
      '/search?q=dieu%20kin',
      `/kpis/${shared.id}/chart`,
      `/cycles/${cycleId}/review`,
    ]
    for (const path of paths) {
      const separator = path.includes('?') ? '&' : '?'
      const paged = /^\/(objectives|key-results|initiatives|check-ins|kpis|signals)$/.test(path)
        ? `${path}${separator}limit=500`
        : path
      const text = async (client: Client) => JSON.stringify((await client.get(paged)).body)
      const ids = Object.values(hidden)
      const shownTo = async (client: Client) => {
        const answer = await text(client)
        return answer.includes('Điều kín') || ids.some((id) => answer.includes(id))
      }
      expect([path, await shownTo(lan)]).toEqual([path, true])
      for (const who of ['viewer', 'member', 'lead'] as const)
        expect([path, who, await shownTo(people[who])]).toEqual([path, who, false])
    }
  })

  test('is not in the archive either', async () => {
    const hidden = await item({ unitId: units.other, visibility: 'people', title: 'Điều kín cũ' })
    await lan.patch(`/initiatives/${hidden.initiative}`, { archived: true })
    await lan.patch(`/key-results/${hidden.keyResult}`, { archived: true })
    await lan.patch(`/objectives/${hidden.objective}`, { archived: true })
    const shownTo = async (client: Client) =>
      JSON.stringify((await client.get('/archive?limit=500')).body).split('Điều kín cũ').length - 1
    // Each of the three names itself; two name their objective as well.
    expect([await shownTo(lan), await shownTo(people.admin)]).toEqual([5, 5])
    for (const who of ['viewer', 'member', 'lead'] as const)
      expect([who, await shownTo(people[who])]).toEqual([who, 0])
  })
})
