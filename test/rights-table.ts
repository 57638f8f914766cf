// Rights (DOMAIN.md section 10), written out by hand: who may do what to whose.
import type { Answer } from './app.ts'
import type { Client } from './company.ts'

// Team lies under Division; Other stands beside them. The lead leads Division; viewer and member belong to Team.
export const roles = ['viewer', 'member', 'lead', 'admin', 'owner'] as const
export type Who = (typeof roles)[number]

/** y: done · n: 403 · h: 404, hidden. In the order of `roles`. */
export type Row = `${Letter} ${Letter} ${Letter} ${Letter} ${Letter}`
export type Letter = 'y' | 'n' | 'h'

/** An objective with a key result and an initiative, and a KPI with a signal, all of one owner, unit and visibility. */
export type Item = {
  objective: string
  keyResult: string
  initiative: string
  kpi: string
  signal: string
  cycle: string
}
export const kinds = [
  'own',
  'inTeam',
  'inOther',
  'ofTeamAlone',
  'ofOtherAlone',
  'privateInTeam',
  'privateInOther',
] as const
export type Kind = (typeof kinds)[number]

type Try = (client: Client, item: Item) => Promise<Answer>
export type Check = { operation: string; call: Try; done: number[] } & Record<Kind, Row>

const everyoneSees = { own: 'y y y y y', inTeam: 'y y y y y', inOther: 'y y y y y' } as const
const unitSees = { ofTeamAlone: 'y y y y y', ofOtherAlone: 'h h h y y' } as const
const fewSee = { privateInTeam: 'h h y y y', privateInOther: 'h h h y y' } as const
const reading = { ...everyoneSees, ...unitSees, ...fewSee }

/** Edit, check in on and close: what one owns; a lead, everything in their unit and below. */
const working = {
  own: 'n y y y y',
  inTeam: 'n n y y y',
  inOther: 'n n n y y',
  ofTeamAlone: 'n n y y y',
  ofOtherAlone: 'h h h y y',
  privateInTeam: 'h h y y y',
  privateInOther: 'h h h y y',
} as const

/** Initiatives are made in one's units, for anyone's objective that one sees. */
const serving = {
  own: 'n y y y y',
  inTeam: 'n y y y y',
  inOther: 'n n n y y',
  ofTeamAlone: 'n y y y y',
  ofOtherAlone: 'h h h y y',
  privateInTeam: 'h h y y y',
  privateInOther: 'h h h y y',
} as const

export const checks: Check[] = [
  {
    operation: 'objectives.get',
    call: (c, i) => c.get(`/objectives/${i.objective}`),
    done: [200],
    ...reading,
  },
  {
    operation: 'objectives.explain',
    call: (c, i) => c.get(`/objectives/${i.objective}/explain`),
    done: [200],
    ...reading,
  },
  {
    operation: 'keyResults.get',
    call: (c, i) => c.get(`/key-results/${i.keyResult}`),
    done: [200],
    ...reading,
  },
  {
    operation: 'keyResults.forecast',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/forecast`),
    done: [200],
    ...reading,
  },
  {
    operation: 'checkIns.listFor',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/check-ins`),
    done: [200],
    ...reading,
  },
  {
    operation: 'initiatives.get',
    call: (c, i) => c.get(`/initiatives/${i.initiative}`),
    done: [200],
    ...reading,
  },
  {
    operation: 'alignment.get',
    call: (c, i) => c.get(`/objectives/${i.objective}/alignment`),
    done: [200],
    ...reading,
  },
  { operation: 'kpis.get', call: (c, i) => c.get(`/kpis/${i.kpi}`), done: [200], ...reading },
  { operation: 'kpis.chart', call: (c, i) => c.get(`/kpis/${i.kpi}/chart`), done: [200], ...reading },
  {
    operation: 'measurements.list',
    call: (c, i) => c.get(`/kpis/${i.kpi}/measurements`),
    done: [200],
    ...reading,
  },
  {
    operation: 'loop.draft',
    call: (c, i) => c.post(`/kpis/${i.kpi}/okr-draft`, {}),
    done: [200],
    ...reading,
  },

  {
    operation: 'objectives.update',
    call: (c, i) => c.patch(`/objectives/${i.objective}`, { reason: 'Vì sao' }),
    done: [200],
    ...working,
  },
  // An objective is not put beside itself, and nothing supports itself: whoever hears that was let through.
  {
    operation: 'objectives.move',
    call: (c, i) => c.post(`/objectives/${i.objective}/move`, { after: i.objective }),
    done: [422],
    ...working,
  },
  {
    operation: 'keyResults.move',
    call: (c, i) => c.post(`/key-results/${i.keyResult}/move`, { after: i.keyResult }),
    done: [422],
    ...working,
  },
  {
    operation: 'initiatives.move',
    call: (c, i) => c.post(`/initiatives/${i.initiative}/move`, { after: i.initiative }),
    done: [422],
    ...working,
  },
  {
    operation: 'alignment.support',
    call: (c, i) =>
      c.post(`/objectives/${i.objective}/supports`, { to: { kind: 'objective', id: i.objective } }),
    done: [422],
    ...working,
  },
  {
    operation: 'objectives.duplicate',
    call: (c, i) => c.post(`/objectives/${i.objective}/duplicate`, { cycleId: i.cycle, title: 'Bản sao' }),
    done: [201],
    ...serving,
  },
  // The cycle is not in review: whoever hears that was let through.
  {
    operation: 'objectives.review',
    call: (c, i) => c.patch(`/objectives/${i.objective}/review`, { learned: 'x' }),
    done: [409],
    ...working,
  },
  {
    operation: 'keyResults.create',
    call: (c, i) =>
      c.post('/key-results', { objectiveId: i.objective, title: 'Mới', measure: { kind: 'keep', upper: 3 } }),
    done: [201],
    ...working,
  },
  {
    operation: 'keyResults.update',
    call: (c, i) => c.patch(`/key-results/${i.keyResult}`, { weight: 2 }),
    done: [200],
    ...working,
  },
  {
    operation: 'checkIns.publish',
    call: (c, i) => c.post(`/key-results/${i.keyResult}/check-ins`, { date: '2026-06-22', value: 2 }),
    done: [201],
    ...working,
  },
  {
    operation: 'initiatives.create',
    call: (c, i) => c.post('/initiatives', { title: 'Việc', objectiveId: i.objective }),
    done: [201],
    ...serving,
  },
  {
    operation: 'initiatives.update',
    call: (c, i) => c.patch(`/initiatives/${i.initiative}`, { state: 'doing' }),
    done: [200],
    ...working,
  },
  {
    operation: 'kpis.update',
    call: (c, i) => c.patch(`/kpis/${i.kpi}`, { category: 'CSKH' }),
    done: [200],
    ...working,
  },
  {
    operation: 'measurements.push',
    call: (c, i) => c.post(`/kpis/${i.kpi}/measurements`, { at: '2026-06-22', value: 48 }),
    done: [200],
    ...working,
  },
  {
    operation: 'annotations.add',
    call: (c, i) => c.post(`/kpis/${i.kpi}/annotations`, { date: '2026-06-01', text: 'x' }),
    done: [201],
    ...working,
  },
  {
    operation: 'leftOut.set',
    call: (c, i) => c.put(`/kpis/${i.kpi}/left-out/2026-02-16`, { reason: 'Tết' }),
    done: [200],
    ...working,
  },
  // Only the first opens it; whoever hears that it stands was let through.
  {
    operation: 'phases.add',
    call: (c, i) => c.post(`/kpis/${i.kpi}/phases`, { from: '2026-05-04' }),
    done: [201, 422],
    ...working,
  },
  // The key result is not bound to the KPI: whoever hears that was let through.
  {
    operation: 'loop.handOver',
    call: (c, i) => c.post(`/kpis/${i.kpi}/hand-over`, { keyResultId: i.keyResult }),
    done: [422],
    ...working,
  },
  {
    operation: 'signals.triage',
    call: (c, i) => c.patch(`/signals/${i.signal}`, { triage: 'acknowledged' }),
    done: [200],
    ...working,
  },
]
