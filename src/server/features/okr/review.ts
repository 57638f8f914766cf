// Review: the proposed score, what the owner makes of it, the reflection and the decision (DOMAIN.md 8).
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import type { ReviewView } from '../../../contract/okr.ts'
import { unresolvedObjectives } from '../../../core/okr/cycle.ts'
import type { Ambition } from '../../../core/okr/rollup.ts'
import {
  proposedItemScore,
  proposedObjectiveScore,
  scoreBand,
  summariseScores,
} from '../../../core/okr/score.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { revise } from '../../platform/revise.ts'
import { objectivesOf } from './cycle-objectives.ts'
import { type CycleRow, cycleView, readCycle } from './cycle-row.ts'
import type { KeyResultFacts } from './figures.ts'
import { keyResultDecisions } from './key-result-decision.ts'
import { keyResultView } from './key-result-view.ts'
import { evidenceOf, loadEvidence, noEvidence, type ObjectiveEvidence } from './objective-figures.ts'
import { type ObjectiveRow, objectiveFacts, objectives } from './objective-row.ts'
import { objectiveView } from './objective-view.ts'
import { settingsOf } from './settings.ts'

type Changes = Parameters<Handlers<Contract['objectives']>['review']>[0]

export async function cycleReview(op: Op, cycle: CycleRow) {
  const all = await objectivesOf(op, cycle.id)
  const visible = all.filter((row) => op.sees(objectiveFacts(row)))
  const items = await reviewViews(op, visible, await loadEvidence(op, visible))
  const reviews = await readReviews(
    op,
    all.map((row) => row.id),
  )
  const blocking = unresolved(visible, reviews)
  return {
    cycle: cycleView(cycle),
    items,
    blocking: blocking.map(({ id, title }) => ({ id, title })),
    summary: scoreSummaries(op, cycle, all, reviews),
  }
}

/** One figure for everyone: objectives that the reader cannot see have counted. */
function scoreSummaries(op: Op, cycle: CycleRow, all: ObjectiveRow[], reviews: Map<string, ReviewRow>) {
  const scored = all.map((row) => ({
    score: reviews.get(row.id)?.score ?? null,
    weight: row.weight,
    ambition: row.ambition as Ambition,
  }))
  return summariseScores(scored, settingsOf(op, cycle.settings).bands)
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
  refuseUnreasonedScore(input, stored, proposedScore(evidence))
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
  const [view] = await reviewViews(op, [row], new Map([[row.id, evidence]]))
  return found(view)
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

/** By what was decided of each key result, or else today's figures. */
export function proposedScore(evidence: ObjectiveEvidence): number | null {
  return scoreOf(evidence, ({ row, state }) => row.score ?? proposedItemScore(state.progress))
}

/** Objectives that it counts are items like its key results, each by its own weight (DOMAIN.md 3 and 8). */
function scoreOf(
  { keyResults, counted }: ObjectiveEvidence,
  scoreOfKeyResult: (facts: KeyResultFacts) => number | null,
): number | null {
  return proposedObjectiveScore([
    ...keyResults.map((facts) => ({ score: scoreOfKeyResult(facts), weight: facts.row.weight })),
    ...counted.map(({ progress, weight = 1 }) => ({ score: proposedItemScore(progress), weight })),
  ])
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

/** Any number of objectives in review: as many statements for a hundred as for one. */
async function reviewViews(
  op: Op,
  rows: readonly ObjectiveRow[],
  evidence: Map<string, ObjectiveEvidence>,
): Promise<ReviewView[]> {
  const ids = rows.map((row) => row.id)
  const reviews = await readReviews(op, ids)
  const keyResultIds = [...evidence.values()].flatMap(({ keyResults }) => keyResults.map(({ row }) => row.id))
  const decisions = await keyResultDecisions(op, keyResultIds)
  const copies = await copiesOf(op, ids, keyResultIds)
  return rows.map((row) => {
    const ofThis = evidence.get(row.id) ?? noEvidence(op)
    const { keyResults, settings } = ofThis
    const review = reviews.get(row.id)
    const scoreNow = scoreOf(ofThis, ({ state }) => proposedItemScore(state.progress))
    const proposed = review?.proposed_score ?? scoreNow
    const score = review?.score ?? null
    const shown = score ?? proposed
    return {
      objective: objectiveView(row, ofThis),
      keyResults: keyResults.map((facts) => ({
        ...keyResultEnding(facts),
        decision: (decisions.get(facts.row.id) ?? null) as ReviewView['decision'],
        carriedTo: copies.keyResults.get(facts.row.id) ?? [],
      })),
      proposedScore: proposed,
      scoreNow,
      restated: review?.proposed_score != null && review.proposed_score !== scoreNow,
      carriedTo: copies.objectives.get(row.id) ?? [],
      score,
      band: shown === null ? null : scoreBand(shown, row.ambition as Ambition, settings.bands),
      scoreReason: review?.score_reason ?? '',
      worked: review?.worked ?? '',
      didNot: review?.did_not ?? '',
      learned: review?.learned ?? '',
      decision: (review?.decision ?? null) as ReviewView['decision'],
      decidedAt: review?.decided_at?.toISOString() ?? null,
      version: review?.version ?? 1,
    }
  })
}

/** What was decided on stands; what the figures say today stands beside it. */
function keyResultEnding(facts: KeyResultFacts) {
  const { row, state } = facts
  const scoreNow = proposedItemScore(state.progress)
  const closed = row.closed_at && {
    score: row.score,
    progress: row.closed_progress,
    current: row.closed_current,
    at: row.closed_at.toISOString(),
  }
  return {
    ...keyResultView(facts),
    score: closed ? row.score : scoreNow,
    scoreNow,
    closed,
    restated: closed !== null && (closed.progress !== state.progress || closed.current !== state.current),
  }
}

/** Where these were carried over to, as far as the reader may see it. */
async function copiesOf(op: Op, objectiveIds: string[], keyResultIds: string[]) {
  const rows =
    objectiveIds.length === 0
      ? []
      : await objectives(op)
          .where(sql<boolean>`carried_from = any(${objectiveIds}::uuid[])`)
          .where('archived_at', 'is', null)
          .orderBy('id')
          .execute()
  const seen = rows.filter((row) => op.sees(objectiveFacts(row)))
  const copied =
    seen.length === 0
      ? []
      : await op.db
          .selectFrom('key_result')
          .select(['id', 'objective_id', 'carried_from'])
          .where('workspace_id', '=', op.workspace.id)
          .where(sql<boolean>`carried_from = any(${keyResultIds}::uuid[])`)
          .where('archived_at', 'is', null)
          .orderBy('id')
          .execute()
  const shown = copied.filter((row) => seen.some(({ id }) => id === row.objective_id))
  return {
    objectives: mapGroups(seen, ({ id, cycle_id, title }) => ({ id, cycleId: cycle_id, title })),
    keyResults: mapGroups(shown, ({ id, objective_id }) => ({ id, objectiveId: objective_id })),
  }
}

function mapGroups<R extends { carried_from: string | null }, T>(rows: R[], view: (row: R) => T) {
  const groups = Map.groupBy(rows, (row) => row.carried_from ?? '')
  return new Map([...groups].map(([from, members]) => [from, members.map(view)]))
}
