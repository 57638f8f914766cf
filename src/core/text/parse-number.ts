// What Vietnamese and English readers type into number fields (DOMAIN.md section 9, "Vietnamese number habits").
import { fold } from './fold.ts'

export type NumberLocale = 'vi' | 'en'

export type ParsedNumber = {
  /** With its scale: 15tr is 15,000,000, while 70% stays 70. */
  value: number
  /** The power of ten that was spelled out, such as 6 for `triệu`; 0 for none. */
  scale: number
  /** As typed, but `₫` for every way to write it, and `%`; undefined when there was none. */
  unit?: string
}

export type NumberRefusal = 'empty' | 'not_a_number' | 'too_many_digits'

export type ParseResult = { ok: true; number: ParsedNumber } | { ok: false; code: NumberRefusal }

/** Powers of ten by their folded word, understood in both languages. */
const SCALES = new Map([
  ['k', 3],
  ['nghin', 3],
  ['ngan', 3],
  ['thousand', 3],
  ['tr', 6],
  ['trieu', 6],
  ['mn', 6],
  ['million', 6],
  ['ty', 9],
  ['ti', 9],
  ['bn', 9],
  ['billion', 9],
])
/** To Vietnamese readers `m` is metres, and `b` nothing. */
const ENGLISH_SCALES = new Map([
  ['m', 6],
  ['b', 9],
])
const HALF = 'ruoi'
const DONG = new Set(['d', 'dong', 'vnd', '₫'])
const CURRENCY = '₫$€£¥'
const SIGNS = new RegExp(`^([-+]?) ?([${CURRENCY}]?) ?(.*)$`, 'u')
const DIGITS = /^ ?(\d+(?:[., ]\d+)*|[.,]\d+)/
const WORD = /^ ?(\p{L}+)/u
/** Words, perhaps squared or with a stroke or dot between them (km/giờ, m2), or a sign of its own. */
const UNIT = new RegExp(String.raw`^([%‰°${CURRENCY}]|[\p{L}°]+[23²³]?([ /.·-]+[\p{L}°]+[23²³]?)*)$`, 'u')
/** Doubles keep 15 significant digits of what was typed. */
const MAX_DIGITS = 15

/**
 * Reads a number with its scale and unit. `1.500` is 1500 to Vietnamese readers and 1.5 to English ones, and
 * either's `1.234,5` or `1,234.5` is understood where it can mean only one thing. Scales: nghìn, triệu, tỷ, k, tr
 * (thousand, million, billion, and m, b in English); `1tr5` and `1 triệu 500 nghìn` are 1.5 triệu, `2 tỷ rưỡi` is
 * 2.5 tỷ, `nghìn tỷ` is 10¹². Refused: what is no number, and more than 15 significant digits.
 */
export function parseNumber(text: string, locale: NumberLocale): ParseResult {
  const typed = text
    .normalize('NFC')
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .replace(/\u2212/g, '-')
    .trim()
  if (typed === '') return refused('empty')
  const [, sign = '', prefix = '', rest = ''] = SIGNS.exec(typed) ?? []
  const amount = readAmount(rest, locale)
  if ('code' in amount) return refused(amount.code)
  const unit = unitOf(amount.rest)
  if (unit === null || (prefix !== '' && unit !== '')) return refused('not_a_number')
  const value = sign === '-' && amount.value !== 0 ? -amount.value : amount.value
  const named = prefix === '' ? unit : prefix
  return { ok: true, number: { value, scale: amount.scale, ...(named === '' ? {} : { unit: named }) } }
}

type Amount = { value: number; scale: number; rest: string }
type Refused = { code: NumberRefusal }

/** A run of numbers with falling scales, such as `1 tỷ 500 triệu`, and what is left behind it. */
function readAmount(text: string, locale: NumberLocale): Amount | Refused {
  const first = readSegment(text, locale)
  if ('code' in first) return first
  let { value, rest, scale } = first
  let isExact = isWhole(first.digits)
  while (scale > 0 && /^ ?\d/.test(rest)) {
    const next = readSegment(rest, locale)
    if ('code' in next) return next
    // A bare number behind a scale is its decimals: 1tr5 is 1.5 triệu, 1tr500 is 1.500 triệu.
    const isDecimals = next.scale === 0
    const makesSense = isDecimals ? /^\d{1,3}$/.test(next.digits) : next.scale < scale
    if (!isExact || !makesSense) return { code: 'not_a_number' }
    value += isDecimals ? Number(`0.${next.digits}e${scale}`) : next.value
    isExact = !isDecimals && isWhole(next.digits)
    rest = next.rest
    scale = next.scale
  }
  const word = WORD.exec(rest)
  if (word?.[1] !== undefined && fold(word[1]) === HALF) {
    if (!isExact) return { code: 'not_a_number' }
    value += 0.5 * 10 ** scale
    rest = rest.slice(word[0].length)
  }
  return { value, scale: first.scale, rest }
}

type Segment = Amount & { digits: string }

/** One number and the scale words behind it: `1.5 tỷ`, `15tr`, `5 nghìn tỷ`. */
function readSegment(text: string, locale: NumberLocale): Segment | Refused {
  const typed = DIGITS.exec(text)
  if (typed?.[1] === undefined) return { code: 'not_a_number' }
  const digits = plainDigits(typed[1], locale)
  if (digits === null) return { code: 'not_a_number' }
  const significant = digits.replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
  if (significant.length > MAX_DIGITS) return { code: 'too_many_digits' }
  let rest = text.slice(typed[0].length)
  let scale = 0
  for (let word = scaleWord(rest, locale); word !== null; word = scaleWord(rest, locale)) {
    scale += word.power
    rest = rest.slice(word.length)
  }
  // Through the decimal text, as 1.1 · 10⁶ in floating point is not 1,100,000.
  return { value: Number(`${digits}e${scale}`), scale, rest, digits }
}

function scaleWord(text: string, locale: NumberLocale): { power: number; length: number } | null {
  const word = WORD.exec(text)
  if (word?.[1] === undefined) return null
  const folded = fold(word[1])
  const power = SCALES.get(folded) ?? (locale === 'en' ? ENGLISH_SCALES.get(folded) : undefined)
  return power === undefined ? null : { power, length: word[0].length }
}

/** The digits with `.` before the decimals and no grouping, or null when the separators make no sense. */
function plainDigits(typed: string, locale: NumberLocale): string | null {
  const [group, decimal] = separators(typed, locale)
  const [whole = '', decimals, ...more] = decimal === '' ? [typed] : typed.split(decimal)
  if (more.length > 0) return null
  const grouped = group !== '' && whole.includes(group)
  if (grouped && !isGrouped(whole, group)) return null
  const plain = grouped ? whole.replaceAll(group, '') : whole
  if (!/^\d*$/.test(plain) || (decimals !== undefined && !/^\d+$/.test(decimals))) return null
  return decimals === undefined ? plain : `${plain === '' ? '0' : plain}.${decimals}`
}

/** Which character groups and which begins the decimals, as this text can be meant. */
function separators(typed: string, locale: NumberLocale): [group: string, decimal: string] {
  const dot = typed.lastIndexOf('.')
  const comma = typed.lastIndexOf(',')
  if (typed.includes(' ')) return [' ', dot > comma ? '.' : ',']
  // Both are there: the one behind begins the decimals.
  if (dot >= 0 && comma >= 0) return dot > comma ? [',', '.'] : ['.', ',']
  const mark = dot >= 0 ? '.' : ','
  const isOnce = typed.indexOf(mark) === typed.lastIndexOf(mark)
  if (!isOnce) return [mark, '']
  const groupMark = locale === 'vi' ? '.' : ','
  return mark === groupMark && isGrouped(typed, mark) ? [mark, ''] : ['', mark]
}

/** One to three digits, not beginning with 0, then threes: 1.500 but neither 0.500 nor 1.50. */
function isGrouped(text: string, group: string): boolean {
  const [first = '', ...others] = text.split(group)
  return /^[1-9]\d{0,2}$/.test(first) && others.every((part) => /^\d{3}$/.test(part))
}

function isWhole(digits: string): boolean {
  return !digits.includes('.')
}

/** The unit in what is left, '' for none, null when it cannot be one. */
function unitOf(rest: string): string | null {
  const unit = rest.trim()
  if (DONG.has(fold(unit))) return '₫'
  if (fold(unit) === 'phan tram') return '%'
  return unit === '' || UNIT.test(unit) ? unit : null
}

function refused(code: NumberRefusal): ParseResult {
  return { ok: false, code }
}
