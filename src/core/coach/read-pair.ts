// Two numbers that belong together: from … to, the other way round, and a range.
import type { FoundNumber } from './find-numbers.ts'
import { type LocatedMeasure, precise } from './measure-shape.ts'
import { HOLD, MOVE } from './measure-words.ts'
import type { StatementText } from './statement.ts'

const BETWEEN = '[^0-9]{0,40}?'
const ARROW = '(?:-+>|→|=>|⇒|➔|»)'

export function readFromTo(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
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

export function readRange(text: StatementText, numbers: readonly FoundNumber[]): LocatedMeasure | null {
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
