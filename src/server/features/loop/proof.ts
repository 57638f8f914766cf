// The proof of a key result in words; once its cycle is closed, the one that was decided on.
import type { Contract } from '../../../contract/contract.ts'
import type { ProofView } from '../../../contract/loop.ts'
import { formatNumber } from '../../../core/text/format-number.ts'
import { formatFor } from '../../../i18n/format-for.ts'
import type { Handlers } from '../../doors/router.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { figure, type KpiRow, periodsMessage } from '../kpi/public.ts'
import { type ProofFacts, proofOf, readKeyResult } from '../okr/public.ts'
import { verdictMessage } from './verdict-words.ts'

export const proof: Handlers<Contract['loop']['proof']> = async ({ id }, op) => {
  const facts = await readKeyResult(op, id)
  const now = await proofOf(op, facts)
  if (!facts.kpi || !now) throw new Refusal('proof_needs_kpi')
  // What the KPI was before and after are its values.
  if (facts.kpi.isHidden) throw new Refusal('kpi_hidden')
  const decided = await decidedProof(op, id)
  const shown = decided ? { ...decided.proof, handOver: now.handOver } : now
  return {
    ...shown,
    words: proofWords(op, facts.kpi.row, shown),
    decidedAt: decided?.at.toISOString() ?? null,
    restated: decided !== null && !isSame(decided.proof, now),
    handedOver: await handedOver(op, id, now),
  }
}

async function decidedProof(op: Op, keyResultId: string): Promise<{ proof: ProofFacts; at: Date } | null> {
  const row = await keyResultsInCycles(op)
    .innerJoin('key_result_review as r', (join) =>
      join.onRef('r.workspace_id', '=', 'k.workspace_id').onRef('r.key_result_id', '=', 'k.id'),
    )
    .select(['r.proof', 'r.decided_at'])
    .where('k.id', '=', keyResultId)
    .where('c.state', '=', 'closed')
    .executeTakeFirst()
  return row?.proof ? { proof: row.proof as ProofFacts, at: row.decided_at } : null
}

/** The level that was handed over, and whether the data still say what that rested on. */
async function handedOver(op: Op, keyResultId: string, now: ProofFacts): Promise<ProofView['handedOver']> {
  const row = await op.db
    .selectFrom('hand_over')
    .select(['id', 'from_day', 'target', 'proof', 'created_at'])
    .where('workspace_id', '=', op.workspace.id)
    .where('key_result_id', '=', keyResultId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    from: row.from_day,
    target: row.target as number | null,
    at: row.created_at.toISOString(),
    restated: !isSame(row.proof as ProofFacts, now),
  }
}

/** Whether the data still say what was decided on. */
function isSame(decided: ProofFacts, now: ProofFacts): boolean {
  const figures = ({ verdict, before, after, beforePeriods, afterPeriods, from }: ProofFacts) =>
    JSON.stringify([verdict, before, after, beforePeriods, afterPeriods, from])
  return figures(decided) === figures(now)
}

export function proofWords(op: Op, kpi: KpiRow, proof: ProofFacts): string {
  const show = figure(op, kpi)
  const mean = (value: number | null) => (value === null ? '–' : show(value))
  const periods = (count: number) => op.t(periodsMessage[kpi.frequency as 'week'], { count })
  const parts = [
    op.t(verdictMessage[proof.verdict], {
      before: mean(proof.before),
      after: mean(proof.after),
      beforePeriods: periods(proof.beforePeriods),
      afterPeriods: periods(proof.afterPeriods),
    }),
  ]
  const { date } = formatFor(op.locale, op.workspace.timeZone)
  if (proof.from) parts.push(op.t('words.proof.since', { from: date(proof.from) }))
  if (proof.firstOutside) parts.push(op.t('words.proof.first_outside', { from: date(proof.firstOutside) }))
  if (proof.smallestShift !== null)
    parts.push(op.t('words.proof.smallest_shift', { shift: show(proof.smallestShift) }))
  if (proof.falseRate !== null)
    parts.push(
      op.t('words.proof.false_rate', {
        rate: formatNumber(proof.falseRate * 100, { locale: op.locale, precision: 1, unit: '%' }),
      }),
    )
  if (!proof.trustworthy) parts.push(op.t('words.limits.untrustworthy'))
  return parts.join(' ')
}
