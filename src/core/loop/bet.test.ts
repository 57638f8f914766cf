import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '../calendar/iso-date.ts'
import type { Period, Phase } from '../kpi/types.ts'
import { betOutcome, inseparableBets } from './bet.ts'
import type { ProofOptions } from './proof.ts'

const weekOf = (number: number): IsoDate => addDays('2026-01-05', 7 * (number - 1))

/** Weeks 1, 2, … of 2026, from Monday 5 January. */
function weeks(values: readonly (number | null)[]): Period[] {
  return values.map((value, index) => {
    const start = weekOf(index + 1)
    return { start, end: addDays(start, 6), value, provisional: false }
  })
}

const options: ProofOptions = { ruleSet: 'wheeler', limitMethod: 'mean', direction: 'up' }
const whole: Phase = { id: 'p1', start: weekOf(1), baseline: { first: 24 } }

describe('bets', () => {
  const base = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 11 : 9))
  const after = [10, 9, 16, 17, 16, 17]
  const periods = weeks([...base, ...after])
  const doneOn = addDays(weekOf(13), 2)

  test('the periods after the lag are held against those that ended before it was done', () => {
    const outcome = betOutcome(periods, [whole], { id: 'a', doneOn, lag: 1 }, options)
    expect(outcome).toMatchObject({
      verdict: 'improved',
      before: { mean: 10, periods: 12 },
      after: { mean: 16.5, periods: 4 },
      from: weekOf(15),
    })
  })

  test('nothing is said until the lag has passed', () => {
    expect(betOutcome(periods, [whole], { id: 'a', doneOn, lag: 5 }, options)).toBeNull()
    expect(betOutcome(periods, [whole], { id: 'a', doneOn, lag: 4 }, options)?.after.periods).toBe(1)
  })

  test('bets that fall due within eight periods of each other cannot be told apart', () => {
    const bet = (id: string, week: number, lag = 0) => ({ id, doneOn: weekOf(week), lag })
    expect(inseparableBets(periods, [bet('a', 1), bet('b', 9), bet('c', 16), bet('d', 1, 9)])).toEqual([
      ['b', 'd', 'c'],
    ])
    expect(inseparableBets(periods, [bet('a', 1), bet('b', 9)])).toEqual([])
  })
})
