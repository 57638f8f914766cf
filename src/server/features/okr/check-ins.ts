// Check-ins: append-only; a second one on the same day is a new version of the first.
import type { Contract } from '../../../contract/contract.ts'
import type { CheckInView, KeyResultView } from '../../../contract/okr.ts'
import { daysBetween } from '../../../core/calendar/iso-date.ts'
import { checkInRefusal } from '../../../core/okr/check-in.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { together } from '../../platform/together.ts'
import { type KeyResultFacts, loadKeyResults } from './figures.ts'
import { keyResultFacts } from './key-result-facts.ts'
import { keyResultView } from './key-result-view.ts'
import { lockKeyResult, readKeyResult } from './key-results.ts'

type Publish = Parameters<Handlers<Contract['checkIns']>['publish']>[0]

const refusalOf: Record<NonNullable<ReturnType<typeof checkInRefusal>>, RefusalCode> = {
  cycle_closed: 'cycle_closed',
  before_first_day: 'check_in_too_early',
  in_future: 'check_in_future',
}

export const checkInHandlers: Handlers<Contract['checkIns']> = {
  publish: publishCheckIn,

  publishMany: async ({ checkIns }, op) => {
    const items: CheckInView[] = []
    for (const [place, { keyResultId, ...input }] of checkIns.entries())
      items.push(await named(place, () => publishCheckIn({ ...input, id: keyResultId }, op)))
    return { items }
  },

  listFor: async ({ id, limit, cursor, versions }, op) => {
    await readKeyResult(op, id)
    return listCheckIns(op, limit, cursor, { keyResultId: id, versions: versions === 'true' })
  },

  list: async ({ limit, cursor }, op) => listCheckIns(op, limit, cursor, { versions: false }),

  due: async (_, op) => ({ items: await dueCheckIns(op) }),
}

async function publishCheckIn(input: Publish, op: Op): Promise<CheckInView> {
  // In this order: it is read once it is locked.
  const [, facts] = await together(lockKeyResult(op, input.id), readKeyResult(op, input.id))
  op.authorise('checkIn.publish', keyResultFacts(facts.row))
  refuseCheckIn(op, facts, input)
  const replacing = op.db
    .updateTable('check_in')
    .set({ superseded_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('key_result_id', '=', input.id)
    .where('on_date', '=', input.date)
    .where('superseded_at', 'is', null)
    .returning(['id', 'value', 'confidence'])
    .modifyEnd(kept)
    .executeTakeFirst()
  const row = {
    workspace_id: op.workspace.id,
    key_result_id: input.id,
    id: newId(),
    on_date: input.date,
    value: input.value ?? null,
    steps_done: input.stepsDone ?? null,
    confidence: input.confidence ?? null,
    call: input.call ?? null,
    call_reason: input.callReason ?? null,
    note: input.note ?? null,
    blockers: input.blockers ?? null,
    recorded_at: op.now,
    recorded_by: op.actor.memberId,
    superseded_at: null,
  }
  const [replaced] = await together(
    replacing,
    op.db.insertInto('check_in').values(row).modifyEnd(kept).execute(),
  )
  op.record('key_result', input.id, replaced ?? null, {
    checkIn: row.id,
    date: input.date,
    value: row.value,
    confidence: row.confidence,
  })
  return view(row)
}

/** All or none: a refusal names the item that it stands against. */
async function named<T>(place: number, publish: () => Promise<T>): Promise<T> {
  try {
    return await publish()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = error.errors.length > 0 ? error.errors : [{ field: 'keyResultId', code: error.code }]
    throw new Refusal(
      error.code,
      error.values,
      errors.map((one) => ({ ...one, field: `checkIns.${place}.${one.field}` })),
    )
  }
}

/** Key results of active cycles that wait for the actor: overdue first, then what is due soonest. */
export async function dueCheckIns(op: Op) {
  const unitRows = op.db.selectFrom('unit').select(['id', 'name']).where('workspace_id', '=', op.workspace.id)
  const [facts, units] = await together(
    loadKeyResults(op, { openOnly: true, mineOnly: true, figuresOnly: true }),
    unitRows.modifyEnd(kept).execute(),
  )
  const unitName = new Map(units.map((unit) => [unit.id, unit.name]))
  return facts
    .flatMap((item) => {
      if (item.dueOn === null) return []
      const overdueDays = daysBetween(item.dueOn, op.today)
      if (overdueDays < 0) return []
      const { row } = item
      return [
        {
          keyResult: keyResultView(item),
          objectiveTitle: row.objective_title,
          unitName: row.objective_unit_id ? (unitName.get(row.objective_unit_id) ?? null) : null,
          overdueDays,
        },
      ]
    })
    .sort((a, b) => b.overdueDays - a.overdueDays)
}

function refuseCheckIn(op: Op, { row, measure, kpi, dates }: KeyResultFacts, input: Publish): void {
  const cycleState = row.cycle_state as 'draft'
  const refusal = checkInRefusal(input.date, { cycleState, firstDay: dates.start, today: op.today })
  const refuse = (code: RefusalCode, field: string) => {
    throw new Refusal(code, { firstDay: dates.start }, [{ field, code }])
  }
  if (refusal) refuse(refusalOf[refusal], 'date')
  if (kpi && input.value !== undefined) refuse('check_in_value_from_kpi', 'value')
  if (measure.kind === 'milestones' && input.value !== undefined) refuse('check_in_steps', 'value')
  if (
    input.stepsDone &&
    (measure.kind !== 'milestones' || input.stepsDone.some((step) => step >= measure.steps.length))
  )
    refuse('check_in_steps', 'stepsDone')
  if (input.call && !input.callReason?.trim() && !input.note?.trim())
    refuse('call_needs_reason', 'callReason')
  const said = [
    input.value,
    input.stepsDone,
    input.confidence,
    input.call,
    input.note?.trim(),
    input.blockers?.trim(),
  ]
  if (said.every((part) => part === undefined || part === '')) refuse('check_in_empty', 'value')
}

type Which = { keyResultId?: string; versions: boolean }

async function listCheckIns(
  op: Op,
  limit: number,
  cursor: string | undefined,
  { keyResultId, versions }: Which,
) {
  const after = decodeCursor(cursor, 'day', 'id')
  let query = op.db
    .selectFrom('check_in')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .orderBy('on_date', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (!versions) query = query.where('superseded_at', 'is', null)
  if (keyResultId) query = query.where('key_result_id', '=', keyResultId)
  if (after) query = query.where(past(['on_date', 'id'], '<', after))
  const page = pageOf(await query.execute(), limit, (row) => [row.on_date, row.id], view)
  if (keyResultId) return page
  const seen = await loadKeyResults(op, { ids: [...new Set(page.items.map((item) => item.keyResultId))] })
  const visible = new Set(seen.filter(({ row }) => op.sees(keyResultFacts(row))).map(({ row }) => row.id))
  return { ...page, items: page.items.filter((item) => visible.has(item.keyResultId)) }
}

type Row = {
  id: string
  key_result_id: string
  on_date: string
  value: number | null
  steps_done: number[] | null
  confidence: number | null
  call: string | null
  call_reason: string | null
  note: string | null
  blockers: string | null
  recorded_at: Date
  recorded_by: string
  superseded_at: Date | null
}

function view(row: Row): CheckInView {
  return {
    id: row.id,
    keyResultId: row.key_result_id,
    date: row.on_date,
    value: row.value,
    stepsDone: row.steps_done,
    confidence: row.confidence,
    call: row.call as KeyResultView['call'],
    callReason: row.call_reason,
    note: row.note,
    blockers: row.blockers,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by,
    supersededAt: row.superseded_at?.toISOString() ?? null,
  }
}
