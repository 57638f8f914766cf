// What is refused of objectives, key results, check-ins, initiatives and cycles (DOMAIN.md 2 to 8).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { type RefusalCode, refusals as statusOf } from '../src/server/platform/refusal.ts'
import { type Answer, startTestApp, type TestApp } from './app.ts'
import { weeklyKpi } from './company.ts'

// Day 83 of the 91 of the second quarter.
const monday = '2026-06-22T02:00:00Z'
const reach = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
const keep = { kind: 'keep', upper: 3, unit: 'hồi chuông' }
const milestones = {
  kind: 'milestones',
  steps: [{ title: 'Chọn tổng đài', weight: 2 }, { title: 'Lắp' }, { title: 'Tắt máy cũ' }],
}

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>
let cycleId: string
let closedCycleId: string
let objectiveId: string
let closedObjectiveId: string
let closedKeyResultId: string
let closedInitiativeId: string

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
  cycleId = (
    await me.post('/cycles', {
      name: 'Quý 2',
      kind: 'quarter',
      start: '2026-04-01',
      end: '2026-06-30',
      state: 'active',
    })
  ).body.id
  objectiveId = await newObjective()
  closedCycleId = (
    await me.post('/cycles', {
      name: 'Quý 1',
      kind: 'quarter',
      start: '2026-01-01',
      end: '2026-03-31',
      state: 'active',
    })
  ).body.id
  closedObjectiveId = await newObjective({ cycleId: closedCycleId })
  closedKeyResultId = await newKeyResult(keep, { objectiveId: closedObjectiveId })
  closedInitiativeId = await make('/initiatives', { title: 'Việc cũ', objectiveId: closedObjectiveId })
  await me.patch(`/cycles/${closedCycleId}`, { state: 'review' })
  await me.patch(`/objectives/${closedObjectiveId}/review`, { decision: 'drop' })
  await me.patch(`/cycles/${closedCycleId}`, { state: 'closed' })
})
afterAll(() => app.stop())

async function make(path: string, body: object): Promise<string> {
  const answer = await me.post(path, body)
  expect([answer.status, answer.body.code]).toEqual([201, undefined])
  return answer.body.id
}
const newObjective = (more: object = {}) =>
  make('/objectives', { title: 'Khách hàng được nghe ngay', cycleId, ...more })
const newKeyResult = (measure: object = reach, more: object = {}) =>
  make('/key-results', { objectiveId, title: 'Từ 48 xuống 30', measure, ...more })
const planned = () => newKeyResult(reach, { plan: [{ date: '2026-05-01', value: 40 }] })
const newKpi = (more: object = {}) => make('/kpis', { ...weeklyKpi, ...more })
const checkIn = (id: string, more: object) =>
  me.post(`/key-results/${id}/check-ins`, { date: '2026-06-22', ...more })

type Problem = { code: RefusalCode; detail: string; errors?: { field: string; code: string }[] }
type Refused = { code: RefusalCode; field: string | null; call: () => Promise<Answer<Problem>> }

const create = (measure: object, more: object = {}) =>
  me.post('/key-results', { objectiveId, title: 'x', measure, ...more })

const refusals: Refused[] = [
  {
    code: 'not_in_workspace',
    field: 'cycleId',
    call: () => me.post('/objectives', { title: 'x', cycleId: newId() }),
  },
  {
    code: 'not_in_workspace',
    field: 'ownerId',
    call: () => me.post('/objectives', { title: 'x', cycleId, ownerId: newId() }),
  },
  {
    code: 'not_in_workspace',
    field: 'unitId',
    call: () => me.post('/objectives', { title: 'x', cycleId, unitId: newId() }),
  },
  {
    code: 'not_in_workspace',
    field: 'fromKpiId',
    call: () => me.post('/objectives', { title: 'x', cycleId, fromKpiId: newId() }),
  },
  {
    code: 'not_in_workspace',
    field: 'parent',
    call: () => me.post('/objectives', { title: 'x', cycleId, parent: { kind: 'key_result', id: newId() } }),
  },
  { code: 'not_in_workspace', field: 'providerId', call: () => create(reach, { providerId: newId() }) },
  {
    code: 'not_in_workspace',
    field: 'keyResultIds',
    call: () => me.post('/initiatives', { title: 'x', keyResultIds: [newId()] }),
  },
  {
    code: 'not_found',
    field: null,
    call: () => me.post('/key-results', { objectiveId: newId(), title: 'x', measure: reach }),
  },
  { code: 'not_found', field: null, call: () => create(reach, { kpi: { id: newId() } }) },
  {
    code: 'weight_negative',
    field: 'weight',
    call: () => me.post('/objectives', { title: 'x', cycleId, weight: -1 }),
  },
  {
    code: 'weight_negative',
    field: 'weight',
    call: async () => me.patch(`/key-results/${await newKeyResult()}`, { weight: -0.1 }),
  },
  { code: 'measure_invalid', field: 'measure.target', call: () => create({ ...reach, target: 48 }) },
  { code: 'measure_invalid', field: 'measure.upper', call: () => create({ kind: 'keep' }) },
  {
    code: 'measure_invalid',
    field: 'measure.lower',
    call: () => create({ kind: 'keep', lower: 4, upper: 3 }),
  },
  {
    code: 'measure_invalid',
    field: 'measure.steps.1.weight',
    call: () => create({ kind: 'milestones', steps: [{ title: 'a' }, { title: 'b', weight: -1 }] }),
  },
  {
    code: 'measure_invalid',
    field: 'plan.1.date',
    call: () =>
      create(reach, {
        plan: [
          { date: '2026-05-02', value: 40 },
          { date: '2026-05-01', value: 35 },
        ],
      }),
  },
  {
    code: 'measure_invalid',
    field: 'plan.0.date',
    call: () => create(reach, { plan: [{ date: '2026-07-02', value: 40 }] }),
  },
  {
    code: 'dates_reversed',
    field: 'lastDay',
    call: () => create(reach, { firstDay: '2026-06-01', lastDay: '2026-05-01' }),
  },
  {
    code: 'dates_reversed',
    field: 'lastDay',
    call: async () => me.patch(`/key-results/${await newKeyResult()}`, { firstDay: '2026-07-01' }),
  },
  {
    code: 'dates_reversed',
    field: 'end',
    call: () => me.post('/cycles', { name: 'x', kind: 'custom', start: '2026-02-01', end: '2026-01-31' }),
  },
  { code: 'dates_reversed', field: 'end', call: () => me.patch(`/cycles/${cycleId}`, { end: '2026-03-31' }) },
  {
    code: 'easing_needs_reason',
    field: 'easedBecause',
    call: async () => me.patch(`/key-results/${await newKeyResult()}`, { measure: { ...reach, target: 35 } }),
  },
  {
    code: 'easing_needs_reason',
    field: 'easedBecause',
    call: async () =>
      me.patch(`/key-results/${await newKeyResult(keep)}`, {
        measure: { ...keep, upper: 4 },
        easedBecause: '  ',
      }),
  },
  {
    code: 'binding_needs_value',
    field: 'kpi',
    call: async () => create(milestones, { kpi: { id: await newKpi() } }),
  },
  {
    code: 'reading_needs_flow',
    field: 'kpi.reading',
    call: async () => create(reach, { kpi: { id: await newKpi(), reading: 'cycle_to_date' } }),
  },
  {
    code: 'check_in_future',
    field: 'date',
    call: async () => checkIn(await newKeyResult(), { date: '2026-06-23', value: 40 }),
  },
  {
    code: 'check_in_too_early',
    field: 'date',
    call: async () => checkIn(await newKeyResult(), { date: '2026-03-31', value: 40 }),
  },
  {
    code: 'check_in_value_from_kpi',
    field: 'value',
    call: async () => checkIn(await newKeyResult(reach, { kpi: { id: await newKpi() } }), { value: 40 }),
  },
  { code: 'check_in_empty', field: 'value', call: async () => checkIn(await newKeyResult(), { note: '  ' }) },
  {
    code: 'check_in_steps',
    field: 'value',
    call: async () => checkIn(await newKeyResult(milestones), { value: 1 }),
  },
  {
    code: 'check_in_steps',
    field: 'stepsDone',
    call: async () => checkIn(await newKeyResult(milestones), { stepsDone: [0, 3] }),
  },
  {
    code: 'check_in_steps',
    field: 'stepsDone',
    call: async () => checkIn(await newKeyResult(), { stepsDone: [0] }),
  },
  {
    code: 'call_needs_reason',
    field: 'callReason',
    call: async () => checkIn(await newKeyResult(), { call: 'at_risk', callReason: ' ' }),
  },
  {
    code: 'cycle_closed',
    field: 'date',
    call: () => checkIn(closedKeyResultId, { date: '2026-03-01', value: 2 }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post('/objectives', { title: 'x', cycleId: closedCycleId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/objectives/${closedObjectiveId}`, { title: 'x' }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/objectives/${closedObjectiveId}/review`, { learned: 'x' }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post('/key-results', { objectiveId: closedObjectiveId, title: 'x', measure: reach }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/key-results/${closedKeyResultId}`, { weight: 2 }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post('/initiatives', { title: 'x', objectiveId: closedObjectiveId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: async () => me.patch(`/objectives/${await newObjective()}`, { cycleId: closedCycleId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/objectives/${closedObjectiveId}`, { archived: true }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/key-results/${closedKeyResultId}`, { archived: true }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post(`/objectives/${closedObjectiveId}/move`, { after: objectiveId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post(`/key-results/${closedKeyResultId}/move`, { after: closedKeyResultId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post(`/objectives/${objectiveId}/duplicate`, { cycleId: closedCycleId }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () =>
      me.post(`/objectives/${closedObjectiveId}/supports`, { to: { kind: 'objective', id: objectiveId } }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () =>
      me.post(`/objectives/${objectiveId}/supports`, { to: { kind: 'objective', id: closedObjectiveId } }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.delete(`/objectives/${closedObjectiveId}/supports/${objectiveId}`),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: async () =>
      me.patch(`/objectives/${await newObjective()}`, {
        parent: { kind: 'key_result', id: closedKeyResultId },
      }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/initiatives/${closedInitiativeId}`, { state: 'done' }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/initiatives/${closedInitiativeId}`, { archived: true }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post(`/initiatives/${closedInitiativeId}/move`, { state: 'done' }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.post('/initiatives', { title: 'x', objectiveId, keyResultIds: [closedKeyResultId] }),
  },
  {
    code: 'cycle_closed',
    field: null,
    call: async () =>
      me.patch(`/initiatives/${await make('/initiatives', { title: 'x', objectiveId })}`, {
        objectiveId: closedObjectiveId,
      }),
  },
  { code: 'cycle_closed', field: null, call: () => me.patch(`/cycles/${closedCycleId}`, { name: 'x' }) },
  {
    code: 'cycle_closed',
    field: null,
    call: () => me.patch(`/cycles/${closedCycleId}`, { name: 'x', state: 'closed' }),
  },
  {
    code: 'cycle_step_refused',
    field: null,
    call: () => me.patch(`/cycles/${cycleId}`, { state: 'closed' }),
  },
  { code: 'cycle_step_refused', field: null, call: () => me.patch(`/cycles/${cycleId}`, { state: 'draft' }) },
  {
    code: 'cycle_not_in_review',
    field: null,
    call: () => me.patch(`/objectives/${objectiveId}/review`, { learned: 'x' }),
  },
  {
    code: 'bet_key_result',
    field: 'bet.keyResultId',
    call: async () =>
      me.post('/initiatives', {
        title: 'x',
        objectiveId,
        bet: { keyResultId: await newKeyResult(), effect: -5, lag: 4 },
      }),
  },
  ...['javascript:alert(1)', 'ftp://viec.vn', 'viec.vn/1', '/viec'].map(
    (url): Refused => ({
      code: 'link_not_web',
      field: 'links.1.url',
      call: () =>
        me.post('/initiatives', { title: 'x', objectiveId, links: [{ url: 'https://viec.vn' }, { url }] }),
    }),
  ),
  {
    code: 'done_needs_state',
    field: 'doneOn',
    call: () => me.post('/initiatives', { title: 'x', objectiveId, doneOn: '2026-06-01' }),
  },
  {
    code: 'done_in_future',
    field: 'doneOn',
    call: () => me.post('/initiatives', { title: 'x', objectiveId, state: 'done', doneOn: '2026-06-23' }),
  },
  {
    code: 'not_in_workspace',
    field: 'visibleTo',
    call: () => me.post('/objectives', { title: 'x', cycleId, visibility: 'people', visibleTo: [newId()] }),
  },
  {
    code: 'not_in_workspace',
    field: 'visibleTo',
    call: async () => me.patch(`/objectives/${await newObjective()}`, { visibleTo: [newId()] }),
  },
  // A plan that stays must fit what changes around it.
  {
    code: 'measure_invalid',
    field: 'plan.0.date',
    call: async () => me.patch(`/key-results/${await planned()}`, { firstDay: '2026-05-02' }),
  },
  {
    code: 'measure_invalid',
    field: 'plan.0.value',
    call: async () => me.patch(`/key-results/${await planned()}`, { firstDay: '2026-05-01' }),
  },
]

test.each(refusals)('refused: $code on $field', async ({ code, field, call }) => {
  const { status, body } = await call()
  expect([status, body.code, body.errors?.[0]?.field ?? null]).toEqual([statusOf[code], code, field])
  expect(body.detail).not.toMatch(/[{}]|refusal\./)
})
