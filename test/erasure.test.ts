// A person's data: taken out whole, and erased for good. What counts stays, what names or speaks for them is nowhere left.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backup } from '../src/server/operator/backup.ts'
import { restore } from '../src/server/operator/restore.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, query, stirredWeeks, weeklyKpi } from './company.ts'
import { withDatabase } from './database.setup.ts'
import { dump } from './dump.ts'

const name = 'Tạ Quỳnh Giao'
const earlierName = 'Tạ Thị Giao'
const email = 'ta.quynh.giao@saomai.vn'
const password = 'mat-khau-cua-giao'
/** What she wrote, each in another place. */
const words = {
  note: 'Tuần này tôi ốm, số do chị Hà ghi',
  blockers: 'Chờ anh Tú duyệt ngân sách',
  callReason: 'Tôi tin sẽ kịp',
  comment: 'Tôi thấy chỉ tiêu này quá sức',
  edited: 'Tôi thấy chỉ tiêu này hơi quá sức',
  annotation: 'Hôm đó nhà tôi mất điện',
  measurement: 'Tôi đo bằng đồng hồ tay',
  leftOut: 'Tôi nghỉ cưới',
  worked: 'Tôi gọi từng khách một',
  eased: 'Tôi không đủ người',
  keyName: 'máy của Giao',
  file: 'Sổ tay của Giao.txt',
  // What stands in it, as it is kept.
  inFile: Buffer.from('Tôi gọi lại từng người').toString('base64'),
}

let app: TestApp
let lan: Client & { workspaceId: string; memberId: string }
let ha: Awaited<ReturnType<typeof addMember>>
let giao: Client
let giaoId: string
let cookie: string
let folder: string
let erasedList: string
const made: string[] = []
const item = { objective: '', keyResult: '', kpi: '', comment: '', invitation: '' }

const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return body
}

async function signIn() {
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ email, password }),
  })
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { status: response.status, cookie: cookies.join('; ') }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhipcau-erasure-'))
  erasedList = join(folder, 'erased.jsonl')
  await writeFile(join(folder, 'secrets.json'), '{"session":"s","operatorToken":"o"}')
  app = await startTestApp({ erasedList })
  lan = await app.setup()
  ha = await addMember(app, lan.workspaceId, { name: 'Hà', role: 'admin' })
  const unit = await ok(lan.post('/units', { name: 'Chăm sóc khách hàng' }))
  const invitation = await ok(lan.post('/invitations', { email, unitIds: [unit.id] }))
  item.invitation = invitation.id
  const token = invitation.link.split('/join/')[1]
  giaoId = (await ok(app.as(null).post('/join', { token, account: { name: earlierName, password } })))
    .memberId
  cookie = (await signIn()).cookie
  const browser = { cookie, origin: app.url }
  await ok(app.as(null).patch('/me', { name }, browser))
  giao = app.as((await ok(app.as(null).post('/api-keys', { name: words.keyName }, browser))).key)

  const kpi = await ok(giao.post('/kpis', { ...weeklyKpi, unitId: unit.id }))
  item.kpi = kpi.id
  await ok(giao.post(`/kpis/${kpi.id}/measurements`, stirredWeeks))
  await ok(
    giao.post(`/kpis/${kpi.id}/measurements`, { at: '2026-06-16', value: 50, note: words.measurement }),
  )
  await ok(giao.post(`/kpis/${kpi.id}/annotations`, { date: '2026-03-02', text: words.annotation }))
  await ok(giao.put(`/kpis/${kpi.id}/left-out/2026-02-16`, { reason: words.leftOut }))
  const cycle = await ok(
    lan.post('/cycles', { name: 'Quý 2', kind: 'custom', start: '2026-04-06', end: '2026-06-28' }),
  )
  const objective = await ok(
    giao.post('/objectives', { title: 'Khách được nghe ngay', cycleId: cycle.id, unitId: unit.id }),
  )
  item.objective = objective.id
  const keyResult = await ok(
    giao.post('/key-results', {
      ...{ objectiveId: objective.id, title: 'Trả lời nhanh hơn' },
      measure: { kind: 'reach', start: 48, target: 30, unit: 'phút' },
    }),
  )
  item.keyResult = keyResult.id
  await ok(lan.patch(`/cycles/${cycle.id}`, { state: 'active' }))
  await ok(
    giao.patch(`/key-results/${keyResult.id}`, {
      measure: { kind: 'reach', start: 48, target: 33, unit: 'phút' },
      easedBecause: words.eased,
    }),
  )
  await ok(
    giao.post(`/key-results/${keyResult.id}/check-ins`, {
      ...{ date: '2026-06-15', value: 39, confidence: 7, call: 'on_track' },
      ...{ note: words.note, blockers: words.blockers, callReason: words.callReason },
    }),
  )
  const bounds = { kpiId: kpi.id, weight: 1, min: 60, target: 30, max: 20 }
  const scorecard = await ok(
    giao.post('/scorecards', {
      ...{ name: 'Quý 2', memberId: giaoId, start: '2026-04-06', end: '2026-06-28', items: [bounds] },
    }),
  )
  const file = { name: words.file, content: words.inFile }
  const { fileId } = await ok(giao.post(`/scorecards/${scorecard.id}/files`, file))
  await ok(giao.post(`/scorecards/${scorecard.id}/submit`, { evidence: [{ kind: 'file', fileId }] }))
  const about = { kind: 'key_result', id: keyResult.id }
  item.comment = (await ok(giao.post('/comments', { about, text: words.comment }))).id
  await ok(giao.patch(`/comments/${item.comment}`, { text: words.edited }))
  await ok(ha.post('/comments', { about, text: `@{${giaoId}} cứ bình tĩnh` }))
  await ok(lan.patch(`/cycles/${cycle.id}`, { state: 'review' }))
  await ok(giao.patch(`/objectives/${objective.id}/review`, { worked: words.worked }))
  // Somebody else writes over it: what stood there before is still hers.
  await ok(ha.patch(`/objectives/${objective.id}/review`, { worked: 'Đội gọi từng khách' }))
  await ok(lan.patch(`/objectives/${objective.id}/review`, { learned: 'Gọi sớm thì đỡ' }))
})
afterAll(async () => {
  for (const database of made) await query(app, `drop database ${database} with (force)`)
  await app.stop()
  await rm(folder, { recursive: true })
})

const personal = [name, earlierName, email, ...Object.values(words)]
const found = (text: string, among = personal) => among.filter((one) => text.includes(one))

const figures = async () => {
  const { body: objective } = await lan.get(`/objectives/${item.objective}`)
  const { body: keyResult } = await lan.get(`/key-results/${item.keyResult}`)
  const { body: chart } = await lan.get(`/kpis/${item.kpi}/chart`)
  const pick = ({ progress, expected, status }: Record<string, unknown>) => ({ progress, expected, status })
  // Words beside the figures are what goes.
  const said = JSON.stringify(chart).replace(words.annotation, '—').replace(words.leftOut, '—')
  return { objective: pick(objective), keyResult: pick(keyResult), chart: JSON.parse(said) }
}

describe('export', () => {
  test('by the person: who they are, how they come in, what they own, wrote and did', async () => {
    const { status, body } = await giao.post(`/members/${giaoId}/personal-data`, {})
    expect(status).toBe(200)
    expect(body.profile).toMatchObject({
      name,
      email,
      role: 'member',
      units: [{ name: 'Chăm sóc khách hàng' }],
    })
    expect([body.sessions.length, body.apiKeys.length, body.invitations.length]).toEqual([1, 1, 1])
    expect(body.owns.objectives).toMatchObject([{ title: 'Khách được nghe ngay' }])
    expect(body.owns.kpis).toHaveLength(1)
    expect(body.checkIns).toMatchObject([{ value: 39, note: words.note, blockers: words.blockers }])
    expect(body.comments.map(({ text }: { text: string }) => text)).toEqual([words.comment, words.edited])
    expect(found(JSON.stringify(body))).toEqual(personal)
    // Nothing that opens anything, and nothing of others.
    expect(JSON.stringify(body)).not.toContain('cứ bình tĩnh')
    expect(JSON.stringify(body)).not.toMatch(/password"?:|token|"key":/)
  })

  test('by an admin; not by a colleague; the log tells of it', async () => {
    expect((await ha.post(`/members/${giaoId}/personal-data`, {})).status).toBe(200)
    expect((await giao.post(`/members/${ha.memberId}/personal-data`, {})).status).toBe(403)
    const { body } = await lan.get('/audit?operation=personalData.export')
    expect(body.items[0]).toMatchObject({ actorId: ha.memberId, after: { personalData: 'exported' } })
  })
})

describe('the log before', () => {
  test('holds no name, address or words in the open, and opens for those who may read it', async () => {
    const rows = await query<{ row: string }>(app, 'select audit::text as row from audit')
    expect(found(rows.map(({ row }) => row).join('\n'))).toEqual([])
    const { body } = await lan.get(`/audit?actorId=${giaoId}&limit=100`)
    expect(found(JSON.stringify(body), [name, words.worked, words.annotation])).toHaveLength(3)
    const { body: history } = await lan.get(`/objectives/${item.objective}/history?limit=100`)
    expect(JSON.stringify(history)).toContain(words.worked)
  })
})

describe('erasure', () => {
  let before: Awaited<ReturnType<typeof figures>>
  let copy: string

  test('is refused to who may not, of an owner, of oneself, under another name, and while there is something to hand over', async () => {
    before = await figures()
    copy = join(folder, 'before.nhipcau')
    await backup({
      connectionString: app.connectionString,
      dataDir: folder,
      to: copy,
      passphrase: null,
      now: new Date(),
    })
    const unchanged = await dump(app.connectionString)
    const refused = async (client: Client, id: string, typed: string) => {
      const { status, body } = await client.post(`/members/${id}/erase`, { name: typed })
      return [status, body.code]
    }
    expect(await refused(giao, giaoId, name)).toEqual([403, 'not_allowed'])
    expect(await refused(ha, lan.memberId, 'Lan')).toEqual([409, 'owner_handed_on'])
    expect(await refused(ha, ha.memberId, 'Hà')).toEqual([409, 'erase_self'])
    expect(await refused(lan, giaoId, 'Giao')).toEqual([409, 'erase_name_differs'])
    const { body } = await lan.post(`/members/${giaoId}/erase`, { name: ` ${name.normalize('NFD')} ` })
    expect(body.code).toBe('erase_owns')
    expect(body.detail).toContain('“Khách được nghe ngay”, “Trả lời nhanh hơn”, “Thời gian trả lời”')
    // But for the last use of keys, not a row is another.
    const lines = (text: string) => text.split('\n').filter((line) => !line.includes('nc_'))
    expect(lines(await dump(app.connectionString))).toEqual(lines(unchanged))
  })

  test('leaves nothing of name, address and words in the whole database', async () => {
    await ok(lan.post(`/members/${giaoId}/deactivate`, { successorId: ha.memberId }))
    expect(found(await dump(app.connectionString))).toEqual(expect.arrayContaining([name, email, words.note]))
    const { status, body } = await lan.post(`/members/${giaoId}/erase`, { name })
    expect([status, body.id]).toEqual([200, giaoId])
    expect(found(await dump(app.connectionString))).toEqual([])
  })

  test('the figures are the same to the last digit, and the log is whole', async () => {
    expect(await figures()).toEqual(before)
    const { body } = await lan.get('/audit/verify')
    expect([body.fault, body.rows > 20]).toEqual([null, true])
  })

  test('screens say that the person was erased, in the reader’s language; others’ words stay', async () => {
    const { body } = await lan.get(`/members/${giaoId}`)
    expect(body).toMatchObject({ name: 'Người đã xoá', email: '', erasedAt: expect.any(String) })
    const english = { 'accept-language': 'en' }
    expect((await lan.get(`/members/${giaoId}`, english)).body.name).toBe('Erased person')
    const { body: comments } = await lan.get(`/key-results/${item.keyResult}/comments`)
    const ofHa = comments.items.find(({ authorId }: { authorId: string }) => authorId === ha.memberId)
    expect(ofHa.mentions).toEqual([{ id: giaoId, name: 'Người đã xoá' }])
    const { body: history } = await lan.get(`/objectives/${item.objective}/history?limit=100`)
    const ofGiao = history.items.filter(({ actorId }: { actorId: string }) => actorId === giaoId)
    expect(ofGiao.length).toBeGreaterThan(3)
    expect(new Set(ofGiao.map(({ actorName }: { actorName: string }) => actorName))).toEqual(
      new Set(['Người đã xoá']),
    )
    expect(JSON.stringify(history)).toContain('(không còn đọc được)')
    expect(await query(app, 'select worked, learned from objective_review')).toEqual([
      { worked: 'Đội gọi từng khách', learned: 'Gọi sớm thì đỡ' },
    ])
    const { body: log } = await lan.get('/audit?limit=100')
    expect(JSON.stringify(log)).toContain('Gọi sớm thì đỡ')
  })

  test('no way in is left, and none leads back', async () => {
    expect((await signIn()).status).toBe(401)
    expect((await app.as(null).get('/me', { cookie })).status).toBe(401)
    expect((await giao.get('/me')).status).toBe(401)
    expect((await lan.post(`/members/${giaoId}/reactivate`, {})).body.code).toBe('member_erased')
    expect((await lan.patch(`/members/${giaoId}`, { role: 'admin' })).body.code).toBe('member_erased')
    expect((await lan.post(`/members/${giaoId}/erase`, { name })).body.code).toBe('member_erased')
    expect((await lan.post(`/members/${giaoId}/personal-data`, {})).body.code).toBe('member_erased')
    expect((await lan.get('/members?q=giao')).body.items).toEqual([])
  })

  test('a backup from before does not bring them back: the first start erases them again', async () => {
    expect(await readFile(erasedList, 'utf8')).toBe(
      `${JSON.stringify({ workspaceId: lan.workspaceId, memberId: giaoId })}\n`,
    )
    const database = `nhipcau_erased_${process.pid}`
    await query(app, `create database ${database}`)
    made.push(database)
    const connectionString = withDatabase(app.connectionString, database)
    await restore({ connectionString, dataDir: null, from: copy, passphrase: null, replace: false })
    expect(found(await dump(connectionString))).toEqual(expect.arrayContaining([name, email, words.note]))
    const again = await startTestApp({ database: connectionString, erasedList })
    try {
      expect(found(await dump(connectionString))).toEqual([])
      const owner = again.as(null)
      expect((await owner.get('/me')).status).toBe(401)
    } finally {
      await again.stop()
    }
  })

  test('an account that another organisation knows stays theirs', async () => {
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    const both = await addMember(app, lan.workspaceId, { name: 'Minh' })
    await query(
      app,
      `insert into member (workspace_id, id, user_id, name, email, role, created_at)
       values ($1, gen_random_uuid(), $2, 'Minh', $3, 'member', now())`,
      [other.workspaceId, both.userId, both.email],
    )
    await ok(lan.post(`/members/${both.memberId}/erase`, { name: 'Minh' }))
    expect((await both.get('/me')).status).toBe(401)
    const left = await query(app, 'select name from auth."user" where id = $1', [both.userId])
    expect(left).toEqual([{ name: 'Minh' }])
  })

  test('every table that refers to people is known to the erasure', async () => {
    // Only ids of people, or words and names that the two functions of the migrations take out.
    const known = [
      ...[
        'annotation',
        'audit',
        'check_in',
        'coach_dismissal',
        'coach_rule_off',
        'comment',
        'comment_reaction',
      ],
      ...[
        'cycle_reopening',
        'event',
        'hand_over',
        'idempotency_key',
        'import_mapping',
        'initiative',
        'invitation',
        'key_result',
      ],
      ...[
        'key_result_decision',
        'kpi',
        'kpi_influence',
        'kpi_phase',
        'kpi_target',
        'left_out_period',
        'measurement',
      ],
      ...[
        'mention',
        'objective',
        'objective_support',
        'person_key',
        'saved_view',
        'scim_token',
        'scim_user',
        'scorecard',
        'scorecard_file',
      ],
      ...['sign_in_identity', 'unit_member', 'objective_review', 'earlier_key_result', 'earlier_objective'],
    ]
    const rows = await query<{ name: string }>(
      app,
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'public' and table_name not like 'kysely%' and data_type = 'uuid'
         and table_name not in (select viewname from pg_views)
         and (column_name ~ '_by$' or column_name in ('owner_id', 'author_id', 'actor_id', 'member_id', 'person_id', 'provider_id'))`,
    )
    expect(rows.map(({ name }) => name).filter((table) => !known.includes(table))).toEqual([])
  })
})
