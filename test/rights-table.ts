// Rights (DOMAIN.md section 10), written out by hand: who may do what to whose. Every operation of the contract has a
// row in one of the lists: `checks` where it is about one item, `makings` where it makes one, `ofWorkspace` for the rest.
import type { Answer } from './app.ts'
import { type Client, weeklyKpi } from './company.ts'

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
  comment: string
  measurement: string
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

/** The same on something that is not there: whoever was let through hears that it is not found. */
const workingOnNothing = {
  own: 'n h h h h',
  inTeam: 'n n h h h',
  inOther: 'n n n h h',
  ofTeamAlone: 'n n h h h',
  ofOtherAlone: 'h h h h h',
  privateInTeam: 'h h h h h',
  privateInOther: 'h h h h h',
} as const

/** Names nothing in any workspace. */
const nobody = '01900000-0000-7000-8000-000000000000'

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

/** A word on whatever one sees; a viewer only reads. */
const commenting = {
  own: 'n y y y y',
  inTeam: 'n y y y y',
  inOther: 'n y y y y',
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
    operation: 'objectives.progress',
    call: (c, i) => c.get(`/objectives/${i.objective}/progress`),
    done: [200],
    ...reading,
  },
  {
    operation: 'keyResults.progress',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/progress`),
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
    operation: 'comments.ofObjective',
    call: (c, i) => c.get(`/objectives/${i.objective}/comments`),
    done: [200],
    ...reading,
  },
  {
    operation: 'comments.ofKeyResult',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/comments`),
    done: [200],
    ...reading,
  },
  {
    operation: 'comments.ofInitiative',
    call: (c, i) => c.get(`/initiatives/${i.initiative}/comments`),
    done: [200],
    ...reading,
  },
  {
    operation: 'history.ofObjective',
    call: (c, i) => c.get(`/objectives/${i.objective}/history`),
    done: [200],
    ...reading,
  },
  {
    operation: 'history.ofKeyResult',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/history`),
    done: [200],
    ...reading,
  },
  {
    operation: 'history.ofInitiative',
    call: (c, i) => c.get(`/initiatives/${i.initiative}/history`),
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
  { operation: 'kpis.chartSvg', call: (c, i) => c.get(`/kpis/${i.kpi}/chart.svg`), done: [200], ...reading },
  {
    operation: 'measurements.list',
    call: (c, i) => c.get(`/kpis/${i.kpi}/measurements`),
    done: [200],
    ...reading,
  },
  {
    operation: 'keyResults.explain',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/explain`),
    done: [200],
    ...reading,
  },
  {
    operation: 'measurements.history',
    call: (c, i) => c.get(`/kpis/${i.kpi}/measurements/${i.measurement}/history`),
    done: [200],
    ...reading,
  },
  // The key result is not bound to a KPI: whoever hears that was let through.
  {
    operation: 'loop.proof',
    call: (c, i) => c.get(`/key-results/${i.keyResult}/proof`),
    done: [422],
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
  // One alone is refused as it would be by itself.
  {
    operation: 'okrs.changeMany',
    call: (c, i) => c.patch('/objectives', { items: [{ id: i.objective, cycleId: i.cycle }] }),
    done: [200],
    ...working,
  },
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
  {
    operation: 'comments.versions',
    call: (c, i) => c.get(`/comments/${i.comment}/versions`),
    done: [200],
    ...reading,
  },
  {
    operation: 'comments.react',
    call: (c, i) => c.put(`/comments/${i.comment}/reactions/agree`, {}),
    done: [200],
    ...commenting,
  },
  {
    operation: 'comments.unreact',
    call: (c, i) => c.delete(`/comments/${i.comment}/reactions/agree`),
    done: [200],
    ...commenting,
  },
  // One's own is one's own; the others are by someone else.
  {
    operation: 'comments.update',
    call: (c, i) => c.patch(`/comments/${i.comment}`, { text: 'Của tôi' }),
    done: [200],
    own: 'n y y y y',
    inTeam: 'n n n n n',
    inOther: 'n n n n n',
    ofTeamAlone: 'n n n n n',
    ofOtherAlone: 'h h h n n',
    privateInTeam: 'h h n n n',
    privateInOther: 'h h h n n',
  },
  {
    operation: 'comments.create',
    call: (c, i) => c.post('/comments', { about: { kind: 'key_result', id: i.keyResult }, text: 'Sao vậy?' }),
    done: [201],
    ...commenting,
  },
  // The cycle is not in review: whoever hears that was let through.
  {
    operation: 'keyResults.decide',
    call: (c, i) => c.put(`/key-results/${i.keyResult}/decision`, { decision: 'done' }),
    done: [409],
    ...working,
  },
  // The cycle is not in review: whoever hears that was let through.
  {
    operation: 'objectives.carryOver',
    call: (c, i) => c.post(`/objectives/${i.objective}/carry-over`, { cycleId: i.objective }),
    done: [409],
    ...working,
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
    operation: 'checkIns.publishMany',
    call: (c, i) =>
      c.post('/check-ins', { checkIns: [{ keyResultId: i.keyResult, date: '2026-06-22', value: 2 }] }),
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
  {
    operation: 'phases.history',
    call: (c, i) => c.get(`/kpis/${i.kpi}/phases`),
    done: [200],
    ...reading,
  },
  { operation: 'drivers.tree', call: (c, i) => c.get(`/kpis/${i.kpi}/drivers`), done: [200], ...reading },
  // No such driver: whoever hears that was let through.
  {
    operation: 'drivers.assert',
    call: (c, i) => c.post(`/kpis/${i.kpi}/drivers`, { driverId: nobody, note: 'x' }),
    done: [422],
    ...working,
  },
  { operation: 'loop.bets', call: (c, i) => c.get(`/kpis/${i.kpi}/bets`), done: [200], ...reading },
  { operation: 'targets.get', call: (c, i) => c.get(`/kpis/${i.kpi}/targets`), done: [200], ...reading },
  // Of many KPIs at once, one that is hidden is told by its row.
  {
    operation: 'targets.set',
    call: async (c, i) => {
      const targets = [{ kpiId: i.kpi, start: '2026-06-22', target: 30 }]
      const answer = await c.put('/kpi-targets', { targets })
      return answer.body.code === 'not_in_workspace' ? { ...answer, status: 404 } : answer
    },
    done: [200],
    ...working,
  },
  // A period that is no period's first day: whoever hears that was let through.
  {
    operation: 'measurementGrid.fill',
    call: async (c, i) => {
      const answer = await c.put('/measurement-grid', {
        cells: [{ kpiId: i.kpi, start: '2026-06-03', value: 1 }],
      })
      return answer.body.code === 'not_in_workspace' ? { ...answer, status: 404 } : answer
    },
    done: [422],
    ...working,
  },
  {
    operation: 'importMapping.get',
    call: (c, i) => c.get(`/kpis/${i.kpi}/import-mapping?signature=ngay`),
    done: [200],
    ...reading,
  },
  {
    operation: 'importMapping.remember',
    call: (c, i) =>
      c.put(`/kpis/${i.kpi}/import-mapping`, {
        signature: 'ngay',
        columns: { at: 0, value: 1, numerator: null, denominator: null, externalId: null, note: null },
        style: 'vi',
      }),
    done: [200],
    ...working,
  },
  {
    operation: 'measurements.correct',
    call: (c, i) => c.patch(`/kpis/${i.kpi}/measurements/${i.measurement}`, { numerator: 1 }),
    done: [422],
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
    operation: 'coach.dismiss',
    call: (c, i) =>
      c.post('/coach/dismissals', {
        rule: 'vague',
        kind: 'objective',
        text: 'Một đích',
        subjectId: i.objective,
      }),
    done: [201],
    ...commenting,
  },
  // Moved and moved back, so that the next one finds it where it was.
  {
    operation: 'coach.moveToInitiatives',
    call: async (c, i) => {
      const moved = await c.post(`/key-results/${i.keyResult}/move-to-initiatives`, {})
      if (moved.status === 201)
        await c.post(`/key-results/${i.keyResult}/move-to-initiatives/undo`, {
          initiativeId: (moved.body as { initiative: { id: string } }).initiative.id,
        })
      return moved
    },
    done: [201],
    ...working,
  },
  {
    operation: 'signals.triage',
    call: (c, i) => c.patch(`/signals/${i.signal}`, { triage: 'acknowledged' }),
    done: [200],
    ...working,
  },
  {
    operation: 'alignment.withdraw',
    call: (c, i) => c.delete(`/objectives/${i.objective}/supports/${nobody}`),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'measurements.void',
    call: (c, i) => c.post(`/kpis/${i.kpi}/measurements/${nobody}/void`, {}),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'phases.remove',
    call: (c, i) => c.delete(`/kpis/${i.kpi}/phases/${nobody}`),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'annotations.remove',
    call: (c, i) => c.delete(`/kpis/${i.kpi}/annotations/${nobody}`),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'coach.moveBack',
    call: (c, i) => c.post(`/key-results/${i.keyResult}/move-to-initiatives/undo`, { initiativeId: nobody }),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'drivers.withdraw',
    call: (c, i) => c.delete(`/kpis/${i.kpi}/drivers/${nobody}`),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'phases.change',
    call: (c, i) => c.patch(`/kpis/${i.kpi}/phases/${nobody}`, { reason: 'x' }),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'phases.restore',
    call: (c, i) => c.post(`/kpis/${i.kpi}/phases/${nobody}/restore`, {}),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'annotations.update',
    call: (c, i) => c.patch(`/kpis/${i.kpi}/annotations/${nobody}`, { text: 'x' }),
    done: [],
    ...workingOnNothing,
  },
  {
    operation: 'loop.undoHandOver',
    call: (c, i) => c.post(`/kpis/${i.kpi}/hand-over/${nobody}/undo`, {}),
    done: [],
    ...workingOnNothing,
  },
]

/** Where something is to stand: in one's own unit, in the one above it, beside it, or in none. */
export const makings: {
  operation: string
  make: (c: Client, unitId: string | null, cycleId: string) => Promise<Answer>
  team: Row
  division: Row
  other: Row
  none: Row
}[] = [
  {
    operation: 'objectives.create',
    make: (c, unitId, cycleId) => c.post('/objectives', { title: 'Đích mới', cycleId, unitId }),
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
  {
    operation: 'templates.adoptObjective',
    make: (c, unitId, cycleId) =>
      c.post('/templates/objectives/sales-new-segment/adopt', { cycleId, unitId }),
    team: 'n y y y y',
    division: 'n n y y y',
    other: 'n n n y y',
    none: 'n y y y y',
  },
  {
    operation: 'templates.adoptKpi',
    make: (c, unitId) => c.post('/templates/kpis/sales-win-rate/adopt', { unitId }),
    team: 'n y y y y',
    division: 'n n y y y',
    other: 'n n n y y',
    none: 'n y y y y',
  },
]

type OfWorkspace = {
  operation: string
  call: (c: Client, cycleId: string) => Promise<Answer>
  may: Row
}

const pullOfNothing = {
  connectionId: '01900000-0000-7000-8000-000000000000',
  kpiId: '01900000-0000-7000-8000-000000000000',
  query: { sql: 'select 1' },
  mapping: { at: 'a', value: 'b' },
  schedule: { every: 'hour' },
}

const anyone = 'y y y y y'
const admins = 'n n n y y'
/** Of something that is not there: who was let through hears that it is not found. */
const adminsOnNothing = 'n n n h h'

/** What is not about one item: lists, and the workspace itself. What is listed is narrowed to what one sees. */
export const ofWorkspace: OfWorkspace[] = [
  { operation: 'session.me', call: (c) => c.get('/me'), may: anyone },
  { operation: 'workspace.get', call: (c) => c.get('/workspace'), may: anyone },
  { operation: 'workspace.update', call: (c) => c.patch('/workspace', { graceDays: 3 }), may: admins },
  { operation: 'units.list', call: (c) => c.get('/units'), may: anyone },
  { operation: 'units.get', call: (c) => c.get(`/units/${nobody}`), may: 'h h h h h' },
  { operation: 'units.create', call: (c) => c.post('/units', { name: 'Mới' }), may: admins },
  {
    operation: 'units.update',
    call: (c) => c.patch(`/units/${nobody}`, { name: 'x' }),
    may: adminsOnNothing,
  },
  { operation: 'units.archive', call: (c) => c.post(`/units/${nobody}/archive`, {}), may: adminsOnNothing },
  { operation: 'units.restore', call: (c) => c.post(`/units/${nobody}/restore`, {}), may: adminsOnNothing },
  {
    operation: 'units.setMember',
    call: (c) => c.put(`/units/${nobody}/members/${nobody}`, {}),
    may: adminsOnNothing,
  },
  {
    operation: 'units.removeMember',
    call: (c) => c.delete(`/units/${nobody}/members/${nobody}`),
    may: adminsOnNothing,
  },
  { operation: 'members.list', call: (c) => c.get('/members'), may: anyone },
  { operation: 'members.get', call: (c) => c.get(`/members/${nobody}`), may: 'h h h h h' },
  { operation: 'members.update', call: (c) => c.patch(`/members/${nobody}`, {}), may: adminsOnNothing },
  {
    operation: 'members.deactivate',
    call: (c) => c.post(`/members/${nobody}/deactivate`, {}),
    may: adminsOnNothing,
  },
  {
    operation: 'members.reactivate',
    call: (c) => c.post(`/members/${nobody}/reactivate`, {}),
    may: adminsOnNothing,
  },
  {
    operation: 'members.handOwnershipOn',
    call: (c) => c.post(`/members/${nobody}/ownership`, {}),
    may: 'n n n n h',
  },
  {
    operation: 'personalData.export',
    call: (c) => c.post(`/members/${nobody}/personal-data`, {}),
    may: 'h h h h h',
  },
  {
    operation: 'personalData.erase',
    call: (c) => c.post(`/members/${nobody}/erase`, { name: 'Lan' }),
    may: adminsOnNothing,
  },
  { operation: 'members.rename', call: (c) => c.patch('/me', { locale: 'vi' }), may: anyone },
  { operation: 'invitations.list', call: (c) => c.get('/invitations'), may: admins },
  { operation: 'invitations.create', call: (c) => c.post('/invitations', {}), may: admins },
  {
    operation: 'invitations.renew',
    call: (c) => c.post(`/invitations/${nobody}/renew`, {}),
    may: adminsOnNothing,
  },
  { operation: 'invitations.revoke', call: (c) => c.delete(`/invitations/${nobody}`), may: adminsOnNothing },
  { operation: 'apiKeys.list', call: (c) => c.get('/api-keys'), may: anyone },
  { operation: 'apiKeys.create', call: (c) => c.post('/api-keys', { name: 'của tôi' }), may: anyone },
  { operation: 'apiKeys.revoke', call: (c) => c.delete('/api-keys/khong-co'), may: 'h h h h h' },
  { operation: 'audit.list', call: (c) => c.get('/audit'), may: admins },
  { operation: 'audit.verify', call: (c) => c.get('/audit/verify'), may: admins },
  { operation: 'account.get', call: (c) => c.get('/account'), may: anyone },
  { operation: 'sessions.list', call: (c) => c.get('/sessions'), may: anyone },
  { operation: 'sessions.revoke', call: (c) => c.delete('/sessions/khong-co'), may: 'h h h h h' },
  {
    operation: 'sessions.revokeOthers',
    call: (c) => c.post('/sessions/revoke-others', {}),
    may: anyone,
  },
  { operation: 'cycles.list', call: (c) => c.get('/cycles'), may: anyone },
  { operation: 'cycles.get', call: (c, cycleId) => c.get(`/cycles/${cycleId}`), may: anyone },
  { operation: 'cycles.review', call: (c, cycleId) => c.get(`/cycles/${cycleId}/review`), may: anyone },
  { operation: 'cycles.progress', call: (c, cycleId) => c.get(`/cycles/${cycleId}/progress`), may: anyone },
  { operation: 'keyResults.forecasts', call: (c) => c.get(`/forecasts?ids[]=${nobody}`), may: anyone },
  { operation: 'calibration.get', call: (c) => c.get('/calibration'), may: anyone },
  { operation: 'cycles.explain', call: (c, cycleId) => c.get(`/cycles/${cycleId}/explain`), may: anyone },
  { operation: 'okrs.board', call: (c, cycleId) => c.get(`/cycles/${cycleId}/board`), may: anyone },
  { operation: 'savedViews.list', call: (c) => c.get('/saved-views'), may: anyone },
  { operation: 'okrs.map', call: (c, cycleId) => c.get(`/cycles/${cycleId}/map`), may: anyone },
  {
    operation: 'cycles.create',
    call: (c) => c.post('/cycles', { name: 'x', kind: 'custom', start: '2026-01-01', end: '2026-01-31' }),
    may: admins,
  },
  {
    operation: 'cycles.generate',
    call: (c) => c.post('/cycles/generate', { fiscalYear: 2031, kinds: ['year'] }),
    may: admins,
  },
  {
    operation: 'cycles.update',
    call: (c, cycleId) => c.patch(`/cycles/${cycleId}`, { name: 'Quý II' }),
    may: admins,
  },
  { operation: 'objectives.list', call: (c) => c.get('/objectives'), may: anyone },
  { operation: 'keyResults.list', call: (c) => c.get('/key-results'), may: anyone },
  { operation: 'initiatives.list', call: (c) => c.get('/initiatives'), may: anyone },
  { operation: 'checkIns.list', call: (c) => c.get('/check-ins'), may: anyone },
  { operation: 'checkIns.due', call: (c) => c.get('/check-ins/due'), may: anyone },
  { operation: 'kpis.list', call: (c) => c.get('/kpis'), may: anyone },
  { operation: 'kpis.board', call: (c) => c.get('/kpis/board'), may: anyone },
  { operation: 'workspaces.list', call: (c) => c.get('/workspaces'), may: anyone },
  { operation: 'signInProviders.list', call: (c) => c.get('/sign-in-providers'), may: admins },
  {
    operation: 'signInProviders.create',
    call: (c) => c.post('/sign-in-providers', { name: 'x', issuer: 'https://id.saomai.vn', clientId: 'x' }),
    may: admins,
  },
  {
    operation: 'signInProviders.update',
    call: (c) => c.patch(`/sign-in-providers/${nobody}`, { name: 'y' }),
    may: adminsOnNothing,
  },
  {
    operation: 'signInProviders.test',
    call: (c) => c.post(`/sign-in-providers/${nobody}/test`, {}),
    may: adminsOnNothing,
  },
  {
    operation: 'signInProviders.remove',
    call: (c) => c.delete(`/sign-in-providers/${nobody}`),
    may: adminsOnNothing,
  },
  { operation: 'scimTokens.list', call: (c) => c.get('/scim-tokens'), may: admins },
  { operation: 'scimTokens.create', call: (c) => c.post('/scim-tokens', { name: 'Okta' }), may: admins },
  { operation: 'scimTokens.revoke', call: (c) => c.delete(`/scim-tokens/${nobody}`), may: adminsOnNothing },
  { operation: 'signInPolicy.get', call: (c) => c.get('/sign-in-policy'), may: anyone },
  {
    operation: 'signInPolicy.set',
    call: (c) => c.put('/sign-in-policy', { singleSignOnOnly: false }),
    may: admins,
  },
  { operation: 'connections.list', call: (c) => c.get('/connections'), may: admins },
  {
    operation: 'connections.create',
    call: (c) => c.post('/connections', { name: 'Kho', kind: 'sqlite', address: { file: 'a.db' } }),
    may: admins,
  },
  {
    operation: 'connections.update',
    call: (c) => c.patch(`/connections/${nobody}`, { name: 'Kho' }),
    may: adminsOnNothing,
  },
  {
    operation: 'connections.remove',
    call: (c) => c.delete(`/connections/${nobody}`),
    may: adminsOnNothing,
  },
  {
    operation: 'connections.test',
    call: (c) => c.post(`/connections/${nobody}/test`, {}),
    may: adminsOnNothing,
  },
  { operation: 'pulls.list', call: (c) => c.get('/pulls'), may: admins },
  { operation: 'pulls.create', call: (c) => c.post('/pulls', pullOfNothing), may: adminsOnNothing },
  {
    operation: 'pulls.update',
    call: (c) => c.patch(`/pulls/${nobody}`, { paused: true }),
    may: adminsOnNothing,
  },
  { operation: 'pulls.remove', call: (c) => c.delete(`/pulls/${nobody}`), may: adminsOnNothing },
  { operation: 'pulls.preview', call: (c) => c.post('/pulls/preview', pullOfNothing), may: adminsOnNothing },
  { operation: 'pulls.run', call: (c) => c.post(`/pulls/${nobody}/run`, {}), may: adminsOnNothing },
  { operation: 'pulls.runs', call: (c) => c.get(`/pulls/${nobody}/runs`), may: adminsOnNothing },
  {
    operation: 'kpis.checkFormula',
    call: (c) => c.get('/kpis/formula-check?formula=a&frequency=week'),
    may: anyone,
  },
  {
    operation: 'targets.grid',
    call: (c) => c.get('/kpi-targets?frequency=week&from=2026-06-01&to=2026-06-30'),
    may: anyone,
  },
  {
    operation: 'measurementGrid.read',
    call: (c) => c.get('/measurement-grid?frequency=week&from=2026-06-01&to=2026-06-30'),
    may: anyone,
  },
  { operation: 'scorecards.list', call: (c) => c.get('/scorecards'), may: anyone },
  { operation: 'signals.list', call: (c) => c.get('/signals'), may: anyone },
  { operation: 'mentions.list', call: (c) => c.get('/mentions'), may: anyone },
  { operation: 'mentions.read', call: (c) => c.post('/mentions/read', {}), may: anyone },
  { operation: 'archive.list', call: (c) => c.get('/archive'), may: anyone },
  { operation: 'templates.list', call: (c) => c.get('/templates'), may: anyone },
  { operation: 'coach.review', call: (c) => c.post('/coach/review', { text: 'Điểm NPS' }), may: anyone },
  { operation: 'coach.cycle', call: (c, cycleId) => c.get(`/cycles/${cycleId}/coach`), may: anyone },
  {
    operation: 'coach.dismissals',
    call: (c) => c.get('/coach/dismissals?kind=objective&text=x'),
    may: anyone,
  },
  { operation: 'coach.restore', call: (c) => c.delete(`/coach/dismissals/${nobody}`), may: 'n h h h h' },
  { operation: 'coach.rules', call: (c) => c.get('/coach/rules'), may: anyone },
  {
    operation: 'coach.setRule',
    call: (c) => c.put('/coach/rules/vague', { isOn: true }),
    may: admins,
  },
  { operation: 'home.get', call: (c) => c.get('/home'), may: anyone },
  { operation: 'search.find', call: (c) => c.get('/search?q=dich'), may: anyone },
]

/** Who may call these is not a matter of roles; the file that tries it. */
export const elsewhere: Record<string, string> = {
  'setup.status': 'test/pipeline.test.ts',
  'setup.run': 'test/pipeline.test.ts',
  'join.look': 'test/members.test.ts',
  'account.offers': 'test/sign-in.test.ts',
  'workspaces.open': 'test/workspaces.test.ts',
  'audit.verifyAll': 'test/audit.test.ts',
  'join.accept': 'test/members.test.ts',
  'savedViews.create': 'test/saved-views.test.ts',
  'savedViews.update': 'test/saved-views.test.ts',
  'scorecards.get': 'test/scorecards.test.ts',
  'scorecards.create': 'test/scorecards.test.ts',
  'scorecards.update': 'test/scorecards.test.ts',
  'scorecards.attach': 'test/scorecards.test.ts',
  'scorecards.file': 'test/scorecards.test.ts',
  'scorecards.submit': 'test/scorecards.test.ts',
  'scorecards.approve': 'test/scorecards.test.ts',
  'scorecards.sendBack': 'test/scorecards.test.ts',
}
