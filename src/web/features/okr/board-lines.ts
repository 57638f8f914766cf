// Which objectives of a board are shown, in which order, under which headings.
import type { BoardObjectiveView } from '../../../contract/okr-board.ts'
import { fold } from '../../../core/text/fold.ts'
import {
  type ConfidenceBand,
  type Grouping,
  type OkrSearch,
  type Order,
  statuses,
} from '../../app/okr-search.ts'

export type Unit = { id: string; parentId: string | null }

/** The unit and every one below it. */
export function unitsFrom(unitId: string, units: readonly Unit[]): Set<string> {
  const found = new Set([unitId])
  const waiting = [unitId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const unit of units)
      if (unit.parentId === id && !found.has(unit.id)) {
        found.add(unit.id)
        waiting.push(unit.id)
      }
  return found
}

/** Confidence as a band: 0–3 low, 4–6 in the middle, 7–10 high. */
export function bandOf(confidence: number | null): ConfidenceBand {
  if (confidence === null) return 'none'
  return confidence <= 3 ? 'low' : confidence <= 6 ? 'middle' : 'high'
}

type Asked = { search: OkrSearch; units: readonly Unit[]; me: string }

/** By unit with those below, owner (`me`: or of one of its key results), status, confidence, overdue, and words. */
export function filterLines(
  lines: readonly BoardObjectiveView[],
  { search, units, me }: Asked,
): BoardObjectiveView[] {
  const { unit, owner, status, confidence, stale, q } = search
  const within = unit ? unitsFrom(unit, units) : null
  const wanted = status?.split(',')
  const sought = fold(q?.trim() ?? '')
  return lines.filter((line) => {
    if (within && !(line.unitId && within.has(line.unitId))) return false
    if (owner === 'me' ? !isMine(line, me) : owner && line.ownerId !== owner) return false
    if (wanted && !wanted.includes(line.status)) return false
    if (confidence && bandOf(line.confidence) !== confidence) return false
    if (stale && !line.stale) return false
    return sought === '' || [line, ...line.keyResults].some(({ title }) => fold(title).includes(sought))
  })
}

const isMine = ({ ownerId, keyResults }: BoardObjectiveView, me: string) =>
  ownerId === me || keyResults.some((keyResult) => keyResult.ownerId === me)

/** How far it lags behind what is expected: those without data come after those that lag. */
const lag = ({ progress, expected }: BoardObjectiveView) =>
  progress === null ? 0 : Math.max(0, Math.min(1, progress)) - expected

type Compare = (a: BoardObjectiveView, b: BoardObjectiveView) => number

/** The order that people gave, or another one; what is equal stays as it was given. Nothing said comes last. */
export function sortLines(
  lines: readonly BoardObjectiveView[],
  order: Order,
  isDown: boolean,
  ownerName: (id: string) => string,
): BoardObjectiveView[] {
  const byText = (a: string, b: string) => a.localeCompare(b, 'vi')
  const byNumber =
    (read: (line: BoardObjectiveView) => number | null): Compare =>
    (a, b) => {
      const [one, other] = [read(a), read(b)]
      if (one === null || other === null)
        return one === other ? 0 : (one === null ? 1 : -1) * (isDown ? -1 : 1)
      return one - other
    }
  const compare: Record<Order, Compare> = {
    given: () => 0,
    attention: (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
      Number(b.stale) - Number(a.stale) ||
      lag(a) - lag(b),
    title: (a, b) => byText(a.title, b.title),
    owner: (a, b) => byText(ownerName(a.ownerId), ownerName(b.ownerId)),
    progress: byNumber(({ progress }) => progress),
    confidence: byNumber(({ confidence }) => confidence),
  }
  const sign = isDown ? -1 : 1
  return lines.toSorted((a, b) => sign * compare[order](a, b))
}

export type Group = { key: string; lines: BoardObjectiveView[] }

/** Headings in their own order: `keys` first, then what else there is. */
export function groupLines(
  lines: readonly BoardObjectiveView[],
  grouping: Grouping,
  keys: readonly string[],
): Group[] {
  if (grouping === 'none') return lines.length > 0 ? [{ key: '', lines: [...lines] }] : []
  const keyOf = ({ unitId, ownerId, status }: BoardObjectiveView) =>
    ({ unit: unitId ?? '', owner: ownerId, status })[grouping]
  const groups = Map.groupBy(lines, keyOf)
  return [...new Set([...keys, ...groups.keys()])].flatMap((key) => {
    const own = groups.get(key)
    return own ? [{ key, lines: own }] : []
  })
}
