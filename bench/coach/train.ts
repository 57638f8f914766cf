// `npm run coach:train`: fits the model on the training part, calibrates it on the validation part, and writes its weights.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Features } from '../../src/core/coach/features.ts'
import { likeliest, probabilitiesOf } from '../../src/core/coach/kind.ts'
import { type Model, scoresOf } from '../../src/core/coach/model.ts'
import type { StatementKind } from '../../src/core/coach/statement.ts'
import { readDataSet } from './data-set.ts'
import { exampleFeatures, fitModel } from './fit.ts'
import { calibrationError, macroF1 } from './score.ts'

const path = join(import.meta.dirname, '../../src/core/coach/weights.generated.ts')

/** Weights of fewer steps are dropped: a third of the size for no loss. */
const LEAST = 3

type Held = { features: Features; kind: StatementKind }

/** One byte a weight, the largest 127 steps; the least of them, of which there are most, are left out. */
function quantised({ weights }: Model & { weights: Float64Array }): Model & { weights: Int8Array } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const step = largest / 127
  return {
    weights: Int8Array.from(weights, (weight) => {
      const steps = Math.round(weight / step)
      return Math.abs(steps) < LEAST ? 0 : steps
    }),
    step,
    temperature: 1,
  }
}

/** The temperature that makes what was held apart most probable. */
function temperatureFor(model: Model, held: readonly Held[]): number {
  const scored = held.map(({ features, kind }) => ({ scores: scoresOf(features, model), kind }))
  const surprise = (temperature: number) =>
    scored.reduce((sum, { scores, kind }) => {
      const cooled = Object.fromEntries(
        Object.entries(scores).map(([name, score]) => [name, score / temperature]),
      )
      return sum - Math.log(probabilitiesOf(cooled as Record<StatementKind, number>)[kind])
    }, 0)
  const candidates = Array.from({ length: 200 }, (_, index) => 0.3 + index * 0.015)
  return candidates.reduce((best, next) => (surprise(next) < surprise(best) ? next : best))
}

const began = performance.now()
const rows = readDataSet()
const whole = fitModel(rows.filter(({ part }) => part === 'train'))
const held = rows
  .filter(({ part }) => part === 'validation')
  .map(({ text, kind }) => ({ features: exampleFeatures(text), kind }))
const small = quantised(whole)
const model = { ...small, temperature: temperatureFor(small, held) }

const weights = Buffer.from(model.weights.buffer).toString('base64')
const step = Number(model.step.toPrecision(6))
const temperature = Number(model.temperature.toPrecision(4))
writeFileSync(
  path,
  `// Made by \`npm run coach:train\`; see docs/coach.md.\nexport const MODEL = {\n  step: ${step},\n  temperature: ${temperature},\n  weights: '${weights}',\n}\n`,
)

const judged = held.map(({ features, kind: truth }) => {
  const probabilities = probabilitiesOf(scoresOf(features, model))
  const said = likeliest(probabilities)
  return { truth, said, probability: probabilities[said] }
})
console.log({
  seconds: Math.round((performance.now() - began) / 1000),
  kilobytesGzipped: Math.round(gzipSync(weights).length / 1024),
  validationF1: macroF1(judged).toFixed(3),
  validationCalibrationError: calibrationError(judged).toFixed(3),
  temperature,
})
