// KPI definitions.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { KpiView } from '../../../contract/kpi.ts'
import { slugFrom } from '../../../core/text/fold.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { kept } from '../../platform/kept-plan.ts'
import { containing } from '../../platform/like.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { requireMember, requireUnit } from '../people/public.ts'
import { kpiBoard } from './board.ts'
import { refuseOtherFrequency } from './calendar-change.ts'
import { kpiChart } from './chart.ts'
import { chartSvg } from './chart-file.ts'
import {
  inRefusalWords,
  readFormulaOf,
  refuseCoarserThanReaders,
  renameInReaders,
  requireFormula,
  storeInputs,
} from './formula-kpis.ts'
import { type KpiRow, kpiFacts, kpiTarget, kpiView, readKpiRow, targetColumns } from './kpi-row.ts'
import { recomputeAll } from './recompute.ts'
import { recordTarget } from './target-rows.ts'

export const kpiHandlers: Handlers<Contract['kpis']> = {
  list: async ({ limit, cursor, q }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = kpis(op)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (q) query = query.where(sql<boolean>`fold(name) like fold(${containing(q)})`)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row,
    )
    return { ...page, items: page.items.filter((row) => op.sees(kpiFacts(row))).map(kpiView) }
  },

  board: async (_, op) => kpiBoard(op, await visibleKpis(op)),

  get: async ({ id }, op) => kpiView(await readKpiRow(op, id)),

  create: async (input, op) => {
    const unitId = input.unitId ?? null
    const otherUnits = otherUnitsOf(input.otherUnitIds ?? [], unitId)
    const unitIds = unitId ? [unitId, ...otherUnits] : otherUnits
    op.authorise('kpi.create', { ownerIds: [op.actor.memberId], unitIds })
    await requireUnits(op, { ...input, otherUnitIds: otherUnits })
    if (input.ownerId) await requireMember(op, input.ownerId)
    refuseBounds(input)
    const id = newId()
    const slug = input.slug ?? (await freeSlug(op, input.name))
    const formula = input.formula
      ? await requireFormula(op, { id: null, slug, frequency: input.frequency, text: input.formula })
      : null
    await op.db
      .insertInto('kpi')
      .values({
        workspace_id: op.workspace.id,
        id,
        name: input.name,
        slug,
        description: input.description ?? '',
        category: input.category ?? '',
        owner_id: input.ownerId ?? op.actor.memberId,
        unit_id: unitId,
        other_units: otherUnits,
        source: input.source ?? '',
        visibility: input.visibility ?? 'everyone',
        visible_to: input.visibleTo ?? [],
        unit: input.unit,
        precision: input.precision ?? 2,
        direction: input.direction,
        frequency: input.frequency,
        aggregation: input.aggregation,
        zero_when_empty: input.zeroWhenEmpty ?? false,
        floor: input.floor ?? null,
        ceiling: input.ceiling ?? null,
        ...targetColumns(input.target ?? null, input.direction),
        amber_margin: input.amberMargin ?? 0.1,
        rule_set: input.ruleSet ?? 'wheeler',
        limit_method: input.limitMethod ?? 'mean',
        centre_method: input.centreMethod ?? 'mean',
        baseline: input.baseline === undefined ? null : JSON.stringify(input.baseline),
        formula: input.formula || null,
        created_at: op.now,
      })
      .execute()
      .catch(refuseTakenSlug)
    await op.db
      .insertInto('kpi_phase')
      .values({
        ...{ workspace_id: op.workspace.id, kpi_id: id, id: newId() },
        ...{ created_at: op.now, recorded_by: op.actor.memberId },
      })
      .execute()
    const made = await readKpiRow(op, id)
    if (input.target != null) await recordTarget(op, id, null, kpiTarget(made))
    op.record('kpi', id, null, { name: input.name, slug, target: input.target ?? null })
    if (formula) {
      await storeInputs(op, id, formula.inputs)
      await recomputeAll(op, made)
    }
    return kpiView(made)
  },

  update: async (input, op) => {
    const row = await readKpiRow(op, input.id, true)
    op.authorise('kpi.edit', kpiFacts(row))
    refuseArchived(row, input)
    await requireUnits(op, input)
    if (input.ownerId) await requireMember(op, input.ownerId)
    const direction = input.direction ?? (row.direction as KpiView['direction'])
    refuseBounds({ floor: row.floor, ceiling: row.ceiling, ...input })
    const target =
      input.target === undefined && direction === row.direction
        ? {}
        : targetColumns(input.target ?? null, direction)
    const formula = await changedFormula(op, row, input)
    if (input.frequency && input.frequency !== row.frequency) {
      await refuseCoarserThanReaders(op, row, input.frequency)
      await refuseOtherFrequency(op, row, input.frequency)
    }
    await revise(op, 'kpi', { kind: 'kpi', id: row.id, key: { id: row.id } }, row, {
      name: input.name,
      slug: input.slug,
      description: input.description,
      category: input.category,
      owner_id: input.ownerId,
      unit_id: input.unitId,
      other_units:
        input.otherUnitIds === undefined && input.unitId === undefined
          ? undefined
          : otherUnitsOf(
              input.otherUnitIds ?? row.other_units,
              input.unitId === undefined ? row.unit_id : input.unitId,
            ),
      source: input.source,
      visibility: input.visibility,
      visible_to: input.visibleTo,
      unit: input.unit,
      precision: input.precision,
      direction: input.direction,
      frequency: input.frequency,
      aggregation: input.aggregation,
      zero_when_empty: input.zeroWhenEmpty,
      floor: input.floor,
      ceiling: input.ceiling,
      ...target,
      amber_margin: input.amberMargin,
      rule_set: input.ruleSet,
      limit_method: input.limitMethod,
      centre_method: input.centreMethod,
      baseline: input.baseline,
      formula: input.formula === undefined ? undefined : input.formula || null,
      archived_at:
        input.archived === undefined ? undefined : input.archived ? (row.archived_at ?? op.now) : null,
    }).catch(refuseTakenSlug)
    if (formula) await storeInputs(op, row.id, formula.inputs)
    const changed = await readKpiRow(op, row.id)
    if (!isDeepStrictEqual(kpiTarget(changed), kpiTarget(row)))
      await recordTarget(op, row.id, null, kpiTarget(changed))
    if (changed.slug !== row.slug) await renameInReaders(op, row, changed.slug)
    if (recomputingFields.some((field) => changed[field] !== row[field])) await recomputeAll(op, changed)
    return kpiView(changed)
  },

  checkFormula: async ({ formula: text, frequency, id }, op) => {
    const slug = id ? (await readKpiRow(op, id)).slug : ''
    const read = await readFormulaOf(op, { id: id ?? null, slug, frequency, text })
    if (!('refusal' in read))
      return { problem: null, inputs: read.inputs.map(({ id, slug, name }) => ({ id, slug, name })) }
    const { code, values } = inRefusalWords(read.refusal)
    return { problem: op.t(`refusal.${code}`, values), inputs: [] }
  },

  chart: async ({ id, frequency, asOf }, op) => kpiChart(op, await readKpiRow(op, id), { frequency, asOf }),
  chartSvg: async ({ id, ...asked }, op) => chartSvg(op, await readKpiRow(op, id), asked),
}

/** What the values of periods follow from. */
const recomputingFields = ['frequency', 'aggregation', 'zero_when_empty', 'formula'] as const

type Update = Parameters<(typeof kpiHandlers)['update']>[0]

/** The formula as it is to be, where it, its name or its frequency is to change; a KPI without one has no inputs. */
async function changedFormula(op: Op, row: KpiRow, { formula, frequency, slug }: Update) {
  if (formula === undefined && frequency === undefined && slug === undefined) return null
  const text = formula === undefined ? row.formula : formula
  if (!text) return formula === undefined ? null : { inputs: [] }
  return requireFormula(op, {
    id: row.id,
    slug: slug ?? row.slug,
    frequency: frequency ?? (row.frequency as KpiView['frequency']),
    text,
  })
}

/** Each once, and none that answers for it already. */
const otherUnitsOf = (ids: readonly string[], unitId: string | null) => [
  ...new Set(ids.filter((id) => id !== unitId)),
]

async function requireUnits(op: Op, { unitId, otherUnitIds = [] }: Pick<Update, 'unitId' | 'otherUnitIds'>) {
  if (unitId) await requireUnit(op, unitId)
  for (const id of otherUnitIds) await requireUnit(op, id, 'otherUnitIds')
}

function kpis(op: Op) {
  return op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('archived_at', 'is', null)
}

async function visibleKpis(op: Op): Promise<KpiRow[]> {
  const rows = await kpis(op).orderBy('created_at').orderBy('id').execute()
  return rows.filter((row) => op.sees(kpiFacts(row)))
}

/** Rows of the named KPIs, seen or not: what a figure rests on counts for everyone (DOMAIN.md 10). */
export async function readKpis(op: Op, ids: string[]): Promise<KpiRow[]> {
  if (ids.length === 0) return []
  return op.db
    .selectFrom('kpi')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .modifyEnd(kept)
    .execute()
}

function refuseBounds({
  floor,
  ceiling,
}: {
  floor?: number | null | undefined
  ceiling?: number | null | undefined
}): void {
  if (floor != null && ceiling != null && floor >= ceiling)
    throw new Refusal('target_shape', {}, [{ field: 'floor', code: 'target_shape' }])
}

/** The name as a slug; where it is taken, with the next number behind it. */
async function freeSlug(op: Op, name: string): Promise<string> {
  // Of two made at once by one name, one waits and takes the next number.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`slug ${op.workspace.id}`}, 0))`.execute(op.db)
  const stem = slugFrom(name).slice(0, 90)
  const rows = await op.db
    .selectFrom('kpi')
    .select('slug')
    .where('workspace_id', '=', op.workspace.id)
    .where('slug', 'like', `${stem.replaceAll('_', '\\_')}%`)
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  return slugFrom(stem, (slug) => taken.has(slug))
}

function refuseTakenSlug(error: unknown): never {
  const isTaken =
    error instanceof Error && 'constraint' in error && error.constraint === 'kpi_workspace_id_slug_key'
  throw isTaken ? new Refusal('slug_taken', {}, [{ field: 'slug', code: 'slug_taken' }]) : error
}
