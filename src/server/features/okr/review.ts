// Review: the proposed score, what the owner makes of it, the reflection and the decision (DOMAIN.md 8).
import type { Contract } from '../../../contract/contract.ts'
import type { ReviewView } from '../../../contract/okr.ts'
import { unresolvedObjectives } from '../../../core/okr/cycle.ts'
import { proposedKeyResultScore, proposedObjectiveScore, scoreBand } from '../../../core/okr/score.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { type CycleRow, cycleView, readCycle } from './cycle-row.ts'
import type { KeyResultFacts } from './figures.ts'
import { keyResultView } from './key-result-view.ts'
import { evidenceOf, loadEvidence, noEvidence, type ObjectiveEvidence } from './objective-figures.ts'
import { type ObjectiveRow, objectiveFacts, objectives } from './objective-row.ts'
import { objectiveView } from './objective-view.ts'

type Changes = Parameters<Handlers<Contract['objectives']>['review']>[0]

export async function cycleReview(op: Op, cycle: CycleRow) {
  const all = await objectivesOf(op, cycle.id)
  const visible = all.filter((row) => op.sees(objectiveFacts(row)))
  const evidence = await loadEvidence(op, visible)
  const reviews = await readReviews(
    op,
    visible.map((row) => row.id),
  )
  const blocking = unresolved(visible, reviews)
  return {
    cycle: cycleView(cycle),
    items: visible.map((row) => reviewView(op, row, evidence.get(row.id) ?? noEvidence, reviews.get(row.id))),
    blocking: blocking.map(({ id, title }) => ({ id, title })),
  }
}

export async function reviewObjective(op: Op, row: ObjectiveRow, input: Changes): Promise<ReviewView> {
  const cycle = await readCycle(op, row.cycle_id)
  if (cycle.state !== 'review')
    throw new Refusal(cycle.state === 'closed' ? 'cycle_closed' : 'cycle_not_in_review')
  const evidence = await evidenceOf(op, row)
  await op.db
    .insertInto('objective_review')
    .values({ workspace_id: op.workspace.id, objective_id: row.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const query = op.db
    .selectFrom('objective_review')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('objective_id', '=', row.id)
  const stored = await query.forUpdate().executeTakeFirstOrThrow()
  refuseUnreasonedScore(input, stored, proposedScore(evidence.keyResults))
  await revise(
    op,
    'objective_review',
    { kind: 'objective', id: row.id, key: { objective_id: row.id } },
    stored,
    {
      score: input.score,
      score_reason: input.scoreReason,
      worked: input.worked,
      did_not: input.didNot,
      learned: input.learned,
      decision: input.decision,
      decided_at: input.decision === undefined && input.score === undefined ? undefined : op.now,
    },
  )
  return reviewView(op, row, evidence, await query.executeTakeFirst())
}

/** A score other than the proposed one asks for a reason. */
function refuseUnreasonedScore(
  input: Changes,
  stored: { score_reason: string },
  proposed: number | null,
): void {
  const reason = input.scoreReason ?? stored.score_reason
  if (input.score != null && input.score !== proposed && reason.trim() === '')
    throw new Refusal('score_needs_reason', {}, [{ field: 'scoreReason', code: 'score_needs_reason' }])
}

export function proposedScore(keyResults: readonly KeyResultFacts[]): number | null {
  return proposedObjectiveScore(
    keyResults.map(({ row, state }) => ({
      score: row.score ?? proposedKeyResultScore(state.progress),
      weight: row.weight,
    })),
  )
}

/** The objectives of a cycle that count: those not archived. */
export function objectivesOf(op: Op, cycleId: string): Promise<ObjectiveRow[]> {
  return objectives(op)
    .where('cycle_id', '=', cycleId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export type ReviewRow = Awaited<ReturnType<typeof queryReviews>>[number]

export async function readReviews(op: Op, ids: string[]): Promise<Map<string, ReviewRow>> {
  if (ids.length === 0) return new Map()
  return new Map((await queryReviews(op, ids)).map((row) => [row.objective_id, row]))
}

function queryReviews(op: Op, ids: string[]) {
  return op.db
    .selectFrom('objective_review')
    .selectAll()
    .where('workspace_id', '=', op.workspace.id)
    .where('objective_id', 'in', ids)
    .execute()
}

/** The objectives that keep the cycle from closing: those with neither score nor decision. */
export function unresolved(objectives: ObjectiveRow[], reviews: Map<string, ReviewRow>) {
  return unresolvedObjectives(
    objectives.map(({ id, title }) => ({
      id,
      title,
      score: reviews.get(id)?.score ?? null,
      decision: reviews.get(id)?.decision ?? null,
    })),
  )
}

function reviewView(
  op: Op,
  row: ObjectiveRow,
  evidence: ObjectiveEvidence,
  review: ReviewRow | undefined,
): ReviewView {
  const { keyResults } = evidence
  const proposed = review?.proposed_score ?? proposedScore(keyResults)
  const score = review?.score ?? null
  const shown = score ?? proposed
  return {
    objective: objectiveView(op, row, evidence),
    keyResults: keyResults.map((facts) => ({
      ...keyResultView(facts),
      score: facts.row.score ?? proposedKeyResultScore(facts.state.progress),
    })),
    proposedScore: proposed,
    score,
    band: shown === null ? null : scoreBand(shown, row.ambition as 'aspirational'),
    scoreReason: review?.score_reason ?? '',
    worked: review?.worked ?? '',
    didNot: review?.did_not ?? '',
    learned: review?.learned ?? '',
    decision: (review?.decision ?? null) as ReviewView['decision'],
    decidedAt: review?.decided_at?.toISOString() ?? null,
    version: review?.version ?? 1,
  }
}
