// The line of progress over time: each day's figures from what is known now, dated up to that day (DOMAIN.md 6).
import type { HistoryPoint } from '../../../contract/okr.ts'
import { addDays, type DateRange, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { type Ambition, objectiveState, type RollupItem, summarise } from '../../../core/okr/rollup.ts'
import type { Op } from '../../platform/operation-context.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { CycleRow } from './cycle-row.ts'
import { assemble, type KeyResultFacts, loadKeyResults, rollupItem } from './figures.ts'
import { contributorsOf } from './objective-figures.ts'
import type { ObjectiveRow } from './objective-row.ts'
import { objectivesOf } from './review.ts'

type Point = HistoryPoint

/** Week by week from the first day to today or the last one; or the one day that was asked for. */
function daysOf(op: Op, { start, end }: DateRange, on: IsoDate | undefined): IsoDate[] {
  if (on !== undefined) {
    if (on > op.today) throw new Refusal('history_future', {}, [{ field: 'on', code: 'history_future' }])
    return [on]
  }
  const last = op.today < end ? op.today : end
  const days: IsoDate[] = []
  for (let day = addDays(start, 6); day < last; day = addDays(day, 7)) days.push(day)
  return start <= last ? [...days, last] : []
}

export async function objectiveHistory(
  op: Op,
  row: ObjectiveRow,
  dates: DateRange,
  on?: IsoDate,
): Promise<Point[]> {
  const itemOn = await timeline(op, [row])
  return daysOf(op, dates, on).map((day) => {
    const { progress, expected } = itemOn(row, day)
    return { day, progress, expected: progress === null ? null : expected }
  })
}

/** A cycle's, or those of one unit in it: by objective weight, committed and aspirational apart. */
export async function cycleHistory(
  op: Op,
  cycle: CycleRow,
  { unitId, on }: { unitId?: string | undefined; on?: IsoDate | undefined },
): Promise<Record<Ambition, Point[]>> {
  const rows = (await objectivesOf(op, cycle.id)).filter((row) => !unitId || row.unit_id === unitId)
  const itemOn = await timeline(op, rows)
  const days = daysOf(op, { start: cycle.first_day, end: cycle.last_day }, on)
  const summaries = days.map((day) => ({
    day,
    summary: summarise(rows.map((row) => ({ ...itemOn(row, day), ambition: row.ambition as Ambition }))),
  }))
  const line = (ambition: Ambition): Point[] =>
    rows.some((row) => row.ambition === ambition)
      ? summaries.map(({ day, summary }) => ({
          day,
          progress: summary[ambition].progress,
          expected: summary[ambition].expected,
        }))
      : []
  return { committed: line('committed'), aspirational: line('aspirational') }
}

/** Loads once, and answers for any day: an objective as an item of an average. */
async function timeline(op: Op, rows: readonly ObjectiveRow[]) {
  const below = await contributorsOf(op, rows)
  const objectiveIds = [...new Set([...rows, ...below].map((row) => row.id))]
  const keyResults = Map.groupBy(await loadKeyResults(op, { objectiveIds }), ({ row }) => row.objective_id)
  const children = Map.groupBy(below, (row) => row.parent_objective_id)
  return function itemOn(row: ObjectiveRow, day: IsoDate): RollupItem {
    const own = (keyResults.get(row.id) ?? []).map((facts) => rollupItem(onDay(op, facts, day)))
    const counted = row.counts_aligned ? (children.get(row.id) ?? []).map((child) => itemOn(child, day)) : []
    const { progress, expected, status, isKeep } = objectiveState([...own, ...counted])
    return { progress, expected: expected ?? 0, status, isKeep, weight: row.weight }
  }
}

function onDay(op: Op, { row, checkIns, kpi }: KeyResultFacts, day: IsoDate): KeyResultFacts {
  const until = checkIns.filter(({ on_date }) => on_date <= day)
  return assemble(op, row, until, kpi, day)
}
