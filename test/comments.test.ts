// Comments, mentions and the history in words: for whoever sees what they are about, and for nobody else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, type Client, query } from './company.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let binh: Client & { memberId: string }
let chi: Client & { memberId: string }
let cycleId: string
let objectiveId: string
let keyResultId: string
let initiativeId: string

beforeAll(async () => {
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  lan = await app.setup()
  binh = await addMember(app, lan.workspaceId, { name: 'Bình' })
  chi = await addMember(app, lan.workspaceId, { name: 'Chi', role: 'viewer' })
  const cycle = { name: 'Quý 2', kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state: 'active' }
  cycleId = (await lan.post('/cycles', cycle)).body.id
  objectiveId = (await lan.post('/objectives', { title: 'Nghe ngay', cycleId })).body.id
  const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
  keyResultId = (await lan.post('/key-results', { objectiveId, title: 'Xuống 30', measure })).body.id
  initiativeId = (await lan.post('/initiatives', { title: 'Gọi lại', objectiveId })).body.id
})
afterAll(() => app.stop())

const about = (kind: string, id: string) => ({ kind, id })
const say = (as: Client, text: string, on = about('objective', objectiveId)) =>
  as.post('/comments', { about: on, text })
const texts = ({ body }: { body: { items: { text: string }[] } }) => body.items.map(({ text }) => text)

describe('comments', () => {
  test('on each kind of item; an objective shows those of its parts as well, newest first', async () => {
    await say(lan, 'Về mục tiêu')
    await say(binh, 'Về kết quả', about('key_result', keyResultId))
    const { status, body } = await say(binh, '  Về sáng kiến  ', about('initiative', initiativeId))
    expect([status, body.text, body.authorName, body.about.title, body.editedAt]).toEqual([
      201,
      'Về sáng kiến',
      'Bình',
      'Gọi lại',
      null,
    ])
    expect(texts(await chi.get(`/objectives/${objectiveId}/comments`))).toEqual([
      'Về sáng kiến',
      'Về kết quả',
      'Về mục tiêu',
    ])
    expect(texts(await chi.get(`/key-results/${keyResultId}/comments`))).toEqual(['Về kết quả'])
    expect(texts(await chi.get(`/initiatives/${initiativeId}/comments`))).toEqual(['Về sáng kiến'])
  })

  test('rewritten by its author alone, who finds every version; removed and brought back', async () => {
    const { body: first } = await say(binh, 'Bản một')
    app.moveTo('2026-06-22T03:00:00Z')
    const second = await binh.patch(`/comments/${first.id}`, { text: 'Bản hai' }, { 'if-match': '"1"' })
    expect([second.body.text, second.body.version, second.body.editedAt]).toEqual([
      'Bản hai',
      2,
      '2026-06-22T03:00:00.000Z',
    ])
    const late = await binh.patch(`/comments/${first.id}`, { text: 'Bản ba' }, { 'if-match': '"1"' })
    expect([late.status, late.body.code]).toEqual([412, 'changed_since'])
    expect((await lan.get(`/comments/${first.id}/versions`)).body.items).toEqual([
      { text: 'Bản hai', at: '2026-06-22T03:00:00.000Z' },
      { text: 'Bản một', at: '2026-06-22T02:00:00.000Z' },
    ])
    const others = await lan.patch(`/comments/${first.id}`, { text: 'Của tôi' })
    expect([others.status, others.body.code]).toEqual([403, 'comment_not_yours'])

    const gone = await binh.patch(`/comments/${first.id}`, { removed: true })
    expect([gone.body.text, gone.body.removedAt]).toEqual(['', '2026-06-22T03:00:00.000Z'])
    expect((await lan.get(`/comments/${first.id}/versions`)).body.items).toEqual([])
    for (const call of [
      binh.patch(`/comments/${first.id}`, { text: 'x' }),
      lan.put(`/comments/${first.id}/reactions/agree`, {}),
    ])
      expect((await call).body.code).toBe('comment_removed')
    expect((await binh.patch(`/comments/${first.id}`, { removed: false })).body.text).toBe('Bản hai')
    app.moveTo('2026-06-22T02:00:00Z')
  })

  test('what a comment said is append-only in the database', async () => {
    const rows = await query<{ grant: string }>(
      app,
      `select privilege_type as grant from information_schema.table_privileges
       where table_name = 'comment_text' and grantee = 'nhipcau_app' order by 1`,
    )
    expect(rows.map(({ grant }) => grant)).toEqual(['INSERT', 'SELECT'])
  })

  test('reactions count a person once, and are taken back', async () => {
    const { body } = await say(lan, 'Xong rồi')
    await binh.put(`/comments/${body.id}/reactions/celebrate`, {})
    await binh.put(`/comments/${body.id}/reactions/celebrate`, {})
    const both = await lan.put(`/comments/${body.id}/reactions/celebrate`, {})
    expect(both.body.reactions).toEqual([
      { reaction: 'celebrate', memberIds: [binh.memberId, lan.memberId].toSorted() },
    ])
    const one = await lan.delete(`/comments/${body.id}/reactions/celebrate`)
    expect(one.body.reactions).toEqual([{ reaction: 'celebrate', memberIds: [binh.memberId] }])
    expect((await lan.put(`/comments/${body.id}/reactions/thumbs`, {})).status).toBe(400)
    expect((await chi.put(`/comments/${body.id}/reactions/agree`, {})).status).toBe(403)
  })

  test('what is empty, about nothing, closed or archived takes none', async () => {
    expect((await say(lan, '   ')).status).toBe(400)
    expect((await say(lan, 'x', about('objective', newId()))).status).toBe(404)
    // The kind must be the item's.
    expect((await say(lan, 'x', about('key_result', objectiveId))).status).toBe(404)
    expect((await say(chi, 'x')).status).toBe(403)
    const old = { name: 'Cũ', kind: 'custom', start: '2026-01-01', end: '2026-03-31', state: 'active' }
    const { body: closing } = await lan.post('/cycles', old)
    const { body: closed } = await lan.post('/objectives', { title: 'Đã qua', cycleId: closing.id })
    const { body: before } = await say(lan, 'Khi còn mở', about('objective', closed.id))
    await lan.patch(`/cycles/${closing.id}`, { state: 'review' })
    await lan.patch(`/objectives/${closed.id}/review`, { decision: 'done' })
    await lan.patch(`/cycles/${closing.id}`, { state: 'closed' })
    for (const call of [
      say(lan, 'x', about('objective', closed.id)),
      lan.patch(`/comments/${before.id}`, { text: 'x' }),
      lan.patch(`/comments/${before.id}`, { removed: true }),
      lan.put(`/comments/${before.id}/reactions/agree`, {}),
      lan.delete(`/comments/${before.id}/reactions/agree`),
    ]) {
      const { status, body } = await call
      expect([status, body.code]).toEqual([409, 'cycle_closed'])
    }
    expect(texts(await binh.get(`/objectives/${closed.id}/comments`))).toEqual(['Khi còn mở'])
    const { body: archived } = await lan.post('/objectives', { title: 'Cất đi', cycleId })
    await lan.patch(`/objectives/${archived.id}`, { archived: true })
    expect((await say(lan, 'x', about('objective', archived.id))).body.code).toBe('archived')
  })
})

describe('mentions', () => {
  test('call in those who see it, once for a comment, and wait until they are read', async () => {
    const call = `@{${binh.memberId}} và @{${binh.memberId}}, cả @{${lan.memberId}}`
    const { body } = await say(lan, call)
    expect(body.mentions).toEqual([
      { id: binh.memberId, name: 'Bình' },
      { id: lan.memberId, name: 'Lan' },
    ])
    await lan.patch(`/comments/${body.id}`, { text: `${call} nhé` })
    const { body: inbox } = await binh.get('/mentions')
    expect([inbox.unread, inbox.items.length]).toEqual([1, 1])
    expect(inbox.items[0]).toMatchObject({
      commentId: body.id,
      byName: 'Lan',
      about: { kind: 'objective', id: objectiveId, title: 'Nghe ngay', objectiveId },
      text: `${call} nhé`,
      readAt: null,
    })
    // Whoever writes does not call themselves in.
    expect((await lan.get('/mentions')).body).toEqual({ items: [], nextCursor: null, unread: 0 })
    expect((await lan.post('/mentions/read', { ids: [inbox.items[0].id] })).body.unread).toBe(0)
    expect((await binh.get('/mentions?unread=true')).body.items).toHaveLength(1)
    expect((await binh.post('/mentions/read', {})).body.unread).toBe(0)
    expect((await binh.get('/mentions?unread=true')).body.items).toEqual([])
    await lan.patch(`/comments/${body.id}`, { removed: true })
    expect((await binh.get('/mentions')).body.items).toEqual([])
  })

  test('of nobody, of someone who cannot see it, and of too many are refused by name', async () => {
    const { body: hidden } = await lan.post('/objectives', { title: 'Kín', cycleId, visibility: 'people' })
    const told = async (text: string, on = about('objective', objectiveId)) => {
      const { status, body } = await say(lan, text, on)
      return [status, body.code, body.errors?.[0]?.field]
    }
    expect(await told(`@{${newId()}}`)).toEqual([422, 'not_in_workspace', 'text'])
    const blind = await say(lan, `@{${binh.memberId}}, xem giúp`, about('objective', hidden.id))
    expect([blind.status, blind.body.code]).toEqual([422, 'mention_cannot_see'])
    expect(blind.body.detail).toContain('Bình')
    // What was refused was not said.
    expect(texts(await lan.get(`/objectives/${hidden.id}/comments`))).toEqual([])
    await lan.patch(`/objectives/${hidden.id}`, { visibleTo: [binh.memberId] })
    expect((await say(lan, `@{${binh.memberId}}`, about('objective', hidden.id))).status).toBe(201)
    expect((await binh.get('/mentions')).body.items[0].about.title).toBe('Kín')
    // What one may no longer see is no longer told.
    await lan.patch(`/objectives/${hidden.id}`, { visibleTo: [] })
    expect((await binh.get('/mentions')).body.items).toEqual([])
    const crowd = Array.from({ length: 21 }, () => `@{${newId()}}`).join(' ')
    expect(await told(crowd)).toEqual([422, 'mention_too_many', 'text'])
  })
})

describe('history', () => {
  const wordsOf = ({ body }: { body: { items: { words: string[] }[] } }) =>
    body.items.map(({ words }) => words.map((sentence) => sentence.replaceAll('\u00A0', ' ')))

  test('tells who changed what from what to what, in the reader’s words, part by part', async () => {
    const { body: objective } = await lan.post('/objectives', { title: 'Cũ', cycleId })
    const path = `/objectives/${objective.id}`
    const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
    const { body: result } = await lan.post('/key-results', {
      objectiveId: objective.id,
      title: 'Số',
      measure,
    })
    await lan.patch(path, { title: 'Mới', weight: 2, ownerId: binh.memberId })
    await lan.patch(path, { reason: 'Khách chờ lâu' })
    await lan.patch(path, { reason: '' })
    await lan.patch(`/key-results/${result.id}`, {
      measure: { ...measure, target: 35 },
      easedBecause: 'Mất điện',
    })
    await binh.post(`/key-results/${result.id}/check-ins`, { date: '2026-06-22', value: 40, confidence: 7 })
    const { body: other } = await lan.post('/key-results', {
      objectiveId: objective.id,
      title: 'Hai',
      measure,
    })
    await lan.post(`/key-results/${other.id}/move`, { before: result.id })
    await lan.patch(`/key-results/${other.id}`, { archived: true })
    await lan.patch(path, { countsAligned: true, parent: { kind: 'objective', id: objectiveId } })
    const all = await chi.get(`${path}/history`)
    expect(wordsOf(all)).toEqual([
      ['tính cả các mục tiêu góp phần vào tiến độ', 'góp phần vào: “Nghe ngay”'],
      ['đã lưu trữ'],
      ['đã đổi thứ tự'],
      ['đã công bố, bắt đầu cần cập nhật'],
      ['đã tạo “Hai”'],
      ['đã cập nhật', 'ngày: 22/06/2026', 'giá trị: 40', 'mức tự tin: 7/10'],
      ['cách đo: từ 48 phút đến 30 phút → từ 48 phút đến 35 phút', 'lý do nới đích: “Mất điện”'],
      ['bỏ lý do (trước là “Khách chờ lâu”)'],
      ['lý do: “Khách chờ lâu”'],
      ['tên: “Cũ” → “Mới”', 'phụ trách: Lan → Bình', 'trọng số: 1 → 2'],
      ['đã công bố, bắt đầu cần cập nhật'],
      ['đã tạo “Số”'],
      ['đã tạo “Cũ”'],
    ])
    expect(all.body.items[5]).toMatchObject({ actorName: 'Bình', about: { kind: 'key_result', title: 'Số' } })
    const english = await chi.get(`${path}/history?limit=1`, { 'accept-language': 'en' })
    expect(wordsOf(english)).toEqual([
      ['counts contributing objectives in its progress', 'contributes to: “Nghe ngay”'],
    ])
    const older = await chi.get(`${path}/history?limit=2&cursor=${english.body.nextCursor}`)
    expect(wordsOf(older)).toEqual([['đã lưu trữ'], ['đã đổi thứ tự']])
    expect(wordsOf(await chi.get(`/key-results/${other.id}/history`))).toHaveLength(4)
  })

  test('does not name what the reader may not see', async () => {
    const { body: hidden } = await lan.post('/objectives', {
      title: 'Điều kín',
      cycleId,
      visibility: 'people',
    })
    const { body: open } = await lan.post('/objectives', { title: 'Mở', cycleId })
    await lan.patch(`/objectives/${open.id}`, { parent: { kind: 'objective', id: hidden.id } })
    expect(wordsOf(await lan.get(`/objectives/${open.id}/history?limit=1`))).toEqual([
      ['góp phần vào: “Điều kín”'],
    ])
    expect(wordsOf(await binh.get(`/objectives/${open.id}/history?limit=1`))).toEqual([
      ['góp phần vào: mục tiêu bạn không xem được'],
    ])
    expect((await binh.get(`/objectives/${hidden.id}/history`)).status).toBe(404)
  })
})
