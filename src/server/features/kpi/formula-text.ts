// A formula as people type it: read by jsep, checked by core, written anew when a KPI that it names is renamed.
import jsep from 'jsep'
import { type Formula, type FormulaRefusal, readFormula, type SyntaxNode } from '../../../core/kpi/formula.ts'

/** A word that is not a number such as 1e6. Slugs may begin with a digit, which no parser takes for a name. */
const name = /(?<![\w.])(?!\d+(?:\.\d+)?e\d+\b)\d*[a-z_]\w*/gi
const mark = '$'

/** A comma between two digits parts the decimals, as people here write them: formulas have no other use for one. */
const decimalComma = /(?<=\d),(?=\d)/g

/** What the text says, or why it is no formula. `not_arithmetic` names what was found. */
export function parseFormula(text: string): { formula: Formula } | { refusal: FormulaRefusal } {
  const plain = text
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replace(decimalComma, '.')
    .toLowerCase()
  try {
    const tree = jsep(plain.replace(name, (word) => mark + word)) as unknown as SyntaxNode
    const read = readFormula(withoutMarks(tree) as SyntaxNode)
    return 'refusal' in read ? { refusal: inPlainWords(read.refusal, text) } : read
  } catch (error) {
    return { refusal: { code: 'not_arithmetic', found: placeOf(error, text) } }
  }
}

/** What the parser calls by names of its own, as it stands in the text. */
const signsOf: Record<string, RegExp> = {
  Compound: /[,;]/,
  CallExpression: /\w*\(/,
  MemberExpression: /\.\w*/,
  ArrayExpression: /\[/,
  ConditionalExpression: /\?/,
}

function inPlainWords(refusal: FormulaRefusal, text: string): FormulaRefusal {
  const sign = refusal.code === 'not_arithmetic' ? signsOf[refusal.found] : undefined
  return sign ? { code: 'not_arithmetic', found: sign.exec(text)?.[0] ?? text.slice(0, 20) } : refusal
}

/** The text with one KPI's name changed. */
export function renameInFormula(text: string, from: string, to: string): string {
  return text.replace(name, (word) => (word.toLowerCase() === from ? to : word))
}

function withoutMarks(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === 'name' && typeof value === 'string' && value.startsWith(mark)
      ? value.slice(mark.length)
      : withoutMarks(value),
  ])
  return Array.isArray(node) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

/** Where reading stopped: the rest of the text from there, briefly. */
function placeOf(error: unknown, text: string): string {
  const index = error instanceof Error && 'index' in error ? Number(error.index) : 0
  return text.slice(index).trim().slice(0, 20) || text.trim().slice(-20)
}
