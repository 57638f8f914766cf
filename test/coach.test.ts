// The coach through the API: it reads, advises, and remembers what was made of its advice.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'
import { addMember, query, stirredWeeks, weeklyKpi } from './company.ts'

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
const english = { 'accept-language': 'en' }
const training = 'Tổ chức 5 buổi đào tạo'
const nobody = '0190a0a0-0000-7000-8000-000000000000'

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
})
afterAll(() => app.stop())

const review = async (body: object, more = {}) => (await lan.post('/coach/review', body, more)).body
const idsOf = ({ findings }: { findings: { id: string }[] }) => findings.map(({ id }) => id)

async function makeCycle(state: 'draft' | 'active' = 'active') {
  const cycle = { name: 'Quý 2', kind: 'quarter', start: '2026-04-01', end: '2026-06-30', state }
  return (await lan.post('/cycles', cycle)).body.id as string
}
async function makeObjective(cycleId: string, title: string, keyResults: [string, object][], more = {}) {
  const { body } = await lan.post('/objectives', { title, cycleId, ...more })
  const ids: string[] = []
  for (const [title, measure] of keyResults)
    ids.push((await lan.post('/key-results', { objectiveId: body.id, title, measure })).body.id)
  return { id: body.id as string, keyResults: ids }
}
const reach = (start: number, target: number, unit: string) => ({ kind: 'reach', start, target, unit })

describe('one statement', () => {
  test('work in the place of a key result: what, why, a question, a rewrite, and where it belongs', async () => {
    const read = await review({ text: training, field: 'key_result' })
    expect(read).toMatchObject({
      kind: 'initiative',
      language: 'vi',
      measure: { kind: 'reach', target: 5, unit: 'buổi' },
      kpi: null,
      findings: [
        {
          id: 'initiative_as_key_result',
          rule: 'Việc đứng vào chỗ kết quả',
          message: `“${training}” là việc sẽ làm, chưa phải kết quả.`,
          moveTo: 'initiative',
        },
      ],
    })
    expect(read.probability).toBeGreaterThan(0.7)
    expect(read.probability).toBeLessThanOrEqual(1)
    for (const part of ['why', 'question', 'rewrite'])
      expect(read.findings[0][part].length).toBeGreaterThan(10)
  })

  test('is told in the reader’s language and rewritten in its own', async () => {
    const read = await review({ text: training, field: 'key_result' }, english)
    expect(read.findings[0]).toMatchObject({
      rule: 'Work in the place of a result',
      message: `“${training}” is work to do, not yet a result.`,
    })
    expect(read.findings[0].rewrite.toLowerCase()).toContain('tổ chức 5 buổi đào tạo')
  })

  test('its measure is read, for the form', async () => {
    const grow = await review({ text: 'Doanh thu tăng từ 15 tỷ lên 30 tỷ', field: 'key_result' })
    expect([grow.kind, grow.findings, grow.measure]).toEqual([
      'key_result',
      [],
      { kind: 'reach', direction: 'up', start: 15e9, target: 30e9, unit: '₫' },
    ])
    const rings = await review({ text: 'Nghe điện thoại sau tối đa 3 hồi chuông' })
    expect(rings.measure).toEqual({ kind: 'keep', upper: 3, unit: 'hồi chuông' })
  })

  test('the measure of the form counts: with a start and a target nothing is missing', async () => {
    const text = 'Đạt NPS 80'
    expect(idsOf(await review({ text, field: 'key_result' }))).toEqual(['no_baseline'])
    const measure = { kind: 'reach', target: 80, unit: 'điểm' }
    expect(idsOf(await review({ text, field: 'key_result', measure }))).toEqual(['no_baseline'])
    expect(idsOf(await review({ text, field: 'key_result', measure: { ...measure, start: 71 } }))).toEqual([])
  })

  test('a bare indicator offers the KPI of that name with its measured level', async () => {
    const { id } = (
      await lan.post('/kpis', { ...weeklyKpi, name: 'Điểm NPS', unit: 'điểm', direction: 'up' })
    ).body
    await lan.post(`/kpis/${id}/measurements`, stirredWeeks)
    const read = await review({ text: 'diem nps', field: 'key_result' })
    expect(idsOf(read)).toEqual(['kpi_without_target'])
    expect(read.kpi).toEqual({ id, name: 'Điểm NPS', baseline: 48.46, unit: 'điểm' })
    const bound = { text: 'Điểm NPS', field: 'key_result', kpiId: id }
    const aim = async (target: number) =>
      idsOf(await review({ ...bound, measure: { kind: 'reach', start: 48.5, target, unit: 'điểm' } }))
    expect([await aim(40), await aim(50), await aim(90)]).toEqual([['already_met'], ['noise_target'], []])
  })

  test('whatever it is given, it answers; what is not a text is refused', async () => {
    for (const text of ['', '   ', '⁂\u202e', '👩‍👩‍👧', 'a'.repeat(100_000)])
      expect((await lan.post('/coach/review', { text })).status).toBe(200)
    const refused = [
      {},
      { text: 5 },
      { text: 'x', field: 'task' },
      { text: 'x', measure: { kind: 'guess' } },
      { text: 'x'.repeat(200_001) },
    ]
    for (const body of refused) expect((await lan.post('/coach/review', body)).status).toBe(400)
    const { status, body } = await lan.post('/coach/review', { text: 'x', kpiId: nobody })
    expect([status, body.code]).toEqual([404, 'not_found'])
    expect((await app.as(null).post('/coach/review', { text: 'x' })).status).toBe(401)
  })
})

describe('a whole cycle', () => {
  test('says what shows beside each other and of each statement, in the cycle’s order', async () => {
    const cycleId = await makeCycle()
    const strong = await makeObjective(cycleId, 'Khách hàng được lắng nghe ngay khi họ cần', [
      ['Thời gian trả lời giảm từ 48 phút xuống 30 phút', reach(48, 30, 'phút')],
      ['Nghe điện thoại sau tối đa 3 hồi chuông', { kind: 'keep', upper: 3, unit: 'hồi chuông' }],
    ])
    await lan.post('/initiatives', { title: 'Cài đặt gọi lại tự động', objectiveId: strong.id })
    const weak = await makeObjective(cycleId, 'Đội ngũ giỏi nghề hơn mỗi tháng', [
      [training, { kind: 'milestones', steps: [{ title: 'Buổi một' }, { title: 'Buổi hai' }] }],
    ])
    const { body } = await lan.get(`/cycles/${cycleId}/coach`)
    expect([body.cycle.id, body.objectives, body.keyResults]).toEqual([cycleId, 2, 3])
    expect(
      body.items.map((item: { id: string; subject: { id: string } }) => [item.id, item.subject.id]),
    ).toEqual([
      ['too_few', weak.id],
      ['only_outputs', weak.id],
      ['no_initiative', weak.keyResults[0]],
      ['initiative_as_key_result', weak.keyResults[0]],
    ])
    expect(body.items[3]).toMatchObject({
      subject: { kind: 'key_result' },
      statement: training,
      objectiveId: weak.id,
      moveTo: 'initiative',
      others: [],
    })
  })

  test('names duplicates with their other, and a person who holds too many', async () => {
    const cycleId = await makeCycle()
    const titles = [
      'Khách vui',
      'Kho gọn',
      'Chuyền êm',
      'Sổ sách rõ',
      'Người giỏi ở lại',
      'Tin cậy nơi đối tác',
    ]
    for (const title of titles) await makeObjective(cycleId, title, [])
    const first = await makeObjective(cycleId, 'Giao hàng đúng hẹn cho mọi khách hàng miền Trung', [])
    const twin = await makeObjective(cycleId, 'Giao hàng đúng hẹn cho mọi khách hàng ở miền Trung', [])
    const { items } = (await lan.get(`/cycles/${cycleId}/coach`)).body
    expect(items[0]).toMatchObject({
      id: 'too_many',
      subject: { kind: 'member', id: lan.memberId },
      objectiveId: null,
      statement: 'Quý 2: 8',
    })
    expect(items.find(({ id }: { id: string }) => id === 'duplicate')).toMatchObject({
      subject: { kind: 'objective', id: twin.id },
      others: [
        { kind: 'objective', id: first.id, title: 'Giao hàng đúng hẹn cho mọi khách hàng miền Trung' },
      ],
    })
  })

  test('holds bound targets against the process only while the cycle is a draft', async () => {
    const { id } = (await lan.post('/kpis', { ...weeklyKpi, name: 'Thời gian giao' })).body
    await lan.post(`/kpis/${id}/measurements`, stirredWeeks)
    const cycleId = await makeCycle('draft')
    const objective = await makeObjective(cycleId, 'Khách nhận hàng thật nhanh', [])
    const title = 'Thời gian giao giảm từ 48 phút xuống 45 phút'
    await lan.post('/key-results', {
      objectiveId: objective.id,
      title,
      measure: reach(48, 45, 'phút'),
      kpi: { id },
    })
    const rules = async () =>
      (await lan.get(`/cycles/${cycleId}/coach`)).body.items.map((item: { id: string }) => item.id)
    expect(await rules()).toContain('noise_target')
    await lan.patch(`/cycles/${cycleId}`, { state: 'active' })
    expect(await rules()).not.toContain('noise_target')
  })

  test('is not there for another organisation, and empty cycles say nothing', async () => {
    const cycleId = await makeCycle()
    expect((await lan.get(`/cycles/${cycleId}/coach`)).body.items).toEqual([])
    const other = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    expect((await other.get(`/cycles/${cycleId}/coach`)).status).toBe(404)
  })
})

describe('dismissed', () => {
  test('stays dismissed for that statement, however it is written; another text asks again; and it can be taken back', async () => {
    const cycleId = await makeCycle()
    const { keyResults } = await makeObjective(cycleId, 'Đội ngũ vững vàng', [
      [training, reach(0, 5, 'buổi')],
      ['Điểm tay nghề tăng từ 60 lên 80 điểm', reach(60, 80, 'điểm')],
    ])
    const subject = { kind: 'key_result', subjectId: keyResults[0] }
    const ofCycle = async () =>
      (await lan.get(`/cycles/${cycleId}/coach`)).body.items.map((item: { id: string }) => item.id)
    const ofText = async (text: string, subjectId = keyResults[0]) =>
      idsOf(await review({ text, field: 'key_result', subjectId }))
    expect(await ofCycle()).toContain('initiative_as_key_result')
    const rule = 'initiative_as_key_result'
    const { status, body } = await lan.post('/coach/dismissals', { rule, text: training, ...subject })
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String), rule, ...subject, statement: 'to chuc 5 buoi dao tao' },
    ])
    expect(await ofCycle()).not.toContain(rule)
    expect(await ofText('  TO CHUC 5 buoi  đào tạo')).toEqual([])
    expect(await ofText('Tổ chức 6 buổi đào tạo')).toEqual([rule])
    // Of another item that says the same, it is said.
    expect(await ofText(training, keyResults[1])).toEqual([rule])
    const again = await lan.post('/coach/dismissals', { rule, text: training, ...subject })
    expect(again.body.id).toBe(body.id)
    const listed = await lan.get(
      `/coach/dismissals?kind=key_result&text=${encodeURIComponent(training)}&subjectId=${keyResults[0]}`,
    )
    expect(listed.body).toEqual({ items: [body], off: [] })
    const audit = await query<{ operation: string }>(
      app,
      `select operation from audit where subject_id = $1 and operation like 'coach.%'`,
      [keyResults[0]],
    )
    expect(audit).toEqual([{ operation: 'coach.dismiss' }])
    expect((await lan.delete(`/coach/dismissals/${body.id}`)).status).toBe(200)
    expect(await ofText(training)).toEqual([rule])
    expect((await lan.delete(`/coach/dismissals/${body.id}`)).status).toBe(404)
  })

  test('while it is still being written, it holds for that text in that field', async () => {
    const text = 'Viết 20 bài blog về sản phẩm'
    const rule = 'initiative_as_key_result'
    expect(idsOf(await review({ text, field: 'key_result' }))).toEqual([rule])
    await lan.post('/coach/dismissals', { rule, kind: 'key_result', text })
    expect(idsOf(await review({ text, field: 'key_result' }))).toEqual([])
    expect(idsOf(await review({ text, field: 'key_result', subjectId: nobody }))).toEqual([])
  })

  test('is refused for a rule, an item or a text that does not exist, and to viewers', async () => {
    const viewer = await addMember(app, lan.workspaceId, { role: 'viewer' })
    const given = { rule: 'vague', kind: 'objective', text: 'Tốt hơn' }
    const answers = [
      await lan.post('/coach/dismissals', { ...given, rule: 'magic' }),
      await lan.post('/coach/dismissals', { ...given, text: ' ' }),
      await lan.post('/coach/dismissals', { ...given, subjectId: nobody }),
      await lan.post('/coach/dismissals', { ...given, kind: 'member', subjectId: nobody }),
      await viewer.post('/coach/dismissals', given),
    ]
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '400 invalid_input',
      '400 invalid_input',
      '404 not_found',
      '422 not_in_workspace',
      '403 not_allowed',
    ])
  })
})

describe('a rule turned off', () => {
  test('is silent in both reviews until it is turned on again, and the audit tells', async () => {
    const cycleId = await makeCycle()
    await makeObjective(cycleId, 'Kho luôn gọn và đủ hàng', [])
    const rules = async () =>
      (await lan.get(`/cycles/${cycleId}/coach`)).body.items.map((item: { id: string }) => item.id)
    expect(await rules()).toEqual(['too_few'])
    expect((await lan.put('/coach/rules/too_few', { isOn: false })).body).toEqual({
      id: 'too_few',
      isOn: false,
    })
    await lan.put('/coach/rules/initiative_as_key_result', { isOn: false })
    expect(await rules()).toEqual([])
    expect(idsOf(await review({ text: training, field: 'key_result' }))).toEqual([])
    const { items } = (await lan.get('/coach/rules')).body
    expect(items).toHaveLength(15)
    expect(items.filter(({ isOn }: { isOn: boolean }) => !isOn).map(({ id }: { id: string }) => id)).toEqual([
      'initiative_as_key_result',
      'too_few',
    ])
    await lan.put('/coach/rules/too_few', { isOn: true })
    await lan.put('/coach/rules/too_few', { isOn: true })
    await lan.put('/coach/rules/initiative_as_key_result', { isOn: true })
    expect(await rules()).toEqual(['too_few'])
    const [{ count } = { count: 0 }] = await query<{ count: number }>(
      app,
      `select count(*)::int from audit where operation = 'coach.setRule'`,
    )
    expect(count).toBe(4)
    expect((await lan.put('/coach/rules/magic', { isOn: false })).status).toBe(400)
  })
})

describe('moved to the initiatives', () => {
  test('in one step, and back', async () => {
    const cycleId = await makeCycle()
    const { id, keyResults } = await makeObjective(cycleId, 'Đội ngũ giỏi nghề', [
      [training, reach(0, 5, 'buổi')],
    ])
    const { status, body } = await lan.post(`/key-results/${keyResults[0]}/move-to-initiatives`, {})
    expect([status, body.keyResultId, body.initiative]).toMatchObject([
      201,
      keyResults[0],
      { title: training, objectiveId: id, ownerId: lan.memberId, state: 'planned' },
    ])
    const moved = (await lan.get(`/objectives/${id}`)).body
    expect([moved.keyResults.length, moved.initiatives.length]).toEqual([0, 1])
    expect((await lan.post(`/key-results/${keyResults[0]}/move-to-initiatives`, {})).status).toBe(404)
    const undo = { initiativeId: body.initiative.id }
    const back = await lan.post(`/key-results/${keyResults[0]}/move-to-initiatives/undo`, undo)
    expect([back.status, back.body.archivedAt]).toEqual([200, null])
    const whole = (await lan.get(`/objectives/${id}`)).body
    expect([whole.keyResults[0].title, whole.initiatives]).toEqual([training, []])
  })

  test('is refused in a closed cycle, and back with an initiative of another objective', async () => {
    const cycleId = await makeCycle()
    const one = await makeObjective(cycleId, 'Kho gọn', [[training, reach(0, 5, 'buổi')]])
    const two = await makeObjective(cycleId, 'Chuyền êm', [])
    const foreign = await lan.post('/initiatives', { title: 'Việc khác', objectiveId: two.id })
    const path = `/key-results/${one.keyResults[0]}/move-to-initiatives`
    const undo = await lan.post(`${path}/undo`, { initiativeId: foreign.body.id })
    expect([undo.status, undo.body.code]).toEqual([422, 'not_in_workspace'])
    await lan.patch(`/cycles/${cycleId}`, { state: 'review' })
    for (const { id } of [one, two]) await lan.patch(`/objectives/${id}/review`, { decision: 'done' })
    await lan.patch(`/cycles/${cycleId}`, { state: 'closed' })
    const { status, body } = await lan.post(path, {})
    expect([status, body.code]).toEqual([409, 'cycle_closed'])
  })
})
