// Scorecards: drafted, submitted with evidence, approved or returned; what was approved stays as it was decided.
import type { Contract } from '../../../contract/contract.ts'
import type { NewScorecardItemInput } from '../../../contract/scorecards.ts'
import { scorecardFault } from '../../../core/kpi/scorecard.ts'
import type { Direction } from '../../../core/kpi/types.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { type FieldError, Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { requireMember, requireUnit } from '../people/public.ts'
import { kpiFacts } from './kpi-row.ts'
import { readKpis } from './kpis.ts'
import { evidenceShown, requireFiles, scorecardFileHandlers } from './scorecard-files.ts'
import {
  openScorecard,
  readScorecard,
  type ScorecardRow,
  scorecardFacts,
  scorecardRows,
  scorecardViews,
} from './scorecard-rows.ts'

export const scorecardHandlers: Handlers<Contract['scorecards']> = {
  ...scorecardFileHandlers,

  list: async ({ limit, cursor, state }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = scorecardRows(op)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (state) query = query.where('state', '=', state)
    if (after) query = query.where(past(['created_at', 'id'], '<', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row,
    )
    const facts = await scorecardFacts(op, page.items)
    const seen = page.items.filter((row) => op.sees(facts.get(row.id) ?? {}))
    return { ...page, items: await viewsOf(op, seen) }
  },

  get: async ({ id }, op) => viewOf(op, await readScorecard(op, id)),

  create: async (input, op) => {
    const { name, memberId, unitId, start, end, items } = input
    if ((memberId === undefined) === (unitId === undefined))
      throw new Refusal('scorecard_subject', {}, [{ field: 'memberId', code: 'scorecard_subject' }])
    if (memberId) await requireMember(op, memberId)
    if (unitId) await requireUnit(op, unitId)
    const id = newId()
    const subject = { id, member_id: memberId ?? null, unit_id: unitId ?? null }
    op.authorise('scorecard.submit', (await scorecardFacts(op, [subject])).get(id) ?? {})
    refuseReversed(start, end)
    await refuseItems(op, items)
    await op.db
      .insertInto('scorecard')
      .values({
        ...{ workspace_id: op.workspace.id, ...subject, name, first_day: start, last_day: end },
        ...{ created_at: op.now, created_by: op.actor.memberId },
      })
      .execute()
    await writeItems(op, id, items)
    op.record('scorecard', id, null, { name, memberId: memberId ?? null, unitId: unitId ?? null, items })
    return viewOf(op, await readScorecard(op, id))
  },

  update: async ({ id, name, start, end, items }, op) => {
    const row = await openScorecard(op, id)
    refuseReversed(start ?? row.first_day, end ?? row.last_day)
    await change(op, row, { name, first_day: start, last_day: end })
    if (items) {
      await refuseItems(op, items)
      await op.db
        .deleteFrom('scorecard_item')
        .where('workspace_id', '=', op.workspace.id)
        .where('scorecard_id', '=', id)
        .execute()
      await writeItems(op, id, items)
      op.record('scorecard', id, null, { items })
    }
    return viewOf(op, await readScorecard(op, id))
  },

  submit: async ({ id, evidence }, op) => {
    const row = await openScorecard(op, id)
    const submitted = { submitted_at: op.now, submitted_by: op.actor.memberId }
    await requireFiles(op, id, evidence)
    await change(op, row, { state: 'submitted', evidence, returned_because: '', ...submitted })
    return viewOf(op, await readScorecard(op, id))
  },

  approve: async ({ id }, op) => {
    const row = await submitted(op, id)
    const view = await viewOf(op, row)
    // The figures themselves, also of KPIs that this reader sees no value of, are those of the moment.
    const [all] = await viewsOf({ ...op, sees: () => true }, [row])
    for (const { kpiId, value, achievement } of all?.items ?? view.items)
      await op.db
        .updateTable('scorecard_item')
        .set({ value, achievement })
        .where('workspace_id', '=', op.workspace.id)
        .where('scorecard_id', '=', id)
        .where('kpi_id', '=', kpiId)
        .execute()
    const decided = { decided_at: op.now, decided_by: op.actor.memberId, score: view.score }
    await change(op, row, { state: 'approved', ...decided })
    return viewOf(op, await readScorecard(op, id))
  },

  sendBack: async ({ id, reason }, op) => {
    const row = await submitted(op, id)
    const decided = { decided_at: op.now, decided_by: op.actor.memberId }
    await change(op, row, { state: 'returned', returned_because: reason, ...decided })
    return viewOf(op, await readScorecard(op, id))
  },
}

async function viewsOf(op: Op, rows: readonly ScorecardRow[]) {
  return scorecardViews(op, rows, await evidenceShown(op, rows))
}

async function viewOf(op: Op, row: ScorecardRow) {
  const [view] = await viewsOf(op, [row])
  if (!view) throw new Refusal('not_found')
  return view
}

async function change(op: Op, row: ScorecardRow, changes: { [K in keyof ScorecardRow]?: unknown }) {
  await revise(op, 'scorecard', { kind: 'scorecard', id: row.id, key: { id: row.id } }, row, changes)
}

/** One that waits for a decision, for who may take it; nobody decides on what is their own. */
async function submitted(op: Op, id: string): Promise<ScorecardRow> {
  const row = await readScorecard(op, id, true)
  op.authorise('scorecard.approve', (await scorecardFacts(op, [row])).get(id) ?? {})
  if (row.state !== 'submitted') throw new Refusal('scorecard_not_submitted')
  if (row.submitted_by === op.actor.memberId || row.member_id === op.actor.memberId)
    throw new Refusal('scorecard_own')
  return row
}

function refuseReversed(start: string, end: string): void {
  if (end < start) throw new Refusal('dates_reversed', {}, [{ field: 'end', code: 'dates_reversed' }])
}

/** Each KPI once, seen by who names it, with bounds that run with its direction. */
async function refuseItems(op: Op, items: readonly NewScorecardItemInput[]): Promise<void> {
  const kpis = new Map(
    (await readKpis(op, [...new Set(items.map(({ kpiId }) => kpiId))]))
      .filter((kpi) => op.sees(kpiFacts(kpi)))
      .map((kpi) => [kpi.id, kpi]),
  )
  const errors = items.flatMap((item, row): FieldError[] => {
    const kpi = kpis.get(item.kpiId)
    const isTwice = items.findIndex(({ kpiId }) => kpiId === item.kpiId) < row
    const code =
      kpi === undefined
        ? 'not_in_workspace'
        : isTwice
          ? 'scorecard_twice'
          : scorecardFault(item, kpi.direction as Direction)
    return code === null ? [] : [{ field: `items.${row}`, code }]
  })
  const [first] = errors
  if (first)
    throw new Refusal(
      first.code as RefusalCode,
      { field: first.field, row: Number(first.field.slice(6)) + 1 },
      errors,
    )
}

async function writeItems(
  op: Op,
  scorecardId: string,
  items: readonly NewScorecardItemInput[],
): Promise<void> {
  const rows = items.map(({ kpiId, weight, min, target, max }, place) => ({
    ...{ workspace_id: op.workspace.id, scorecard_id: scorecardId, kpi_id: kpiId },
    ...{ place, weight, min, target, max },
  }))
  await op.db.insertInto('scorecard_item').values(rows).execute()
}
