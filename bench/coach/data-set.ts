// The labelled statements, as LABELLING.md says, and how they are parted for training, validation and test.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nearlySame } from '../../src/core/coach/similarity.ts'
import {
  STATEMENT_KINDS,
  type StatementKind,
  type StatementLanguage,
} from '../../src/core/coach/statement.ts'

export const PARTS = ['train', 'validation', 'test'] as const
export type Part = (typeof PARTS)[number]

export type Row = {
  part: Part | ''
  language: StatementLanguage
  kind: StatementKind
  industry: string
  isHard: boolean
  /** The expected reading in the notation of LABELLING.md; empty where the row is not used for measures. */
  measure: string
  text: string
}

const folder = join(import.meta.dirname, 'data')
const HEAD = 'part\tindustry\thard\tmeasure\ttext'

/** Statements this near, their numbers aside, belong to one part: a translation of digits is no new statement. */
export const NEAR = 0.55

export function fileOf(language: StatementLanguage, kind: StatementKind): string {
  return join(folder, `${language}-${kind}.tsv`)
}

export function readDataSet(): Row[] {
  return (['vi', 'en'] as const).flatMap((language) =>
    STATEMENT_KINDS.flatMap((kind) => readRows(fileOf(language, kind), language, kind)),
  )
}

/** Statements written apart and never trained on or chosen by: ordinary ones, and hard ones mixed with them. */
export const FRESH = ['fresh.tsv', 'fresh-mixed.tsv'] as const

export function readFresh(file: (typeof FRESH)[number]): Row[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [language, kind, measure = '', text = ''] = line.split('\t')
      return {
        part: '',
        language: language as StatementLanguage,
        kind: kind as StatementKind,
        industry: '',
        isHard: false,
        measure,
        text,
      }
    })
}

function readRows(path: string, language: StatementLanguage, kind: StatementKind): Row[] {
  const [head, ...lines] = readFileSync(path, 'utf8').split('\n')
  if (head !== HEAD) throw new Error(`${path}: the first line is not ${HEAD}`)
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [part = '', industry = '', hard = '', measure = '', text = ''] = line.split('\t')
      return { part: part as Part, language, kind, industry, isHard: hard !== '', measure, text }
    })
}

export function writeRows(rows: readonly Row[]): string {
  const lines = rows.map(({ part, industry, isHard, measure, text }) =>
    [part, industry, isHard ? 'hard' : '', measure, text].join('\t'),
  )
  return `${[HEAD, ...lines].join('\n')}\n`
}

/** Pairs of rows that are near each other, by place in the list. */
export function nearPairs(rows: readonly Row[]) {
  return nearlySame(
    rows.map(({ text }) => text.replace(/\d+(?:[.,]\d+)*/g, '0')),
    NEAR,
  )
}

/** Parts for cross-validation: kin stand in the same one, and which it is follows from the text alone. */
export function foldsOf(rows: readonly Row[], count: number): number[] {
  const parent = rows.map((_, index) => index)
  const rootOf = (index: number): number => {
    const above = parent[index] ?? index
    return above === index ? index : rootOf(above)
  }
  for (const { first, second } of nearPairs(rows)) parent[rootOf(second)] = rootOf(first)
  return rows.map((_, index) => {
    const { text } = rows[rootOf(index)] ?? { text: '' }
    return createHash('sha256').update(text).digest().readUInt16BE(2) % count
  })
}
