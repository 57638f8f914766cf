// Formula KPIs: arithmetic over other KPIs' period values (DOMAIN.md section 7, "Formula KPI").
import { circleClosedBy } from '../circle.ts'
import type { Frequency } from './types.ts'

/** A formula that has been read and holds nothing but arithmetic. Names are slugs of KPIs. */
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'kpi'; slug: string }
  | { kind: 'sign'; sign: '+' | '-'; operand: Formula }
  | { kind: 'operation'; operator: Operator; left: Formula; right: Formula }

type Operator = '+' | '-' | '*' | '/'

export type FormulaRefusal =
  | { code: 'not_arithmetic'; found: string }
  | { code: 'no_input' }
  | { code: 'unknown_input'; slug: string }
  | { code: 'finer_than_input'; slug: string }
  | { code: 'circle'; path: readonly string[] }

/** The syntax tree that a parser such as jsep makes; what is inside is checked, not believed. */
export type SyntaxNode = { type: string; [key: string]: unknown }

const FREQUENCIES: readonly Frequency[] = ['day', 'week', 'month', 'quarter']

/**
 * Reads a syntax tree of the jsep shape. Refused: whatever is not a finite number, a name, a sign or one of
 * + − × ÷ (`not_arithmetic`, with what was found), and a formula that names no KPI (`no_input`).
 */
export function readFormula(tree: SyntaxNode): { formula: Formula } | { refusal: FormulaRefusal } {
  const result = readNode(tree)
  if ('refusal' in result) return result
  return formulaInputs(result.formula).length > 0 ? result : { refusal: { code: 'no_input' } }
}

/** The slugs that a formula reads, each once, in the order they are written. */
export function formulaInputs(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return []
    case 'kpi':
      return [formula.slug]
    case 'sign':
      return formulaInputs(formula.operand)
    case 'operation':
      return [...new Set([...formulaInputs(formula.left), ...formulaInputs(formula.right)])]
  }
}

/** The formula's value in one period: null when any input is missing or a division by zero leaves none. */
export function evaluateFormula(formula: Formula, readInput: (slug: string) => number | null): number | null {
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'kpi':
      return readInput(formula.slug)
    case 'sign': {
      const operand = evaluateFormula(formula.operand, readInput)
      return operand === null || formula.sign === '+' ? operand : -operand
    }
    case 'operation': {
      const left = evaluateFormula(formula.left, readInput)
      const right = evaluateFormula(formula.right, readInput)
      if (left === null || right === null) return null
      const value = calculate(formula.operator, left, right)
      return Number.isFinite(value) ? value : null
    }
  }
}

/**
 * Whether a KPI may have this formula: every input is a known KPI of the same or a finer frequency, and none
 * of them leads back to it. Null when nothing stands against it.
 */
export function formulaRefusal(
  kpi: { slug: string; frequency: Frequency; formula: Formula },
  lookUp: (slug: string) => { frequency: Frequency; inputs: readonly string[] } | undefined,
): FormulaRefusal | null {
  for (const slug of formulaInputs(kpi.formula)) {
    const path = circleClosedBy(kpi.slug, slug, (of) => lookUp(of)?.inputs ?? [])
    if (path !== null) return { code: 'circle', path }
    const input = lookUp(slug)
    if (input === undefined) return { code: 'unknown_input', slug }
    if (FREQUENCIES.indexOf(kpi.frequency) < FREQUENCIES.indexOf(input.frequency))
      return { code: 'finer_than_input', slug }
  }
  return null
}

type ReadResult = { formula: Formula } | { refusal: FormulaRefusal }

function readNode(node: unknown): ReadResult {
  if (!isSyntaxNode(node)) return notArithmetic(String(node))
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' && Number.isFinite(node.value)
        ? { formula: { kind: 'number', value: node.value } }
        : notArithmetic(String(node.value))
    case 'Identifier':
      return { formula: { kind: 'kpi', slug: String(node.name) } }
    case 'UnaryExpression': {
      const sign = node.operator
      if (sign !== '+' && sign !== '-') return notArithmetic(String(sign))
      const operand = readNode(node.argument)
      return 'refusal' in operand ? operand : { formula: { kind: 'sign', sign, operand: operand.formula } }
    }
    case 'BinaryExpression': {
      const operator = node.operator
      if (!isOperator(operator)) return notArithmetic(String(operator))
      const left = readNode(node.left)
      if ('refusal' in left) return left
      const right = readNode(node.right)
      if ('refusal' in right) return right
      return { formula: { kind: 'operation', operator, left: left.formula, right: right.formula } }
    }
    default:
      return notArithmetic(node.type)
  }
}

function notArithmetic(found: string): ReadResult {
  return { refusal: { code: 'not_arithmetic', found } }
}

function isSyntaxNode(node: unknown): node is SyntaxNode {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string'
}

function isOperator(operator: unknown): operator is Operator {
  return operator === '+' || operator === '-' || operator === '*' || operator === '/'
}

function calculate(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
  }
}
