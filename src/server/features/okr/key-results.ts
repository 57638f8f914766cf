// Key results: how we know that we are there. Exactly one measure each.
import type { Contract } from '../../../contract/contract.ts'
import { defaultReading, type KpiReading, readingRefusal } from '../../../core/kpi/reading.ts'
import { type PlanPoint, planRefusals } from '../../../core/okr/expected.ts'
import { isEased, type Measure, measureRefusals } from '../../../core/okr/measure.ts'
import type { Handlers } from '../../doors/router.ts'
import { newId } from '../../platform/ids.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, past } from '../../platform/page.ts'
import { type FieldError, found, Refusal } from '../../platform/refusal.ts'
import { refuseArchived } from '../../platform/refuse-archived.ts'
import { revise } from '../../platform/revise.ts'
import { kpiView, readKpiRow } from '../kpi/public.ts'
import { requireMember } from '../people/public.ts'
import { atInstant } from './as-of.ts'
import { openCycle } from './cycle-row.ts'
import { explainKeyResult } from './explain.ts'
import { type KeyResultFacts, loadKeyResults, storedMeasure } from './figures.ts'
import { forecastBand, forecastWhole } from './forecast.ts'
import { keyResultFacts } from './key-result-facts.ts'
import { keyResultView, keyResultWhole } from './key-result-view.ts'
import { objectiveFacts, readObjective, refuseNegativeWeight } from './objective-row.ts'
import { placeBeside } from './place.ts'
import { keyResultHistory } from './progress-history.ts'
import { freezeForBound, publishKeyResults } from './publish.ts'
import { followSteps } from './steps.ts'

type Binding = { id: string; reading?: KpiReading['kind'] | undefined; n?: number | undefined }

export const keyResultHandlers: Handlers<Omit<Contract['keyResults'], 'decide'>> = {
  list: async ({ limit, cursor, objectiveId, kpiId }, op) => {
    const after = decodeCursor(cursor, 'at', 'id')
    let query = op.db
      .selectFrom('key_result')
      .select(['id', 'created_at'])
      .where('workspace_id', '=', op.workspace.id)
      .where('archived_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
    if (objectiveId) query = query.where('objective_id', '=', objectiveId)
    if (kpiId) query = query.where('kpi_id', '=', kpiId)
    if (after) query = query.where(past(['created_at', 'id'], '>', after))
    const page = pageOf(
      await query.execute(),
      limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => row.id,
    )
    const facts = await loadKeyResults(op, { ids: page.items, figuresOnly: true })
    return {
      items: facts.filter((item) => op.sees(keyResultFacts(item.row))).map(keyResultView),
      nextCursor: page.nextCursor,
    }
  },

  get: async ({ id, asOf }, now) => {
    const op = await atInstant(now, asOf)
    return keyResultWhole(op, await readKeyResult(op, id))
  },

  progress: async ({ id, asOf, ...asked }, now) => {
    const op = await atInstant(now, asOf)
    return { points: await keyResultHistory(op, id, asked) }
  },

  forecasts: async ({ ids }, op) => {
    const facts = await loadKeyResults(op, { ids, sinceStart: true })
    const seen = facts.filter(({ row }) => op.sees(keyResultFacts(row)))
    return { items: seen.map((one) => forecastBand(op, one)) }
  },

  forecast: async ({ id }, op) => forecastWhole(op, await readKeyResult(op, id)),

  create: async (input, op) => {
    const objective = await readObjective(op, input.objectiveId)
    op.authorise('keyResult.create', objectiveFacts(objective))
    const cycle = await openCycle(op, objective.cycle_id)
    refuseArchived(objective)
    refuseNegativeWeight(input.weight)
    for (const field of ['ownerId', 'providerId'] as const)
      if (input[field]) await requireMember(op, input[field], field)
    const measure = storedMeasure(input.measure)
    if (input.kpi) refuseArchived(await readKpiRow(op, input.kpi.id))
    const bound = input.kpi ? await bind(op, input.kpi, measure) : null
    refuseMeasure(bound?.measure ?? measure)
    const dates = { start: input.firstDay ?? cycle.first_day, end: input.lastDay ?? cycle.last_day }
    refuseDates(dates, input.plan ?? null, bound?.measure ?? measure)
    const id = newId()
    await op.db
      .insertInto('key_result')
      .values({
        workspace_id: op.workspace.id,
        id,
        objective_id: objective.id,
        owner_id: input.ownerId ?? objective.owner_id,
        provider_id: input.providerId ?? null,
        title: input.title,
        weight: input.weight ?? 1,
        measure: JSON.stringify(bound?.measure ?? measure),
        ...bindingColumns(bound),
        first_day: input.firstDay ?? null,
        last_day: input.lastDay ?? null,
        plan: input.plan ? JSON.stringify(input.plan) : null,
        created_at: op.now,
      })
      .execute()
    op.record('key_result', id, null, {
      title: input.title,
      objectiveId: objective.id,
      measure: bound?.measure ?? measure,
      kpi: input.kpi ?? null,
    })
    await publishKeyResults(op, { keyResultId: id })
    return keyResultView(await readKeyResult(op, id))
  },

  update: async (input, op) => {
    const row = await lockKeyResult(op, input.id)
    const objective = await readObjective(op, row.objective_id)
    op.authorise(
      'keyResult.edit',
      itemFacts(objective, { ownerIds: [row.owner_id], dataProviderId: row.provider_id }),
    )
    const cycle = await openCycle(op, objective.cycle_id)
    refuseArchived(objective)
    refuseArchived(row, input)
    refuseNegativeWeight(input.weight)
    for (const field of ['ownerId', 'providerId'] as const)
      if (input[field]) await requireMember(op, input[field], field)
    const before = storedMeasure(row.measure)
    const wanted = input.measure ? storedMeasure(input.measure) : before
    const binding = input.kpi === undefined ? storedBinding(row) : input.kpi
    if (input.kpi && input.kpi.id !== row.kpi_id) refuseArchived(await readKpiRow(op, input.kpi.id))
    const bound = binding ? await bind(op, binding, wanted) : null
    const measure = bound?.measure ?? wanted
    refuseMeasure(measure)
    const dates = {
      start: (input.firstDay === undefined ? row.first_day : input.firstDay) ?? cycle.first_day,
      end: (input.lastDay === undefined ? row.last_day : input.lastDay) ?? cycle.last_day,
    }
    // A plan that stays must still fit the dates and the measure that change.
    const plan = input.plan === undefined ? (row.plan as PlanPoint[] | null) : input.plan
    const movesPlan =
      input.plan || input.measure || input.firstDay !== undefined || input.lastDay !== undefined
    refuseDates(dates, movesPlan ? plan : null, measure)
    const eased = isEased(before, measure)
    if (eased && !input.easedBecause?.trim())
      throw new Refusal('easing_needs_reason', {}, [{ field: 'easedBecause', code: 'easing_needs_reason' }])
    const original = before.kind === 'reach' ? (row.original_target ?? before.target) : null
    await revise(op, 'key_result', { kind: 'key_result', id: row.id, key: { id: row.id } }, row, {
      title: input.title,
      weight: input.weight,
      owner_id: input.ownerId,
      provider_id: input.providerId,
      measure: input.measure || input.kpi !== undefined ? measure : undefined,
      ...(input.kpi === undefined ? {} : bindingColumns(bound)),
      first_day: input.firstDay,
      last_day: input.lastDay,
      plan: input.plan,
      ...(eased
        ? {
            original_target: original,
            original_measure: row.original_measure ?? before,
            eased_because: input.easedBecause,
          }
        : {}),
      archived_at:
        input.archived === undefined ? undefined : input.archived ? (row.archived_at ?? op.now) : null,
    })
    if (input.archived === false) await publishKeyResults(op, { keyResultId: row.id })
    if (input.kpi) await freezeForBound(op, row.id)
    if (before.kind === 'milestones' && measure.kind === 'milestones')
      await followSteps(op, row.id, before.steps, measure.steps)
    if (input.archived) return { ...keyResultView(found(await onlyOne(op, row.id, true))) }
    return keyResultView(await readKeyResult(op, row.id))
  },

  move: async ({ id, ...beside }, op) => {
    const row = await lockKeyResult(op, id)
    const objective = await readObjective(op, row.objective_id)
    op.authorise('objective.edit', objectiveFacts(objective))
    await openCycle(op, objective.cycle_id)
    refuseArchived(objective)
    refuseArchived(row)
    const position = await placeBeside(op, 'key_result', id, beside, row.objective_id)
    await revise(op, 'key_result', { kind: 'key_result', id, key: { id } }, row, { position })
    return keyResultView(await readKeyResult(op, id))
  },

  explain: async ({ id, asOf }, now) => {
    const op = await atInstant(now, asOf)
    return explainKeyResult(op, await readKeyResult(op, id))
  },
}

/** The key result with its figures, for whoever may see its objective. */
export async function readKeyResult(op: Op, id: string): Promise<KeyResultFacts> {
  const facts = found(await onlyOne(op, id))
  return found(op.sees(keyResultFacts(facts.row)) ? facts : undefined)
}

async function onlyOne(op: Op, id: string, archivedToo = false): Promise<KeyResultFacts | undefined> {
  return (await loadKeyResults(op, { ids: [id], archivedToo }))[0]
}

export async function lockKeyResult(op: Op, id: string) {
  const query = op.db
    .selectFrom('key_result')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('id', '=', id)
  return found(await query.forUpdate().executeTakeFirst())
}

type Bound = { measure: Measure; id: string; reading: KpiReading }

/** The unit of a bound key result is the KPI's; its reading must fit the KPI. */
async function bind(op: Op, binding: Binding, measure: Measure): Promise<Bound> {
  const kpi = kpiView(await readKpiRow(op, binding.id))
  if (measure.kind === 'milestones')
    throw new Refusal('binding_needs_value', {}, [{ field: 'kpi', code: 'binding_needs_value' }])
  const usual = defaultReading(kpi.frequency)
  const n = binding.n ?? (usual.kind === 'mean' ? usual.n : 1)
  const kind = binding.reading ?? 'mean'
  const reading: KpiReading = kind === 'mean' ? { kind, n } : { kind }
  if (readingRefusal(reading, kpi.aggregation))
    throw new Refusal('reading_needs_flow', {}, [{ field: 'kpi.reading', code: 'reading_needs_flow' }])
  return { id: kpi.id, reading, measure: { ...measure, unit: kpi.unit } }
}

function bindingColumns(bound: Bound | null) {
  return {
    kpi_id: bound?.id ?? null,
    reading: bound?.reading.kind ?? null,
    reading_n: bound?.reading.kind === 'mean' ? bound.reading.n : null,
  }
}

function storedBinding(row: {
  kpi_id: string | null
  reading: string | null
  reading_n: number | null
}): Binding | null {
  return row.kpi_id
    ? { id: row.kpi_id, reading: row.reading as KpiReading['kind'], n: row.reading_n ?? undefined }
    : null
}

function refuseMeasure(measure: Measure): void {
  refuseFields(measureRefusals(measure).map((refusal) => ({ ...refusal, field: `measure.${refusal.field}` })))
}

function refuseDates(
  dates: { start: string; end: string },
  plan: { date: string; value: number }[] | null,
  measure: Measure,
): void {
  if (dates.start > dates.end)
    throw new Refusal('dates_reversed', {}, [{ field: 'lastDay', code: 'dates_reversed' }])
  if (plan && measure.kind === 'reach') refuseFields(planRefusals(plan, measure, dates))
}

function refuseFields(errors: FieldError[]): void {
  if (errors.length > 0)
    throw new Refusal('measure_invalid', { fields: errors.map(({ field }) => field).join(', ') }, errors)
}
