// Calibration: what was said halfway of key results that are closed by now, against their scores (DOMAIN.md 7.3).
import { sql } from 'kysely'
import type { Contract } from '../../../contract/contract.ts'
import { calibrationOf, ENOUGH_CLOSED, middleThird } from '../../../core/loop/calibration.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import type { Handlers } from '../../doors/router.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'

export const calibrationHandlers: Handlers<Contract['calibration']> = {
  get: async ({ scope }, op) => {
    const said = await lastSaidHalfway(op)
    // One's own is what one said oneself, of whosever key result it was.
    const ofScope = scope === 'me' ? said.filter(({ saidBy }) => saidBy === op.actor.memberId) : said
    const { counted, missing, bins, ...means } = calibrationOf(ofScope)
    const isEnough = missing === 0
    return {
      scope,
      counted,
      missing,
      needed: ENOUGH_CLOSED,
      bins: isEnough ? bins : null,
      said: isEnough ? means.said : null,
      reached: isEnough ? means.reached : null,
      words: isEnough
        ? words(op, counted, means)
        : op.t('hindsight.calibration.missing', { missing, counted, needed: ENOUGH_CLOSED }),
      explain: op.t('hindsight.calibration.explain'),
    }
  },
}

function words(op: Op, counted: number, { said, reached }: { said: number | null; reached: number | null }) {
  const [saidShare, reachedShare] = [said ?? 0, reached ?? 0]
  const points = Math.round(Math.abs(saidShare - reachedShare) * 100)
  const facts = {
    counted,
    said: formatNumber(saidShare * 10, { locale: op.locale, precision: 1 }),
    reached: formatNumber(reachedShare * 100, { locale: op.locale, precision: 0, unit: '%' }),
    points,
  }
  if (points === 0) return op.t('hindsight.calibration.even', facts)
  return op.t(saidShare > reachedShare ? 'hindsight.calibration.above' : 'hindsight.calibration.below', facts)
}

/** Of each closed key result with a score: the last confidence stated in the middle third of its time. */
async function lastSaidHalfway(op: Op) {
  const rows = await keyResultsInCycles(op)
    .innerJoin('key_result_review as s', (join) =>
      join.onRef('s.workspace_id', '=', 'k.workspace_id').onRef('s.key_result_id', '=', 'k.id'),
    )
    .select(['k.id', 'k.first_day', 'k.last_day', 's.score'])
    .select(['c.first_day as cycle_first_day', 'c.last_day as cycle_last_day'])
    .where('c.state', '=', 'closed')
    .where('k.archived_at', 'is', null)
    .where('o.archived_at', 'is', null)
    .where('s.score', 'is not', null)
    .execute()
  const closed = rows.flatMap((row) => {
    const start = row.first_day ?? row.cycle_first_day
    const middle = middleThird({ start, end: row.last_day ?? row.cycle_last_day })
    return middle === null ? [] : [{ id: row.id, score: row.score ?? 0, middle }]
  })
  if (closed.length === 0) return []
  const scores = new Map(closed.map(({ id, score }) => [id, score]))
  const { rows: stated } = await sql<{ id: string; confidence: number; recorded_by: string }>`
    select asked.id, last.confidence, last.recorded_by
    from unnest(${closed.map(({ id }) => id)}::uuid[], ${closed.map(({ middle }) => middle.start)}::date[],
      ${closed.map(({ middle }) => middle.end)}::date[]) as asked(id, first, last)
    cross join lateral (
      select confidence, recorded_by from check_in
      where workspace_id = ${op.workspace.id} and key_result_id = asked.id and superseded_at is null
        and confidence is not null and on_date between asked.first and asked.last
      order by on_date desc limit 1
    ) last`.execute(op.db)
  return stated.map(({ id, confidence, recorded_by }) => ({
    confidence,
    score: scores.get(id) ?? 0,
    saidBy: recorded_by,
  }))
}
