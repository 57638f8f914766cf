// The measure that a statement holds, to fill the form for the user to confirm (DOMAIN.md section 9).

import type { ReachMeasure } from '../okr/measure.ts'
import { type FoundNumber, findNumbers } from './find-numbers.ts'
import type { StatementLanguage, StatementText } from './statement.ts'
import { englishNoun } from './units.ts'

/** By how much a value is to change where the statement names no target: `giảm 20%`, `thêm 50 khách`, `double`. */
export type ReadChange =
  /** Percent of the start, signed. */
  | { as: 'percent'; by: number }
  /** In the measure's own unit, signed. */
  | { as: 'amount'; by: number }
  /** A multiple of the start: 2 for `gấp đôi`, 0.5 for `giảm một nửa`. */
  | { as: 'factor'; by: number }

/** As much of a measure as the statement says. What it leaves open is absent, for the user to fill in. */
export type ReadMeasure =
  | {
      kind: 'reach'
      direction: 'up' | 'down'
      start?: number
      target?: number
      change?: ReadChange
      unit: string
    }
  | { kind: 'keep'; lower?: number; upper?: number; unit: string }

/** What was read together with where it stands in the text, for rewrites. */
export type LocatedMeasure = { measure: ReadMeasure; start: number; end: number }

const RISE =
  /\b(?:tang|nang|mo rong|day manh|thu hut|grow|grew|increas\w*|rais\w*|lift|boost|expand|improv\w*|gain|add|acquire|win|reach|achiev\w*|up|climb|rise)\b/
const FALL =
  /\b(?:giam|ha|cat|rut ngan|tiet kiem|thu hep|ha thap|keo giam|xuong|reduc\w*|decreas\w*|cut|cuts|cutting|lower\w*|shorten\w*|shrink|drop\w*|bring down|slash|halve\w*|trim|minimi[sz]e|down|fewer|fall\w*|less)\b/
const MOVE =
  /\b(?:tang|nang|giam|ha|cat|rut ngan|tiet kiem|cai thien|dua|keo|day|thu hep|grow\w*|increas\w*|rais\w*|lift\w*|boost\w*|improv\w*|reduc\w*|decreas\w*|cut\w*|lower(?:s|ed|ing)?(?! than)|shorten\w*|shrinks?|drop\w*|bring\w*(?=[^0-9]*\b(?:down|up|to|from|back)\b)|slash\w*|mov\w*|get|push|expand\w*|fall\w*|rise\w*|trim\w*|up|down|climb\w*|add|adds|jump\w*|fell|rose)\b/
const HOLD =
  /\b(?:giu(?! (?:chan|duoc))|duy tri|dam bao|bao dam|on dinh|kiem soat|khong de|luon|nam trong|dao dong|keep\w*|maintain\w*|stay\w*|hold\w*|remain\w*|sustain\w*|ensure\w*|always|within|between)\b/
const LOWER_IS_BETTER =
  /\b(?:thoi gian|ty le loi|loi(?! (?:nhuan|ich|the|suat|tuc))|chi phi|khieu nai|ton kho|nghi viec|roi bo|huy(?! (?:dong|chuong))|tre han|tre gio|giao tre|hao hut|tai nan|su co|that thoat|no xau|no qua han|cong no|phe pham|tra hang|hoan hang|cho doi|thoi gian cho|dung may|sai sot|vi pham|churn|time|cost|complaint\w*|error\w*|defect\w*|incident\w*|accident\w*|attrition|turnover|downtime|delay\w*|late|refund\w*|return rate|returns|backlog|bounce|scrap|waste|absence|absenteeism|no-show\w*|wait\w*|latency|overdue|debt|breach\w*|injur\w*|cac|infection\w*)\b/
const SCORE = /\b(?:nps|enps|csat|diem|scores?|ratings?|index|ces)\b/
const MONEY =
  /\b(?:doanh thu|dt|doanh so|loi nhuan|ln|lai|lai gop|chi phi|gia|luong|ngan sach|von|cong no|no|du no|huy dong|tien|quy|phi|thu nhap|tiet kiem|gia tri|don hang trung binh|gmv|mrr|arr|aov|cac|cpl|ltv|revenue|cost|profit|sales)\b/

const BETWEEN = '[^0-9]{0,40}?'
const ARROW = '(?:-+>|→|=>|⇒|➔|»)'

/** What a statement measures, or null. Never throws; dates, years, quarters and names with digits measure nothing. */
export function readMeasure(text: StatementText, language: StatementLanguage): LocatedMeasure | null {
  const numbers = findNumbers(text, language)
  const read =
    readFromTo(text, numbers) ??
    readRange(text, numbers) ??
    readFactor(text) ??
    readZero(text) ??
    readSingle(text, numbers)
  return read && withUnit(read, text, numbers, language)
}

/** The whole measure once the start is known, where the statement said enough. */
export function completeMeasure(read: ReadMeasure, start: number): ReachMeasure | null {
  if (read.kind === 'keep') return null
  const target = read.target ?? (read.change && changed(start, read.change))
  return target === undefined || target === start
    ? null
    : {
        kind: 'reach',
        start,
        target,
        unit: read.change?.as === 'percent' && read.unit === '%' ? '' : read.unit,
      }
}

function changed(start: number, { as, by }: ReadChange): number {
  if (as === 'factor') return start * by
  return as === 'amount' ? start + by : start + (Math.abs(start) * by) / 100
}

function readFromTo(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
  const { folded } = text
  for (let index = 0; index + 1 < numbers.length; index += 1) {
    const [first, second] = [numbers[index], numbers[index + 1]]
    if (first === undefined || second === undefined) continue
    const before = folded.slice(0, first.start)
    const middle = folded.slice(first.end, second.start)
    const hasFrom = /(?:\b(?:tu|from|muc|hien tai|hien nay|current|currently)\b|:|\()[^0-9]{0,25}$/.test(
      before,
    )
    const isLinked = new RegExp(
      `^${BETWEEN}(?:\\b(?:len|xuong|con|toi|den|thanh|sang|ve|to|into|down to|up to)\\b|${ARROW})${BETWEEN}$`,
    ).test(middle)
    const isDash = /^ ?(?:-|–|—) ?$/.test(middle)
    const isArrow = new RegExp(ARROW).test(middle)
    const isMoving = /\b(?:len|xuong|xuong con)\b/.test(middle)
    if (HOLD.test(before) && !MOVE.test(before) && !isMoving && !isArrow) continue
    if ((isLinked && (hasFrom || isArrow || isMoving)) || (isDash && hasFrom && MOVE.test(before)))
      return reach(text, first, second)
    const isCurrent =
      /\b(?:hien tai|hien nay|hien|dang|currently|current|baseline|today)\b[^0-9]{0,20}$/.test(before)
    if (isCurrent && /\b(?:muc tieu|target|dich|goal|dat)\b/.test(middle)) return reach(text, first, second)
  }
  return readBackwards(text, numbers)
}

/** `to 30 from 48`, `còn 30 phút (hiện 48)`, `2 days instead of 4`. */
function readBackwards(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
  for (let index = 0; index + 1 < numbers.length; index += 1) {
    const [first, second] = [numbers[index], numbers[index + 1]]
    if (first === undefined || second === undefined) continue
    const middle = text.folded.slice(first.end, second.start)
    if (BACKWARDS.test(middle) && (first.unit === second.unit || first.unit === '' || second.unit === ''))
      return reach(text, second, first)
  }
  return null
}

const BACKWARDS =
  /^[^0-9]{0,20}(?:\b(?:from|tu|thay vi|instead of|rather than|so voi muc|so voi(?: hien tai)?|hien tai|hien nay|hien|dang|currently|current|baseline|today|now|vs\.?|was|against|nam ngoai|nam truoc|quy truoc|thang truoc|ky truoc|truoc day|last (?:year|quarter|month)|previously)\b(?: [a-z]+){0,2}[ :]*|\((?:q[1-4]|h[12]|quy [1-4]|20\d\d) ?:? ?)[~$€£₫]?$/

function reach(text: StatementText, from: FoundNumber, to: FoundNumber): LocatedMeasure | null {
  const scale = from.scale === 0 && to.scale > 0 && !from.isWord ? 10 ** to.scale : 1
  const [start, target] = [precise(from.value * scale), to.value]
  if (start === target) return null
  const begin = Math.min(from.start, to.start)
  const lead =
    /(?:\b(?:tu|from|len|xuong|to|down to|up to|con) )+$/.exec(text.folded.slice(0, begin))?.[0].length ?? 0
  return {
    measure: {
      kind: 'reach',
      direction: target > start ? 'up' : 'down',
      start,
      target,
      unit: pluralOf(from.unit, to.unit),
    },
    start: begin - lead,
    end: Math.max(from.end, to.end),
  }
}

/** `6 hours to 1 hour` is counted in hours. */
function pluralOf(first: string, second: string): string {
  return first === `${second}s` ? first : second || first
}

function readRange(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
  const { folded } = text
  for (let index = 0; index + 1 < numbers.length; index += 1) {
    const [first, second] = [numbers[index], numbers[index + 1]]
    if (first === undefined || second === undefined) continue
    const before = folded.slice(0, first.start)
    const middle = folded.slice(first.end, second.start)
    const isTied = /^ ?(?:-|–|—|den|toi|to|and|va|~) ?$/.test(middle)
    const isRange =
      /^ ?(?:-|–|—|~) ?$/.test(middle) ||
      HOLD.test(before) ||
      /\b(?:trong khoang|tu|between)\b[^0-9]{0,12}$/.test(before)
    if (!isTied || !isRange || first.value === second.value) continue
    const scale = first.scale === 0 && second.scale > 0 ? 10 ** second.scale : 1
    const [low, high] = [precise(first.value * scale), second.value].toSorted((a, b) => a - b) as [
      number,
      number,
    ]
    return {
      measure: { kind: 'keep', lower: low, upper: high, unit: second.unit || first.unit },
      start: first.start,
      end: second.end,
    }
  }
  return null
}

const FACTOR: [RegExp, (found: RegExpExecArray) => number][] = [
  [/\b(?:gap|tang) (?:doi|hai(?: lan)?)\b|\b(?:doubl(?:e|es|ed|ing)|twofold|twice)\b/, () => 2],
  [/\bgap (?:ba(?: lan)?)\b|\b(?:tripl(?:e|es|ed|ing)|threefold)\b/, () => 3],
  [/\bgap (?:bon(?: lan)?|tu)\b|\b(?:quadrupl(?:e|es|ed|ing)|fourfold)\b/, () => 4],
  [
    /\bgap (\d+(?:[.,]\d+)?)(?: lan)?\b|\b(?:tang|grow|increase)[^0-9]{0,30}?\bx ?(\d+(?:[.,]\d+)?)\b|\b(\d+(?:[.,]\d+)?) ?x\b(?! ?\d)|\bx(\d+(?:[.,]\d+)?)\b|\btang (\d+(?:[.,]\d+)?) lan\b|\b(\d+(?:[.,]\d+)?)-fold\b/,
    (found) => Number((found.slice(1).find((part) => part !== undefined) ?? '').replace(',', '.')),
  ],
  [
    /\b(?:giam|cat|ha)(?: [a-z]+){0,6}? (?:mot|1) nua\b|\b(?:halv(?:e|es|ed|ing))\b|\b(?:cuts?|reduced?|falls?|fell|drops?|down|lower|decreased?|shrinks?)\b[^0-9]{0,40}\b(?:in|by) half\b|\b(?:con|bang) (?:mot|1) nua\b/,
    () => 0.5,
  ],
]

function readFactor({ folded }: StatementText): LocatedMeasure | null {
  for (const [pattern, factorOf] of FACTOR) {
    const found = pattern.exec(folded)
    const factor = found && factorOf(found)
    if (found === null || factor === null || !Number.isFinite(factor) || factor === 1 || factor <= 0) continue
    const change: ReadChange = { as: 'factor', by: factor }
    return {
      measure: { kind: 'reach', direction: factor > 1 ? 'up' : 'down', change, unit: '' },
      start: found.index,
      end: found.index + found[0].length,
    }
  }
  return null
}

/** `0 sự cố`, `zero accidents`: keep at none; `giảm về 0` goes the way of any other target. */
function readZero({ typed, folded }: StatementText): LocatedMeasure | null {
  const found = /\bzero[ -]/.exec(folded)
  const toZero = /\b(?:to|ve|con) (?:zero|khong)(?= ?(?:$|[.,;)]|by |in |before ))/.exec(folded)
  if (toZero !== null) {
    const measure: ReadMeasure = { kind: 'reach', direction: 'down', target: 0, unit: '' }
    return { measure, start: toZero.index, end: toZero.index + toZero[0].length }
  }
  if (found === null || /\b(?:to|at) $/.test(folded.slice(0, found.index))) return null
  const begin = found.index + found[0].length
  const noun = englishNoun(folded.slice(begin))
  const unit = noun ? typed.slice(begin + noun.from, begin + noun.to) : ''
  return {
    measure: { kind: 'keep', upper: 0, unit },
    start: found.index,
    end: begin + (noun?.to ?? 0),
  }
}

/** What may stand between a bound and its number. */
const GAP = '(?: (?:la|khoang|chi|a|an|of|about|around|con|muc|o muc|the|only))*[ :]*[~$€£₫]? ?$'
const UPPER = new RegExp(
  String.raw`(?:\b(?:toi da|khong (?:vuot )?qua|khong vuot|khong (?:cao|nhieu|lau|lon) hon|duoi|thap hon|nho hon|it hon|nhanh hon|ngan hon|cham nhat|trong vong|khong\b[^,.;0-9]{0,40} qua|at most|(?:no|not|never|none)\b[^,.;0-9]{0,30} (?:more|longer|later|higher|greater|larger|bigger|above|over) (?:than)?|not? (?:above|over|beyond)|not exceed(?:ing)?|capped at|limited to|under|below|less than|fewer than|lower than|within|max(?:imum)?|faster than)\b|[<≤]=?)${GAP}`,
)
const LOWER = new RegExp(
  String.raw`(?:\b(?:toi thieu|it nhat|khong duoi|khong (?:thap|it|kem) hon|tren|cao hon|lon hon|nhieu hon|hon|at least|(?:no|not) (?:less|fewer|lower) than|not below|above|over|more than|greater than|higher than|min(?:imum)?)\b|[>≥]=?)${GAP}`,
)
/** `increase NPS to 80` has a target, `increase NPS by 8` a change. */
const TARGET =
  /(?:\b(?:len|xuong|con|toi(?! (?:da|thieu))|den|ve|thanh|to|at(?! (?:least|most)))\b(?: (?:duoi|tren|hon|muc|o muc|gan|it nhat|toi thieu|toi da|khoang|con|duoc|an|average|of|about|around|over|under|above|below|at|least|most|more|less|than|nearly))*|\b(?:dat|reach\w*|hits?|achiev\w*|dat muc|muc)\b(?: [a-z]+){0,2}|\braise)[^a-z0-9]*$/
/** What is not below is at least. */
const NOT_UNDER =
  /\b(?:khong(?: bao gio)? (?:duoi|thap hon|it hon|kem)|(?:never|not) (?:under|below)|(?:never|not|no) (?:less|fewer|lower) than) ?[~$€£₫]?$/
const UPPER_BEHIND = /^ ?(?:\b(?:tro xuong|or (?:less|fewer|lower|below|under)|la toi da|max|doi lai)\b)/
const LOWER_BEHIND = /^ ?(?:\+|\b(?:tro len|or (?:more|higher|above|better)|la toi thieu|min)\b)/
const WITHIN = /\b(?:trong(?: vong)?|within|in(?: under)?|sau)(?: [a-z]+)? $/
const SHORT_TIME = /^(?:phut|gio|giay|ngay|ngay lam viec|minutes?|hours?|seconds?|days?|ngay cong)$/
const LONG_TIME = /^(?:thang|nam|quy|tuan|months?|years?|quarters?|weeks?)$/

function readSingle(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
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

function withUnit(
  read: LocatedMeasure,
  { folded }: StatementText,
  numbers: readonly FoundNumber[],
  language: StatementLanguage,
): LocatedMeasure {
  const rate = read.measure.unit.startsWith('/') ? read.measure.unit : ''
  if (
    (read.measure.unit !== '' && rate === '') ||
    ('change' in read.measure && read.measure.change?.as === 'factor')
  )
    return read
  const used = numbers.filter(({ start, end }) => start >= read.start && end <= read.end)
  const isLarge = used.some(({ scale }) => scale >= 6)
  const isMoney = used.some(({ scale }) => scale >= 3) && MONEY.test(folded)
  if (language === 'vi' && (isLarge || isMoney))
    return { ...read, measure: { ...read.measure, unit: `₫${rate}` } }
  if (SCORE.test(folded))
    return { ...read, measure: { ...read.measure, unit: language === 'vi' ? 'điểm' : 'points' } }
  return read
}

function lastMatch(text: string, pattern: RegExp): number {
  let last = -1
  for (const found of text.matchAll(new RegExp(pattern, 'g'))) last = found.index
  return last
}

function foldUnit(unit: string): string {
  return unit.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}

/** 1.1 · 10⁶ in floating point is not 1,100,000. */
function precise(value: number): number {
  return Number(value.toPrecision(15))
}
