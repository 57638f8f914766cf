// The unit behind a number in running text: signs, currencies, known words, and else the noun that follows.
import { fold } from '../text/fold.ts'
import type { StatementLanguage } from './statement.ts'

/** Words that are one unit in full, folded; the longer ones first. */
const KNOWN = String.raw`
hoi chuong|khach hang|don hang|san pham|hop dong|luot xem|luot tai|luot truy cap|luot khach|luot kham|luot|nguoi dung|nguoi
theo doi|nguoi dang ky|nguoi|hoc sinh|hoc vien|sinh vien|giao vien|benh nhan|nhan vien|nhan su|ung vien|cong nhan|doi
tac|dai ly|chi nhanh|cua hang|diem ban|diem cham|diem giao dich|diem nps|diem|ngay lam viec|ngay cong|ngay|tuan|thang|nam|quy|gio cong|gio|phut|giay|mili giay|ms|lan|vong|buoc|vu
viec|vu tai nan|vu|su co|khieu nai|phan anh|loi nghiem trong|loi|bug|ca lam|ca benh|ca|don vi|don|bai viet|bai|buoi|khoa|lop|video|chien dich|du
an|phong|giuong|ho dan|ho|ho so|phieu|giao dich|tai khoan|the|thue bao|goi|cuoc goi|cuoc|tin nhan|email|lead|leads|ha|hecta|tan|ta|kg|gam|g|lit|ml|m3|m2|km2|km|met
|cm|mm|kwh|mwh|kw|do c|do|sao|trang|tin chi|chung chi|cap|cap do|bac|suat an|suat|phan an|ban|cay|con(?! \d)|may|xe|chuyen|container|tieng|tinh|thanh pho|quoc
gia|nuoc|thi truong|xa|thon|truong|trieu dong|hang muc|tieu chi|muc|de tai|sang kien|y tuong|bao cao|tai lieu|quy trinh|kich ban|mau|mon|cong trinh|can ho|can|lo|doanh nghiep|vi tri|to chuc|nha cung cap|nha may|bac|thiet bi|ban ghi|may tram|server|diem anh
|follower|followers|sub|view|views|user|users|sku|kpi
`
const VIETNAMESE_UNITS = KNOWN.replace(/\n/g, ' ')
  .split('|')
  .map((unit) => unit.trim().replace(/ +/g, ' '))
  .filter((unit) => unit !== '')
  .toSorted((a, b) => b.length - a.length)
const VIETNAMESE_UNIT = new RegExp(`^(?:°[cf]|(?:${VIETNAMESE_UNITS.join('|')})(?![a-z0-9]))`)

/** Time in short: `24h`, `48p`, `30'`. */
const SHORT_TIME: Record<StatementLanguage, Record<string, string>> = {
  vi: { h: 'giờ', p: 'phút', "'": 'phút', s: 'giây' },
  en: {
    h: 'hours',
    hr: 'hours',
    hrs: 'hours',
    min: 'minutes',
    mins: 'minutes',
    "'": 'minutes',
    s: 'seconds',
    sec: 'seconds',
    secs: 'seconds',
  },
}
const PERCENT =
  /^(?:%|(?:diem )?phan tram(?![a-z])|percent(?:age points?)?(?![a-z])|per cent(?![a-z])|pct(?![a-z])|pp(?![a-z]))/
const CURRENCIES: [RegExp, string][] = [
  [/^(?:₫|d(?![\p{L}\d])|dong(?![a-z])|vnd(?![a-z]))/u, '₫'],
  [/^(?:\$|usd(?![a-z])|us\$|dollars?(?![a-z])|do la(?: my)?(?![a-z]))/, '$'],
  [/^(?:€|eur(?:os?)?(?![a-z]))/, '€'],
]
const PLURAL = /^(?:[a-z-]*[a-rt-z]s|people|staff|children|women|men|mbps)$/
/** What an English count may carry between its number and its noun. */
const ENGLISH_ADJECTIVE =
  /^(?:(?:new|paying|active|paid|net|qualified|enterprise|open|critical|major|serious|loyal|repeat|business|working|calendar|monthly|weekly|daily|full|live|happy|unique|more|extra|additional|consecutive|straight|registered|returning|key|strategic|signed|live|b2b|b2c|smb|certified|trained|of|the|our) )+/
const ENGLISH_STOP =
  /^(?:a|an|and|or|by|in|on|at|to|for|from|with|without|per|of|the|our|every|each|all|this|next|is|are|be|than|as|before|after|until|within|while|when|who|that|which|during|across|through|via|vs|versus|if|into|up|down|over|under|last|end|q[1-4]|h[12]|against|so|it|on-time|late|overall|only|more|less|fewer|or|worth|out|behind|ahead|off|back|both|even|still|not|no)$/
/** Words that are no unit; where the text has diacritics, a word counts with its own. */
const STOP_TYPED = new Set(
  `và hoặc trong vào trước sau từ đến tới lên xuống còn cho ở tại mỗi hằng hàng của với bằng những các để khi thì là được bị so theo
  nhờ về cuối đầu này nay trở thay cùng kỳ thành qua quá trên dưới do có không đúng kịp mới tháng quý năm đạt giúp mà một như nếu
  trung bình toàn nhằm vì gần hiện tăng giảm nâng hạ ít nhất tối đa thiểu nợ doanh lợi vốn tiền chi phí dư ngân cả bán mua`.split(
    /\s+/u,
  ),
)
const STOP_FOLDED = new Set([...STOP_TYPED].map(fold))

function isStop(typed: string, hasMarks: boolean): boolean {
  const word = typed.toLowerCase()
  return hasMarks ? STOP_TYPED.has(word) : STOP_FOLDED.has(word)
}

/** The unit, and how many characters it takes from the beginning of `folded`; an empty unit for none. */
export function readUnit(
  folded: string,
  typed: string,
  language: StatementLanguage,
): { unit: string; length: number } {
  const lead = folded.startsWith(' ') ? 1 : 0
  const rest = folded.slice(lead)
  const original = typed.slice(lead)
  const percent = PERCENT.exec(rest)
  if (percent) return withRate('%', lead + percent[0].length, folded, typed)
  // Folded, `đô` and `độ` are one.
  if (/^đô(?!\p{L})/iu.test(original)) return withRate('$', lead + 2, folded, typed)
  for (const [pattern, sign] of CURRENCIES) {
    const found = pattern.exec(rest)
    if (found) return withRate(sign, lead + found[0].length, folded, typed)
  }
  const short = /^(?:'|(?:h|hrs?|p|s|secs?|mins?)(?![a-z0-9]))/.exec(rest)?.[0]
  const time = short === undefined ? undefined : SHORT_TIME[language][short]
  if (short !== undefined && time !== undefined) return withRate(time, lead + short.length, folded, typed)
  const known = VIETNAMESE_UNIT.exec(rest)
  const isMeasured = /^(?:°[cf]|ms|kg|km|ha|kwh|g|ml|m2|m3|mbps|ppm)$/
  if (known && (language === 'vi' || isMeasured.test(known[0])) && !/^còn/i.test(original))
    return withRate(original.slice(0, known[0].length), lead + known[0].length, folded, typed)
  const length = language === 'en' ? englishNoun(rest) : vietnameseNoun(original)
  if (length === null) return withRate('', 0, folded, typed)
  return withRate(original.slice(length.from, length.to), lead + length.to, folded, typed)
}

/** The plural that the number counts, past what describes it: `2 wrong deliveries`; else the word that follows. */
export function englishNoun(rest: string): { from: number; to: number } | null {
  const from = ENGLISH_ADJECTIVE.exec(rest)?.[0].length ?? 0
  const words: { from: number; to: number; word: string }[] = []
  for (const found of rest.slice(from).matchAll(/(?:^| )([a-z][a-z-]*)/gy)) {
    const word = found[1] ?? ''
    if (ENGLISH_STOP.test(word)) break
    const to = from + found.index + found[0].length
    words.push({ from: to - word.length, to, word })
  }
  return words.slice(0, 3).find(({ word }) => PLURAL.test(word)) ?? words[0] ?? null
}

/** An unknown Vietnamese unit is one word, or two where nothing says that the second stands apart. */
function vietnameseNoun(original: string): { from: number; to: number } | null {
  const hasMarks = original.toLowerCase() !== fold(original)
  const [first] = /^[\p{L}]+[23]?/u.exec(original) ?? []
  if (first === undefined || isStop(first, hasMarks)) return null
  const second = /^ ([\p{L}]+)/u.exec(original.slice(first.length))
  const isTwo = second?.[1] !== undefined && !isStop(second[1], hasMarks) && first.length > 1
  return { from: 0, to: first.length + (isTwo ? second[0].length : 0) }
}

/** `đơn/ngày`, `km/h`: what stands behind a stroke belongs to the unit. */
function withRate(unit: string, length: number, folded: string, typed: string) {
  const rate = /^ ?\/ ?[a-z]+[23]?(?![a-z])/.exec(folded.slice(length))
  if (rate === null || /^ ?\/ ?\d/.test(folded.slice(length))) return { unit, length }
  const behind = typed.slice(length, length + rate[0].length).replace(/ /g, '')
  return { unit: unit + behind, length: length + rate[0].length }
}
