// Fits the linear model: softmax over the kinds by stochastic gradient steps, the same for the same seed.
import { BUCKETS, type Features, featuresOf } from '../../src/core/coach/features.ts'
import { languageOf } from '../../src/core/coach/language.ts'
import type { Model } from '../../src/core/coach/model.ts'
import { readMeasure } from '../../src/core/coach/read-measure.ts'
import { readText, STATEMENT_KINDS } from '../../src/core/coach/statement.ts'
import { seededUniform } from '../../src/core/seeded-random.ts'
import type { Row } from './data-set.ts'
import { disturbed } from './disturb.ts'

export type FitOptions = {
  epochs: number
  rate: number
  /** How strongly weights are drawn to 0. */
  decay: number
  /** How often each statement is seen as others would type it, besides as it is. */
  copies: number
  seed: number
}
export const FIT: FitOptions = { epochs: 20, rate: 0.1, decay: 5e-4, copies: 2, seed: 5 }

const KINDS = STATEMENT_KINDS.length
type Example = { features: Features; kind: number; weight: number }

export function exampleFeatures(text: string): Features {
  const read = readText(text)
  const language = languageOf(read)
  return featuresOf(read, readMeasure(read, language), language)
}

/** The weights in full precision, not yet calibrated. */
export function fitModel(rows: readonly Row[], options: FitOptions = FIT): Model & { weights: Float64Array } {
  const uniform = seededUniform(options.seed)
  const examples = rows.flatMap((row) => examplesOf(row, options.copies, uniform))
  const model = { weights: new Float64Array(BUCKETS * KINDS), step: 1, temperature: 1 }
  const squares = new Float64Array(BUCKETS * KINDS).fill(1e-3)
  for (let epoch = 0; epoch < options.epochs; epoch += 1)
    for (const example of shuffled(examples, uniform)) learn(model, squares, example, options)
  return model
}

function examplesOf(row: Row, copies: number, uniform: () => number): Example[] {
  const kind = STATEMENT_KINDS.indexOf(row.kind)
  const variants = Array.from({ length: copies }, () => disturbed(row.text, uniform))
  return [row.text, ...variants].map((text, index) => ({
    features: exampleFeatures(text),
    kind,
    weight: index === 0 ? 1 : 0.5,
  }))
}

/** One step of AdaGrad; loops without helpers, as nearly all the time of a training goes by here. */
function learn(
  { weights }: { weights: Float64Array },
  squares: Float64Array,
  { features: { places, strengths }, kind, weight }: Example,
  { rate, decay }: FitOptions,
): void {
  const scores = new Float64Array(KINDS)
  for (let index = 0; index < places.length; index += 1)
    for (let of = 0; of < KINDS; of += 1)
      scores[of] =
        (scores[of] ?? 0) + (strengths[index] ?? 0) * (weights[(places[index] ?? 0) * KINDS + of] ?? 0)
  const highest = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - highest))
  const total = shares.reduce((sum, share) => sum + share, 0)
  const errors = shares.map((share, of) => weight * (share / total - (of === kind ? 1 : 0)))
  for (let index = 0; index < places.length; index += 1) {
    const strength = strengths[index] ?? 0
    for (let of = 0; of < KINDS; of += 1) {
      const at = (places[index] ?? 0) * KINDS + of
      const gradient = (errors[of] ?? 0) * strength + decay * (weights[at] ?? 0)
      const square = (squares[at] ?? 0) + gradient * gradient
      squares[at] = square
      weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square)
    }
  }
}

/** The mean of several fits, each with slips and an order of its own: steadier than any one of them. */
export function fitMean(rows: readonly Row[], seeds: readonly number[]): Model & { weights: Float64Array } {
  const fits = seeds.map((seed) => fitModel(rows, { ...FIT, seed }))
  const weights = new Float64Array(BUCKETS * KINDS)
  for (const fit of fits)
    for (let at = 0; at < weights.length; at += 1)
      weights[at] = (weights[at] ?? 0) + (fit.weights[at] ?? 0) / fits.length
  return { weights, step: 1, temperature: 1 }
}

function shuffled<T>(items: readonly T[], uniform: () => number): T[] {
  return items
    .map((item) => ({ item, place: uniform() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
