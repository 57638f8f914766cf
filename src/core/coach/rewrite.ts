// How a statement could read, in its own words: only the joints are ours, and `…` stands where its author knows better.
import { fold } from '../text/fold.ts'
import type { LocatedMeasure } from './measure-shape.ts'
import type { StatementLanguage, StatementText } from './statement.ts'

const LOWER_IS_BETTER =
  /\b(?:thoi gian|ty le loi|loi|chi phi|khieu nai|ton kho|nghi viec|roi bo|ty le huy|tre|hao hut|tai nan|su co|that thoat|no xau|no qua han|phe pham|tra hang|hoan hang|cho doi|sai sot|churn|time|cost|complaint\w*|error\w*|defect\w*|incident\w*|accident\w*|attrition|turnover|downtime|delay\w*|refund\w*|return rate|returns|backlog|bounce|scrap|waste|absenteeism|no-show\w*|latency|overdue|breach\w*|injur\w*|cac)\b/

/** The work as a means to what it changes: `Nhờ tổ chức 5 buổi đào tạo, … tăng từ … lên …`. */
export function rewriteAsOutcome(text: StatementText, language: StatementLanguage): string {
  const work = lowerFirst(withoutStop(text.typed))
  return language === 'vi'
    ? joints(text, `Nhờ `) + work + joints(text, ': … tăng từ … lên …')
    : `… up from … to …, because we ${work}`
}

/** An indicator with the places of a measure: `Tăng điểm NPS từ … lên …`. */
export function rewriteIndicator(text: StatementText, language: StatementLanguage): string {
  const name = lowerFirst(withoutStop(text.typed))
  const isDown = LOWER_IS_BETTER.test(text.folded)
  if (language === 'en') return `${isDown ? 'Reduce' : 'Increase'} ${name} from … to …`
  return isDown
    ? joints(text, 'Giảm ') + name + joints(text, ' từ … xuống …')
    : joints(text, 'Tăng ') + name + joints(text, ' từ … lên …')
}

export function rewriteVague(text: StatementText, language: StatementLanguage): string {
  const said = withoutStop(text.typed)
  return language === 'vi' ? said + joints(text, ': … từ … lên …') : `${said}: … from … to …`
}

/** The objective without its number; null where too little would be left to say. */
export function rewriteWithoutMeasure(
  { typed, folded }: StatementText,
  { start, end }: LocatedMeasure,
): string | null {
  const head = folded
    .slice(0, start)
    .replace(
      /[\s,(:;]*\b(?:(?:len|xuong|con|toi|den|dat|muc|o muc|them|tu|hon|tren|duoi|it nhat|toi thieu|toi da|khong qua|khoang|voi|gap|to|by|from|at|of|at least|at most|over|under|above|below|than|more|less|no more|up|down|reach(?:ing)?|hit(?:ting)?|around|about)[\s,(:;]*)+$/,
      '',
    )
  const left = typed.slice(0, head.length).trimEnd()
  const behind = typed.slice(end).replace(/^[\s,;:)]+/u, '')
  const joined = `${left} ${behind}`.trim().replace(/\s+([,.;])/gu, '$1')
  if ((joined.match(/\p{L}+/gu) ?? []).length < 3) return null
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

/** The start in front of the target: `Đạt NPS 80` → `Đạt NPS 80 (từ …)`. */
export function rewriteWithStart(
  text: StatementText,
  { measure, start, end }: LocatedMeasure,
  language: StatementLanguage,
): string {
  const { typed, folded } = text
  const from = language === 'vi' ? joints(text, 'từ … ') : 'from … '
  const link =
    /\b(?:len|xuong|xuong con|to|up to|down to)(?: (?:tren|duoi|hon|over|under|above|below))? $/.exec(
      folded.slice(0, start),
    )
  const isTarget = measure.kind === 'reach' && measure.target !== undefined
  if (link !== null && isTarget) return typed.slice(0, link.index) + from + typed.slice(link.index)
  const aside = language === 'vi' ? joints(text, ' (hiện nay: …)') : ' (today: …)'
  return typed.slice(0, end) + aside + typed.slice(end)
}

/** Our joints take off their diacritics where the statement has none. */
function joints({ typed, folded }: StatementText, words: string): string {
  return typed.toLowerCase() === folded && /[a-z]/.test(folded) ? withoutMarks(words) : words
}

function withoutMarks(words: string): string {
  return [...words]
    .map((letter) =>
      letter === '…' || fold(letter) === letter.toLowerCase() ? letter : matchCase(fold(letter), letter),
    )
    .join('')
}

function matchCase(plain: string, letter: string): string {
  return letter === letter.toLowerCase() ? plain : plain.toUpperCase()
}

function withoutStop(typed: string): string {
  return typed.replace(/[\s.;,:!]+$/u, '')
}

/** `Tổ chức…` inside a sentence is `tổ chức…`; `NPS` and `CSKH` keep their capitals. */
function lowerFirst(typed: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(typed) ? typed.charAt(0).toLowerCase() + typed.slice(1) : typed
}
