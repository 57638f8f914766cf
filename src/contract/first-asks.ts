// What each page asks for as it opens, by the address of its route: the server asks it ahead and sends the answers along
// with the page. An input that differs from the page's own makes it ask again, and breaks nothing.
import type { ContractRouterClient } from '@orpc/contract'
import { usualCycle } from '../core/okr/usual-cycle.ts'
import type { Contract } from './contract.ts'

type Ask = ContractRouterClient<Contract>

export type Opened = {
  /** What stands in the address for each `$name` of the route's path. */
  params: Record<string, string>
  search: URLSearchParams
  /** The organisation's date. */
  today: string
}

/** What the frame around every page says. */
export const frameAsks = (ask: Ask): Promise<unknown>[] => [
  ask.home.get({}),
  ask.mentions.list({ limit: 1 }),
  ask.workspaces.list({}),
]

const names = (ask: Ask) => [ask.members.list({ limit: 500 }), ask.units.list({ limit: 500, archived: true })]

/** Of the cycle in the address; without one, of the `state` that the page prefers, or of the usual one. */
async function ofCycle(
  ask: Ask,
  { search, today }: Opened,
  then: (id: string) => Promise<unknown>,
  state?: 'review',
) {
  const { items } = await ask.cycles.list({ limit: 500 })
  const named = search.get('cycle')
  const preferred = items.find((cycle) => (named === null ? cycle.state === state : cycle.id === named))
  const cycle = preferred ?? usualCycle(items, today)
  if (cycle) await then(cycle.id)
}

/** Charts beside the news at home: those of the first KPIs, which stand on the first screen of a wide window. */
async function chartsAtHome(ask: Ask) {
  const { signals } = await ask.home.get({})
  const first = [...new Set(signals.map(({ kpiId }) => kpiId))].slice(0, 2)
  await Promise.allSettled(first.map((id) => ask.kpis.chart({ id })))
}

const kpi = (ask: Ask, { params: { kpiId: id = '' }, search }: Opened): Promise<unknown>[] => [
  ask.kpis.get({ id }),
  ...(search.has('asOf') ? [] : [ask.kpis.chart({ id })]),
]

/** A page that is not named begins with what its frame says. */
export const firstAsks: Record<string, (ask: Ask, opened: Opened) => Promise<unknown>[]> = {
  '/': (ask) => [ask.kpis.list({ limit: 1 }), ask.objectives.list({ limit: 1 }), chartsAtHome(ask)],
  '/okrs': (ask, opened) => [
    ...names(ask),
    ask.savedViews.list({ limit: 100 }),
    ofCycle(ask, opened, (id) => ask.okrs.board({ id })),
  ],
  '/okrs/$objectiveId': (ask, { params: { objectiveId: id = '' } }) => [
    ...names(ask),
    ask.objectives.get({ id }),
  ],
  '/map': (ask, opened) => [...names(ask), ofCycle(ask, opened, (id) => ask.okrs.map({ id }))],
  '/check-in': (ask) => [ask.checkIns.due({})],
  '/kpis': (ask) => [ask.kpis.board({}), ...names(ask)],
  '/kpis/$kpiId': kpi,
  '/kpis/$kpiId/edit': kpi,
  '/scorecards/$scorecardId': (ask, { params: { scorecardId: id = '' } }) => [ask.scorecards.get({ id })],
  '/reviews': (ask, opened) => [
    ...names(ask),
    ofCycle(ask, opened, (id) => ask.cycles.review({ id }), 'review'),
  ],
}
