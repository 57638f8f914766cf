// Cycles: draft → active → review → closed, and back by an admin, which is recorded.
import type { Contract } from '../../../contract/contract.ts'
import type { CycleView, FiscalCycleView } from '../../../contract/okr.ts'
import {
  cycleDatesRefusal,
  cycleTransition,
  type FiscalCycle,
  fiscalCycles,
} from '../../../core/okr/cycle.ts'
import { translate } from '../../../i18n/catalogue.ts'
import { cycleName } from '../../../i18n/cycle-name.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { together } from '../../platform/together.ts'
import { atInstant, cycleAsOf } from './as-of.ts'
import { cycleLines } from './board.ts'
import { closeCycle, refuseUndecided, reopenCycle } from './close.ts'
import { type CycleRow, cycles, cycleView, readCycle } from './cycle-row.ts'
import { explainCycle } from './explain-cycle.ts'
import { cycleHistory } from './progress-history.ts'
import { publishKeyResults } from './publish.ts'
import { cycleReview } from './review.ts'
import { currentSettings } from './settings.ts'

export const cycleHandlers: Handlers<Contract['cycles']> = {
  list: async ({ limit, cursor, state }, op) => {
    const after = decodeCursor(cursor, 'day', 'id')
    let query = cycles(op)
      .orderBy('first_day', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (state) query = query.where('state', '=', state)
    if (after) query = query.where(past(['first_day', 'id'], '<', after))
    return pageOf(await query.execute(), limit, (row) => [row.first_day, row.id], cycleView)
  },

  get: async ({ id }, op) => cycleView(await readCycle(op, id)),

  create: async ({ name, kind, start, end, state }, op) => {
    op.authorise('cycle.manage', {})
    refuseDates(start, end)
    return cycleView(await readCycle(op, await insertCycle(op, { name, kind, start, end, state })))
  },

  generate: async ({ preview, ...wanted }, op) => {
    op.authorise('cycle.manage', {})
    const items = await fiscalYear(op, wanted)
    if (preview) return { items }
    return { items: await together(...items.map(async (item) => (item.isNew ? make(op, item) : item))) }
  },

  update: async ({ id, name, start, end, state, reason }, op) => {
    op.authorise('cycle.manage', {})
    const row = await readCycle(op, id, true)
    const stays = state === undefined || state === row.state
    if (row.state === 'closed' && stays) throw new Refusal('cycle_closed')
    refuseDates(start ?? row.first_day, end ?? row.last_day)
    const from = row.state as CycleView['state']
    if (state !== undefined && state !== from) await refuseStep(op, id, from, state)
    const closed_at = state === undefined || state === from ? undefined : state === 'closed' ? op.now : null
    if (state === 'closed') await closeCycle(op, id)
    if (from === 'closed') await reopen(op, row, state, reason)
    await revise(op, 'cycle', { kind: 'cycle', id, key: { id } }, row, {
      name,
      first_day: start,
      last_day: end,
      state,
      closed_at,
      settings: state === 'closed' ? currentSettings(op) : from === 'closed' ? null : undefined,
    })
    if (state === 'active') await publishKeyResults(op, { cycleId: id })
    return cycleView(await readCycle(op, id))
  },

  progress: async ({ id, asOf, ...which }, now) => {
    const op = await atInstant(now, asOf)
    return cycleHistory(op, await cycleAsOf(op, await readCycle(op, id)), which)
  },

  explain: async ({ id, unitId, asOf }, now) => {
    const op = await atInstant(now, asOf)
    return explainCycle(op, await cycleLines(op, await cycleAsOf(op, await readCycle(op, id))), unitId)
  },

  review: async ({ id }, op) => cycleReview(op, await readCycle(op, id)),
}

type NewCycle = Pick<CycleView, 'name' | 'kind' | 'start' | 'end'> & {
  state?: 'draft' | 'active' | undefined
}

async function insertCycle(op: Op, { name, kind, start, end, state = 'draft' }: NewCycle): Promise<string> {
  const id = newId()
  const common = { workspace_id: op.workspace.id, id, created_at: op.now }
  await op.db
    .insertInto('cycle')
    .values({ ...common, name, kind, first_day: start, last_day: end, state })
    .execute()
  op.record('cycle', id, null, { name, kind, start, end, state })
  return id
}

/** The cycles that the fiscal calendar gives, longest first, named in the organisation's language; and which are there. */
async function fiscalYear(
  op: Op,
  { fiscalYear: year, kinds }: { fiscalYear: number; kinds: FiscalCycle['kind'][] },
): Promise<FiscalCycleView[]> {
  const t = translate[op.workspace.locale]
  const wanted = (['year', 'half', 'quarter', 'month'] as const)
    .filter((kind) => kinds.includes(kind))
    .flatMap((kind) => fiscalCycles(kind, year, op.workspace.fiscalStartMonth))
  const there = await op.db
    .selectFrom('cycle')
    .select(['id', 'name', 'first_day', 'last_day'])
    .where('workspace_id', '=', op.workspace.id)
    .where(
      'first_day',
      'in',
      wanted.map(({ start }) => start),
    )
    .execute()
  return wanted.map((cycle) => {
    const { kind, start, end } = cycle
    const same = there.find((row) => row.first_day === start && row.last_day === end)
    return {
      name: same?.name ?? cycleName(cycle, t),
      kind,
      start,
      end,
      cycleId: same?.id ?? null,
      isNew: !same,
    }
  })
}

async function make(op: Op, item: FiscalCycleView): Promise<FiscalCycleView> {
  return { ...item, cycleId: await insertCycle(op, item) }
}

/** Who opens a closed cycle again, when and why stays with the cycle. */
async function reopen(
  op: Op,
  row: CycleRow,
  state: CycleView['state'] | undefined,
  reason = '',
): Promise<void> {
  await reopenCycle(op, row.id)
  await op.db
    .insertInto('cycle_reopening')
    .values({
      workspace_id: op.workspace.id,
      cycle_id: row.id,
      id: newId(),
      state: state ?? 'review',
      reason: reason.trim(),
      closed_at: row.closed_at,
      reopened_at: op.now,
      reopened_by: op.actor.memberId,
    })
    .execute()
  op.record('cycle', row.id, null, { reopenedBecause: reason.trim() })
}

async function refuseStep(
  op: Op,
  id: string,
  from: CycleView['state'],
  to: CycleView['state'],
): Promise<void> {
  const transition = cycleTransition(from, to)
  if (transition === null)
    throw new Refusal('cycle_step_refused', {
      from: op.t(`cycle.state.${from}`),
      to: op.t(`cycle.state.${to}`),
    })
  if (transition === 'reopen') op.authorise('cycle.reopen', {})
  if (to === 'closed') await refuseUndecided(op, id)
}

/** The contract lets in no date that does not exist, so what core refuses is their order. */
function refuseDates(start: string, end: string): void {
  const refusal = cycleDatesRefusal({ start, end })
  if (refusal) throw new Refusal('dates_reversed', {}, [{ field: refusal.field, code: 'dates_reversed' }])
}
