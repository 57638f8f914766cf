// Which column of an imported table holds what: guessed from its name and its cells, for the person to confirm.

import { type Cell, readMoment, readNumber } from '../../../core/kpi/table-cells.ts'
import { type Columns, noColumns, type Role, type Table } from '../../../core/kpi/table-rows.ts'
import { fold } from '../../../core/text/fold.ts'

type Hints = { name: string; unit: string; isRatio: boolean }

/** Words of column names, folded, in Vietnamese and English. */
const names: Record<Role, RegExp> = {
  at: /\b(at|date|day|time|when|timestamp|week|month|quarter|period|ngay|gio|thoi gian|thoi diem|tuan|thang|quy|ky)\b/,
  value: /\b(value|amount|result|number|gia tri|so lieu|ket qua|thuc te|thuc hien|doanh thu|so luong)\b/,
  numerator: /\b(numerator|tu so|dat|passed|won|good)\b/,
  denominator: /\b(denominator|mau so|tong|tong so|total|all)\b/,
  externalId: /\b(id|uuid|key|code|ref|ma|ma so|so phieu)\b/,
  note: /\b(note|notes|comment|remark|ghi chu|mo ta|dien giai)\b/,
}

/** What a unit is called in column names of the other language. */
const unitWords: Record<string, string[]> = {
  phut: ['minute', 'minutes', 'min', 'mins'],
  gio: ['hour', 'hours'],
  giay: ['second', 'seconds', 'sec'],
  ngay: ['days'],
  minute: ['phut'],
  '%': ['percent', 'rate', 'ty le'],
  '₫': ['vnd', 'revenue', 'sales', 'doanh thu', 'so tien'],
}

const sampleSize = 50

/** By what a table is known again: the names of its columns, capitals, marks and spaces aside. */
export const signatureOf = ({ head }: Table): string =>
  head
    .map((name) => fold(name).trim().replace(/\s+/g, ' '))
    .join(' | ')
    .slice(0, 4000)

/** What was remembered of such a table, completed by the guess where nothing was, as far as the columns are there. */
export function withRemembered(guess: Columns, remembered: Columns, width: number): Columns {
  const taken = new Set(Object.values(remembered))
  return Object.fromEntries(
    (Object.keys(guess) as Role[]).map((role) => {
      const [known, guessed] = [remembered[role], guess[role]]
      if (known !== null && known < width) return [role, known]
      return [role, guessed !== null && taken.has(guessed) ? null : guessed]
    }),
  ) as Columns
}

/** A role is given to one column at most, and a column to one role. */
export function guessColumns({ head, rows }: Table, timeZone: string, hints: Hints): Columns {
  const columns = head.map((name, index) => {
    const cells = rows.slice(0, sampleSize).flatMap((row) => (row[index] === '' ? [] : [row[index] ?? '']))
    const share = (test: (cell: Cell) => boolean) => cells.filter(test).length / Math.max(1, cells.length)
    return {
      index,
      words: fold(name).replace(/[_\-.()[\]/]+/g, ' '),
      dates: share((cell) => readMoment(cell, timeZone) !== null),
      numbers: share(
        (cell) => typeof readNumber(cell, 'vi') === 'number' || typeof readNumber(cell, 'en') === 'number',
      ),
      unique: new Set(cells).size / Math.max(1, cells.length),
    }
  })
  const taken = new Set<number>()
  const best = (score: (column: (typeof columns)[number]) => number): number | null => {
    const ranked = columns
      .filter(({ index }) => !taken.has(index))
      .map((column) => ({ index: column.index, score: score(column) }))
      .sort((a, b) => b.score - a.score || a.index - b.index)
    const [top] = ranked
    if (!top || top.score < 1) return null
    taken.add(top.index)
    return top.index
  }
  const named = (role: Role, words: string) => (names[role].test(words) ? 1 : 0)

  const at = best(({ words, dates }) => (dates > 0.8 ? 1 + named('at', words) : named('at', words) * 0.9))
  const externalId = best(({ words, unique }) => (unique === 1 ? named('externalId', words) : 0))
  const note = best(({ words, numbers }) => (numbers < 0.5 ? named('note', words) : 0))
  const isNumber = (numbers: number) => (numbers > 0.8 ? 1 : 0)
  if (hints.isRatio) {
    const numerator = best(({ words, numbers }) => isNumber(numbers) * (1 + named('numerator', words)))
    const denominator = best(({ words, numbers }) => isNumber(numbers) * (1 + named('denominator', words)))
    return { ...noColumns, at, externalId, note, numerator, denominator }
  }
  const value = best(
    ({ words, numbers }) => isNumber(numbers) * (1 + named('value', words) + likeness(words, hints)),
  )
  return { ...noColumns, at, externalId, note, value }
}

/** How much a column's name speaks of the KPI: its unit counts double, each word of its name once. */
function likeness(words: string, { name, unit }: Hints): number {
  const folded = fold(unit)
  const has = (word: string) => ` ${words} `.includes(` ${word} `)
  const ofUnit = folded !== '' && [folded, ...(unitWords[folded] ?? [])].some(has) ? 2 : 0
  const ofName = fold(name)
    .split(/\s+/)
    .filter((word) => word.length > 2 && has(word)).length
  return ofUnit + ofName
}
