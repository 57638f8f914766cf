// What is refused of KPIs, their measurements and phases, and of the workspace's settings and units.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/server/platform/ids.ts'
import { type RefusalCode, refusals as statusOf } from '../src/server/platform/refusal.ts'
import { type Answer, startTestApp, type TestApp } from './app.ts'
import { fillCompany, weekly, weeklyKpi } from './company.ts'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  // Monday, 9 in the morning in Việt Nam.
  app = await startTestApp({ now: '2026-06-22T02:00:00Z' })
  me = await app.setup()
})
afterAll(() => app.stop())

async function newKpi(more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await me.post('/kpis', { ...weeklyKpi, ...more })
  expect([status, body.code]).toEqual([201, undefined])
  return body.id
}

const push = async (id: string, measurements: unknown) => me.post(`/kpis/${id}/measurements`, measurements)

describe('refusals', () => {
  type Problem = { code: RefusalCode; detail: string; errors?: { field: string }[] }
  type Refused = { code: RefusalCode; field: string | null; call: () => Promise<Answer<Problem>> }
  const post = async (more: Record<string, unknown>, measurements: unknown) =>
    me.post(`/kpis/${await newKpi(more)}/measurements`, measurements)

  const refusals: Refused[] = [
    {
      code: 'slug_taken',
      field: 'slug',
      call: async () =>
        me.post('/kpis', { ...weeklyKpi, slug: (await me.get(`/kpis/${await newKpi()}`)).body.slug }),
    },
    {
      code: 'slug_taken',
      field: 'slug',
      call: async () =>
        me.patch(`/kpis/${await newKpi()}`, { slug: (await me.get(`/kpis/${await newKpi()}`)).body.slug }),
    },
    {
      code: 'target_shape',
      field: 'target',
      call: () => me.post('/kpis', { ...weeklyKpi, target: { lower: 1, upper: 2 } }),
    },
    {
      code: 'target_shape',
      field: 'target',
      call: () => me.post('/kpis', { ...weeklyKpi, direction: 'range', target: 3 }),
    },
    {
      code: 'target_shape',
      field: 'target',
      call: () => me.post('/kpis', { ...weeklyKpi, direction: 'range', target: { lower: 2, upper: 1 } }),
    },
    {
      code: 'target_shape',
      field: 'floor',
      call: () => me.post('/kpis', { ...weeklyKpi, floor: 5, ceiling: 5 }),
    },
    {
      code: 'target_shape',
      field: 'floor',
      call: async () => me.patch(`/kpis/${await newKpi({ ceiling: 5 })}`, { floor: 6 }),
    },
    {
      code: 'not_in_workspace',
      field: 'unitId',
      call: () => me.post('/kpis', { ...weeklyKpi, unitId: newId() }),
    },
    {
      code: 'not_in_workspace',
      field: 'ownerId',
      call: async () => me.patch(`/kpis/${await newKpi()}`, { ownerId: newId() }),
    },
    {
      code: 'measurement_value',
      field: '1',
      call: () => post({}, [{ at: '2026-06-01', value: 1 }, { at: '2026-06-02' }]),
    },
    {
      code: 'measurement_value',
      field: '0',
      call: () => post({}, { at: '2026-06-01', numerator: 1, denominator: 2 }),
    },
    {
      code: 'measurement_ratio',
      field: '0',
      call: () => post({ aggregation: 'ratio' }, { at: '2026-06-01', value: 1 }),
    },
    {
      code: 'measurement_ratio',
      field: '0',
      call: () => post({ aggregation: 'ratio' }, { at: '2026-06-01', numerator: 1 }),
    },
    { code: 'measurement_future', field: '0.at', call: () => post({}, { at: '2026-06-23', value: 1 }) },
    {
      code: 'measurement_future',
      field: '0.at',
      call: () => post({}, { at: '2026-06-22T17:00:00Z', value: 1 }),
    },
    { code: 'measurement_too_old', field: '0.at', call: () => post({}, { at: '1899-12-31', value: 1 }) },
    {
      code: 'period_not_start',
      field: 'from',
      call: async () => me.post(`/kpis/${await newKpi()}/phases`, { from: '2026-06-02' }),
    },
    {
      code: 'period_not_start',
      field: 'from',
      call: async () => me.put(`/kpis/${await newKpi()}/left-out/2026-06-02`, { reason: 'x' }),
    },
    {
      code: 'phase_taken',
      field: 'from',
      call: async () => {
        const id = await newKpi()
        await me.post(`/kpis/${id}/phases`, { from: '2026-06-01' })
        return me.post(`/kpis/${id}/phases`, { from: '2026-06-01' })
      },
    },
    {
      code: 'phase_is_first',
      field: null,
      call: async () => {
        const id = await newKpi()
        await push(id, weekly('2026-06-01', [1, 2]))
        return me.delete(`/kpis/${id}/phases/${(await me.get(`/kpis/${id}/chart`)).body.phases[0].id}`)
      },
    },
    {
      code: 'not_found',
      field: null,
      call: async () => me.delete(`/kpis/${await newKpi()}/phases/${newId()}`),
    },
    {
      code: 'not_found',
      field: null,
      call: async () => me.post(`/kpis/${await newKpi()}/measurements/${newId()}/void`, {}),
    },
    {
      code: 'not_found',
      field: null,
      call: async () => me.get(`/kpis/${await newKpi()}/measurements/${newId()}/history`),
    },
    {
      code: 'not_found',
      field: null,
      call: async () => me.delete(`/kpis/${await newKpi()}/annotations/${newId()}`),
    },
    {
      code: 'not_found',
      field: null,
      call: async () =>
        me.post(`/kpis/${await newKpi()}/annotations`, { date: '2026-06-01', text: 'x', signalId: newId() }),
    },
    {
      code: 'draft_needs_values',
      field: null,
      call: async () => me.post(`/kpis/${await newKpi()}/okr-draft`, {}),
    },
    {
      code: 'draft_needs_target',
      field: 'target',
      call: async () => {
        const id = await newKpi({ target: null })
        await push(id, weekly('2026-06-01', [1, 2]))
        return me.post(`/kpis/${id}/okr-draft`, {})
      },
    },
    ...[
      { direction: 'range', target: 3 },
      { direction: 'range', target: { lower: 3, upper: 2 } },
      { direction: 'down', target: { lower: 2, upper: 3 } },
    ].map(
      ({ direction, target }): Refused => ({
        code: 'target_shape',
        field: 'target',
        call: async () => {
          const id = await newKpi({ direction, target: null })
          await push(id, weekly('2026-06-01', [1, 2]))
          return me.post(`/kpis/${id}/okr-draft`, { target })
        },
      }),
    ),
    {
      code: 'time_zone_unknown',
      field: 'timeZone',
      call: () => me.patch('/workspace', { timeZone: 'Asia/Hanoi_City' }),
    },
    { code: 'thresholds_reversed', field: null, call: () => me.patch('/workspace', { atRiskRatio: 0.95 }) },
    {
      code: 'unit_circle',
      field: 'parentId',
      call: async () => {
        const { body: above } = await me.post('/units', { name: 'Khối' })
        const { body: below } = await me.post('/units', { name: 'Đội', parentId: above.id })
        return me.patch(`/units/${above.id}`, { parentId: below.id })
      },
    },
    {
      code: 'not_in_workspace',
      field: 'parentId',
      call: () => me.post('/units', { name: 'Đội', parentId: newId() }),
    },
  ]

  test.each(refusals)('$code on $field', async ({ code, field, call }) => {
    const { status, body } = await call()
    expect(status).toBe(statusOf[code])
    expect([body.code, body.errors?.[0]?.field ?? null]).toEqual([code, field])
    expect(body.detail).not.toMatch(/[{}]|refusal\./)
  })

  test('one faulty row refuses the whole batch, and every faulty row is named', async () => {
    const id = await newKpi()
    const batch = [{ at: '2026-06-01', value: 1 }, { at: '2027-01-01', value: 1 }, { at: '2026-06-03' }]
    const { status, body } = await me.post(`/kpis/${id}/measurements`, batch)
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([
      { field: '1.at', code: 'measurement_future' },
      { field: '2', code: 'measurement_value' },
    ])
    expect((await me.get(`/kpis/${id}/measurements`)).body.items).toEqual([])
  })
})

test('what a hand over opened and wrote is undone with it, not piece by piece', async () => {
  const own = await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
  const { kpi, handOver } = await fillCompany(app, own)
  const { body: chart } = await own.get(`/kpis/${kpi.id}/chart`)
  const written = chart.annotations.find(
    (annotation: { keyResultId: string | null }) => annotation.keyResultId !== null,
  )
  const refused = [
    await own.delete(`/kpis/${kpi.id}/phases/${handOver.phaseId}`),
    await own.delete(`/kpis/${kpi.id}/annotations/${written.id}`),
  ]
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'phase_of_hand_over'],
    [409, 'annotation_of_hand_over'],
  ])
  expect((await own.get(`/kpis/${kpi.id}/chart`)).body).toEqual(chart)
})
