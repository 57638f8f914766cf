// Each right of the table, tried by each role through the API; and what stands beside the table.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import { type Actor, can, canSee, type ItemFacts, isAction } from '../src/core/people/permissions.ts'
import { operationsOf } from '../src/server/doors/router.ts'
import type { Answer } from './app.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, stirredWeeks, weeklyKpi } from './company.ts'
import {
  checks,
  elsewhere,
  type Item,
  type Kind,
  kinds,
  type Letter,
  makings,
  ofWorkspace,
  roles,
  type Who,
} from './rights-table.ts'

/** Operations that change nothing although they are no GET, or only what is the caller's own. */
const harmless = ['coach.review', 'loop.draft', 'mentions.read']

const nobodyYet = { role: 'member', unitIds: [], leadOf: [], unitIdsAbove: [] } as const

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
  const owned = given.ownerId ? { ownerId: given.ownerId } : {}
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
    ...owned,
  })
  const kpi = await lan.post('/kpis', { ...weeklyKpi, name: `${title}: KPI`, ...facts })
  await lan.post(`/kpis/${kpi.body.id}/measurements`, stirredWeeks)
  const signals = await lan.get(`/signals?kpiId=${kpi.body.id}`)
  const measurements = await lan.get(`/kpis/${kpi.body.id}/measurements?limit=1`)
  await lan.post(`/key-results/${keyResult.body.id}/check-ins`, { date: '2026-06-15', value: 2, note: title })
  const about = { kind: 'objective', id: objective.body.id }
  // The owner's own word where they may say one.
  const owner = Object.values(people).find(({ memberId }) => memberId === given.ownerId)
  const said = owner && (await owner.post('/comments', { about, text: title }))
  const comment = said?.status === 201 ? said : await lan.post('/comments', { about, text: title })
  return {
    objective: objective.body.id,
    keyResult: keyResult.body.id,
    initiative: initiative.body.id,
    kpi: kpi.body.id,
    signal: signals.body.items[0].id,
    cycle: cycleId,
    comment: comment.body.id,
    measurement: measurements.body.items[0].id,
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
  test.each(makings)('$operation', async ({ make, operation: _, ...expected }) => {
    const seen: Record<string, string> = {}
    for (const where of ['team', 'division', 'other', 'none'] as const) {
      const letters: string[] = []
      for (const who of roles)
        letters.push(
          letterOf(await make(people[who], where === 'none' ? null : units[where], cycleId), [201]),
        )
      seen[where] = letters.join(' ')
    }
    expect(seen).toEqual(expected)
  })
})

describe('the workspace itself', () => {
  test.each(ofWorkspace)('$operation', async ({ call, may }) => {
    const letters: string[] = []
    for (const who of roles) letters.push(letterOf(await call(people[who], cycleId), [200, 201]))
    expect(letters.join(' ')).toBe(may)
  })
})

describe('the rows', () => {
  const operations = operationsOf(contract)
  const rowsOf = (name: string) =>
    [...checks, ...makings, ...ofWorkspace].filter(({ operation }) => operation === name).length

  test('every operation of the contract has one (see CONTRIBUTING, add an operation)', () => {
    const without = operations.filter(({ name }) => rowsOf(name) === 0 && !(name in elsewhere))
    expect(without.map(({ name }) => name)).toEqual([])
    const names = new Set(operations.map(({ name }) => name))
    const left = [...checks, ...makings, ...ofWorkspace].filter(({ operation }) => !names.has(operation))
    expect([
      ...left.map(({ operation }) => operation),
      ...Object.keys(elsewhere).filter((name) => !names.has(name)),
    ]).toEqual([])
  })

  test('who is let in without a row of the table changes nothing, or is named', () => {
    const open = operations.filter(({ meta }) => meta.access === 'member' && !meta.safe)
    expect(open.map(({ name }) => name).sort()).toEqual(harmless)
  })

  const actorOf: Record<Who, Actor> = {
    viewer: {
      ...nobodyYet,
      role: 'viewer',
      memberId: 'viewer',
      unitIds: ['team'],
      unitIdsAbove: ['division'],
    },
    member: { ...nobodyYet, memberId: 'member', unitIds: ['team'], unitIdsAbove: ['division'] },
    lead: { ...nobodyYet, memberId: 'lead', leadOf: ['division', 'team'] },
    admin: { ...nobodyYet, role: 'admin', memberId: 'admin' },
    owner: { ...nobodyYet, role: 'owner', memberId: 'owner' },
  }
  const inUnit = (unitId: string) => ({ ownerIds: ['lan'], unitIds: [unitId] })
  const factsOf = (kind: Kind, who: Who): ItemFacts =>
    ({
      own: { ownerIds: [who], unitIds: ['team'] },
      inTeam: inUnit('team'),
      inOther: inUnit('other'),
      ofTeamAlone: { ...inUnit('team'), visibility: { kind: 'unit', unitIds: ['team'] } as const },
      ofOtherAlone: { ...inUnit('other'), visibility: { kind: 'unit', unitIds: ['other'] } as const },
      privateInTeam: { ...inUnit('team'), visibility: { kind: 'people', memberIds: [] } as const },
      privateInOther: { ...inUnit('other'), visibility: { kind: 'people', memberIds: [] } as const },
    })[kind]
  const accessOf = (operation: string) =>
    operations.find(({ name }) => name === operation)?.meta.access ?? 'public'

  test.each(checks)('$operation reads as the table of core says', ({ operation, done, ...rows }) => {
    const access = accessOf(operation)
    const letter = (kind: Kind, who: Who): Letter => {
      if (!canSee(actorOf[who], factsOf(kind, who))) return 'h'
      if (isAction(access) && !can(actorOf[who], access, factsOf(kind, who))) return 'n'
      return done.length === 0 ? 'h' : 'y'
    }
    for (const kind of kinds)
      expect([kind, rows[kind]]).toEqual([kind, roles.map((who) => letter(kind, who)).join(' ')])
  })

  test.each(ofWorkspace)('$operation reads as the table of core says', ({ operation, may }) => {
    const access = accessOf(operation)
    const expected = roles.map((who) => !isAction(access) || can(actorOf[who], access, {}))
    expect(may.split(' ').map((letter) => letter !== 'n')).toEqual(expected)
  })
})

describe('from another workspace', () => {
  let stranger: Client

  beforeAll(async () => {
    stranger = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
  })

  test.each(checks)('$operation finds nothing of ours', async ({ call }) => {
    const { status, body } = await call(stranger, items.inTeam)
    expect([404, 422]).toContain(status)
    expect(['not_found', 'not_in_workspace']).toContain(body.code)
  })

  test.each(ofWorkspace)('$operation shows nothing of ours', async ({ call }) => {
    const { body } = await call(stranger, cycleId)
    const ours = [
      ...Object.values(items.inTeam),
      units.team,
      people.member.memberId,
      lan.memberId,
      lan.workspaceId,
    ]
    const shown = JSON.stringify(body)
    expect(ours.filter((id) => shown.includes(id))).toEqual([])
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
      `/cycles/${cycleId}/coach`,
      `/cycles/${cycleId}/board`,
      `/cycles/${cycleId}/map`,
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
    const shy = { ...weeklyKpi, name: 'Điều kín cũ', unitId: units.other, visibility: 'people' }
    await lan.patch(`/kpis/${(await lan.post('/kpis', shy)).body.id}`, { archived: true })
    await lan.patch(`/initiatives/${hidden.initiative}`, { archived: true })
    await lan.patch(`/key-results/${hidden.keyResult}`, { archived: true })
    await lan.patch(`/objectives/${hidden.objective}`, { archived: true })
    const shownTo = async (client: Client) =>
      JSON.stringify((await client.get('/archive?limit=500')).body).split('Điều kín cũ').length - 1
    // Each of the four names itself; two name their objective as well.
    expect([await shownTo(lan), await shownTo(people.admin)]).toEqual([6, 6])
    for (const who of ['viewer', 'member', 'lead'] as const)
      expect([who, await shownTo(people[who])]).toEqual([who, 0])
  })
})
