// Bets: what was done and what it was expected to bring, judged by the test of the proof around its date (DOMAIN.md 7.3).
import type { Contract } from '../../../contract/contract.ts'
import type { BetView } from '../../../contract/loop.ts'
import { falseImprovedRate } from '../../../core/kpi/false-alarms.ts'
import { betOutcome, inseparableBets } from '../../../core/loop/bet.ts'
import type { Proof } from '../../../core/loop/proof.ts'
import type { Handlers } from '../../doors/router.ts'
import { itemFacts } from '../../platform/item-facts.ts'
import { keyResultsInCycles } from '../../platform/key-results-in-cycles.ts'
import type { Op } from '../../platform/operation-context.ts'
import {
  behaviourOptions,
  corePhases,
  figure,
  type KpiRow,
  periodsMessage,
  readBehaviour,
  readKpiRow,
} from '../kpi/public.ts'
import { verdictMessage } from './verdict-words.ts'

export const bets: Handlers<Contract['loop']['bets']> = async ({ id }, op) => {
  const kpi = await readKpiRow(op, id)
  const rows = await doneBets(op, id)
  const [read] = rows.length === 0 ? [] : await readBehaviour(op, [kpi])
  if (!read) return { items: [] }
  const { periods } = read
  const phases = corePhases(kpi, read.phases)
  const options = behaviourOptions(kpi, null)
  const all = rows.map((row) => ({ id: row.id, doneOn: row.done_on, lag: row.lag }))
  const groups = inseparableBets(periods, all)
  const titles = new Map(rows.map((row) => [row.id, seen(op, row) ? row.title : '']))
  const items = rows
    .filter((row) => seen(op, row))
    .map((row): BetView => {
      const bet = { id: row.id, doneOn: row.done_on, lag: row.lag }
      const outcome = betOutcome(periods, phases, bet, options)
      const others = (groups.find((group) => group.includes(row.id)) ?? []).filter(
        (other) => other !== row.id,
      )
      const isMet = metBy(row.effect, outcome)
      const facts = {
        initiativeId: row.id,
        title: row.title,
        objectiveId: row.objective_id,
        keyResultId: row.key_result_id,
        doneOn: row.done_on,
        effect: row.effect,
        lag: row.lag,
        verdict: outcome?.verdict ?? null,
        before: outcome?.before.mean ?? null,
        beforePeriods: outcome?.before.periods ?? 0,
        after: outcome?.after.mean ?? null,
        afterPeriods: outcome?.after.periods ?? 0,
        difference: outcome?.difference ?? null,
        from: outcome?.from ?? null,
        isMet,
        trustworthy: outcome?.trustworthy ?? true,
        falseRate:
          outcome?.verdict === 'improved'
            ? falseImprovedRate(options.ruleSet, outcome.before.periods, outcome.after.periods)
            : null,
        inseparable: others.map((other) => ({ initiativeId: other, title: titles.get(other) ?? '' })),
      }
      return { ...facts, words: betWords(op, kpi, facts) }
    })
  return { items }
}

/** Whether the difference is as large as was expected, on the side that was expected. Null until it is judged. */
function metBy(effect: number, outcome: Proof | null): boolean | null {
  const difference = outcome?.difference ?? null
  if (difference === null || outcome?.verdict === 'too_early') return null
  return effect < 0 ? difference <= effect : difference >= effect
}

type DoneBet = Awaited<ReturnType<typeof doneBets>>[number]

async function doneBets(op: Op, kpiId: string) {
  const rows = await keyResultsInCycles(op)
    .innerJoin('initiative_key_result as l', (join) =>
      join.onRef('l.workspace_id', '=', 'k.workspace_id').onRef('l.key_result_id', '=', 'k.id'),
    )
    .innerJoin('initiative as i', (join) =>
      join.onRef('i.workspace_id', '=', 'l.workspace_id').onRef('i.id', '=', 'l.initiative_id'),
    )
    .select(['i.id', 'i.title', 'i.done_on', 'i.bet', 'k.id as key_result_id', 'k.objective_id'])
    .select(['o.owner_id', 'o.unit_id', 'o.visibility', 'o.visible_to'])
    .where('k.kpi_id', '=', kpiId)
    .where('i.done_on', 'is not', null)
    .where('i.bet', 'is not', null)
    .where('i.archived_at', 'is', null)
    .orderBy('i.done_on')
    .orderBy('i.id')
    .execute()
  return rows.flatMap(({ bet, done_on, ...row }) => {
    const { keyResultId, effect, lag } = bet as { keyResultId: string; effect: number; lag: number }
    return keyResultId === row.key_result_id && done_on !== null ? [{ ...row, done_on, effect, lag }] : []
  })
}

const seen = (op: Op, row: DoneBet) => op.sees(itemFacts(row))

function betWords(op: Op, kpi: KpiRow, bet: Omit<BetView, 'words'>): string {
  const show = figure(op, kpi)
  const signed = (value: number) => (value > 0 ? `+${show(value)}` : show(value))
  const periods = (count: number) => op.t(periodsMessage[kpi.frequency as 'week'], { count })
  const mean = (value: number | null) => (value === null ? '–' : show(value))
  const parts = [op.t('words.bet.expected', { effect: signed(bet.effect), lag: periods(bet.lag) })]
  if (bet.verdict === null) parts.push(op.t('words.bet.waiting'))
  else
    parts.push(
      op.t(verdictMessage[bet.verdict], {
        before: mean(bet.before),
        after: mean(bet.after),
        beforePeriods: periods(bet.beforePeriods),
        afterPeriods: periods(bet.afterPeriods),
      }),
    )
  if (bet.isMet !== null && bet.difference !== null)
    parts.push(
      op.t(bet.isMet ? 'words.bet.met' : 'words.bet.not_met', { difference: signed(bet.difference) }),
    )
  if (bet.inseparable.length > 0)
    parts.push(
      op.t('words.bet.inseparable', {
        titles: bet.inseparable
          .map(({ title }) => (title === '' ? op.t('words.bet.hidden') : `“${title}”`))
          .join(', '),
      }),
    )
  if (bet.verdict !== null && bet.verdict !== 'too_early') parts.push(op.t('words.bet.limits'))
  if (!bet.trustworthy) parts.push(op.t('words.limits.untrustworthy'))
  return parts.join(' ')
}
