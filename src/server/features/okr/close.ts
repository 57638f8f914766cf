// Closing a cycle: scores and proofs are kept on the numbers of that day and never restated.
import { sql } from 'kysely'
import { proposedItemScore } from '../../../core/okr/score.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { objectivesOf } from './cycle-objectives.ts'
import { loadEvidence, noEvidence } from './objective-figures.ts'
import { proofOf } from './proof.ts'
import { proposedScore, readReviews, unresolved } from './review.ts'

export async function refuseUndecided(op: Op, cycleId: string): Promise<void> {
  const objectives = await objectivesOf(op, cycleId)
  const blocking = unresolved(
    objectives,
    await readReviews(
      op,
      objectives.map((row) => row.id),
    ),
  )
  if (blocking.length === 0) return
  const titles = blocking.map(({ title }) => `“${title}”`).join(', ')
  throw new Refusal(
    'cycle_not_decided',
    { titles },
    blocking.map(({ id, title }) => ({ field: id, code: 'cycle_not_decided', message: title })),
  )
}

/** Keeps each key result's score and proof, and each objective's score: the owner's, or else the proposed one. */
export async function closeCycle(op: Op, cycleId: string): Promise<void> {
  const objectives = await objectivesOf(op, cycleId)
  const evidence = await loadEvidence(op, objectives)
  const keyResults = objectives.flatMap(({ id }) => evidence.get(id)?.keyResults ?? [])
  for (const facts of keyResults) {
    const { row, state } = facts
    const proof = row.kpi_id ? await proofOf(op, facts) : null
    const decided = {
      score: proposedItemScore(state.progress),
      progress: state.progress,
      current: state.current,
      proof: proof ? JSON.stringify(proof) : null,
      decided_at: op.now,
    }
    await op.db
      .insertInto('key_result_review')
      .values({ workspace_id: op.workspace.id, key_result_id: row.id, ...decided })
      .execute()
    op.record('key_result', row.id, null, { score: decided.score, verdict: proof?.verdict ?? null })
  }
  const reviews = await readReviews(
    op,
    objectives.map((row) => row.id),
  )
  for (const { id } of objectives) {
    const proposed_score = proposedScore(evidence.get(id) ?? noEvidence(op))
    const score = reviews.get(id)?.score ?? proposed_score
    await op.db
      .updateTable('objective_review')
      .set({ proposed_score, score, decided_at: op.now })
      .where('workspace_id', '=', op.workspace.id)
      .where('objective_id', '=', id)
      .execute()
    op.record('objective', id, null, { score })
  }
}

/** A cycle that is reopened is decided anew: what the close wrote goes, what the owner said of a score stays. */
export async function reopenCycle(op: Op, cycleId: string): Promise<void> {
  const ids = (await objectivesOf(op, cycleId)).map((row) => row.id)
  if (ids.length === 0) return
  await op.db
    .deleteFrom('key_result_review as r')
    .using('key_result as k')
    .whereRef('k.workspace_id', '=', 'r.workspace_id')
    .whereRef('k.id', '=', 'r.key_result_id')
    .where('r.workspace_id', '=', op.workspace.id)
    .where('k.objective_id', 'in', ids)
    .execute()
  await op.db
    .updateTable('objective_review')
    .set({ proposed_score: null, score: sql`nullif(score, proposed_score)` })
    .where('workspace_id', '=', op.workspace.id)
    .where('objective_id', 'in', ids)
    .execute()
}
