// Signals are raised once, grow and keep their triage; a hand over takes the new level, and can be undone (DOMAIN.md 7.1, 7.3).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { periodRounds } from '../src/server/features/kpi/rounds.ts'
import { startTestApp, type TestApp } from './app.ts'
import { query, stirredWeeks, weekly, weeklyKpi } from './company.ts'

const monday = '2026-06-22T02:00:00Z'

let app: TestApp
let me: Awaited<ReturnType<TestApp['setup']>>

beforeAll(async () => {
  app = await startTestApp({ now: monday })
  me = await app.setup()
})
beforeEach(() => app.moveTo(monday))
afterAll(() => app.stop())

type Signal = {
  id: string
  rule: string
  side: string
  reading: string
  from: string
  to: string
  points: string[]
  triage: string
  triageNote: string
  words: string
  version: number
}

/** 24 quiet weeks about 48, to 21/06/2026: nothing to see. */
const quiet = Array.from({ length: 24 }, (_, week) => [47, 49, 48, 50, 46, 48][week % 6] ?? 48)

async function newKpi(values: number[] = quiet, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await me.post('/kpis', { ...weeklyKpi, ...more })
  await me.post(`/kpis/${body.id}/measurements`, weekly('2026-01-05', values))
  return body.id
}

const raised = async (id: string): Promise<Signal[]> => (await me.get(`/signals?kpiId=${id}`)).body.items
const chart = async (id: string) => (await me.get(`/kpis/${id}/chart`)).body
const drawn = async (id: string): Promise<Signal[]> => (await chart(id)).signals

/** The value of the week that has just ended, pushed on the Monday after it. `week` 0 is 22/06–28/06. */
async function pushWeek(id: string, week: number, value: number) {
  const start = Date.parse('2026-06-22T00:00:00Z') + week * 7 * 86_400_000
  app.moveTo(new Date(start + 7 * 86_400_000 + 2 * 3_600_000).toISOString())
  return me.post(`/kpis/${id}/measurements`, { at: new Date(start).toISOString().slice(0, 10), value })
}

describe('raise once', () => {
  test('what closes and stands out is raised, and read in words; sent again, it is not raised again', async () => {
    const id = await newKpi()
    expect(await raised(id)).toEqual([])
    await pushWeek(id, 0, 60)
    const first = await raised(id)
    expect(first.map(({ rule, side, reading, from }) => [rule, side, reading, from]).sort()).toEqual([
      ['outside', 'above', 'concern', '2026-06-22'],
      ['outside', 'range', 'change', '2026-06-22'],
    ])
    expect(first.every(({ words, triage }) => words.length > 20 && triage === 'new')).toBe(true)
    await pushWeek(id, 0, 60)
    await pushWeek(id, 0, 61)
    expect((await raised(id)).map((signal) => signal.id)).toEqual(first.map((signal) => signal.id))
  })

  test('a run is raised at its eighth point, grows with the ninth, and keeps its triage', async () => {
    const id = await newKpi()
    for (let week = 0; week < 7; week += 1) await pushWeek(id, week, 46)
    expect((await raised(id)).filter(({ rule }) => rule === 'run')).toEqual([])
    await pushWeek(id, 7, 46)
    const runs = (await raised(id)).filter(({ rule }) => rule === 'run')
    expect(runs).toMatchObject([{ reading: 'improvement', from: '2026-06-22', to: '2026-08-10' }])
    const triaged = await me.patch(`/signals/${runs[0]?.id}`, { triage: 'acknowledged', note: 'Ca mới' })
    expect(triaged.body).toMatchObject({ triage: 'acknowledged', triageNote: 'Ca mới', version: 2 })
    await pushWeek(id, 8, 46)
    const grown = (await raised(id)).filter(({ rule }) => rule === 'run')
    expect(grown).toMatchObject([
      { id: runs[0]?.id, to: '2026-08-17', triage: 'acknowledged', triageNote: 'Ca mới' },
    ])
    expect(grown[0]?.points).toHaveLength((runs[0]?.points.length ?? 0) + 1)
  })

  test('the running period raises nothing until it is over; then the hourly round does, in its own name', async () => {
    const id = await newKpi()
    await me.post(`/kpis/${id}/measurements`, { at: '2026-06-22', value: 60 })
    const [round] = periodRounds(app.server)
    await round?.run()
    expect(await raised(id)).toEqual([])
    app.moveTo('2026-06-29T02:00:00Z')
    await round?.run()
    await round?.run()
    const signals = await raised(id)
    expect(signals.map(({ side }) => side).sort()).toEqual(['above', 'range'])
    const audit = await query(app, `select door, operation, subject_kind from audit where subject_id = $1`, [
      signals[0]?.id,
    ])
    expect(audit).toEqual([{ door: 'job', operation: 'kpis.closePeriods', subject_kind: 'signal' }])
  })

  test('an old pattern that a correction uncovers is drawn, never raised', async () => {
    const id = await newKpi()
    await me.post(`/kpis/${id}/measurements`, { at: '2026-03-02', value: 90 })
    expect((await drawn(id)).map(({ rule, side }) => [rule, side])).toContainEqual(['outside', 'above'])
    expect(await raised(id)).toEqual([])
  })

  test('limits that cannot be trusted are drawn with their signals, and raise nothing', async () => {
    const id = await newKpi(Array.from({ length: 24 }, (_, week) => 48 + week))
    const [phase] = (await chart(id)).phases
    expect(phase).toMatchObject({ limits: 'firm', trustworthy: false })
    expect((await drawn(id)).length).toBeGreaterThan(0)
    expect(await raised(id)).toEqual([])
  })

  test('a period left out takes no part, and comes back when its reason is taken away', async () => {
    const id = await newKpi(stirredWeeks.map(({ value }) => value))
    const left = await me.put(`/kpis/${id}/left-out/2026-06-15`, { reason: 'Mất điện' })
    expect(left.body.signals).toEqual([])
    expect(left.body.periods.at(-1)).toMatchObject({ value: 60, leftOut: 'Mất điện' })
    expect(left.body.phases[0]).toMatchObject({ points: 23, baselinePoints: 23 })
    const back = await me.put(`/kpis/${id}/left-out/2026-06-15`, { reason: '' })
    expect(back.body.signals.length).toBeGreaterThan(0)
    expect(back.body.periods.at(-1).leftOut).toBeNull()
  })
})

describe('triage', () => {
  test('explained by an annotation, answered by an objective, never by one that is not there', async () => {
    const id = await newKpi(stirredWeeks.map(({ value }) => value))
    const [signal, other] = await raised(id)
    const annotation = await me.post(`/kpis/${id}/annotations`, {
      date: '2026-06-15',
      text: 'Mất điện',
      signalId: signal?.id,
    })
    expect(annotation.status).toBe(201)
    expect((await raised(id)).find((row) => row.id === signal?.id)).toMatchObject({
      triage: 'explained',
      triageNote: 'Mất điện',
      version: 2,
    })
    for (const [triage, code, field] of [
      ['answered', 'answered_needs_objective', 'objectiveId'],
      ['explained', 'explained_needs_note', 'note'],
    ]) {
      const { status, body } = await me.patch(`/signals/${other?.id}`, { triage })
      expect([status, body.code, body.errors[0].field]).toEqual([422, code, field])
    }
    // A note of its own becomes the annotation that explains it.
    await me.patch(`/signals/${other?.id}`, { triage: 'explained', note: 'Cắt điện cả khu' })
    expect((await chart(id)).annotations.map(({ text }: { text: string }) => text)).toEqual([
      'Mất điện',
      'Cắt điện cả khu',
    ])
    const refused = await me.patch(`/signals/${other?.id}`, { triage: 'answered', objectiveId: signal?.id })
    expect([refused.status, refused.body.code, refused.body.errors[0].field]).toEqual([
      422,
      'not_in_workspace',
      'objectiveId',
    ])
    const { body: cycle } = await me.post('/cycles', {
      name: 'Quý 3',
      kind: 'quarter',
      start: '2026-07-01',
      end: '2026-09-30',
    })
    const { body: objective } = await me.post('/objectives', {
      title: 'Không mất điện',
      cycleId: cycle.id,
      fromKpiId: id,
    })
    const answered = await me.patch(`/signals/${other?.id}`, {
      triage: 'answered',
      objectiveId: objective.id,
    })
    expect(answered.body).toMatchObject({ triage: 'answered', objectiveId: objective.id })
    expect((await me.get(`/signals?kpiId=${id}&triage=new`)).body.items).toEqual([])
    expect((await me.get(`/signals?kpiId=${id}&triage=answered`)).body.items).toHaveLength(1)
    expect((await me.delete(`/kpis/${id}/annotations/${annotation.body.id}`)).status).toBe(200)
    expect((await chart(id)).annotations.map(({ text }: { text: string }) => text)).toEqual([
      'Cắt điện cả khu',
    ])
  })
})

describe('hand over', () => {
  /** A KPI that came down from 48 to about 30 in a key result's time, and that key result. */
  async function improved() {
    const id = await newKpi([
      ...quiet.slice(0, 12),
      ...Array.from({ length: 12 }, (_, week) => (week % 2 ? 29 : 31)),
    ])
    const { body: cycle } = await me.post('/cycles', {
      name: 'Quý 2',
      kind: 'custom',
      start: '2026-03-30',
      end: '2026-06-21',
    })
    const { body: objective } = await me.post('/objectives', { title: 'Nghe ngay', cycleId: cycle.id })
    const measure = { kind: 'reach', start: 48, target: 30, unit: 'phút' }
    const { body: keyResult } = await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Xuống 30',
      measure,
      kpi: { id },
    })
    await me.patch(`/cycles/${cycle.id}`, { state: 'active' })
    return { id, keyResult, objective }
  }

  test('opens a phase, sets the target, annotates; undone, all three go back', async () => {
    const { id, keyResult } = await improved()
    await me.patch(`/kpis/${id}`, { target: 45 })
    const { status, body } = await me.post(`/kpis/${id}/hand-over`, { keyResultId: keyResult.id })
    expect([status, body.from, body.target]).toEqual([201, '2026-03-30', 30])
    expect(
      body.chart.phases.map(({ start, points }: { start: string; points: number }) => [start, points]),
    ).toEqual([
      ['2026-01-05', 12],
      ['2026-03-30', 12],
    ])
    expect(body.chart.annotations).toMatchObject([{ date: '2026-03-30', keyResultId: keyResult.id }])
    expect((await me.get(`/kpis/${id}`)).body.target).toBe(30)
    const undone = await me.post(`/kpis/${id}/hand-over/${body.id}/undo`, {})
    expect(undone.body.undoneAt).not.toBeNull()
    expect(undone.body.chart).toMatchObject({ annotations: [], phases: [{ points: 24 }] })
    expect((await me.get(`/kpis/${id}`)).body.target).toBe(45)
    const again = await me.post(`/kpis/${id}/hand-over/${body.id}/undo`, {})
    expect([again.status, again.body.code]).toEqual([409, 'hand_over_undone'])
  })

  test('only the last is undone, and a target that was changed since stays', async () => {
    const { id, keyResult } = await improved()
    const first = await me.post(`/kpis/${id}/hand-over`, {
      keyResultId: keyResult.id,
      from: '2026-03-30',
      target: 31,
    })
    const second = await me.post(`/kpis/${id}/hand-over`, {
      keyResultId: keyResult.id,
      from: '2026-04-27',
      target: 30,
    })
    const refused = await me.post(`/kpis/${id}/hand-over/${first.body.id}/undo`, {})
    expect([refused.status, refused.body.code]).toEqual([409, 'hand_over_not_last'])
    await me.patch(`/kpis/${id}`, { target: 28 })
    expect((await me.post(`/kpis/${id}/hand-over/${second.body.id}/undo`, {})).status).toBe(200)
    expect((await me.get(`/kpis/${id}`)).body.target).toBe(28)
    expect((await me.post(`/kpis/${id}/hand-over/${first.body.id}/undo`, {})).status).toBe(200)
    expect((await chart(id)).phases).toHaveLength(1)
  })

  test('a concern in the new phase reopens the case and names the OKR', async () => {
    const { id, keyResult } = await improved()
    await me.post(`/kpis/${id}/hand-over`, { keyResultId: keyResult.id })
    await pushWeek(id, 0, 55)
    const eroding = (await raised(id)).find(
      ({ rule, side, from }) => rule === 'outside' && side === 'above' && from === '2026-06-22',
    )
    expect(eroding?.reading).toBe('concern')
    expect(eroding?.words).toContain('OKR “Nghe ngay”')
    const { handOvers } = await chart(id)
    expect(handOvers[0].reopened).toMatchObject({ from: '2026-06-22' })
    expect(handOvers[0].reopened.words).toBe('Thành quả của OKR “Nghe ngay” đang mòn dần.')
    // On home the eroding gain stands before the KPI's other news.
    const { body: home } = await me.get('/home')
    const card = home.signals.find((signal: { kpiId: string }) => signal.kpiId === id)
    expect(card.words).toContain('OKR “Nghe ngay”')
  })

  test('of a key result that rests on no KPI, or on another one, there is nothing to hand over or to prove', async () => {
    const { id, objective, keyResult } = await improved()
    const { body: manual } = await me.post('/key-results', {
      objectiveId: objective.id,
      title: 'Tay',
      measure: { kind: 'keep', upper: 3 },
    })
    for (const [kpi, keyResultId] of [
      [id, manual.id],
      [await newKpi(), keyResult.id],
    ]) {
      const { status, body } = await me.post(`/kpis/${kpi}/hand-over`, { keyResultId })
      expect([status, body.code, body.errors[0].field]).toEqual([422, 'proof_needs_kpi', 'keyResultId'])
    }
    expect((await me.get(`/key-results/${manual.id}/proof`)).body.code).toBe('proof_needs_kpi')
  })
})
