// What the model sees of a statement: its words, their letters, how it begins, and what kind of measure it holds.
import type { LocatedMeasure } from './measure-shape.ts'
import type { StatementLanguage, StatementText } from './statement.ts'
import { vietnameseGroups } from './vietnamese-groups.ts'
import { innerClasses, leadingClasses } from './word-classes.ts'
import { groupOf } from './word-group.ts'

/** Features are hashed into so many places: fewer would make too many meet, more would make the weights too heavy. */
export const BUCKETS = 32_768

/** Places and strengths; each group of features weighs the same whatever the length of the statement. */
export type Features = { places: Int32Array; strengths: Float32Array }

const MOST_WORDS = 60

/**
 * All of it without diacritics and capitals, and the words once more with theirs: `tặng` is not `tăng`, but a statement
 * typed without diacritics must still be understood.
 */
export function featuresOf(
  { typed, folded }: StatementText,
  measure: LocatedMeasure | null,
  language: StatementLanguage,
): Features {
  const found = new Map<number, number>()
  const words = wordsOf(folded)
  const add = (feature: string, strength: number) => {
    const place = placeOf(feature)
    found.set(place, (found.get(place) ?? 0) + strength)
  }
  const single = 1 / Math.sqrt(Math.max(words.length, 1))
  words.forEach((word, index) => {
    add(`w ${word}`, single)
    add(`b ${words[index - 1] ?? '^'} ${word}`, single)
  })
  const marked = wordsOf(typed.toLowerCase())
  marked.forEach((word, index) => {
    if (word === words[index]) return
    add(`m ${word}`, single)
    add(`n ${marked[index - 1] ?? '^'} ${word}`, single)
    if (index === 0) add(`first m ${word}`, 0.8)
  })
  const letters = lettersOf(words)
  for (const gram of letters) add(gram, 0.7 / Math.sqrt(letters.length))
  add(`first ${words[0] ?? ''}`, 0.8)
  add(`first2 ${words[0] ?? ''} ${words[1] ?? ''}`, 0.8)
  add(`last ${words.at(-1) ?? ''}`, 0.5)
  addGroups(words, language, single, add)
  for (const name of shapeOf(folded, words, measure)) add(name, 0.6)
  add('bias', 1)
  return { places: Int32Array.from(found.keys()), strengths: Float32Array.from(found.values()) }
}

/** Groups of words, by where they stand and by what the statement begins with. */
function addGroups(
  words: readonly string[],
  language: StatementLanguage,
  single: number,
  add: (feature: string, strength: number) => void,
): void {
  const leads = leadingClasses(words)
  const grouped = language === 'en' ? englishGroups(words) : vietnameseGroups(words)
  const [first] = grouped
  for (const { group, from, to } of grouped) {
    for (const name of [`g ${group.coarse}`, `h ${group.fine}`]) {
      add(name, single)
      if (from === 0) add(`first ${name}`, 0.6)
      else if (first?.from === 0 && from === first.to) {
        add(`second ${name}`, 0.4)
        add(`second ${first.group.fine} ${name}`, 0.5)
        add(`second ${words[0]} ${name}`, 0.5)
      }
      if (to === words.length) add(`last ${name}`, 0.5)
      if (from > 0) for (const lead of leads) add(`${lead} ${name}`, single)
    }
  }
}

function englishGroups(words: readonly string[]) {
  return words.flatMap((word, from) => {
    const group = groupOf(word)
    return group === undefined ? [] : { group, from, to: from + 1 }
  })
}

/** Words, with every number as one and the same word. */
function wordsOf(folded: string): string[] {
  return (folded.match(/\d[\d.,]*|[\p{L}]+|[%<>≤≥→$]/gu) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => (/^\d/.test(word) ? '#' : word))
}

function lettersOf(words: readonly string[]): string[] {
  const grams: string[] = []
  for (const word of words) {
    const framed = `^${word}$`
    for (const size of [3, 4, 5])
      for (let index = 0; index + size <= framed.length; index += 1)
        grams.push(`c ${framed.slice(index, index + size)}`)
  }
  return grams
}

/** Classes of words, the measure, and which of them stand together. */
function shapeOf(folded: string, words: readonly string[], located: LocatedMeasure | null): string[] {
  const measure = located?.measure
  const read = measure === undefined ? 'none' : measureClass(measure)
  const leads = leadingClasses(words)
  const inners = innerClasses(words)
  const shape = [`length ${lengthClass(words.length)}`, `measure ${read}`, ...leads, ...inners]
  for (const name of leads.length > 0 ? leads : ['lead none']) {
    shape.push(`${name} ${read}`)
    for (const other of inners) shape.push(`${name} ${other}`)
  }
  for (const other of inners) shape.push(`${other} ${read}`)
  if (inners.length === 0) shape.push(`plain ${read}`)
  const place = words.indexOf('#')
  if (place >= 0) {
    const at = Math.min(place, 4)
    shape.push(`number at ${at}`)
    for (const name of leads.length > 0 ? leads : ['lead none']) shape.push(`${name} number at ${at}`)
  }
  if (measure !== undefined) {
    const unit = unitClass(measure.unit)
    shape.push(`unit ${unit}`, `unit ${unit} ${read}`)
    for (const name of leads) shape.push(`${name} unit ${unit}`)
  }
  if (located && located.start <= 2) shape.push('measure first')
  if (/[:;,]/.test(folded)) shape.push('clauses')
  return shape
}

function measureClass(measure: LocatedMeasure['measure']): string {
  if (measure.kind === 'keep') return 'keep'
  if (measure.start !== undefined) return 'from to'
  if (measure.change !== undefined) return measure.change.as
  return measure.unit === '%' ? 'target percent' : 'target'
}

const UNIT_CLASSES: [RegExp, string][] = [
  [/^%/, 'percent'],
  [/^[₫$€]/, 'money'],
  [
    /^(?:phút|giờ|giây|ngày|tuần|tháng|năm|phut|gio|ngay|minutes?|hours?|seconds?|days?|weeks?|months?|years?)/,
    'time',
  ],
  [/^(?:điểm|diem|points?|stars?|sao)/, 'score'],
  [
    /^(?:khách|người|users?|customers?|members?|subscribers?|học sinh|đơn|orders?|donors?|đại lý|leads?)/,
    'people',
  ],
  [/^$/, 'none'],
]

function unitClass(unit: string): string {
  return UNIT_CLASSES.find(([pattern]) => pattern.test(unit.toLowerCase()))?.[1] ?? 'things'
}

function lengthClass(count: number): string {
  if (count <= 2) return String(count)
  return count <= 4 ? '3-4' : count <= 7 ? '5-7' : count <= 11 ? '8-11' : '12-'
}

/** FNV-1a, the same on every machine. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < feature.length; index += 1)
    hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193)
  return (((hash >>> 15) ^ hash) >>> 0) % BUCKETS
}
