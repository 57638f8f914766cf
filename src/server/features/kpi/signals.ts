// Signals: raised once, when a period first closes with a value; they grow and keep their triage.
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { SignalView } from '../../../contract/kpi.ts'
import type { Signal } from '../../../core/kpi/behaviour.ts'
import { newSignals } from '../../../core/kpi/new-signals.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { annotate } from './annotation-rows.ts'
import { readBehaviour } from './behaviour.ts'
import { type KpiRow, kpiFacts } from './kpi-row.ts'
import { erodingWords, signalWords } from './words.ts'

export const signalHandlers: Handlers<Contract['signals']> = {
  list: async ({ limit, cursor, kpiId, triage }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = signals(op)
      .orderBy('s.raised_at', 'desc')
      .orderBy('s.id', 'desc')
      .limit(limit + 1)
    if (kpiId) query = query.where('s.kpi_id', '=', kpiId)
    if (triage) query = query.where('s.triage', '=', triage)
    if (after) query = query.where(past(['s.raised_at', 's.id'], '<', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.raised_at.toISOString(), row.id],
      (row) => row,
    )
    return { ...page, items: page.items.filter((row) => op.sees(kpiFacts(row))).map((row) => view(op, row)) }
  },

  triage: async ({ id, triage, note, objectiveId }, op) => {
    const row = await readSignal(op, id)
    op.authorise('signal.triage', kpiFacts(row))
    if (objectiveId) await requireObjective(op, objectiveId)
    if (triage === 'answered' && !objectiveId && row.objective_id === null)
      throw new Refusal('answered_needs_objective', {}, [
        { field: 'objectiveId', code: 'answered_needs_objective' },
      ])
    if (triage === 'explained') await requireExplanation(op, row, note)
    await revise(op, 'signal', { kind: 'signal', id, key: { id } }, row, {
      triage,
      triage_note: note,
      objective_id: objectiveId,
    })
    return view(op, await readSignal(op, id))
  },
}

/** What explains a signal stands on the chart: its annotation, or the note, which becomes one at its first period. */
async function requireExplanation(op: Op, row: SignalRow, note: string | undefined): Promise<void> {
  const annotation = await op.db
    .selectFrom('annotation')
    .select('id')
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', row.kpi_id)
    .where('signal_id', '=', row.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (annotation) return
  const text = note?.trim().slice(0, 300)
  if (!text) throw new Refusal('explained_needs_note', {}, [{ field: 'note', code: 'explained_needs_note' }])
  const on = { date: row.first_period, until: null }
  await annotate(op, row.kpi_id, { ...on, text, signalId: row.id, keyResultId: null })
}

async function requireObjective(op: Op, id: string): Promise<void> {
  const query = op.db.selectFrom('objective').select(['owner_id', 'unit_id', 'visibility', 'visible_to'])
  const row = await query.where('workspace_id', '=', op.workspace.id).where('id', '=', id).executeTakeFirst()
  if (!row || !op.sees(itemFacts(row)))
    throw new Refusal('not_in_workspace', { field: 'objectiveId' }, [
      { field: 'objectiveId', code: 'not_in_workspace' },
    ])
}

/** Of two signals of one KPI the one that decides (DOMAIN.md 7.1): outside, then trend, near_limit, run; a range last. */
const precedence = ['outside', 'trend', 'near_limit', 'run']

/** The first concern signal in the phase of each hand over of a KPI that reopened its case, by the hand over's id. */
export async function reopeningSignals(op: Op, kpiId: string) {
  const rows = await signals(op)
    .where('s.kpi_id', '=', kpiId)
    .where('s.reopens_hand_over_id', 'is not', null)
    .orderBy('s.raised_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute()
  // The oldest is written last.
  return new Map(
    rows.map((row) => [
      row.reopens_hand_over_id ?? '',
      {
        signalId: row.id,
        from: row.first_period,
        raisedAt: row.raised_at.toISOString(),
        words: erodingWords(op, erodingTitle(op, row) ?? ''),
      },
    ]),
  )
}

/** Signals that nobody has looked at yet: the deciding one of each KPI, newest first; an eroding gain before all. */
export async function newSignalsFor(op: Op, limit: number): Promise<SignalView[]> {
  const rows = await signals(op)
    .where('s.triage', '=', 'new')
    .where('k.archived_at', 'is', null)
    .orderBy('s.raised_at', 'desc')
    .orderBy(sql`s.reopens_hand_over_id is null`)
    .orderBy(sql`s.side = 'range'`)
    .orderBy(sql`array_position(${precedence}::text[], s.rule)`)
    .orderBy('s.id', 'desc')
    .limit(sql.lit(limit * 4))
    .modifyEnd(kept)
    .execute()
  const firstOfKpi = new Map(
    rows
      .filter((row) => op.sees(kpiFacts(row)))
      .toReversed()
      .map((row) => [row.kpi_id, row]),
  )
  return [...firstOfKpi.values()]
    .toReversed()
    .slice(0, limit)
    .map((row) => view(op, row))
}

/** Looks at the periods that have closed with a value and were never looked at, and raises what they bring. */
export async function evaluateSignals(op: Op, kpi: KpiRow): Promise<void> {
  const closing = await op.db
    .updateTable('period_value')
    .set({ evaluated_at: op.now })
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('evaluated_at', 'is', null)
    .where('value', 'is not', null)
    .where('last_day', '<', op.today)
    .returning('first_day')
    .modifyEnd(kept)
    .execute()
  if (closing.length === 0) return
  const [read] = await readBehaviour(op, [kpi])
  if (!read) return
  const known = await op.db
    .selectFrom('signal')
    .select(['id', 'phase_id', 'rule', 'side', 'first_period'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .modifyEnd(kept)
    .execute()
  const idOf = new Map(
    known.map((row) => [`${row.phase_id}:${row.rule}:${row.side}:${row.first_period}`, row.id]),
  )
  const news = newSignals(read.behaviour, new Set(closing.map((row) => row.first_day)), new Set(idOf.keys()))
  for (const signal of news.raised) await raise(op, kpi, signal)
  for (const signal of news.grown)
    await op.db
      .updateTable('signal')
      .set({ last_period: signal.to, points: signal.points })
      .where('workspace_id', '=', op.workspace.id)
      .where('id', '=', idOf.get(signal.identity) ?? '')
      .execute()
}

/** A concern in the phase that a hand over opened reopens its case: the gain is eroding (DOMAIN.md 7.3). */
async function raise(op: Op, kpi: KpiRow, signal: Signal): Promise<void> {
  const eroding =
    signal.reading === 'concern'
      ? await op.db
          .selectFrom('hand_over')
          .select('id')
          .where('workspace_id', '=', op.workspace.id)
          .where('kpi_id', '=', kpi.id)
          .where('phase_id', '=', signal.phaseId)
          .where('undone_at', 'is', null)
          .executeTakeFirst()
      : undefined
  const id = newId()
  await op.db
    .insertInto('signal')
    .values({
      workspace_id: op.workspace.id,
      kpi_id: kpi.id,
      id,
      phase_id: signal.phaseId,
      rule: signal.rule,
      side: signal.side,
      reading: signal.reading,
      first_period: signal.from,
      last_period: signal.to,
      points: signal.points,
      reopens_hand_over_id: eroding?.id ?? null,
      raised_at: op.now,
    })
    .execute()
  op.record('signal', id, null, {
    kpiId: kpi.id,
    rule: signal.rule,
    reading: signal.reading,
    from: signal.from,
  })
}

function signals(op: Op) {
  return op.db
    .selectFrom('signal as s')
    .innerJoin('kpi as k', (join) =>
      join.onRef('k.workspace_id', '=', 's.workspace_id').onRef('k.id', '=', 's.kpi_id'),
    )
    .leftJoin('hand_over as h', (join) =>
      join.onRef('h.workspace_id', '=', 's.workspace_id').onRef('h.id', '=', 's.reopens_hand_over_id'),
    )
    .leftJoin('key_result as r', (join) =>
      join.onRef('r.workspace_id', '=', 'h.workspace_id').onRef('r.id', '=', 'h.key_result_id'),
    )
    .leftJoin('objective as o', (join) =>
      join.onRef('o.workspace_id', '=', 'r.workspace_id').onRef('o.id', '=', 'r.objective_id'),
    )
    .selectAll('s')
    .select([
      'k.name as kpi_name',
      'k.frequency',
      'k.owner_id',
      'k.unit_id',
      'k.other_units',
      'k.visibility',
      'k.visible_to',
      'o.title as okr_title',
      'o.owner_id as okr_owner_id',
      'o.unit_id as okr_unit_id',
      'o.visibility as okr_visibility',
      'o.visible_to as okr_visible_to',
    ])
    .where('s.workspace_id', '=', op.workspace.id)
}

async function readSignal(op: Op, id: string) {
  const row = found(await signals(op).where('s.id', '=', id).executeTakeFirst())
  return found(op.sees(kpiFacts(row)) ? row : undefined)
}

type SignalRow = Awaited<ReturnType<typeof readSignal>>

/** The OKR whose gain this signal says is eroding: null for none, '' for one that the reader may not see. */
function erodingTitle(op: Op, row: SignalRow): string | null {
  const { okr_title, okr_owner_id: owner_id, okr_unit_id: unit_id, okr_visibility: visibility } = row
  if (okr_title === null || owner_id === null || visibility === null) return null
  const facts = itemFacts({ owner_id, unit_id, visibility, visible_to: row.okr_visible_to ?? [] })
  return op.sees(facts) ? okr_title : ''
}

function view(op: Op, row: SignalRow): SignalView {
  return {
    id: row.id,
    kpiId: row.kpi_id,
    kpiName: row.kpi_name,
    phaseId: row.phase_id,
    rule: row.rule as SignalView['rule'],
    side: row.side as SignalView['side'],
    reading: row.reading as SignalView['reading'],
    from: row.first_period,
    to: row.last_period,
    points: row.points,
    triage: row.triage as SignalView['triage'],
    triageNote: row.triage_note,
    objectiveId: row.objective_id,
    words: signalWords(op, { ...row, eroding_title: erodingTitle(op, row) }),
    raisedAt: row.raised_at.toISOString(),
    version: row.version,
  }
}
