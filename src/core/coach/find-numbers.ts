// The numbers of a statement that can be amounts, each with its unit and place; dates, quarters and names are not.
import { parseNumber } from '../text/parse-number.ts'
import { readNumberWords } from './number-words.ts'
import type { StatementLanguage, StatementText } from './statement.ts'
import { readUnit } from './units.ts'

export type FoundNumber = {
  value: number
  /** The power of ten that was spelled out, such as 9 for `tỷ`. */
  scale: number
  unit: string
  /** Places in the text: of the number, and where its unit ends. */
  start: number
  end: number
  isWord: boolean
}

/** Digits that count nothing: dates, years, quarters, phases, standards, versions, places in a list. */
const NOT_AN_AMOUNT = [
  /\b\d{4}-\d{1,2}-\d{1,2}\b/g,
  /\b\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}\b/g,
  /\b(?:20)\d{2} ?[-/] ?(?:20)?\d{2}\b(?! ?%)/g,
  /\b(?:ngay|truoc|den|tu|han|by|before|on|het|hom|sang|chieu|xong|muon nhat|deadline:?) (?:ngay )?\d{1,2}\/\d{1,2}\b(?! ?%)/g,
  /\b\d{1,2}\/(?:0[1-9]|1[0-2])\b/g,
  /\b(?:3[01]|[12]\d)\/\d{1,2}\b/g,
  /\b(?:quy|q|h|t|thang|hk|hoc ky|nua)[ .]?(?:[1-9]|1[0-2])(?: ?[/-] ?(?:nam )?(?:20)?\d{2})?\b(?! ?(?:%|phut|gio))/g,
  /\b(?:q[1-4]|h[12])(?:['/ -]?(?:20)?\d{2})?\b/g,
  /\b(?:nam hoc|nam|nk|nien khoa|nien do|fy|year|since|tet) ?(?:20)?\d{2}(?:[-/](?:20)?\d{2})?\b(?! ?(?:%|phan tram|ngay|phut|gio))/g,
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?(?:,? ?20\d{2})?\b/g,
  /\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\b(?:,? ?20\d{2})?/g,
  /\b(?:week|tuan|month|day|phase|giai doan|gd|dot|ky|khoa|lop|khoi|level|cap do|tier|stage|round|vong|buoc|step|part|phan|grade|version|phien ban|ver|room|phong so|so|chuong|dieu|khu vuc|khu|line|ca so|cum) (?:so )?\d+\b(?! ?(?:%|phan tram|percent|[-–]|\/|(?:ngay|phut|gio|trieu|ty|tr|nguoi|lan|diem|hours?|days?|minutes?)\b))/g,
  /\b(?:iso|tcvn|haccp|gdpr|soc|pci|vietgap|ielts|toeic|n|c|a|b|g|s|f|d|tier|thong tu|nghi dinh|quyet dinh|tt|nd|qd|pl|luat)[ -]?\d{1,6}(?::20\d{2})?(?:[/-][a-z0-9-]+)?\b(?<!(?:toeic|ielts) ?[\d.]{1,5})/g,
  /\b(?:v|ver\.?|version )\d+(?:\.\d+)*\b/g,
  /(?<=\b(?:nghiep|mang|industry|web|so|hoa|vien|bank|marketing|hr|school) )\d\.0\b/g,
  /\b24 ?\/ ?7\b/g,
  /\b24x7\b/g,
  /\b(?:covid[- ]?19|top[ -]?\d+(?! ?%)|covid|omicron|b2b|b2c|o2o|5s|4p|3r|r&d|5g|4g|360 do|p&l|web3|h5n1|co2|pm2[.,]5|a1c|hba1c|mp3|mp4|f&b|3pl|o365|s3|ec2|k8s|i18n|l10n|e2e|p[0-4]|sev-?[0-4]|day[- ]?\d+|d\d+)\b/g,
  /\b(?:2)0[0-4]\d\b(?! ?(?:%|phan|nguoi|khach|don|san|bai|luot|ho|tan|customers|users|people|orders|leads|trieu|ty|tr\b|₫|\$|usd|dong|vnd|kg|ha))/g,
]
const NUMBER =
  /(?<![\p{L}\d.,])([$€£¥₫]|us\$)? ?(\d+(?:[.,]\d+)*(?: \d{3}(?![\d.,]))*)((?: ?(?:nghin|ngan|trieu|tr|ty|ti|k|bn|mn|thousand|million|billion|[mb](?!\d))(?![a-z]))*(?:\d{1,3}(?![\d.,%])| \d(?= ?(?:$|[;,.)]|dong|vnd|₫)))?(?: ?\d+ ?(?:trieu|tr|nghin|ngan|k)(?![a-z]))?(?: ruoi(?![a-z]))?)/gu
const SCALE_IN_VIETNAMESE = /(?: ?(?:m|b))$/

/** Every amount of the statement in the order it is written, number words included. */
export function findNumbers(text: StatementText, language: StatementLanguage): FoundNumber[] {
  const masked = mask(text.folded)
  const digits = findDigits(text, masked, language)
  const isTaken = (from: number, to: number) => digits.some(({ start, end }) => from < end && to > start)
  const words = findWords(text, masked, language).filter(({ start, end }) => !isTaken(start, end))
  return [...digits, ...words].toSorted((a, b) => a.start - b.start)
}

/** What is no amount becomes underscores, so that places stay. */
export function mask(folded: string): string {
  return NOT_AN_AMOUNT.reduce(
    (text, pattern) => text.replace(pattern, (found) => '_'.repeat(found.length)),
    folded,
  )
}

function findDigits(text: StatementText, masked: string, language: StatementLanguage): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of masked.matchAll(NUMBER)) {
    const [whole, sign = '', digits = '', tail = ''] = match
    const start = match.index + (whole.length - whole.trimStart().length)
    const read = longestNumber(digits, tail, language)
    if (read === null) continue
    const begin = match.index + whole.length - digits.length - tail.length
    const numberEnd = begin + read.length
    const unit = readUnit(text.folded.slice(numberEnd), text.typed.slice(numberEnd), language)
    const currency = sign === '' ? '' : sign.replace('us$', '$')
    found.push({
      value: read.value,
      scale: read.scale,
      unit: currency === '' ? unit.unit : currency,
      start,
      end: currency === '' ? numberEnd + unit.length : numberEnd,
      isWord: false,
    })
  }
  return found
}

/** As many of the words behind the digits as still make one number. */
function longestNumber(digits: string, tail: string, language: StatementLanguage) {
  let behind = language === 'vi' ? tail.replace(SCALE_IN_VIETNAMESE, '') : tail
  for (;;) {
    const read = parseNumber(digits + behind, language)
    if (read.ok && read.number.unit === undefined)
      return { value: read.number.value, scale: read.number.scale, length: digits.length + behind.length }
    if (behind === '') break
    behind = behind.replace(/ ?(?:[a-z]+|\d+)$/, '')
  }
  // The separators make no sense together, as in a list `1.2, 3`: the first number counts.
  const first = /^\d+(?:[.,]\d+)?/.exec(digits)?.[0] ?? ''
  const read = first === '' || first === digits ? null : parseNumber(first, language)
  return read?.ok ? { value: read.number.value, scale: 0, length: first.length } : null
}

/** Number words count only with a unit behind them, as `ba`, `năm` and `one` have other meanings. */
function findWords(text: StatementText, masked: string, language: StatementLanguage): FoundNumber[] {
  const words = [...masked.matchAll(/[a-z]+/g)].map((match) => ({ word: match[0], start: match.index }))
  const plain = words.map(({ word }) => word)
  const found: FoundNumber[] = []
  for (let index = 0; index < words.length; ) {
    const read = readNumberWords(plain, index)
    const last = words[index + (read?.count ?? 1) - 1]
    const start = words[index]?.start ?? 0
    const end = (last?.start ?? 0) + (last?.word.length ?? 0)
    const unit = read && readUnit(text.folded.slice(end), text.typed.slice(end), language)
    if (read && unit && isMeant(text, plain, index, read, unit.unit, start, end)) {
      const scale = Math.max(
        0,
        ...plain.slice(index, index + read.count).map((word) => SCALE_WORDS[word] ?? 0),
      )
      found.push({ value: read.value, scale, unit: unit.unit, start, end: end + unit.length, isWord: true })
      index += read.count
    } else index += 1
  }
  return found
}

const SCALE_WORDS: Record<string, number> = {
  trieu: 6,
  ty: 9,
  ti: 9,
  million: 6,
  billion: 9,
  nghin: 3,
  thousand: 3,
}
const ACCENTED_DIGITS = /^(?:một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười)$/i
const CLEAR_UNIT =
  /^(?:%|phut|gio|ngay|tuan|thang|nam|lan|nguoi|khach hang|don hang|hoi chuong|diem|sao|ngay lam viec|su co|vu|loi|khieu nai|cua hang|chi nhanh|hop dong|san pham|thi truong|tinh|diem ban|minutes?|hours?|days?|weeks?|months?|seconds?|rings?|points?|stars?|customers?|users?|people|percent|clients?|markets?|incidents?|complaints?|errors?|defects?|times?|orders?|bugs?|stores?|countries|partners?|accidents?|injuries)/

function isMeant(
  { typed, folded }: StatementText,
  plain: readonly string[],
  index: number,
  read: { value: number; count: number },
  unit: string,
  start: number,
  end: number,
): boolean {
  const written = typed.slice(start, end)
  const first = plain[index] ?? ''
  const isSingleArticle = read.count === 1 && (first === 'mot' || first === 'one')
  const before = folded.slice(0, start)
  const isBounded =
    /(?:toi da|toi thieu|it nhat|khong qua|duoi|tren|trong|xuong|con|len|at most|at least|within|under|over|to|than|up to|dat|du) $/.test(
      before,
    )
  if (isSingleArticle && !isBounded) return false
  if (
    /[a-z]/.test(written) &&
    /(?:ten|hundred|dozen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|[a-z]+teen|two|three|four|five|six|seven|eight|nine|eleven|twelve|one)/.test(
      written,
    ) &&
    !(first in { ba: 1, hai: 1 })
  )
    return unit !== '' || isBounded
  // With diacritics the word itself tells: `năm` may be five or a year, `nam` neither.
  const hasMarks = folded !== typed.toLowerCase()
  if (hasMarks && read.count === 1 && !ACCENTED_DIGITS.test(written)) return false
  if (first === 'nam' && read.count === 1 && !isBounded) return false
  if (read.count === 1 && /(?:thu|lan|hang|moi|thang|quy|giai doan|dot|buoc) $/.test(before)) return false
  return read.count > 1 ? unit !== '' || read.value >= 1000 : CLEAR_UNIT.test(unitKey(unit))
}

function unitKey(unit: string): string {
  return unit.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}
