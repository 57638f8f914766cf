// Initiatives are bets: the test of the proof around the day an initiative was done (DOMAIN.md section 7.3).
import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import { partOf } from '../kpi/phase.ts'
import type { Period, Phase } from '../kpi/types.ts'
import { ENOUGH_PERIODS } from './level-change.ts'
import { changeProof, type Proof, type ProofOptions } from './proof.ts'

/** An initiative that is done, and how many periods later it expects its effect. */
export type DoneBet = { id: string; doneOn: IsoDate; lag: number }

/**
 * Whether anything changed: the closed periods that start after the initiative was done and its lag, held
 * against those that ended before it was done. Null until the lag has passed. Periods and phases come oldest
 * first.
 */
export function betOutcome(
  periods: readonly Period[],
  phases: readonly Phase[],
  bet: DoneBet,
  options: ProofOptions,
): Proof | null {
  const after = periodsAfter(periods, bet).filter((period) => partOf(period) !== null)
  return after.length === 0 ? null : changeProof(periods, phases, addDays(bet.doneOn, -1), after, options)
}

/**
 * Bets on one KPI that cannot be told apart, as groups of ids: their effects were due within so few periods of
 * each other that no signal could have come between. Those not yet due are left out.
 */
export function inseparableBets(periods: readonly Period[], bets: readonly DoneBet[]): string[][] {
  const due = bets
    .map((bet) => ({ id: bet.id, from: periods.length - periodsAfter(periods, bet).length }))
    .filter(({ from }) => from < periods.length)
    .sort((a, b) => a.from - b.from)
  const groups: (typeof due)[] = []
  for (const bet of due) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && bet.from - last.from < ENOUGH_PERIODS) group.push(bet)
    else groups.push([bet])
  }
  return groups.filter(({ length }) => length > 1).map((group) => group.map(({ id }) => id))
}

function periodsAfter(periods: readonly Period[], { doneOn, lag }: DoneBet): readonly Period[] {
  return periods.filter(({ start }) => start > doneOn).slice(lag)
}
