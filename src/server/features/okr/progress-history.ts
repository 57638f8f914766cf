// The line of progress over time: each day's figures from what is known now, or was known at the instant asked about,
// dated up to that day (DOMAIN.md 6).
import type { HistoryPoint } from '../../../contract/okr.ts'
import { addDays, type DateRange, daysIn, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { type Ambition, objectiveState, type RollupItem, summarise } from '../../../core/okr/rollup.ts'
import type { Op } from '../../platform/operation-context.ts'
import { found, Refusal } from '../../platform/refusal.ts'
import { objectivesOf } from './cycle-objectives.ts'
import type { CycleRow } from './cycle-row.ts'
import { datesOf } from './figure-row.ts'
import { assemble, type KeyResultFacts, loadKeyResults, rollupItem } from './figures.ts'
import { keyResultFacts } from './key-result-facts.ts'
import { contributorsOf } from './objective-figures.ts'
import type { ObjectiveRow } from './objective-row.ts'

type Point = HistoryPoint

/** One day; or each day or week between two. */
type Asked = {
  on?: IsoDate | undefined
  from?: IsoDate | undefined
  to?: IsoDate | undefined
  by?: 'day' | 'week' | undefined
}

const mostDays = 1000

/**
 * The one day that was asked for; or day by day, or week by week, from the first day to today or the last one. Weeks
 * are counted from the first day, and the last point is the last day asked for.
 */
function daysOf(op: Op, dates: DateRange, { on, from, to, by = 'week' }: Asked): IsoDate[] {
  for (const [field, day] of Object.entries({ on, from, to }))
    if (day !== undefined && day > op.today)
      throw new Refusal('history_future', {}, [{ field, code: 'history_future' }])
  if (on !== undefined) return [on]
  const first = from ?? dates.start
  const last = to ?? (op.today < dates.end ? op.today : dates.end)
  if (first > last) {
    if (from === undefined && to === undefined) return []
    throw new Refusal('dates_reversed', {}, [{ field: 'to', code: 'dates_reversed' }])
  }
  const step = by === 'day' ? 1 : 7
  if (daysIn({ start: first, end: last }) / step > mostDays)
    throw new Refusal('history_too_long', { count: mostDays }, [{ field: 'from', code: 'history_too_long' }])
  const days: IsoDate[] = []
  for (let day = by === 'day' ? first : weekEnd(dates.start, first); day < last; day = addDays(day, step))
    days.push(day)
  return [...days, last]
}

/** The last day of the week, counted from `start`, that `day` lies in. */
function weekEnd(start: IsoDate, day: IsoDate): IsoDate {
  if (day <= start) return addDays(start, 6)
  return addDays(start, Math.ceil(daysIn({ start, end: day }) / 7) * 7 - 1)
}

const rangeOf = (days: readonly IsoDate[]): DateRange | null =>
  days[0] === undefined ? null : { start: days[0], end: days.at(-1) ?? days[0] }

/** A key result's, by its own dates. */
export async function keyResultHistory(op: Op, id: string, asked: Asked): Promise<Point[]> {
  const [known] = await loadKeyResults(op, { ids: [id], figuresOnly: true })
  const { row } = found(known && op.sees(keyResultFacts(known.row)) ? known : undefined)
  const days = daysOf(op, datesOf(row), asked)
  const range = rangeOf(days)
  if (!range) return []
  const [facts] = await loadKeyResults(op, { ids: [id], days: range })
  return days.flatMap((day) => {
    if (!facts) return []
    const { progress, expected } = onDay(op, facts, day).state
    return { day, progress, expected: progress === null ? null : expected }
  })
}

export async function objectiveHistory(
  op: Op,
  row: ObjectiveRow,
  dates: DateRange,
  asked: Asked = {},
): Promise<Point[]> {
  const days = daysOf(op, dates, asked)
  const itemOn = await timeline(op, [row], days)
  return days.map((day) => {
    const { progress, expected } = itemOn(row, day)
    return { day, progress, expected: progress === null ? null : expected }
  })
}

/** A cycle's, or those of one unit in it: by objective weight, committed and aspirational apart. */
export async function cycleHistory(
  op: Op,
  cycle: CycleRow,
  { unitId, ...asked }: { unitId?: string | undefined } & Asked,
): Promise<Record<Ambition, Point[]>> {
  const days = daysOf(op, { start: cycle.first_day, end: cycle.last_day }, asked)
  const rows = (await objectivesOf(op, cycle.id)).filter((row) => isOfUnit(row, unitId))
  const itemOn = await timeline(op, rows, days)
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

/** All of the cycle, one unit's, or those of none. */
export function isOfUnit({ unit_id }: { unit_id: string | null }, unitId: string | undefined): boolean {
  return unitId === undefined || unit_id === (unitId === 'none' ? null : unitId)
}

/** Loads once what these days rest on, and answers for any of them: an objective as an item of an average. */
async function timeline(op: Op, rows: readonly ObjectiveRow[], days: readonly IsoDate[]) {
  const range = rangeOf(days)
  const below = await contributorsOf(op, rows)
  const objectiveIds = [...new Set([...rows, ...below].map((row) => row.id))]
  const facts = range ? await loadKeyResults(op, { objectiveIds, days: range }) : []
  const keyResults = Map.groupBy(facts, ({ row }) => row.objective_id)
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
