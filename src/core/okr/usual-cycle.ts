// Which cycle is spoken of where nobody names one (DOMAIN.md section 2).
import type { DateRange, IsoDate } from '../calendar/iso-date.ts'
import type { CycleState } from './cycle.ts'

/**
 * The cycle that a page speaks of where none is named: the active one that holds today, the shortest of them; else any
 * active one, else the first of the list, which is the newest.
 */
export function usualCycle<Cycle extends DateRange & { state: CycleState }>(
  cycles: readonly Cycle[],
  today: IsoDate,
): Cycle | undefined {
  const active = cycles.filter(({ state }) => state === 'active')
  const running = active.filter(({ start, end }) => start <= today && today <= end)
  const lengthOf = ({ start, end }: DateRange) => Date.parse(end) - Date.parse(start)
  const shortest = running.toSorted((a, b) => lengthOf(a) - lengthOf(b))[0]
  return shortest ?? active[0] ?? cycles[0]
}
