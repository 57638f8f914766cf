// Measurements: pushed in any order and as often as one likes, corrected by superseding, never changed.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Contract } from '../../../contract/contract.ts'
import type { NewMeasurement } from '../../../contract/kpi.ts'
import { isIsoDate } from '../../../core/calendar/iso-date.ts'
import { localDate, startOfDate } from '../../../core/calendar/zone.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { pastInstant } from '../../platform/past-instant.ts'
import { type FieldError, found, Refusal, type RefusalCode } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { holdsAt } from './as-of.ts'
import { type KpiRow, kpiFacts, readKpiRow } from './kpi-row.ts'
import { identityOf } from './measurement-identity.ts'
import {
  type Figures,
  type Incoming,
  insert,
  measurementRow,
  measurements,
  pushed,
  supersede,
  view,
} from './measurement-rows.ts'
import { touchedPeriods } from './period-values.ts'
import { recompute } from './recompute.ts'

type Pushed = z.output<typeof NewMeasurement>
/** No measurement is dated before this day. */
export const oldestDay = '1900-01-01'

export const measurementHandlers: Handlers<Contract['measurements']> = {
  push: async ({ params, body }, op) => {
    // The lock makes pushes to one KPI wait for each other, so that none misses what another just wrote.
    const kpi = await readKpiRow(op, params.id, true)
    op.authorise('kpi.push', kpiFacts(kpi))
    const items = Array.isArray(body) ? body : 'measurements' in body ? body.measurements : [body]
    return saveMeasurements(op, kpi, items, pushed)
  },

  list: async ({ id, from, to, limit, cursor, ...asked }, op) => {
    await readKpiRow(op, id)
    const asOf = pastInstant(op, asked.asOf)
    const after = decodeCursor(cursor, 'day', 'at', 'id')
    const listed = (state: 'is' | 'is not') => {
      let query = measurements(op, id)
        .where('superseded_at', state, null)
        .orderBy('on_date', 'desc')
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
      if (from) query = query.where('on_date', '>=', from)
      if (to) query = query.where('on_date', '<=', to)
      if (after) query = query.where(past(['on_date', 'at', 'id'], '<', after))
      return asOf === undefined ? query : query.where(holdsAt('recorded_at', asOf))
    }
    // What holds now, and what held then and was replaced since, each have an index of their own.
    const rows = await listed('is').execute()
    const replaced = asOf === undefined ? [] : await listed('is not').execute()
    const inOrder = [...rows, ...replaced].sort(
      (a, b) => compare(b.on_date, a.on_date) || b.at.getTime() - a.at.getTime() || compare(b.id, a.id),
    )
    return pageOf(
      inOrder.slice(0, limit + 1),
      limit,
      (row) => [row.on_date, row.at.toISOString(), row.id],
      view,
    )
  },

  history: async ({ id, measurementId }, op) => {
    await readKpiRow(op, id)
    const { identity } = found(await measurementRow(op, id, measurementId))
    const versions = (state: 'is' | 'is not') =>
      op.db
        .selectFrom('measurement')
        .selectAll()
        .where('workspace_id', '=', op.workspace.id)
        .where('kpi_id', '=', id)
        .where('identity', '=', identity)
        .where('superseded_at', state, null)
    // Apart, as each has an index of its own.
    const rows = await versions('is').unionAll(versions('is not')).orderBy('id', 'desc').execute()
    return { items: rows.map(view), nextCursor: null }
  },

  correct: async ({ id, measurementId, note, ...figures }, op) => {
    const kpi = await readKpiRow(op, id, true)
    op.authorise('kpi.push', kpiFacts(kpi))
    refuseClosed(kpi)
    const named = found(await measurementRow(op, id, measurementId))
    const known = (await readKnown(op, kpi, [named.identity])).get(named.identity)
    const row = found(await measurementRow(op, id, found(known).id))
    const code = faultOf(figures, kpi)
    if (code) throw new Refusal(code, { row: 1 }, [{ field: 'value', code }])
    const { identity, on_date, external_id, source } = row
    const item: Incoming = {
      ...figuresOf(figures, kpi),
      ...{ identity, on_date, external_id, at: row.at.toISOString() },
      note: note === undefined ? row.note : note || null,
    }
    if (!row.voided && isSame(row, item)) return view(row)
    await supersede(op, kpi, [row.id])
    await insert(op, kpi, [item], source)
    op.record('kpi', id, { measurement: row.id, ...given(row) }, given(item))
    await recompute(op, kpi, touchedPeriods(op, kpi, [on_date]))
    const now = (await readKnown(op, kpi, [identity])).get(identity)
    return view(found(await measurementRow(op, id, found(now).id)))
  },

  void: async ({ id, measurementId, note }, op) => {
    const kpi = await readKpiRow(op, id, true)
    op.authorise('kpi.push', kpiFacts(kpi))
    refuseClosed(kpi)
    const row = found(await measurementRow(op, id, measurementId))
    if (row.superseded_at || row.voided) return view(row)
    await supersede(op, kpi, [row.id])
    const voided = {
      ...row,
      id: newId(),
      voided: true,
      note: note ?? row.note,
      recorded_at: op.now,
      recorded_by: op.actor.memberId,
    }
    await op.db.insertInto('measurement').values(voided).execute()
    op.record('kpi', id, { measurement: row.id, value: row.value }, { voided: voided.id })
    await recompute(op, kpi, touchedPeriods(op, kpi, [row.on_date]))
    return view(voided)
  },
}

const given = ({ value, numerator, denominator }: Figures) =>
  numerator === null ? { value } : { numerator, denominator }

/** Keeps what came in, for a KPI that was read locked; `source` says whose instants these are. */
export async function saveMeasurements(op: Op, kpi: KpiRow, items: Pushed[], source: string) {
  refuseClosed(kpi)
  return save(op, kpi, readIncoming(op, kpi, items, source), source)
}

/** What is computed or put away takes no measurements. */
export function refuseClosed(kpi: KpiRow): void {
  refuseArchived(kpi)
  if (kpi.formula !== null) throw new Refusal('formula_computed', { formula: kpi.formula })
}

/** Checks and dates what came in; every fault is told with its row, and one fault refuses the whole batch. */
function readIncoming(op: Op, kpi: KpiRow, items: Pushed[], source: string): Incoming[] {
  const errors: FieldError[] = []
  const places = new Map<string, number>()
  const incoming = items.map((item, row) => {
    const code = faultOf(item, kpi)
    if (code) errors.push({ field: `${row}`, code })
    // In one form: a date and its first instant are the same moment, and so the same measurement.
    const at = new Date(
      isIsoDate(item.at) ? startOfDate(item.at, op.workspace.timeZone) : item.at,
    ).toISOString()
    const on_date = isIsoDate(item.at) ? item.at : localDate(at, op.workspace.timeZone)
    if (on_date > op.today) errors.push({ field: `${row}.at`, code: 'measurement_future' })
    if (on_date < oldestDay) errors.push({ field: `${row}.at`, code: 'measurement_too_old' })
    return {
      ...figuresOf(item, kpi),
      identity: identityOf(item, source, at, places),
      at,
      on_date,
      external_id: item.externalId ?? null,
      note: item.note ?? null,
    }
  })
  const first = errors[0]
  if (first)
    throw new Refusal(
      first.code as RefusalCode,
      { count: errors.length, row: Number.parseInt(first.field, 10) + 1 },
      errors.slice(0, 100),
    )
  return incoming
}

export function faultOf(item: Pick<Pushed, keyof Figures>, kpi: KpiRow): RefusalCode | null {
  if (kpi.aggregation === 'ratio')
    return item.numerator === undefined || item.denominator === undefined || item.value !== undefined
      ? 'measurement_ratio'
      : null
  if (item.numerator !== undefined || item.denominator !== undefined) return 'measurement_value'
  return item.value === undefined && kpi.aggregation !== 'count' ? 'measurement_value' : null
}

export function figuresOf(item: Pick<Pushed, keyof Figures>, kpi: KpiRow): Figures {
  if (kpi.aggregation === 'ratio')
    return { value: null, numerator: item.numerator ?? null, denominator: item.denominator ?? null }
  return { value: item.value ?? 1, numerator: null, denominator: null }
}

async function save(op: Op, kpi: KpiRow, incoming: Incoming[], source: string) {
  // An identity that stands twice in a batch means its last version.
  const byIdentity = new Map(incoming.map((item) => [item.identity, item]))
  const known = await readKnown(op, kpi, [...byIdentity.keys()])
  const fresh = [...byIdentity.values()].filter((item) => !known.has(item.identity))
  const changed = [...byIdentity.values()].filter((item) => {
    const row = known.get(item.identity)
    return row !== undefined && !isSame(row, item)
  })
  const replacedRows = changed.flatMap((item) => known.get(item.identity) ?? [])
  const unchanged = byIdentity.size - fresh.length - changed.length
  const replacedInBatch = incoming.length - byIdentity.size
  if (fresh.length + changed.length > 0) {
    await supersede(
      op,
      kpi,
      replacedRows.map((row) => row.id),
    )
    await insert(op, kpi, [...fresh, ...changed], source)
    const days = [...fresh, ...changed, ...replacedRows].map((item) => item.on_date)
    await recompute(op, kpi, touchedPeriods(op, kpi, days))
    op.record(
      'kpi',
      kpi.id,
      replacedRows.length > 0 ? { replaced: replacedRows.map((row) => row.id) } : null,
      {
        measurements: { created: fresh.length, replaced: changed.length },
      },
    )
  }
  return { created: fresh.length, replaced: changed.length + replacedInBatch, unchanged }
}

export async function readKnown(op: Op, kpi: KpiRow, identities: string[]) {
  const rows = await op.db
    .selectFrom('measurement')
    .select(['id', 'identity', 'at', 'on_date', 'value', 'numerator', 'denominator', 'note', 'voided'])
    .where('workspace_id', '=', op.workspace.id)
    .where('kpi_id', '=', kpi.id)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`identity = any(${identities}::text[])`)
    .modifyEnd(kept)
    .execute()
  return new Map(rows.map((row) => [row.identity, row]))
}

/** Sending a voided measurement again does not bring it back; only another value does. */
function isSame(row: Figures & { at: Date; note: string | null; voided: boolean }, item: Incoming): boolean {
  return (
    row.at.getTime() === Date.parse(item.at) &&
    row.value === item.value &&
    row.numerator === item.numerator &&
    row.denominator === item.denominator &&
    (row.voided || row.note === item.note)
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
