// People and a company for tests: members of any role with keys of their own, and a workspace with rows in every table.
import pg from 'pg'
import { runPull } from '../src/server/features/connections/pull-job.ts'
import { enterWorkspace } from '../src/server/platform/database.ts'
import { newId } from '../src/server/platform/ids.ts'
import type { restClient, TestApp } from './app.ts'

export type Client = ReturnType<typeof restClient>
export type Company = Awaited<ReturnType<typeof fillCompany>>

type Person = {
  name?: string
  role?: 'owner' | 'admin' | 'member' | 'viewer'
  units?: string[]
  leads?: string[]
  password?: string
}

/** A member with an account and a key, put straight into the database. */
export async function addMember(app: TestApp, workspaceId: string, person: Person = {}) {
  const { name = 'Bình', role = 'member', units = [], leads = [], password = 'mat-khau-rat-dai' } = person
  const email = `${newId()}@saomai.vn`
  const account = await app.server.identity.createAccount(name, email, password)
  if (!account) throw new Error(`${email} is taken`)
  const memberId = newId()
  await app.server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, workspaceId)
    const row = { workspace_id: workspaceId, id: memberId, user_id: account.userId, name, email, role }
    await db
      .insertInto('member')
      .values({ ...row, created_at: new Date() })
      .execute()
    for (const unit_id of new Set([...units, ...leads]))
      await db
        .insertInto('unit_member')
        .values({ workspace_id: workspaceId, unit_id, member_id: memberId, is_lead: leads.includes(unit_id) })
        .execute()
  })
  const { key } = await app.server.identity.createKey(account.userId, { workspaceId, memberId }, name)
  return { memberId, userId: account.userId, email, password, key, ...app.as(key) }
}

/** Asks the database itself, as its owner, past every wall. */
export async function query<R extends pg.QueryResultRow>(
  app: TestApp,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: app.connectionString })
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Tables of ours, from the catalogue. */
export const ownTables = `select relname as name from pg_class where relkind in ('r', 'p')
  and relnamespace = 'public'::regnamespace and relname not like 'kysely%' order by relname`

export const weeklyKpi = {
  name: 'Thời gian trả lời',
  unit: 'phút',
  direction: 'down',
  frequency: 'week',
  aggregation: 'mean',
  target: 30,
}

/** Consecutive weekly values from a Monday on, as they are pushed. */
export function weekly(from: string, values: number[]): { at: string; value: number }[] {
  const start = Date.parse(`${from}T00:00:00Z`)
  return values.map((value, week) => ({
    at: new Date(start + week * 7 * 86_400_000).toISOString().slice(0, 10),
    value,
  }))
}

/** 23 weeks about 48 and one far outside, up to 21/06/2026. */
export const stirredWeeks = weekly('2026-01-05', [
  ...Array.from({ length: 23 }, (_, week) => (week % 2 ? 49 : 47)),
  60,
])

async function created<T = { id: string }>(
  answer: Promise<{ status: number; body: T }>,
  status = 201,
): Promise<T> {
  const { status: given, body } = await answer
  if (given !== status) throw new Error(`${given}: ${JSON.stringify(body)}`)
  return body
}

/** Takes the loop once round, so that every table holds a row of this workspace. On 22/06/2026. */
export async function fillCompany(app: TestApp, me: Client & { workspaceId: string }) {
  const unit = await created(me.post('/units', { name: 'Chăm sóc sau bán hàng' }))
  const member = await addMember(app, me.workspaceId, { units: [unit.id] })
  await created(me.post('/invitations', { unitIds: [unit.id] }))
  const kpi = await created(
    me.post('/kpis', { ...weeklyKpi, unitId: unit.id }, { 'idempotency-key': `kpi of ${me.workspaceId}` }),
  )
  await created(me.post(`/kpis/${kpi.id}/measurements`, stirredWeeks), 200)
  const connection = await created(
    me.post('/connections', { name: 'Tổng đài', kind: 'csv', address: { url: 'http://10.0.0.1/goi.csv' } }),
  )
  const pull = await created(
    me.post('/pulls', {
      ...{ connectionId: connection.id, kpiId: kpi.id, query: {}, schedule: { every: 'hour' } },
      mapping: { at: 'ngày', value: 'phút' },
    }),
  )
  // A closed address: the run fails, and stands in the log.
  await runPull(app.server, {
    ...{ workspaceId: me.workspaceId, pullId: pull.id, cause: 'schedule', attempt: 1 },
  })
  const formula = `${kpi.slug} / 60`
  await created(me.post('/kpis', { ...weeklyKpi, name: 'Trả lời (giờ)', unit: 'giờ', target: null, formula }))
  await created(me.put(`/kpis/${kpi.id}/left-out/2026-02-16`, { reason: 'Tết' }), 200)
  await created(
    me.put(`/kpis/${kpi.id}/import-mapping`, {
      ...{ signature: 'ngay | phut', style: 'vi' },
      columns: { at: 0, value: 1, numerator: null, denominator: null, externalId: null, note: null },
    }),
    200,
  )
  const driver = await created(me.post('/kpis', { ...weeklyKpi, name: 'Số cuộc gọi' }))
  await created(me.post(`/kpis/${kpi.id}/drivers`, { driverId: driver.id, note: 'Gọi dồn thì trả lời chậm' }))
  const scorecard = await created(
    me.post('/scorecards', {
      ...{ name: 'Quý 2', unitId: unit.id, start: '2026-04-01', end: '2026-06-30' },
      items: [{ kpiId: kpi.id, weight: 1, min: 60, target: 40, max: 30 }],
    }),
  )
  const file = { name: 'tổng đài.csv', content: Buffer.from('tuần,phút').toString('base64') }
  await created(me.post(`/scorecards/${scorecard.id}/files`, file))
  const annotation = await created(
    me.post(`/kpis/${kpi.id}/annotations`, { date: '2026-03-02', text: 'Đổi tổng đài' }),
  )
  const cycle = await created(
    me.post('/cycles', { name: 'Quý 2', kind: 'custom', start: '2026-04-06', end: '2026-06-21' }),
  )
  const objective = await created(
    me.post('/objectives', { title: 'Khách hàng được nghe ngay', cycleId: cycle.id, unitId: unit.id }),
  )
  const bound = await created(
    me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Trả lời nhanh hơn',
      measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
      kpi: { id: kpi.id },
    }),
  )
  const manual = await created(
    me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Nghe máy sau 3 hồi chuông',
      measure: { kind: 'keep', upper: 3, unit: 'hồi chuông' },
    }),
  )
  await created(me.patch(`/key-results/${manual.id}`, { weight: 2 }), 200)
  await created(me.patch('/workspace', { earlyShare: 0.09 }), 200)
  const supported = await created(
    me.post('/objectives', { title: 'Khách hàng ở lại', cycleId: cycle.id, unitId: unit.id }),
  )
  await created(
    me.post(`/objectives/${objective.id}/supports`, { to: { kind: 'objective', id: supported.id } }),
  )
  await created(me.patch(`/objectives/${supported.id}`, { archived: true }), 200)
  const initiative = await created(
    me.post('/initiatives', { title: 'Gọi lại tự động', keyResultIds: [bound.id] }),
  )
  await created(me.post('/saved-views', { name: 'Của tôi', search: { owner: 'me' } }))
  await created(me.patch(`/cycles/${cycle.id}`, { state: 'active' }), 200)
  const comment = await created(
    me.post('/comments', {
      about: { kind: 'initiative', id: initiative.id },
      text: `@{${member.memberId}} xem giúp`,
    }),
  )
  await created(me.put(`/comments/${comment.id}/reactions/agree`, {}), 200)
  const checkIn = await created(
    me.post(`/key-results/${manual.id}/check-ins`, { date: '2026-06-15', value: 2 }),
  )
  await created(me.patch(`/cycles/${cycle.id}`, { state: 'review' }), 200)
  await created(me.patch(`/objectives/${objective.id}/review`, { decision: 'done' }), 200)
  await created(me.put(`/key-results/${bound.id}/decision`, { decision: 'done' }), 200)
  await created(me.patch(`/cycles/${cycle.id}`, { state: 'closed' }), 200)
  await created(me.patch(`/cycles/${cycle.id}`, { state: 'review', reason: 'Thiếu số tháng 6' }), 200)
  await created(me.patch(`/cycles/${cycle.id}`, { state: 'closed' }), 200)
  const handOver = await created(
    me.post(`/kpis/${kpi.id}/hand-over`, { keyResultId: bound.id, from: '2026-04-06' }),
  )
  await created(
    me.post('/coach/dismissals', { rule: 'vague', kind: 'objective', text: 'Khách hàng được nghe ngay' }),
  )
  await created(me.put('/coach/rules/no_guardrail', { isOn: false }), 200)
  const provider = await created(
    me.post('/sign-in-providers', { name: 'Sao Mai', issuer: 'https://id.saomai.vn', clientId: 'nhip-cau' }),
  )
  const scim = await created<{ token: string }>(me.post('/scim-tokens', { name: 'Okta' }))
  const headers = { authorization: `Bearer ${scim.token}`, 'content-type': 'application/json' }
  for (const [path, method, body] of [
    [
      `Groups/${unit.id}`,
      'PUT',
      { displayName: 'Chăm sóc sau bán hàng', members: [{ value: member.memberId }] },
    ],
    [
      `Users/${member.memberId}`,
      'PATCH',
      { Operations: [{ op: 'add', path: 'externalId', value: 'okta-1' }] },
    ],
  ] as const)
    await created(
      fetch(`${app.url}/scim/v2/${path}`, { method, headers, body: JSON.stringify(body) }).then(
        async (answer) => ({ status: answer.status, body: await answer.json() }),
      ),
      200,
    )
  await app.server.database.transaction('read write', async (db) => {
    await enterWorkspace(db, me.workspaceId)
    const known = { provider_id: provider.id, subject: 'binh', member_id: member.memberId }
    await db
      .insertInto('sign_in_identity')
      .values({ workspace_id: me.workspaceId, ...known, created_at: new Date() })
      .execute()
  })
  return {
    unit,
    member,
    kpi,
    pull,
    annotation,
    cycle,
    objective,
    bound,
    manual,
    initiative,
    checkIn,
    handOver,
  }
}
