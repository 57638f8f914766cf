// Makes everything that a draft plans, in order. What a refused attempt has made already is not made again.
import type { OkrDraftView } from '../../../contract/loop.ts'
import { client } from '../../app/client.ts'
import type { DraftPlan } from './draft-fields.ts'

/** What exists so far; kept between attempts. */
export type Made = {
  cycleId?: string
  objectiveId?: string
  keyResultId?: string
  guardrailId?: string
  initiatives: number
}

/** Answers with the objective's id. The cycle starts last, so that nothing half made is published. */
export async function publishDraft(
  plan: DraftPlan,
  draft: OkrDraftView,
  kpiId: string,
  made: Made,
): Promise<string> {
  made.cycleId ??=
    'id' in plan.cycle ? plan.cycle.id : (await client.cycles.create({ ...plan.cycle, kind: 'custom' })).id
  made.objectiveId ??= (
    await client.objectives.create({
      title: plan.objective,
      cycleId: made.cycleId,
      unitId: draft.objective.unitId,
      fromKpiId: kpiId,
    })
  ).id
  const { objectiveId } = made
  made.keyResultId ??= (await client.keyResults.create({ objectiveId, ...measured(plan) })).id
  if (plan.guardrail)
    made.guardrailId ??= (await client.keyResults.create({ objectiveId, ...plan.guardrail })).id
  for (const title of plan.initiatives.slice(made.initiatives)) {
    await client.initiatives.create({ title, objectiveId, keyResultIds: [made.keyResultId] })
    made.initiatives++
  }
  if (plan.isActivating) await activate(made.cycleId)
  return objectiveId
}

function measured({ keyResult: { title, measure, kpi } }: DraftPlan) {
  const { id, reading, n } = kpi
  return { title, measure, kpi: { id, reading, ...(n === null ? {} : { n }) } }
}

async function activate(id: string): Promise<void> {
  const cycle = await client.cycles.get({ id })
  if (cycle.state === 'draft') await client.cycles.update({ id, state: 'active' })
}
