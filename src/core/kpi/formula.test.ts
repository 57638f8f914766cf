import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  evaluateFormula,
  type Formula,
  formulaInputs,
  formulaRefusal,
  readFormula,
  type SyntaxNode,
} from './formula.ts'
import type { Frequency } from './types.ts'

const name = (slug: string): SyntaxNode => ({ type: 'Identifier', name: slug })
const number = (value: unknown): SyntaxNode => ({ type: 'Literal', value })
const minus = (argument: SyntaxNode): SyntaxNode => ({ type: 'UnaryExpression', operator: '-', argument })
const binary = (left: SyntaxNode, operator: string, right: SyntaxNode): SyntaxNode => ({
  type: 'BinaryExpression',
  operator,
  left,
  right,
})

function read(tree: SyntaxNode): Formula {
  const result = readFormula(tree)
  if ('refusal' in result) throw new Error(result.refusal.code)
  return result.formula
}

const evaluate = (tree: SyntaxNode, inputs: Record<string, number | null>) =>
  evaluateFormula(read(tree), (slug) => inputs[slug] ?? null)

const trees: Record<string, SyntaxNode> = {
  'a/b': binary(name('a'), '/', name('b')),
  'a+b': binary(name('a'), '+', name('b')),
  '100*(p-d)/r': binary(binary(number(100), '*', binary(name('p'), '-', name('d'))), '/', name('r')),
}

const reference = JSON.parse(readFileSync('test/data/spc/kpi_aggregation.json', 'utf8')) as {
  formula_nulls: { expr: string; expect: number | null; [input: string]: string | number | null }[]
  nps: { periods: Record<'promoters' | 'passives' | 'detractors', number[]>; per_period: number[] }
}

describe('evaluateFormula', () => {
  test.each(reference.formula_nulls)('$expr', ({ expr, expect: expected, ...inputs }) => {
    const tree = trees[expr] ?? number(0)
    expect(evaluate(tree, inputs as Record<string, number | null>)).toBe(expected)
  })

  test('net promoter score by period', () => {
    const tree = binary(
      binary(number(100), '*', binary(name('promoters'), '-', name('detractors'))),
      '/',
      binary(binary(name('promoters'), '+', name('passives')), '+', name('detractors')),
    )
    const { promoters, passives, detractors } = reference.nps.periods
    const values = [0, 1].map((period) =>
      evaluate(tree, {
        promoters: promoters[period] ?? null,
        passives: passives[period] ?? null,
        detractors: detractors[period] ?? null,
      }),
    )
    expect(values).toEqual(reference.nps.per_period)
  })

  test('a missing input is never 0, not even times 0', () => {
    expect(evaluate(binary(name('a'), '*', number(0)), { a: null })).toBeNull()
    expect(evaluate(minus(name('a')), { a: null })).toBeNull()
    expect(evaluate(minus(name('a')), { a: 4 })).toBe(-4)
    expect(evaluate(binary(name('a'), '/', name('a')), { a: 0 })).toBeNull()
  })
})

describe('readFormula', () => {
  test('names each input once', () => {
    expect(formulaInputs(read(binary(name('a'), '+', binary(name('b'), '*', name('a')))))).toEqual(['a', 'b'])
  })

  test.each<[string, SyntaxNode]>([
    ['%', binary(name('a'), '%', number(2))],
    ['text', binary(name('a'), '+', number('text'))],
    ['true', number(true)],
    ['!', { type: 'UnaryExpression', operator: '!', argument: name('a') }],
    ['CallExpression', { type: 'CallExpression', callee: name('a'), arguments: [] }],
    ['Compound', { type: 'Compound', body: [] }],
    ['undefined', { type: 'BinaryExpression', operator: '+', left: name('a') }],
  ])('refuses %s', (found, tree) => {
    expect(readFormula(tree)).toEqual({ refusal: { code: 'not_arithmetic', found } })
  })

  test('refuses a formula of no KPI', () => {
    expect(readFormula(number(5))).toEqual({ refusal: { code: 'no_input' } })
  })
})

describe('formulaRefusal', () => {
  const kpis: Record<string, { frequency: Frequency; inputs: string[] }> = {
    revenue: { frequency: 'day', inputs: [] },
    orders: { frequency: 'week', inputs: [] },
    basket: { frequency: 'week', inputs: ['revenue', 'orders'] },
    growth: { frequency: 'month', inputs: ['basket'] },
  }
  const refusal = (slug: string, frequency: Frequency, tree: SyntaxNode) =>
    formulaRefusal({ slug, frequency, formula: read(tree) }, (of) => kpis[of])

  test('takes inputs of the same or a finer frequency', () => {
    expect(refusal('new', 'week', binary(name('revenue'), '/', name('orders')))).toBeNull()
  })
  test('refuses an input that is coarser or unknown', () => {
    expect(refusal('new', 'day', name('orders'))).toEqual({ code: 'finer_than_input', slug: 'orders' })
    expect(refusal('new', 'day', name('profit'))).toEqual({ code: 'unknown_input', slug: 'profit' })
  })
  test('refuses a circle and names the path', () => {
    expect(refusal('orders', 'week', name('growth'))).toEqual({
      code: 'circle',
      path: ['orders', 'growth', 'basket', 'orders'],
    })
    expect(refusal('new', 'week', minus(name('new')))).toEqual({ code: 'circle', path: ['new', 'new'] })
  })
})
