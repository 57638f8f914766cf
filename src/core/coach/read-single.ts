// One number: a bound, a target or a change, by what stands before and behind it.
import type { FoundNumber } from './find-numbers.ts'
import type { LocatedMeasure, ReadChange, ReadMeasure } from './measure-shape.ts'
import { FALL, foldUnit, HOLD, LOWER_IS_BETTER, lastMatch, MOVE, RISE } from './measure-words.ts'
import type { StatementText } from './statement.ts'

/** What may stand between a bound and its number. */
const GAP = '(?: (?:la|khoang|chi|a|an|of|about|around|con|muc|o muc|the|only))*[ :]*[~$€£₫]? ?$'
const UPPER = new RegExp(
  String.raw`(?:\b(?:toi da|khong (?:vuot )?qua|khong vuot|khong (?:cao|nhieu|lau|lon) hon|duoi|thap hon|nho hon|it hon|nhanh hon|ngan hon|cham nhat|trong vong|khong\b[^,.;0-9]{0,40} qua|at most|(?:no|not|never|none)\b[^,.;0-9]{0,30} (?:more|longer|later|higher|greater|larger|bigger|above|over) (?:than)?|not? (?:above|over|beyond)|not exceed(?:ing)?|capped at|limited to|under|below|less than|fewer than|lower than|within|max(?:imum)?|faster than)\b|[<≤]=?)${GAP}`,
)
const LOWER = new RegExp(
  String.raw`(?:\b(?:toi thieu|it nhat|khong duoi|khong (?:thap|it|kem) hon|tren|cao hon|lon hon|nhieu hon|hon|at least|(?:no|not) (?:less|fewer|lower) than|not below|above|over|more than|older than|longer than|greater than|higher than|min(?:imum)?)\b|[>≥]=?)${GAP}`,
)
/** `increase NPS to 80` has a target, `increase NPS by 8` a change. */
const TARGET =
  /(?:\b(?:len|xuong|con|toi(?! (?:da|thieu))|den|ve|thanh|to|at(?! (?:least|most)))\b(?: (?:duoi|tren|hon|muc|o muc|gan|it nhat|toi thieu|toi da|khoang|con|duoc|an|average|of|about|around|over|under|above|below|at|least|most|more|less|than|nearly))*|\b(?:dat|reach\w*|hits?|achiev\w*|dat muc|muc)\b(?: [a-z]+){0,2}|\braise)[^a-z0-9]*$/
/** What is not below is at least. */
const NOT_UNDER =
  /\b(?:khong(?: bao gio)? (?:duoi|thap hon|it hon|kem)|(?:never|not) (?:under|below)|(?:never|not|no) (?:less|fewer|lower) than) ?[~$€£₫]?$/
const UPPER_BEHIND =
  /^ ?(?:\b(?:tro xuong|or (?:less|fewer|lower|below|under)|la toi da|(?:(?:a|per) (?:day|week|month|quarter|year) )?at most|max|doi lai)\b)/
const LOWER_BEHIND =
  /^ ?(?:\+|\b(?:tro len|or (?:more|higher|above|better)|la toi thieu|(?:(?:a|per) (?:day|week|month|quarter|year) )?at least|min)\b)/
const WITHIN = /\b(?:trong(?: vong)?|within|in(?: under)?|sau)(?: [a-z]+)? $/
const SHORT_TIME = /^(?:phut|gio|giay|ngay|ngay lam viec|minutes?|hours?|seconds?|days?|ngay cong)$/
const LONG_TIME = /^(?:thang|nam|quy|tuan|months?|years?|quarters?|weeks?)$/

export function readSingle(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
  const { folded } = text
  const amounts = numbers.filter((number) => !isTimeWindow(text, number, numbers.length))
  const [number] = amounts.toSorted((a, b) => rank(text, b) - rank(text, a) || a.start - b.start)
  if (number === undefined) return null
  const before = folded.slice(0, number.start)
  const behind = folded.slice(number.end)
  const isMoving = MOVE.test(before)
  const isFall = lastMatch(before, FALL) > lastMatch(before, RISE)
  const isNotUnder = NOT_UNDER.test(before)
  const isUpper = !isNotUnder && (UPPER.test(before) || UPPER_BEHIND.test(behind))
  const isLower = !isUpper && (isNotUnder || LOWER.test(before) || LOWER_BEHIND.test(behind))
  const at = (measure: ReadMeasure): LocatedMeasure => ({ measure, start: number.start, end: number.end })
  const { value, unit } = number
  const isTo = TARGET.test(before)
  const isRelative = isMoving && !isTo
  if (isUpper || isLower) {
    const isDuration = SHORT_TIME.test(foldUnit(unit))
    if (
      isRelative &&
      isLower &&
      /\b(?:it nhat|toi thieu|at least|hon|tren|over|more than)\b[^0-9]{0,6}$/.test(before) &&
      !/\b(?:len|xuong) tren\b/.test(before)
    )
      return at(changeBy(value, unit, isFall))
    if (isMoving || (isTo && !/%/.test(unit) && !isDuration && isLower && !/\b(?:muc|at)\b/.test(before)))
      return at({ kind: 'reach', direction: isUpper ? 'down' : 'up', target: value, unit })
    return at(isUpper ? { kind: 'keep', upper: value, unit } : { kind: 'keep', lower: value, unit })
  }
  if (value === 0)
    return at(
      isMoving || /\b(?:con|ve|to)\b[^0-9]*$/.test(before)
        ? { kind: 'reach', direction: 'down', target: 0, unit }
        : { kind: 'keep', upper: 0, unit },
    )
  if (isRelative) return at(changeBy(value, unit, isFall))
  const isBehind =
    /^[^0-9]{0,30}$/.test(behind) &&
    /^ (?:so voi|compared|vs|yoy|cung ky|year on year|year-on-year)/.test(behind)
  if (/\b(?:tang|giam|up|down|them|growth of)\b (?:truong )?$/.test(before) || (isBehind && unit === '%'))
    return at(changeBy(value, unit, isFall))
  if (HOLD.test(before)) {
    const isCeiling = LOWER_IS_BETTER.test(folded)
    return at(isCeiling ? { kind: 'keep', upper: value, unit } : { kind: 'keep', lower: value, unit })
  }
  if (WITHIN.test(before) && SHORT_TIME.test(foldUnit(unit))) return at({ kind: 'keep', upper: value, unit })
  const isDown =
    isFall ||
    /\b(?:con|xuong|down to)\b(?: [a-z]+)? $/.test(before) ||
    (LOWER_IS_BETTER.test(before) && !/\bdung\b/.test(before))
  return at({ kind: 'reach', direction: isDown ? 'down' : 'up', target: value, unit })
}

function changeBy(value: number, unit: string, isFall: boolean): ReadMeasure {
  const by = isFall ? -value : value
  const change: ReadChange = unit === '%' ? { as: 'percent', by } : { as: 'amount', by }
  return { kind: 'reach', direction: isFall ? 'down' : 'up', change, unit }
}

/** `trong 6 tháng`, `in 90 days`, `trong 3 tháng đầu`: when, not how much; unless there is nothing else and it is short. */
function isTimeWindow({ folded }: StatementText, { start, end, unit }: FoundNumber, count: number): boolean {
  const before = folded.slice(0, start)
  const key = foldUnit(unit)
  if (/\b(?:moi|every|hang|cu)\b $/.test(before) && (SHORT_TIME.test(key) || LONG_TIME.test(key))) return true
  if (
    !/\b(?:trong(?: vong)?|within|in|over|sau|after|for|suot|the (?:first|next|last)|first|next|last|cua|qua)(?: the)?(?: (?:first|next|last))? $/.test(
      before,
    )
  )
    return false
  if (LONG_TIME.test(key)) return true
  return SHORT_TIME.test(key) && (count > 1 || /^ (?:dau|toi|first)\b/.test(folded.slice(end)))
}

/** Which of several numbers is the measure: percent and money before counts, bounds before all. */
function rank({ folded }: StatementText, { start, end, unit }: FoundNumber): number {
  const before = folded.slice(0, start)
  const isBound = UPPER.test(before) || LOWER.test(before) || LOWER_BEHIND.test(folded.slice(end))
  const isSaid = /\b(?:dat|len|xuong|con|to|reach|giam|tang|by|hit)\b(?: [a-z]+){0,2} $/.test(before)
  const isSubject = unit === '%' && before.replace(/^.*[,:;]\s*/, '').split(' ').length <= 3
  return (isSaid ? 4 : 0) + (isBound ? 2 : 0) + (isSubject ? 3 : 0) + (unit === '%' ? 1 : 0)
}
